"""The whole installation in one file, and back: from SQLite or PostgreSQL into either."""

from greenlab.backup.reading import restore
from greenlab.backup.tables import BackupRefused
from greenlab.backup.writing import back_up

__all__ = ["BackupRefused", "back_up", "restore"]

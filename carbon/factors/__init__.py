"""The project's own factor tables: CSV files with a source in every row, explained in SOURCES.md."""

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent

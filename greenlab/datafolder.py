"""The folder that holds everything an embedded installation writes: for its owner's eyes only."""

import os
import secrets
from pathlib import Path

from greenlab.env import EnvironmentProblem


def private_folder(path: Path) -> Path:
    """`path`, created with mode 0700 if it was not there; raises `EnvironmentProblem` when that cannot be done."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise EnvironmentProblem(
            f"The data folder {path} cannot be created: {problem.strerror}. Point GREENLAB_DATA at one that can."
        ) from problem
    return path


def lasting_secret(path: Path) -> str:
    """The random secret kept at `path` (mode 0600), made on first use.

    Web, worker and beat may all start first: each writes a file of its own and links it into place, and whoever comes
    second reads the winner's.
    """
    if not path.exists():
        mine = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(mine, path)
        except FileExistsError:
            pass  # another process was first; its secret is the one that lasts
        finally:
            mine.unlink()
    value = path.read_text(encoding="ascii").strip()
    if len(value) < 50:
        raise EnvironmentProblem(
            f"{path} holds no usable secret; restore it from a backup, or delete it to make a new one."
        )
    return value

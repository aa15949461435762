"""Files named on the command line."""

from pathlib import Path

from inventory.readers import Refused


def bytes_of(name: str) -> bytes:
    """What a file holds. Raises Refused in words; a pipe, which might never end, is no file."""
    path = Path(name)
    try:
        if path.exists() and not path.is_file():
            raise Refused(f"“{name}” is not a file.")
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"“{name}” cannot be opened: {error.strerror}.") from None

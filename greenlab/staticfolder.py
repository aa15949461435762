"""Static files gathered, hashed and compressed once, and again only when one of them changed."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from greenlab.apps import StaticFiles


def gather_static_if_changed() -> bool:
    """Bring STATIC_ROOT up to date; returns whether there was anything to do.

    Compressing takes some seconds, so it is left out when every source has the name, size and time it had before.
    """
    root = Path(settings.STATIC_ROOT)
    stamp = root.with_name(f"{root.name}.stamp")
    fingerprint = hashlib.sha256("\n".join(_sources()).encode()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(fingerprint, encoding="ascii")
    return True


def _sources() -> Iterator[str]:
    """Every static file with its size and time, in a stable order."""
    lines = []
    for finder in get_finders():
        for path, storage in finder.list(StaticFiles.ignore_patterns):
            stat = Path(storage.path(path)).stat()
            lines.append(f"{path} {stat.st_size} {stat.st_mtime_ns}")
    yield from sorted(lines)

#!/usr/bin/env python
"""The command line of GreenLab: `manage.py help` lists every command."""

import os
import sys


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenlab.settings")
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as problem:
        if sentence := why_it_failed(sys.argv[1], problem):
            sys.exit(sentence)
        raise


def why_it_failed(command: str, problem: Exception) -> str:
    """What to do about a database that is not there, or not of this version; nothing for a fault of ours."""
    from django.conf import settings
    from django.db import DatabaseError

    from greenlab.management.commands.prepare import is_behind

    try:
        if command in {"up", "prepare", "migrate"} or not is_behind():
            return ""
    except DatabaseError:
        return f"The database does not answer: {problem}"
    return (
        f"The database of this installation (data folder {settings.DATA}) is not prepared for this version: "
        "run manage.py prepare, then this command again."
    )


if __name__ == "__main__":
    main()

"""`python -m carbon.engine CASES.json`: evaluate a file of reference cases and print the results as JSON.

What a file may hold is written in `carbon.engine.cases`. A case that cannot be read is printed with its reason in
"error", the reasons go to standard error as well, and the exit code is 2; it is 0 when every case was evaluated.
"""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path

from carbon.engine.cases import evaluate_all
from carbon.engine.cases.fields import UnreadableCase


def main(arguments: list[str]) -> int:
    """Evaluate the one file named in the arguments; the exit code."""
    if len(arguments) != 1:
        return _refuse("Name one file of cases: python -m carbon.engine CASES.json")
    try:
        text = Path(arguments[0]).read_text(encoding="utf-8-sig")
        results = evaluate_all(json.loads(text, parse_float=Decimal))
    except (OSError, ValueError, RecursionError) as error:
        return _refuse(f"{arguments[0]}{_why(error)}.")
    print(json.dumps(results, indent=1))
    errors = [result["error"] for result in results if "error" in result]
    return _refuse("\n".join(f"{error}." for error in errors)) if errors else 0


def _why(error: Exception) -> str:
    match error:
        case OSError():
            return f" cannot be opened: {error.strerror}"
        case UnicodeDecodeError():
            return f" is not text in UTF-8: byte {error.start} cannot be read"
        case json.JSONDecodeError():
            return f" is not JSON: line {error.lineno}, column {error.colno}: {error.msg}"
        case UnreadableCase():
            return f": {error}"
        case RecursionError():
            return " is nested too deeply"
    return " holds a number of too many digits"  # Python reads none of more than some thousand


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The tree of nodes in what `lshw -json` prints, walked without trusting its shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from inventory.readers.refusal import Refused
from inventory.readers.text import cleaned, number

# Deepest real trees have about 12 levels; a file nested deeper was not made by lshw.
DEEPEST = 60


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One node with the way down to it; readers of its values return "" or None for anything of another type."""

    values: dict[str, Any]
    above: tuple[Node, ...] = ()

    def text(self, key: str) -> str:
        """Return the text under the key, cleaned, or ""."""
        return cleaned(self.values.get(key))

    def number(self, key: str) -> float | None:
        """Return the number under the key, or None."""
        return number(self.values.get(key))

    def setting(self, key: str) -> str:
        """Return the text under configuration's key, or ""; whole numbers, which some versions print bare, as text."""
        configuration = self.values.get("configuration")
        value = configuration.get(key) if isinstance(configuration, dict) else None
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else cleaned(value)

    def capable_of(self, key: str) -> bool:
        """Whether capabilities name the key."""
        capabilities = self.values.get("capabilities")
        return isinstance(capabilities, dict) and key in capabilities

    @property
    def kind(self) -> str:
        """The node's id without its number: "bank" of "bank:1"."""
        return self.text("id").partition(":")[0]

    @property
    def parent(self) -> Node | None:
        """The node that holds this one."""
        return self.above[-1] if self.above else None

    def children(self) -> Iterator[Node]:
        """Yield the nodes below, one level."""
        below = self.values.get("children")
        if len(self.above) < DEEPEST and isinstance(below, list):
            for child in below:
                if isinstance(child, dict):
                    yield Node(child, (*self.above, self))

    def walk(self) -> Iterator[Node]:
        """Yield this node and everything below, in the file's order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(list(node.children())))


def parse_json(text: str) -> Any:
    """Parse strictly but for two things: warnings that a shell put around the output, and control characters in texts.

    Raises `Refused` with the line and column.
    """
    body = _without_shell_warnings(text)
    skipped = text[: text.find(body)].count("\n") if body else 0
    try:
        return json.loads(body, strict=False, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise Refused(
            _("This is not valid JSON: %(reason)s at line %(line)s, column %(column)s.")
            % {"reason": error.msg, "line": error.lineno + skipped, "column": error.colno}
            + _what_to_do(body, error.pos)
        ) from None
    except RecursionError:
        raise Refused(_("This JSON is nested deeper than any hardware report.")) from None
    except ValueError:  # a number of thousands of digits
        raise Refused(_("This JSON holds a number too long to be one.")) from None


def _refuse_constant(name: str) -> NoReturn:
    raise Refused(_("This is not valid JSON: it holds %(name)s, which is not a number.") % {"name": name})


def _without_shell_warnings(text: str) -> str:
    """Cut "WARNING: you should run this program as super-user." lines, which `2>&1` mixes in, off both ends."""
    body = re.sub(r"\A\s*(?:WARNING:[^\n]*\n\s*)*", "", text).rstrip()
    end = len(body)
    while (start := body.rfind("\n", 0, end)) >= 0 and body[start:end].lstrip().startswith("WARNING:"):
        end = start
    return body[:end].rstrip()


def _what_to_do(body: str, position: int) -> str:
    if position >= len(body) - 1:
        return " " + _("The file ends too early: copy it again, or run the tool again.")
    if re.match(r"\s*[{\[]", body[position:]) and body[:position].rstrip()[-1:] in {"}", '"', "]"}:
        return " " + _(
            "A comma is missing there, which lshw before version B.02.19 is known for: run a newer lshw, or send "
            "dmidecode's output instead."
        )
    return ""

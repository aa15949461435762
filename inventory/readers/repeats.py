"""The same machine twice in one file: said at the later row, naming the first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from inventory.identity import manufacturer_key, serial_key
from inventory.readers.cells import Problem
from inventory.readers.register import Row


def mark_repeats(rows: Iterable[Row]) -> list[Row]:
    """Return the rows, with a problem on each whose serial number or asset tag an earlier row has.

    Two makers may use one serial number: only rows whose manufacturers do not differ repeat each other.
    """
    tags: dict[str, int] = {}
    serials: dict[str, list[tuple[str, int]]] = {}
    marked = []
    for row in rows:
        found = []
        tag, serial = str(row.values.get("asset_tag", "")).casefold(), serial_key(str(row.values.get("serial", "")))
        maker = manufacturer_key(str(row.values.get("manufacturer", "")))
        if serial:
            seen = serials.setdefault(serial, [])
            first = next((number for other, number in seen if not maker or not other or maker == other), None)
            seen.append((maker, row.number))
            if first is not None:
                sentence = _("Serial number %(serial)s is in row %(row)s already.")
                told = {"serial": row.values["serial"], "row": first}
                found.append(Problem("serial", "error", sentence % told))
        if tag and tag in tags:
            sentence = _("Asset tag %(tag)s is in row %(row)s already.")
            told = {"tag": row.values["asset_tag"], "row": tags[tag]}
            found.append(Problem("asset_tag", "error", sentence % told))
        elif tag:
            tags[tag] = row.number
        marked.append(replace(row, problems=(*row.problems, *found)) if found else row)
    return marked

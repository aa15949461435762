"""Names the formats that are not read, so that the refusal says what the file is instead of what it is not."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

READS = _("GreenLab reads lshw -json and dmidecode here.")

_BINARY = (
    (b"PK\x03\x04", "spreadsheet", _("a spreadsheet, a document or a ZIP archive")),
    (b"\xd0\xcf\x11\xe0", "spreadsheet", _("an old Excel or Word file")),
    (b"%PDF", "pdf", _("a PDF")),
    (b"\x1f\x8b", "archive", _("a compressed file")),
    (b"\x89PNG", "picture", _("a picture")),
    (b"\xff\xd8\xff", "picture", _("a picture")),
)
_TEXTS = (
    ("smartctl_text", _("smartctl output"), r"^smartctl \d"),
    ("nwipe", _("an nwipe log"), r"\bnwipe\b.{0,40}(?:notice|info|version)|nwipe: "),
    ("glpi_inventory", _("a GLPI or FusionInventory file"), r"<REQUEST>|<VERSIONCLIENT>"),
    (
        "lshw_text",
        _("lshw output in another form; run it with -json"),
        r"^\s*\*-(?:core|cpu|memory)|<list>\s*<!-- generated",
    ),
    ("lshw_text", _("lshw output in another form; run it with -json"), r"<node id=.{1,80} class=\"system\""),
    ("blancco", _("a Blancco report"), r"<blancco_data>|blancco_erasure_report"),
    ("hdparm", _("hdparm output"), r"^\s*ATA device, with (?:non-)?removable media"),
    ("windows", _("a Windows report"), r"Host Name:.*\n.*OS Name:|<title>Battery report|powercfg"),
    ("upower", _("upower output"), r"^\s*native-path:|POWER_SUPPLY_NAME="),
    ("markup", _("a web page or XML file"), r"\A\s*<(?:!doctype|html|\?xml)"),
)
# A document is of the kind if it has all these keys.
_DOCUMENTS = (
    ("smartctl_json", _("smartctl output"), {"smartctl"}),
    ("smartctl_json", _("smartctl output"), {"json_format_version", "device"}),
    ("glpi_inventory", _("a GLPI inventory file"), {"content", "deviceid"}),
    ("glpi_inventory", _("a GLPI inventory file"), {"action", "content"}),
    ("ereuse_snapshot", _("an eReuse Workbench snapshot"), {"components", "device"}),
    ("ereuse_snapshot", _("an eReuse Workbench snapshot"), {"data", "timestamp"}),
    ("ereuse_snapshot", _("an eReuse Workbench snapshot"), {"credentialSubject"}),
    ("lsblk", _("lsblk output"), {"blockdevices"}),
)


def binary_kind(data: bytes) -> tuple[str, str] | None:
    """Return (kind, what it is) of a file known by its first bytes, else None."""
    return next(((kind, str(what)) for start, kind, what in _BINARY if data.startswith(start)), None)


def json_kind(document: Any) -> tuple[str, str] | None:
    """Return (kind, what it is) of a known JSON document that is not lshw's, else None."""
    if not isinstance(document, dict):
        return None
    return next(((kind, str(what)) for kind, what, sign in _DOCUMENTS if sign <= set(document)), None)


def text_kind(text: str) -> tuple[str, str] | None:
    """Return (kind, what it is) of a known text that is not dmidecode's, else None."""
    head = text[:20_000]
    return next(
        ((kind, str(what)) for kind, what, sign in _TEXTS if re.search(sign, head, re.IGNORECASE | re.MULTILINE)), None
    )

"""One hardware report of whatever kind: recognised by its content, never by its name."""

from __future__ import annotations

import hashlib
import re

from django.utils.translation import gettext as _

from inventory.readers.dmidecode import is_dmidecode, read_dmidecode
from inventory.readers.lshw import is_lshw, read_lshw
from inventory.readers.lshw_tree import parse_json
from inventory.readers.recognise import READS, binary_kind, json_kind, text_kind
from inventory.readers.refusal import Refused, file_called, megabytes
from inventory.readers.report import Report
from inventory.readers.text import looks_binary, report_text

# The largest real report seen has 90 kB; servers with hundreds of disks reach a few MB.
LARGEST_BYTES = 10_000_000


def read_report(data: bytes, name: str = "") -> Report:
    """Read a hardware report; `name` is the file's name, used in sentences only.

    Raises `Refused`, and nothing else, whatever the bytes are.
    """
    called = file_called(name)
    if not data.strip():
        raise Refused(_("%(file)s is empty.") % {"file": called})
    if len(data) > LARGEST_BYTES:
        raise Refused(
            _("%(file)s has %(size)s MB; a hardware report has at most %(most)s MB.")
            % {"file": called, "size": megabytes(len(data)), "most": LARGEST_BYTES // 10**6}
        )
    known = binary_kind(data)
    if known:
        raise _not_read(_("%(file)s is %(what)s."), called, known)
    if looks_binary(data):
        raise _not_read(_("%(file)s is not a text file."), called)
    text, is_sure = report_text(data)
    return _from_text(text, hashlib.sha256(data).hexdigest(), called, is_sure=is_sure)


def _not_read(sentence: str, called: str, known: tuple[str, str] | None = None) -> Refused:
    kind, what = known or (None, "")
    elsewhere = " " + _("Registers go through the spreadsheet import.") if kind == "spreadsheet" else ""
    said = sentence % {"file": called, "what": what}
    return Refused(f"{said} {READS}{elsewhere}", kind=kind)


def _from_text(text: str, sha256: str, called: str, *, is_sure: bool) -> Report:
    if is_dmidecode(text):
        return read_dmidecode(text, sha256)
    if re.match(r"\s*(?:WARNING:[^\n]*\n\s*)*[\[{]\s*[\[{\"\]}]", text):
        return _from_json(text, sha256, called, is_sure=is_sure)
    known = text_kind(text)
    if known:
        raise _not_read(_("%(file)s looks like %(what)s."), called, known)
    raise _not_read(_("%(file)s is in no format known here."), called)


def _from_json(text: str, sha256: str, called: str, *, is_sure: bool) -> Report:
    # A broken file is still called by its kind, if its first lines show it.
    head = text[:4000]
    kind = "lshw_json" if re.search(r'"class"\s*:\s*"\w+"', head) and re.search(r'"id"\s*:', head) else None
    if not is_sure:
        sentence = _("%(file)s is JSON in a wrong encoding, not UTF-8. Save what the tool printed as it is.")
        raise Refused(sentence % {"file": called}, kind=kind)
    try:
        document = parse_json(text)
    except Refused as refusal:
        raise Refused(str(refusal), kind=kind) from None
    if is_lshw(document):
        return read_lshw(document, sha256)
    known = json_kind(document)
    if known:
        raise _not_read(_("%(file)s looks like %(what)s."), called, known)
    raise _not_read(_("%(file)s is JSON, but not lshw's."), called)

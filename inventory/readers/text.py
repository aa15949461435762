"""Bytes to text, and text to something a database and a page can hold."""

from __future__ import annotations

import codecs
import math
import re

LONGEST_VALUE = 255

# Control characters (PostgreSQL refuses NUL) and lone surrogates (no encoding takes them) say nothing to anybody.
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def by_byte_order_mark(data: bytes) -> tuple[str, str] | None:
    """Return (text, encoding) if the data begins with a byte order mark, else None. Broken characters become U+FFFD."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), encoding
    return None


def without_mark_utf16(data: bytes) -> str | None:
    """Return the UTF-16 encoding of unmarked data whose every other byte is mostly zero (Windows tools write it)."""
    head = data[:2000]
    if len(head) < 4:
        return None
    half = len(head) / 2
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def report_text(data: bytes) -> tuple[str, bool]:
    """Decode a tool's output; whether its encoding is known. Firmware puts bytes of any encoding into its texts, so
    decoding never fails: what is not UTF-8 is taken byte by byte as Windows-1252, which shows Western names right.
    """
    marked = by_byte_order_mark(data)
    if marked:
        return marked[0], True
    utf16 = without_mark_utf16(data)
    if utf16:
        return data.decode(utf16, errors="replace"), True
    try:
        return data.decode(), True
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), False


def looks_binary(data: bytes) -> bool:
    """Whether the first bytes hold control characters that no text has."""
    head = data[:4000]
    if by_byte_order_mark(head) or without_mark_utf16(head):
        return False
    odd = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return odd > len(head) / 50


def cleaned(value: object, longest: int = LONGEST_VALUE) -> str:
    """Return the text without control characters and outer blanks, cut to `longest`; anything but text becomes ""."""
    if not isinstance(value, str):
        return ""
    return _UNWANTED.sub("", value).strip()[:longest].rstrip()


def single_spaced(text: str) -> str:
    """Return the text with every run of blanks as one: firmware pads names ("CPU       M 560  @ 2.67GHz")."""
    return " ".join(text.split())


def number(value: object, most: float = 1e18) -> float | None:
    """Return a finite number between 0 and `most`, read from a number or its digits, else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        if not re.fullmatch(r"\s*\d{1,20}([.,]\d{1,9})?\s*", value, re.ASCII):
            return None
        value = float(value.replace(",", "."))
    if not isinstance(value, int | float) or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return float(value) if 0 <= value <= most else None

"""Delimited text (CSV, TSV, pasted rows) to a table, whatever its encoding, line ends and delimiter."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter

from django.utils.translation import gettext as _

from inventory.readers.refusal import Refused
from inventory.readers.text import by_byte_order_mark, without_mark_utf16

DELIMITERS = ("\t", ";", ",", "|", "^", "~")

# Registers come from Western European Windows and Macs, sometimes from DOS-era tools or Central Europe.
_ENCODINGS = ("cp1252", "mac_roman", "cp1250", "cp850")
_COMMON_SIGNS = frozenset("€£°ºª§«»–—‘’‚“”„…•©®™µ²³½¼¿¡´`·\u00a0")
_LONGEST_FIELD = 100_000
_MOST_LINES_IN_ROW = 200
_MOST_RECORDS = 200_000  # blank ones included; what is read is limited further on
_SAMPLED_LINES = 60


def decoded(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return (text, encoding name). A given encoding is believed; else marks, UTF-16, UTF-8, the likeliest of four.

    Raises `Refused` for an encoding that does not exist.
    """
    if encoding:
        try:
            return data.decode(encoding, errors="replace").removeprefix("\ufeff"), encoding
        except (LookupError, UnicodeError):
            raise Refused(_("There is no text encoding called “%(encoding)s”.") % {"encoding": encoding}) from None
    marked = by_byte_order_mark(data)
    if marked:
        return marked
    utf16 = without_mark_utf16(data)
    if utf16:
        return data.decode(utf16, errors="replace"), utf16
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        return _likeliest(data)


def _likeliest(data: bytes) -> tuple[str, str]:
    """Pick the single-byte encoding that makes the most letters inside words and the fewest odd signs.

    Lone CR line ends come from Macs only, so they speak for Mac Roman.
    """
    from_mac = b"\r" in data and b"\n" not in data
    best, best_score, best_name = "", float("-inf"), ""
    for name in _ENCODINGS:
        text = data.decode(name, errors="replace")
        score = _plausibility(text) + (0.5 if from_mac and name == "mac_roman" else 0.0)
        if score > best_score:
            best, best_score, best_name = text, score, name
    return best, best_name


def _plausibility(text: str) -> float:
    """Return the mean worth of the characters beyond ASCII, from -2 (never in a register) to 1 (a letter in a word)."""
    worth = []
    for match in re.finditer(r"[^\x00-\x7f]", text):
        char, before = match[0], text[max(0, match.start() - 1) : match.start()]
        if char.isalpha() and unicodedata.name(char, "").startswith("LATIN"):
            # A capital after a small letter is what the wrong code page makes of an accent.
            worth.append(-0.5 if char.isupper() and before.islower() else 1.0)
        else:
            worth.append(0.3 if char in _COMMON_SIGNS else -2.0)
        if len(worth) >= 5000:
            break
    return sum(worth) / len(worth) if worth else 0.0


def records(text: str, delimiter: str | None = None) -> tuple[list[list[str]], str]:
    """Return (records, delimiter). Line ends may be LF, CRLF or CR alone, also inside quotes.

    Raises `Refused` for a quotation mark that never closes and for a delimiter that cannot be one.
    """
    text = text.replace("\x00", "")
    told = re.match(r"sep=([^\"\r\n])\r?\n", text)  # Excel's own hint, a line of its own
    if told:
        text = text[told.end() :]
    delimiter = delimiter or (told[1] if told else _delimiter(text))
    if len(delimiter) != 1 or delimiter in '"\r\n\x00':
        sentence = _("“%(delimiter)s” cannot part the columns of a table: choose one character.")
        raise Refused(sentence % {"delimiter": delimiter})
    csv.field_size_limit(_LONGEST_FIELD)
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=delimiter)
    rows: list[list[str]] = []
    start = end = 0
    try:
        for row in reader:
            rows.append(row)
            start, end = end, reader.line_num
            if len(rows) > _MOST_RECORDS:
                sentence = _("This table has more than %(most)s rows. Divide it.")
                raise Refused(sentence % {"most": f"{_MOST_RECORDS:,}"})
            if end - start > _MOST_LINES_IN_ROW:
                raise _unclosed_quote(len(rows))
    except csv.Error:
        sentence = _(
            "Row %(row)s holds a cell of more than %(most)s characters: is this a table, or is a quotation mark left "
            "open?"
        )
        raise Refused(sentence % {"row": len(rows) + 1, "most": f"{_LONGEST_FIELD:,}"}) from None
    if end - start > 1 and _ends_in_quotes(lines[start:], delimiter):
        raise _unclosed_quote(len(rows))
    return rows, delimiter


def _ends_in_quotes(lines: list[str], delimiter: str) -> bool:
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _quotes_fit(text: str, delimiter: str) -> bool:
    """Whether every quoted cell ends where the delimiter says: quotes of a table parted otherwise do not."""
    try:
        list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def _unclosed_quote(row: int) -> Refused:
    sentence = _(
        "Row %(row)s opens a quotation mark that is never closed, so where the cells end cannot be told. "
        "Correct that row, or save the table as XLSX."
    )
    return Refused(sentence % {"row": row})


def _delimiter(text: str) -> str:
    """Return the delimiter that splits the first lines into the same, largest number of cells.

    Where none does, rows being ragged, it is the one that splits the first line into the most; comma if none does.
    """
    head = "\n".join(re.split(r"\r\n|\r|\n", text[:200_000])[:_SAMPLED_LINES])
    best, best_score, most_at_first = ",", 0.0, 1
    for candidate in DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(head, newline=""), delimiter=candidate) if row]
        except csv.Error:
            continue
        if not widths:
            continue
        width, often = Counter(widths).most_common(1)[0]
        # Free text has commas in some rows; a delimiter is in all of them. More columns decide among equals.
        score = (often / len(widths)) ** 2 * (1 + min(width, 40) / 100) if width > 1 else 0.0
        if not _quotes_fit(head, candidate):
            score /= 2
        if score > best_score + 1e-9:
            best, best_score = candidate, score
        elif not best_score and widths[0] > most_at_first:
            best, most_at_first = candidate, widths[0]
    return best

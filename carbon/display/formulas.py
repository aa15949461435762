"""Formulas as people write them: symbols with indices, Greek letters, proper signs."""

from __future__ import annotations

import re
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from carbon.charts.numbers import decimal_sign
from carbon.engine.quantities import decimal_text

_GREEK = {"delta": "δ", "kappa": "κ", "lambda": "λ"}
_DAYS = re.compile(r"(?P<year>\d{4})_(?P<nth>\d+)")
_NTH = {2: _("second placement"), 3: _("third placement")}
_SIGNS = {"*": "×", "-": "−"}
_TOKENS = re.compile(r"[A-Za-z]\w*|\d+(?:\.\d+)?|\S|\s+")
_SYMBOLS = {"D", "I", "L", "R", "S", "U", "q", "km", "kg", "base", "quantity", "PUE", *_GREEK}


def formula(text: str) -> SafeString:
    """A formula of the engine, typeset: `D_2024 * e_old` becomes D with an index, times e with an index."""
    return format_html_join("", "{}", ((_token(token),) for token in _TOKENS.findall(text)))


def symbol(text: str) -> SafeString:
    """One symbol, typeset."""
    head, _bar, index = text.partition("_")
    name = _GREEK.get(head, head)
    return (
        format_html("<var>{}<sub>{}</sub></var>", name, _index(index)) if index else format_html("<var>{}</var>", name)
    )


def _index(text: str) -> str:
    """An index in words: of days, the year and, after the first in a year, which placement they were served in."""
    if not (days := _DAYS.fullmatch(text)):
        return text.replace("_", " ")
    nth = int(days["nth"])
    placement = _NTH.get(nth) or _("placement %(n)d") % {"n": nth}
    return f"{days['year']}, {placement}"


def number(value: Fraction, digits: int = 6) -> str:
    """A number to so many significant digits, in the reader's decimal sign; an exact one no longer than it is."""
    return decimal_text(value, digits).replace("-", "\u2212").replace(".", decimal_sign())


def _token(token: str) -> SafeString | str:
    if token in _SIGNS:
        return _SIGNS[token]
    if "_" in token or token in _SYMBOLS:
        return symbol(token)
    return token.replace(".", decimal_sign()) if token[0].isdigit() else token

"""Formulas as people write them: symbols with indices, Greek letters, proper signs."""

from __future__ import annotations

import re
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from carbon.charts.numbers import decimal_sign
from carbon.engine.quantities import decimal_text

_GREEK = {"delta": "δ", "kappa": "κ", "lambda": "λ"}
_SIGNS = {"*": "×", "-": "−"}
_TOKENS = re.compile(r"[A-Za-z]\w*|\d+(?:\.\d+)?|\S|\s+")
_SYMBOLS = {"D", "I", "L", "R", "S", "U", "q", "km", "kg", "base", "quantity", "PUE", *_GREEK}


def formula(text: str) -> SafeString:
    """A formula of the engine, typeset: `D_2024 * e_old` becomes D with an index, times e with an index."""
    return format_html_join("", "{}", ((_token(token),) for token in _TOKENS.findall(text)))


def symbol(text: str) -> SafeString:
    """One symbol, typeset."""
    head, _, index = text.partition("_")
    name = _GREEK.get(head, head)
    return (
        format_html("<var>{}<sub>{}</sub></var>", name, index.replace("_", " "))
        if index
        else format_html("<var>{}</var>", name)
    )


def number(value: Fraction, digits: int = 6) -> str:
    """A number to so many significant digits, in the reader's decimal sign; an exact one no longer than it is."""
    return decimal_text(value, digits).replace("-", "\u2212").replace(".", decimal_sign())


def _token(token: str) -> SafeString | str:
    if token in _SIGNS:
        return _SIGNS[token]
    if "_" in token or token in _SYMBOLS:
        return symbol(token)
    return token.replace(".", decimal_sign()) if token[0].isdigit() else token

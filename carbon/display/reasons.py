"""Why a device is in no figure, in the language of whoever reads. Kept and exported, the reason is English."""

from __future__ import annotations

import re

from django.utils.translation import gettext, gettext_noop

# A reason that the gate makes fits one of these. The more particular stand first: the first that fits is taken.
REASONS = (
    gettext_noop("no department recorded"),
    gettext_noop("no department recorded for its first days"),
    gettext_noop("no model recorded"),
    gettext_noop("no site recorded for its placement"),
    gettext_noop("no site recorded for its test"),
    gettext_noop("no grid factor for some days of service: it is known for %(years)s"),
    gettext_noop("no %(key)s factor for zone %(zone)s in %(year)s or before (the first year known is %(first)s)"),
    gettext_noop("no %(key)s factor for zone %(zone)s"),
    gettext_noop("no %(key)s factor in %(year)s or before (the first year known is %(first)s)"),
    gettext_noop("no %(key)s factor"),
)
_PLACE = re.compile(r"%\\\((\w+)\\\)s")  # %(zone)s, escaped
_FITS = [(sentence, re.compile(_PLACE.sub(r"(?P<\1>.+)", re.escape(sentence)))) for sentence in REASONS]


def reason(english: str) -> str:
    """The reason in the reader's language; as it stands where it is none of those above."""
    for sentence, fits in _FITS:
        if found := fits.fullmatch(english):
            return gettext(sentence) % found.groupdict()
    return english

"""How fresh the figures shown are, in a few words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from carbon.models import Recompute

STALE_AFTER = timedelta(hours=26)
"""The nightly recompute starts every 24 hours; two more are enough for the largest fleet."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """A pill: its words, its tone, and the recompute that it speaks of."""

    word: str
    tone: str
    url: str


def freshness(shown: Recompute | None, latest: Recompute | None, *, now: datetime) -> Freshness:
    """Of the recompute that is shown, beside the one that was asked for last."""
    url = reverse("recompute", args=[latest.pk]) if latest else reverse("recomputes")
    if latest is not None and latest.state in {Recompute.State.WAITING, Recompute.State.RUNNING}:
        return Freshness(_("recompute under way"), "info", url)
    if latest is not None and latest.state == Recompute.State.FAILED:
        before = when(shown.finished_at, now) if shown and shown.finished_at else ""
        word = _("recompute failed; figures of %(when)s") % {"when": before} if before else _("recompute failed")
        return Freshness(word, "bad", url)
    if shown is None or shown.finished_at is None:
        return Freshness(_("not computed yet"), "neutral", url)
    url = reverse("recompute", args=[shown.pk])
    if now - shown.finished_at > STALE_AFTER:
        return Freshness(_("stale: recomputed %(when)s") % {"when": when(shown.finished_at, now)}, "warn", url)
    return Freshness(_("recomputed %(when)s") % {"when": when(shown.finished_at, now)}, "ok", url)


def when(moment: datetime, now: datetime) -> str:
    """The time of day, with the day unless it is today: 02:14, or 22 Nov, 02:14."""
    local, today = timezone.localtime(moment), timezone.localtime(now)
    time = date_format(local, "H:i")
    return time if local.date() == today.date() else f"{date_format(local, 'j M')}, {time}"

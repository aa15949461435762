"""A saving ready to print: its headline, its parts, and in a loss its cause. All masses go through carbon.charts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from carbon.charts import Unit, headline, mass_parts, show_count
from carbon.charts.spec import GAS
from carbon.display.words import CAUSES, Words
from carbon.engine.components import Components
from carbon.engine.uncertainty import Bounds
from carbon.queries import Headline

INTERVAL = _("bounds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A mass with its range, in text."""

    value: str
    span: str
    unit: Unit
    sentence: str
    """``34.7 t (24–49 t, bounds)``: it can stand alone."""
    grams: int
    low_g: int
    high_g: int

    @property
    def gas(self) -> str:
        """The unit with what it is of: ``t CO₂e``."""
        return f"{self.unit}\u00a0{GAS}"

    @property
    def interval(self) -> Words:
        """What the range is."""
        return INTERVAL

    @property
    def is_loss(self) -> bool:
        """Whether reuse emitted more than it avoided, by the central figure."""
        return self.grams < 0

    @property
    def in_doubt(self) -> bool:
        """Whether the range holds zero, so that neither a saving nor a loss is certain."""
        return self.low_g <= 0 <= self.high_g and self.low_g < self.high_g


def figure(low: int, central: int, high: int, *, unit: Unit | None = None) -> Figure:
    """A figure of whole grams, in `unit` where a page or table shares one.

    The ends of a part may come in either order: they are those of the whole.
    """
    least, most = min(low, central, high), max(low, central, high)
    parts = mass_parts(least, central, most, unit=unit)
    return Figure(
        value=parts.central,
        span=parts.span,
        unit=parts.unit,
        sentence=headline(least, central, most, interval_label=str(INTERVAL), unit=unit),
        grams=central,
        low_g=least,
        high_g=most,
    )


def saving(bounds: Bounds, *, unit: Unit | None = None) -> Figure:
    """S of a set of components."""
    return figure(bounds.low.s, bounds.central.s, bounds.high.s, unit=unit)


def production(bounds: Bounds, *, unit: Unit | None = None) -> Figure:
    """S_emb: what was saved in making things."""
    return figure(bounds.low.s_emb, bounds.central.s_emb, bounds.high.s_emb, unit=unit)


def use(bounds: Bounds, *, unit: Unit | None = None) -> Figure:
    """S_use: what was saved in running them; negative where the older machines draw more."""
    return figure(bounds.low.s_use, bounds.central.s_use, bounds.high.s_use, unit=unit)


def verdict(bounds: Bounds, *, unit: Unit) -> dict[str, Any]:
    """What stands above a page of savings: S, its two parts, and what weighs most where it is a loss."""
    return {
        "net": saving(bounds, unit=unit),
        "production": production(bounds, unit=unit),
        "use": use(bounds, unit=unit),
        "cause": cause_of_loss(bounds.central),
    }


def ends_of(bounds: Bounds) -> tuple[int, ...]:
    """S and its two parts in each case, in grams: the largest of them chooses the unit they are shown in."""
    return tuple(
        int(part) for case in (bounds.low, bounds.central, bounds.high) for part in (case.s, case.s_emb, case.s_use)
    )


def cause_of_loss(central: Components) -> Words:
    """The largest burden, in words: where S is negative, this weighs most."""
    return CAUSES[max(CAUSES, key=lambda name: int(getattr(central, name)))]


DAYS_IN_A_YEAR = 365.25


def counts(head: Headline, *, not_assessed_url: str, of_day: date | None = None) -> list[dict[str, Any]]:
    """The strip of counts beside a headline: how many devices stand behind it, and how many do not.

    `of_day` is the day on which devices are counted. Given beside a period, since it is no number of the period's own.
    """
    day = {"day": date_format(of_day)} if of_day else {}
    on_day = _("on %(day)s") % day if day else ""
    missing = _("on %(day)s; in no figure, and not zero") % day if day else _("in no figure, and not zero")
    return [
        {"label": _("Devices counted"), "value": show_count(head.devices), "note": on_day},
        {"label": _("In service"), "value": show_count(head.in_service), "note": on_day},
        {
            "label": _("Device-years of service"),
            "value": device_years(head.service_days),
        },
        {
            "label": _("Not assessed"),
            "value": show_count(head.not_assessed),
            "url": not_assessed_url if head.not_assessed else "",
            "note": missing if head.not_assessed else on_day,
            "tone": "warn" if head.not_assessed else "",
        },
    ]


def device_years(service_days: int) -> str:
    """Days of service of all devices together, as years."""
    return show_count(round(service_days / DAYS_IN_A_YEAR))

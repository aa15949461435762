"""The three charts of savings: departments, months, phases. Pages and their CSV twins are made from the same specs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from carbon.charts import ChartSpec, Kind, Link, Role, Row, finding
from carbon.charts.numbers import Unit, unit_for
from carbon.display.figures import INTERVAL, ends_of
from carbon.display.words import COMPARED, DEMONSTRATION, STEPS
from carbon.engine.uncertainty import Bounds
from carbon.queries import DepartmentSaving, Filters, MonthSaving, PhaseSaving, Provenance

ROLES = {"a_emb": Role.AVOIDED, "a_use": Role.AVOIDED, "u": Role.REUSE, "r_parts": Role.PARTS}
"""Whose carbon a step is; what is not listed is small and neutral."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What all charts of one page have in common: where the figures come from and what they cover."""

    made_by: Provenance
    scope: str
    filters: Filters
    is_demonstration: bool
    unit: Unit | None = None
    """The one unit of the page; without it each chart takes its own."""

    @property
    def last_day(self) -> str:
        """The last day that counts."""
        return date_format(self.made_by.last_day)

    def spec(
        self,
        key: str,
        kind: Kind,
        rows: tuple[Row, ...],
        *,
        neutral: str,
        measured: str,
        category: tuple[str, str],
        csv_url: str,
        since: str = "",
        note: str = "",
        links: tuple[Link, ...] = (),
    ) -> ChartSpec:
        """A chart whose title states a finding where the ranges allow one, and is `neutral` otherwise."""
        title = finding(kind, rows, neutral, since=since)
        spec = ChartSpec(
            key=key,
            kind=kind,
            title=title,
            subtitle="",
            category=category[0],
            categories=category[1],
            measure=_("Net avoided emissions"),
            rows=rows,
            source=_("GreenLab, days up to %(day)s, method %(method)s")
            % {"day": self.last_day, "method": self.made_by.method_version},
            run_id=str(self.made_by.recompute_id),
            factor_set=self.made_by.factor_set,
            interval_label=str(INTERVAL),
            statement=f"{COMPARED} {DEMONSTRATION}" if self.is_demonstration else str(COMPARED),
            fixed_unit=self.unit,
            note=note,
            csv_url=csv_url,
            links=links,
        )
        said = [measured] if title != measured else []
        return replace(spec, subtitle=", ".join([*said, spec.unit_label, self.scope]))

    def departments(self, rows: Sequence[DepartmentSaving], *, csv_url: str = "") -> ChartSpec:
        """Net saving per department: bars from zero with whiskers."""
        bars = tuple(
            _row(each.name, each.code, each.figures, n=each.devices, url=reverse("impact_department", args=[each.code]))
            for each in rows
        )
        neutral = _("Net avoided emissions per department")
        return self.spec(
            "departments",
            Kind.BARS,
            bars,
            neutral=neutral,
            measured=neutral,
            category=(_("Department"), _("departments")),
            csv_url=csv_url,
            note=_("Numbers of devices are those of %(day)s, not of the period.") % {"day": self.last_day}
            if self.filters.has_period
            else "",
        )

    def months(self, rows: Sequence[MonthSaving], *, csv_url: str = "") -> ChartSpec:
        """Net saving added up month by month from the first one asked for, with its band: it ends at the headline."""
        points = tuple(
            _row(date_format(each.month, "M Y"), f"{each.month:%Y-%m}", each.cumulative, n=each.devices)
            for each in rows
        )
        first = self.filters.first_month
        since = date_format(first, "M Y") if first else ""
        neutral = (
            _("Net avoided emissions, added up from %(month)s") % {"month": since}
            if since
            else _("Net avoided emissions, added up")
        )
        return self.spec(
            "months",
            Kind.LINE,
            points,
            neutral=neutral,
            measured=neutral,
            category=(_("Month"), _("months")),
            since=since,
            csv_url=csv_url,
        )

    def phases(
        self, rows: Sequence[PhaseSaving], total: Bounds, *, csv_url: str = "", links: tuple[Link, ...] = ()
    ) -> ChartSpec:
        """From the production that was avoided, step by step, to the net figure: a waterfall."""
        steps = tuple(
            Row(
                label=str(STEPS[each.key]),
                key=each.key,
                low=each.low_g,
                central=each.central_g,
                high=each.high_g,
                role=ROLES.get(each.key, Role.NEUTRAL),
            )
            for each in rows
        )
        return self.spec(
            "phases",
            Kind.WATERFALL,
            (*steps, _row(_("Net avoided"), "s", total, total=True)),
            neutral=_("What was avoided, and what reuse emitted"),
            measured=_("By phase of the life cycle"),
            category=(_("Phase"), _("phases")),
            note=_("A step's whisker is its own range; the range of the last bar is that of the sum."),
            csv_url=csv_url,
            links=links,
        )


def shared_unit(whole: Bounds, phases: Sequence[PhaseSaving], *others: Bounds) -> Unit:
    """The unit of a page that shows a total, its parts, the steps to it, and others of its kind; by the largest."""
    sums = accumulate(each.central_g for each in phases)
    steps = (end for each in phases for end in (each.low_g, each.high_g))
    rest = (int(case.s) for each in others for case in (each.low, each.central, each.high))
    return unit_for([*ends_of(whole), *sums, *steps, *rest])


def _row(label: str, key: str, figures: Bounds, *, n: int | None = None, url: str = "", total: bool = False) -> Row:
    """S with its range. Rounded by itself, an end could pass the central value by a gram: then it is that value."""
    low, central, high = (int(case.s) for case in (figures.low, figures.central, figures.high))
    return Row(
        label=label,
        key=key,
        low=min(low, central),
        central=central,
        high=max(central, high),
        n=n,
        url=url,
        total=total,
    )

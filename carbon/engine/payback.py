"""Eq 8 to 10: after how many months reuse pays off, on which grids it does, and what is forecast."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from carbon.engine.components import Components
from carbon.engine.life import Intervention, Service
from carbon.engine.quantities import Number
from carbon.engine.savings import burden, serve


def mean_intensity(service: Service) -> Number:
    """Intensity over the days served, in kg CO2e per kWh; with no day served yet, that of the first year known."""
    days = service.days()
    served = sum(days.values())
    if not served:
        return service.kg_per_kwh[min(service.kg_per_kwh)]
    return sum(count * service.kg_per_kwh[year] for year, count in days.items()) / served


def monthly_rate(service: Service) -> Number:
    """(8) g = delta*q*(M_new/L_new + 30.4375*e_new*I) - 30.4375*e_old*I, in kg per month of service.

    I is the mean over the days served, so that g times the months served equals A - U.
    """
    base = service.baseline
    displaced = base.displacement * base.replacements
    less_kwh_per_day = (displaced * base.kwh_per_day - service.kwh_per_day) * service.overhead
    return displaced * base.embodied_kg / base.lifetime_months + less_kwh_per_day * mean_intensity(service) * 487 / 16


def payback_months(service: Service, act: Intervention) -> Number | None:
    """(8) R / g: months of service until the intervention is paid back; None when it never is."""
    rate = monthly_rate(service)
    return burden(act).r / rate if rate > 0 else None


class Verdict(StrEnum):
    """On which grids reuse saves carbon."""

    BELOW = "below"  # cleaner than the break-even intensity
    ABOVE = "above"  # dirtier than it: the reused device draws less than what it replaces
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class BreakEven:
    """A verdict, and the intensity at which S = 0 where there is a finite one."""

    verdict: Verdict
    kg_per_kwh: Number | None = None


def break_even(service: Service, act: Intervention) -> BreakEven:
    """(9) The grid intensity I* at which S = 0, with the refurbishment's own electricity inside the equation.

    The sign of the difference in draw is tested first: a device that draws exactly what it displaces has no finite
    break-even, although its refurbishment took some electricity.
    """
    base = service.baseline
    displaced_kwh_per_day = base.displacement * base.replacements * base.kwh_per_day
    more_kwh_per_day = (service.kwh_per_day - displaced_kwh_per_day) * service.overhead
    gain_kg = serve(service).a_emb - burden(replace(act, kg_per_kwh=0)).r
    more_kwh = more_kwh_per_day * sum(service.days().values()) + act.refurb_kwh
    if gain_kg > 0 and more_kwh_per_day > 0:
        return BreakEven(Verdict.BELOW, gain_kg / more_kwh)
    if gain_kg > 0:
        return BreakEven(Verdict.ALWAYS)
    if more_kwh_per_day >= 0 or more_kwh >= 0:
        return BreakEven(Verdict.NEVER)
    return BreakEven(Verdict.ABOVE, gain_kg / more_kwh)


def break_even_energy_ratio(total: Components) -> Number | None:
    """(9) rho* = 1 + (A_emb - R) / A_use: reuse loses when it draws more than so many times what it displaces."""
    return 1 + total.s_emb / total.a_use if total.a_use else None


def forecast(service: Service, act: Intervention, months: Number) -> Components:
    """(10) The components if the service lasted its planned months. Labelled a forecast, never added to a result.

    The service must know an intensity for every year planned; holding the latest one is the caller's choice to show.
    """
    return serve(service.planned(months)) + burden(act)

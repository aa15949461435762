"""Eq 1 to 3, use: electricity drawn, and what it emits at the site."""

from __future__ import annotations

from collections.abc import Mapping

from carbon.engine.quantities import EXACT, Number, Ops


def grid_intensity(
    *,
    g_per_kwh: Number,
    loss_share: Number = 0,
    upstream_g_per_kwh: Number = 0,
    solar_share: Number = 0,
    solar_g_per_kwh: Number = 0,
) -> Number:
    """(1) I = ((1 - phi) * (G * (1 + lambda) + w) + phi * G_pv) / 1000, in kg CO2e per kWh.

    phi is the share of metered on-site solar whose certificates were not sold. w is 0 for life-cycle factors,
    which hold their upstream emissions already.
    """
    from_grid = g_per_kwh * (1 + loss_share) + upstream_g_per_kwh
    return ((1 - solar_share) * from_grid + solar_share * solar_g_per_kwh) / 1000


def use_with_fixed_solar_kg(
    *, kwh: Number, solar_kwh: Number, grid_kg_per_kwh: Number, solar_kg_per_kwh: Number, ops: Ops = EXACT
) -> Number:
    """(1b) U(E) = max(0, E - S_pv) * I_grid + min(E, S_pv) * I_pv, for one site and year with a fixed solar yield."""
    from_grid = ops.greater(0, kwh - solar_kwh) * grid_kg_per_kwh
    return from_grid + ops.lesser(kwh, solar_kwh) * solar_kg_per_kwh


def office_kwh_per_day(tec_kwh_per_year: Number) -> Number:
    """(2a) e = TEC / 365: typical energy consumption is stated per 365 days, in leap years too."""
    return tec_kwh_per_year / 365


def duty_kwh_per_day(
    *, load_w: Number, idle_w: Number, sleep_w: Number, load_hours: Number, idle_hours: Number
) -> Number:
    """(2b) e = (P_load * h_load + P_idle * h_idle + P_sleep * (24 - h_load - h_idle)) / 1000."""
    asleep_hours = 24 - load_hours - idle_hours
    return (load_w * load_hours + idle_w * idle_hours + sleep_w * asleep_hours) / 1000


def metered_kwh_per_day(kwh: Number, days: Number) -> Number:
    """(2c) e = metered kWh / metered days: preferred wherever there is a meter."""
    return kwh / days


def use_kg(
    *, days: Mapping[int, Number], kwh_per_day: Number, overhead: Number, kg_per_kwh: Mapping[int, Number]
) -> Number:
    """(3) U = sum over years of D_y * e * PUE * I_y, in kg CO2e."""
    return sum(served * kwh_per_day * overhead * kg_per_kwh[year] for year, served in days.items())

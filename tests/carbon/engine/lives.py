"""One laptop in office use, as the reference cases have it, to be varied by each test."""

from datetime import date
from fractions import Fraction
from typing import Any

from carbon.engine.life import Baseline, Consumable, Intervention, Leg, Part, Service
from carbon.engine.quantities import day_number

EU_KG_PER_KWH = Fraction("0.21302")


def day(text: str) -> int:
    return day_number(date.fromisoformat(text))


def a_baseline(**changes: Any) -> Baseline:
    given: dict[str, Any] = {
        "displacement": Fraction(1),
        "replacements": Fraction(1),
        "embodied_kg": Fraction("248.4"),
        "lifetime_months": Fraction(48),
        "kwh_per_day": Fraction("17.06") / 365,
    }
    return Baseline(**given | changes)


def a_service(start: str = "2024-01-01", end: str = "2025-01-01", **changes: Any) -> Service:
    given: dict[str, Any] = {
        "start": day(start),
        "end": day(end),
        "kwh_per_day": Fraction("22.54") / 365,
        "kg_per_kwh": dict.fromkeys(range(int(start[:4]), int(end[:4]) + 1), EU_KG_PER_KWH),
        "baseline": a_baseline(),
    }
    return Service(**given | changes)


def an_intervention(on: str = "2024-01-01", **changes: Any) -> Intervention:
    given: dict[str, Any] = {
        "on": day(on),
        "kg_per_kwh": EU_KG_PER_KWH,
        "refurb_kwh": Fraction("0.5"),
        "legs": (Leg(gross_kg=Fraction("2.5"), km=Fraction(50), kg_per_tkm=Fraction("0.78225")),),
        "consumables": (Consumable(mass_kg=Fraction("0.5"), kg_per_kg=Fraction("1.19972542")),),
        "parts": (Part(quantity=Fraction(8), kg_per_unit=Fraction("1.38802083")),),
    }
    return Intervention(**given | changes)

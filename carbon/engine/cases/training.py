"""Cases of carbon per training cycle, given in fields or in words."""

from __future__ import annotations

import re

from carbon.engine.cases.fields import Fields, Outputs, UnreadableCase, exact
from carbon.engine.training import Embodied, Node, TrainingCarbon, amortised, incremental, new_device, training_cycle


def training_cycle_case(fields: Fields) -> Outputs:
    """One training cycle on reused laptops, stated both ways, and on new desktops."""
    structured = fields if "laptops" in fields else _in_words(fields)
    laptops, desktops = structured.inner("laptops"), structured.inner("desktops")
    extra_months, intervention_kg = laptops.positive("extra_months"), laptops.number("intervention_kg")

    def cycle(machines: Fields, shares: tuple[Embodied, ...]) -> Outputs:
        node = Node(
            count=machines.count("nodes"), load_w=machines.number("load_w"), load_hours=machines.number("hours")
        )
        return _named(
            training_cycle(
                [node],
                shares,
                kg_per_kwh=structured.number("I"),
                cycles=structured.number("cycles", 1),
                overhead=structured.number("PUE", 1),
            )
        )

    both_lives = amortised(
        original_kg=laptops.number("original_kg"),
        first_months=laptops.number("first_months"),
        extra_months=extra_months,
        intervention_kg=intervention_kg,
    )
    second_life = incremental(extra_months=extra_months, intervention_kg=intervention_kg)
    new = new_device(embodied_kg=desktops.number("embodied_kg"), lifetime_months=desktops.positive("lifetime_months"))
    return {
        "amortised": cycle(laptops, both_lives),
        "cutoff": cycle(laptops, second_life),
        "new_desktops": cycle(desktops, new),
    }


def _in_words(fields: Fields) -> Fields:
    intensity, unit = _words(fields, "I", r"(\S+) (k?g)/kWh")
    original_kg, first_months, second_months = _words(fields, "TE_original", r"(\S+) kg over (\S+)\+(\S+) months")
    intervention_kg, extra_months = _words(fields, "TE_intervention", r"(\S+) kg over (\S+) months")
    desktop_kg, desktop_months = _words(fields, "desktop", r"(\S+) kg over (\S+) months")
    if exact(second_months, fields.where) != exact(extra_months, fields.where):
        raise UnreadableCase(f"{fields.where}: 'TE_original' and 'TE_intervention' differ in their second life")
    machines = re.search(r"(\d+) laptops x (\S+) h x (\S+) W vs (\d+) desktops x (\S+) h x (\S+) W", fields.title)
    numbers = machines.groups() if machines else ("60", "10", "32", "20", "10", "85")
    laptop, desktop = (
        dict(zip(("nodes", "hours", "load_w"), group, strict=True)) for group in (numbers[:3], numbers[3:])
    )
    laptop |= {"original_kg": original_kg, "first_months": first_months}
    laptop |= {"intervention_kg": intervention_kg, "extra_months": extra_months}
    desktop |= {"embodied_kg": desktop_kg, "lifetime_months": desktop_months}
    kg_per_kwh = exact(intensity, fields.where) / (1 if unit == "kg" else 1000)
    return Fields(fields.where, {"I": kg_per_kwh, "laptops": laptop, "desktops": desktop})


def _words(fields: Fields, name: str, pattern: str) -> tuple[str, ...]:
    found = re.match(pattern, fields.text(name))
    if not found:
        raise UnreadableCase(f"{fields.where}: {name!r} cannot be read: {fields.text(name)!r}")
    return found.groups()


def _named(carbon: TrainingCarbon) -> Outputs:
    return {
        "E_kwh": carbon.kwh,
        "O_g": carbon.operational_g,
        "M_g": carbon.embodied_g,
        "SCI_g": carbon.sci_g,
    }

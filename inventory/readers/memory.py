"""How far to believe what firmware says of memory slots.

SMBIOS tables are filled in by hand at the factory: 20 % of modules are soldered, boards with two slots list four, and
maximum capacities of 0 bytes or 4 TB occur. An upgrade is planned on slots that somebody has seen.
"""

from __future__ import annotations

import re
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inventory.identity import manufacturer_key
from inventory.readers.report import FormFactor, Module

_SOLDERED_FORMS = frozenset({"row of chips", "chip", "die"})
# MacBook Air: always; MacBook Pro: from the Retina models of 2012 on (MacBookPro10,1); MacBook: the 12-inch (8,1 on).
_SOLDERED_MACS = re.compile(r"MacBookAir\d|MacBookPro1\d,|MacBook([89]|1\d),", re.IGNORECASE)
# Types of SMBIOS memory devices that hold firmware, not work.
_NOT_WORKING_MEMORY = re.compile(r"\b(flash|[ef]{0,2}e?p?rom|rom|vram|nvram|cache)\b", re.IGNORECASE)


def is_working_memory(*descriptions: str) -> bool:
    """Whether a memory device is RAM and not the firmware's flash, video memory or a cache."""
    return not any(_NOT_WORKING_MEMORY.search(text) for text in descriptions)


def is_soldered(form_factor: str, memory_type: str) -> bool | None:
    """Whether the module can't be taken out; None where neither form nor type tells."""
    if form_factor.casefold() in _SOLDERED_FORMS or memory_type.upper().startswith("LPDDR"):
        # LPCAMM2 modules are LPDDR5X and come out; firmware names their form factor CAMM.
        return "CAMM" not in form_factor.upper()
    return False if form_factor.upper() in {"SODIMM", "DIMM", "CAMM"} else None


def with_known_soldering(modules: tuple[Module, ...], manufacturer: str, model: str) -> tuple[Module, ...]:
    """Return the modules, marked soldered on Macs whose firmware says SODIMM although there is none."""
    if manufacturer_key(manufacturer) == "apple" and _SOLDERED_MACS.match(model):
        return tuple(replace(module, soldered=True) for module in modules)
    return modules


def slot_doubts(modules: tuple[Module, ...], slots: int | None, free: int | None, form: FormFactor | None) -> list[str]:
    """Return sentences on why the free slots that firmware claims may not be there."""
    installed = [module for module in modules if module.size_gib is not None]
    soldered = [module for module in installed if module.soldered]
    sentences = []
    if installed and len(soldered) == len(installed):
        sentence = _("All memory is soldered to the board.")
        if free:
            claim = ngettext(
                "The firmware claims %(free)s free slot: look before ordering RAM.",
                "The firmware claims %(free)s free slots: look before ordering RAM.",
                free,
            )
            sentence += " " + claim % {"free": free}
        sentences.append(sentence)
    elif soldered:
        sentences.append(_("Part of the memory is soldered to the board and cannot be replaced."))
    if form != "desktop" and slots and slots >= 4 and free:
        sentences.append(
            _(
                "The firmware lists %(slots)s memory slots, %(free)s of them free; many laptops that say so have only "
                "two: look before ordering RAM."
            )
            % {"slots": slots, "free": free}
        )
    return sentences


def capacity_doubts(ram_gib: float | None, most_gib: float | None) -> list[str]:
    """Return sentences on a maximum capacity that cannot be true, both in GiB."""
    if most_gib is None:
        return []
    if ram_gib and ram_gib > most_gib:
        sentence = _(
            "The firmware says at most %(most)s GB fit, but %(installed)s GB are installed: its maximum is not used."
        )
        return [sentence % {"most": f"{most_gib:g}", "installed": f"{ram_gib:g}"}]
    if most_gib >= 1024:
        sentence = _("The firmware's maximum of %(most)s GB of memory is not believable and is not used.")
        return [sentence % {"most": f"{most_gib:g}"}]
    return []

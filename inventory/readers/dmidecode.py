"""Reads the text that `dmidecode` prints: blocks of "Handle 0x.., DMI type N", each a list of "Key: value" lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from inventory.identity import is_placeholder, usable_asset_tag, usable_serial, usable_uuid
from inventory.readers.batteries import battery, battery_warnings
from inventory.readers.machines import form_factor, is_virtual, likely_form_factor, model_and_code
from inventory.readers.memory import (
    capacity_doubts,
    is_soldered,
    is_working_memory,
    slot_doubts,
    with_known_soldering,
)
from inventory.readers.refusal import Refused
from inventory.readers.report import Battery, Module, Report
from inventory.readers.text import cleaned, number, single_spaced

BIOS, SYSTEM, CHASSIS, PROCESSOR, ARRAY, MODULE, BATTERY, SECURITY, END = 0, 1, 3, 4, 16, 17, 22, 24, 127

_HANDLE = re.compile(r"^[ \t]*Handle (0x[0-9A-Fa-f]{1,8}), DMI type (\d{1,3}), \d+ bytes", re.MULTILINE)
_HEADER = re.compile(r"^[ \t]*# dmidecode \d", re.MULTILINE)
_STRUCTURES = re.compile(r"^[ \t]*(\d{1,5}) structures occupying", re.MULTILINE)
_GIB_PER_UNIT = {"b": 2.0**-30, "k": 2.0**-20, "m": 2.0**-10, "g": 1.0, "t": 1024.0}
_PASSWORDS = {"Administrator Password Status": "administrator", "Power-On Password Status": "power-on"}


@dataclass(slots=True)
class _Block:
    handle: str
    type: int
    values: dict[str, str] = field(default_factory=dict)

    def get(self, *keys: str) -> str:
        return next((self.values[key] for key in keys if key in self.values), "")


def is_dmidecode(text: str) -> bool:
    """Whether the text holds what dmidecode prints."""
    return bool(_HEADER.search(text[:4000]) or _HANDLE.search(text))


def read_dmidecode(text: str, sha256: str) -> Report:
    """Read one machine. Raises `Refused` when there is no hardware table, more than one machine, or a virtual one."""
    if len(_HEADER.findall(text)) > 1:
        raise Refused(
            _("This file holds the dmidecode output of more than one machine; save one file for each."),
            kind="dmidecode",
        )
    blocks = _blocks(text)
    if not any(block.values for block in blocks):
        raise Refused(
            _("This dmidecode output holds no hardware table. Run it as administrator: sudo dmidecode > report.txt"),
            kind="dmidecode",
        )
    report = _report(blocks, sha256, _reading_warnings(text, blocks))
    system = _first(blocks, SYSTEM)
    if is_virtual(system.get("Manufacturer"), system.get("Product Name"), system.get("Family")):
        raise Refused(
            _("This is a virtual machine (%(name)s), not a device that can be received.")
            % {"name": single_spaced(report.model_raw or report.manufacturer_raw or "")},
            kind="dmidecode",
            report=report,
        )
    return report


def _blocks(text: str) -> list[_Block]:
    """Split into blocks. Fields are the least indented lines after the title: by a tab, by 8 spaces, or, where an
    e-mail lost the indent, not at all; deeper lines are lists (CPU flags) and are left out.
    """
    blocks: list[_Block] = []
    indent: int | None = None
    # Not splitlines(): vendor texts hold characters that Unicode counts as line ends.
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        start = _HANDLE.match(line)
        if start:
            blocks.append(_Block(start[1], int(start[2])))
            indent = None
            continue
        key, colon, value = line.partition(":")
        if not blocks or not colon:
            continue
        wide = line.expandtabs(8)
        depth = len(wide) - len(wide.lstrip())
        indent = depth if indent is None else indent
        if depth <= indent:
            blocks[-1].values.setdefault(key.strip(), cleaned(value))
    return blocks


def _first(blocks: list[_Block], kind: int) -> _Block:
    return next((block for block in blocks if block.type == kind), _Block("", kind))


def _all(blocks: list[_Block], kind: int) -> list[_Block]:
    return [block for block in blocks if block.type == kind]


def _reading_warnings(text: str, blocks: list[_Block]) -> list[str]:
    warnings = []
    announced = _STRUCTURES.search(text)
    if "table is broken" in text.lower():
        warnings.append(_("dmidecode found the firmware's table broken and stopped early: parts may be missing."))
    elif announced and len(blocks) < int(announced[1]) and not _all(blocks, END):
        warnings.append(
            _("The report seems cut off: it announces %(announced)s entries and holds %(held)s. Parts may be missing.")
            % {"announced": announced[1], "held": len(blocks)}
        )
    if not _all(blocks, SYSTEM):
        warnings.append(
            _(
                "The report has no System Information, so manufacturer, model and serial number are not told. "
                "Run dmidecode as administrator and without -t."
            )
        )
    return warnings


def _report(blocks: list[_Block], sha256: str, warnings: list[str]) -> Report:
    system, chassis, bios = _first(blocks, SYSTEM), _first(blocks, CHASSIS), _first(blocks, BIOS)
    manufacturer = system.get("Manufacturer")
    model, code = model_and_code(manufacturer, system.get("Product Name"), system.get("Version"))
    serial_raw = system.get("Serial Number")
    serial = usable_serial(serial_raw)
    cpu, cores = _processor(blocks)
    arrays = _working_arrays(blocks)
    modules, slots, free = _memory(blocks, arrays)
    modules = with_known_soldering(modules, manufacturer, model)
    sizes = [module.size_gib for module in modules if module.size_gib is not None]
    ram_gib = round(sum(sizes), 3) if sizes else None
    capacities = tuple(array.get("Maximum Capacity") for array in arrays if array.get("Maximum Capacity"))
    batteries = tuple(_battery(block) for block in _all(blocks, BATTERY))
    form = likely_form_factor(form_factor(chassis.get("Type")), has_battery=bool(batteries))
    security = _first(blocks, SECURITY)
    passwords = tuple(name for key, name in _PASSWORDS.items() if security.get(key) == "Enabled")
    warnings += slot_doubts(modules, slots, free, form)
    warnings += capacity_doubts(ram_gib, _most_gib(capacities))
    warnings += battery_warnings(batteries)
    return Report(
        kind="dmidecode",
        sha256=sha256,
        manufacturer=_told(manufacturer),
        manufacturer_raw=manufacturer or None,
        model=_told(single_spaced(model)),
        model_raw=model or None,
        model_code=code,
        serial=serial,
        serial_raw=serial_raw or None,
        asset_tag=usable_asset_tag(chassis.get("Asset Tag"), serial),
        hardware_uuid=usable_uuid(system.get("UUID")),
        form_factor=form,
        cpu=_told(single_spaced(cpu)),
        cpu_raw=cpu or None,
        cores=cores,
        ram_gib=ram_gib,
        modules=modules,
        slots_smbios=slots,
        free_slots_smbios=free,
        max_capacity=capacities,
        drives=(),
        drives_listed=False,
        batteries=batteries,
        macs=(),
        bios_date=bios.get("Release Date") or None,
        passwords_set=passwords,
        warnings=tuple(warnings),
    )


def _told(text: str) -> str | None:
    return None if is_placeholder(text) else text


def _processor(blocks: list[_Block]) -> tuple[str, int | None]:
    """Return name and cores of the first processor in a socket that is not empty."""
    for block in _all(blocks, PROCESSOR):
        if block.get("Status").startswith("Populated") or not block.get("Status"):
            cores = number(block.get("Core Count"), most=1024)
            return block.get("Version"), int(cores) if cores else None
    return "", None


def _working_arrays(blocks: list[_Block]) -> list[_Block]:
    return [block for block in _all(blocks, ARRAY) if block.get("Use") in {"", "System Memory", "Unknown", "Other"}]


def _memory(blocks: list[_Block], arrays: list[_Block]) -> tuple[tuple[Module, ...], int | None, int | None]:
    """Return installed modules, slots and free slots; both None when the report lists no slot at all."""
    others = {array.handle for array in _all(blocks, ARRAY)} - {array.handle for array in arrays}
    slots = [
        block
        for block in _all(blocks, MODULE)
        if block.get("Array Handle") not in others and is_working_memory(block.get("Type"))
    ]
    empty = [block for block in slots if block.get("Size").lower() in {"no module installed", "not installed"}]
    modules = tuple(_module(block) for block in slots if block not in empty)
    if not slots:
        return (), None, None
    return modules, len(slots), len(empty)


def _module(block: _Block) -> Module:
    form, kind = block.get("Form Factor"), block.get("Type")
    speed = re.match(r"(\d{1,6}) M(?:T/s|Hz)", block.get("Configured Memory Speed", "Configured Clock Speed", "Speed"))
    part = block.get("Part Number")
    return Module(
        size_gib=_gib(block.get("Size")),
        slot=block.get("Locator"),
        type="" if kind in {"Unknown", "Other"} else kind,
        form_factor="" if form in {"Unknown", "Other"} else form,
        soldered=is_soldered(form, kind),
        speed_mhz=int(speed[1]) if speed else None,
        part_number="" if is_placeholder(part) else part,
    )


def _gib(size: str) -> float | None:
    match = re.fullmatch(r"(\d{1,12}) ?([bkmgt])(?:i?B|ytes)?", size, re.IGNORECASE)
    gib = int(match[1]) * _GIB_PER_UNIT[match[2].lower()] if match else 0.0
    return gib or None


def _most_gib(capacities: tuple[str, ...]) -> float | None:
    sizes = [size for size in map(_gib, capacities) if size]
    return sum(sizes) if sizes and len(sizes) == len(capacities) else None


def _battery(block: _Block) -> Battery:
    stated = block.get("Design Capacity")
    capacity = re.fullmatch(r"(\d{1,9}) mWh", stated)
    voltage = re.fullmatch(r"(\d{1,6}) mV", block.get("Design Voltage"))
    return battery(stated, float(capacity[1]) if capacity else None, int(voltage[1]) / 1000 if voltage else None)

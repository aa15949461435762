"""Reads what `lshw -json` prints: one tree of nodes for one machine (in an array since version B.02.19)."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from inventory.identity import is_placeholder, usable_serial, usable_uuid
from inventory.readers.batteries import battery, battery_warnings
from inventory.readers.lshw_drives import internal_drives
from inventory.readers.lshw_tree import Node
from inventory.readers.machines import form_factor, is_virtual, likely_form_factor, model_and_code
from inventory.readers.memory import is_soldered, is_working_memory, slot_doubts, with_known_soldering
from inventory.readers.refusal import Refused
from inventory.readers.report import Battery, FormFactor, Module, Report
from inventory.readers.text import number, single_spaced

GIB = 2**30

# "[empty]" at the end of a bank's description, in whatever language lshw ran.
_EMPTY = re.compile(r"\[[^\]\d]+\]\s*$")
_FORM_IN_DESCRIPTION = re.compile(r"\b(SODIMM|DIMM|Row of chips|Chip)\b", re.IGNORECASE)
_TYPE_IN_DESCRIPTION = re.compile(r"\b((?:LP)?DDR\d?[A-Z]?)\b", re.IGNORECASE)
_MAC = re.compile(r"[0-9a-f]{2}(:[0-9a-f]{2}){5}", re.IGNORECASE)
_PASSWORDS = {"administrator_password": "administrator", "power-on_password": "power-on"}


def is_lshw(document: Any) -> bool:
    """Whether the parsed JSON is lshw's: nodes with `id` and `class`."""
    nodes = document if isinstance(document, list) else [document]
    return bool(nodes) and all(isinstance(node, dict) and "id" in node and "class" in node for node in nodes)


def read_lshw(document: Any, sha256: str) -> Report:
    """Read one machine. Raises `Refused` for a part of a machine, several machines, or a virtual one."""
    machine = _machine(document)
    report = _report(machine, sha256)
    if is_virtual(machine.text("vendor"), machine.text("product"), machine.setting("family")):
        raise Refused(
            _("This is a virtual machine (%(name)s), not a device that can be received.")
            % {"name": report.model or report.manufacturer or _("no name")},
            kind="lshw_json",
            report=report,
        )
    return report


def _machine(document: Any) -> Node:
    nodes = [Node(node) for node in (document if isinstance(document, list) else [document])]
    machines = [node for node in nodes if node.text("class") == "system"]
    if len(machines) > 1:
        raise Refused(
            _("This file holds the lshw output of more than one machine; save one file for each."), kind="lshw_json"
        )
    if not machines:
        raise Refused(
            _("This is a part of lshw's output, without the machine itself. Run lshw -json without -class."),
            kind="lshw_json",
        )
    return machines[0]


def _report(machine: Node, sha256: str) -> Report:
    nodes = list(machine.walk())
    manufacturer = machine.text("vendor")
    model, code = model_and_code(manufacturer, machine.text("product"), machine.text("version"))
    cpu, cores = _processor(nodes)
    modules, slots, free, ram_gib = _memory(nodes)
    modules = with_known_soldering(modules, manufacturer, model)
    drives = internal_drives(nodes)
    batteries = tuple(
        _battery(node) for node in nodes if node.text("class") == "power" and node.kind == "battery"
    )  # class power also holds chargers and power supplies, whose "mWh" are watts
    form = likely_form_factor(_form_factor(machine), has_battery=bool(batteries))
    warnings = _reading_warnings(machine, modules, drives_seen=bool(drives))
    warnings += slot_doubts(modules, slots, free, form)
    warnings += battery_warnings(batteries)
    serial_raw = machine.text("serial")
    firmware = next((node for node in nodes if node.kind == "firmware"), None)
    return Report(
        kind="lshw_json",
        sha256=sha256,
        manufacturer=_told(manufacturer),
        manufacturer_raw=manufacturer or None,
        model=_told(single_spaced(model)),
        model_raw=model or None,
        model_code=code,
        serial=usable_serial(serial_raw),
        serial_raw=serial_raw or None,
        asset_tag=None,
        hardware_uuid=usable_uuid(machine.setting("uuid")),
        form_factor=form,
        cpu=_told(single_spaced(cpu)),
        cpu_raw=cpu or None,
        cores=cores,
        ram_gib=ram_gib,
        modules=modules,
        slots_smbios=slots,
        free_slots_smbios=free,
        max_capacity=(),
        drives=drives,
        drives_listed=True,
        batteries=batteries,
        macs=_macs(nodes),
        bios_date=(firmware.text("date") if firmware else "") or None,
        passwords_set=tuple(name for key, name in _PASSWORDS.items() if machine.setting(key) == "enabled"),
        warnings=tuple(warnings),
    )


def _told(text: str) -> str | None:
    return None if is_placeholder(text) else text


def _form_factor(machine: Node) -> FormFactor | None:
    # The chassis word is never translated; the description is, and says just "Computer" where lshw was not root.
    return form_factor(machine.setting("chassis")) or form_factor(machine.text("description"))


def _processor(nodes: list[Node]) -> tuple[str, int | None]:
    """Return name and cores of the first processor; nodes without a product are its logical ones, and a "processor"
    with another id is a device on the bus (MCP79 Co-processor).
    """
    for node in nodes:
        if node.text("class") == "processor" and node.kind == "cpu" and node.text("product"):
            cores = number(node.setting("cores"), most=1024)
            return node.text("product"), int(cores) if cores else None
    return "", None


def _memory(nodes: list[Node]) -> tuple[tuple[Module, ...], int | None, int | None, float | None]:
    """Return installed modules, slots, free slots and total GiB.

    The total counts modules; the memory node's own total stands in where a module's size is not told (X1 Carbon 5th:
    two banks without size). Which slots are free is then not known either.
    """
    banks = [node for node in nodes if node.text("class") == "memory" and node.kind == "bank" and _is_working(node)]
    sizes = [size / GIB for size in (bank.number("size") for bank in banks) if size]
    empty = [bank for bank in banks if not bank.number("size") and _EMPTY.search(bank.text("description"))]
    if sizes and len(sizes) + len(empty) == len(banks):
        modules = tuple(_module(bank) for bank in banks if bank not in empty)
        return modules, len(banks), len(empty), round(sum(sizes), 3)
    total = _total_gib(nodes) or (round(sum(sizes), 3) if sizes else None)
    modules = tuple(_module(bank) for bank in banks if sizes == [] or bank not in empty)
    return modules, len(banks) or None, None, total


def _is_working(bank: Node) -> bool:
    holder = bank.parent.text("description") if bank.parent else ""
    return is_working_memory(bank.text("description"), holder)


def _total_gib(nodes: list[Node]) -> float | None:
    """Return the total of the memory node under the board; nodes below PCI are devices called "RAM memory"."""
    for node in nodes:
        on_board = not any(above.text("businfo").startswith("pci@") or above.kind == "pci" for above in node.above)
        size = node.number("size")
        if node.text("class") == "memory" and node.kind == "memory" and on_board and size and _is_working(node):
            return round(size / GIB, 3)
    return None


def _module(bank: Node) -> Module:
    description, size, clock = bank.text("description"), bank.number("size"), bank.number("clock")
    form = _FORM_IN_DESCRIPTION.search(description)
    kind = _TYPE_IN_DESCRIPTION.search(description)
    part = bank.text("product")
    return Module(
        size_gib=size / GIB if size else None,
        slot=bank.text("slot"),
        type=kind[1].upper() if kind else "",
        form_factor=form[1] if form else "",
        soldered=is_soldered(form[1] if form else "", kind[1] if kind else ""),
        speed_mhz=round(clock / 1e6) if clock else None,
        part_number="" if is_placeholder(part) else part,
    )


def _battery(node: Node) -> Battery:
    capacity = node.number("capacity")
    voltage = re.match(r"(\d{1,3}(?:[.,]\d{1,3})?) ?V", node.setting("voltage"))
    return battery(
        f"{capacity:g} mWh" if capacity else "",
        capacity or None,
        float(voltage[1].replace(",", ".")) if voltage else None,
    )


def _macs(nodes: list[Node]) -> tuple[str, ...]:
    found = (node.text("serial").lower() for node in nodes if node.text("class") == "network")
    return tuple(dict.fromkeys(mac for mac in found if _MAC.fullmatch(mac) and mac != "00:00:00:00:00:00"))


def _reading_warnings(machine: Node, modules: tuple[Module, ...], *, drives_seen: bool) -> list[str]:
    warnings = []
    if not machine.text("vendor") and not machine.text("product"):
        warnings.append(
            _(
                "lshw was not run as administrator, so manufacturer, model and serial number are not told. "
                "Run sudo lshw -json."
            )
        )
    if any(module.size_gib is None for module in modules):
        warnings.append(_("lshw shows memory modules without their size: the number of free slots is not known."))
    if not drives_seen:
        warnings.append(
            _(
                "lshw shows no internal drive. That is not proof that there is none: eMMC storage and, in older "
                "versions, NVMe drives are left out."
            )
        )
    return warnings

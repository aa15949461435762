"""The internal drives in lshw's tree: not the boot stick, the card reader or the DVD."""

from __future__ import annotations

import re

from inventory.identity import is_placeholder
from inventory.readers.lshw_tree import Node
from inventory.readers.report import Drive, Medium
from inventory.readers.text import single_spaced

_NVME_CONTROLLER = re.compile(r"non-volatile memory controller|\bnvme\b", re.IGNORECASE)
_NVME_DISK_NODES = {"namespace", "disk"}
# Optical drives are class disk too; "medium" and "volume" repeat the disk that holds them.
_NOT_DISKS = {"cdrom", "medium", "volume", "logicalvolume"}


def internal_drives(nodes: list[Node]) -> tuple[Drive, ...]:
    """Return the machine's own drives in the file's order; size None where lshw shows a drive without its size."""
    drives = []
    for node in nodes:
        if _is_removable(node):
            continue
        if _is_nvme(node):
            drives.append(_nvme(node))
        elif node.kind == "card":
            drives.append(_emmc(node))
        elif _is_disk(node):
            drives.append(_drive(node, node.number("size"), _medium(node)))
    return tuple(drives)


def _is_removable(node: Node) -> bool:
    way = (*node.above, node)
    return (
        any(one.text("businfo").startswith("usb@") for one in way)
        or node.capable_of("removable")
        or node.text("description") == "SD Card"
    )


def _is_disk(node: Node) -> bool:
    below_a_drive = any(
        _is_nvme(above) or above.kind == "card" or above.text("class") == "disk" for above in node.above
    )
    return node.text("class") == "disk" and node.kind not in _NOT_DISKS and not below_a_drive


def _is_nvme(node: Node) -> bool:
    """Whether the node is an NVMe drive's controller, by its id or, in lshw that knows no NVMe, by its PCI class."""
    return node.text("class") == "storage" and (
        node.kind == "nvme" or node.capable_of("nvm_express") or bool(_NVME_CONTROLLER.search(node.text("description")))
    )


def _nvme(controller: Node) -> Drive:
    disks = [child for child in controller.children() if child.kind in _NVME_DISK_NODES and child.number("size")]
    size = sum(child.number("size") or 0 for child in disks) or None
    named = next((one for one in (controller, *disks) if one.text("serial")), controller)
    return _drive(named, size, "nvme")


def _emmc(card: Node) -> Drive:
    size = card.number("size") or max((child.number("size") or 0 for child in card.children()), default=0)
    return _drive(card, size or None, "emmc")


def _drive(node: Node, size: float | None, medium: Medium) -> Drive:
    serial, model = node.text("serial"), single_spaced(node.text("product"))
    return Drive(
        serial=None if is_placeholder(serial) else serial,
        model=model,
        size_gb=round(size / 1e9, 1) if size else None,
        medium=medium,
    )


def _medium(disk: Node) -> Medium:
    capabilities = disk.values.get("capabilities")
    if isinstance(capabilities, dict) and any(re.fullmatch(r"\d+rpm", str(key)) for key in capabilities):
        return "hdd"
    return "ssd" if "ssd" in disk.text("product").lower() else "unknown"

"""Small reports of our own, for what the collected ones do not show."""

import json
from typing import Any

DMIDECODE = """# dmidecode 3.3
Getting SMBIOS data from sysfs.
SMBIOS 2.7 present.

Handle 0x0000, DMI type 0, 24 bytes
BIOS Information
	Vendor: Maker
	Release Date: 03/29/2013
	Characteristics:
		PCI is supported: yes

Handle 0x0001, DMI type 1, 27 bytes
System Information
	Manufacturer: {manufacturer}
	Product Name: {product}
	Version: {version}
	Serial Number: {serial}
	UUID: 4C4C4544-004A-4210-8051-C6C04F565A31

Handle 0x0003, DMI type 3, 22 bytes
Chassis Information
	Type: Notebook
	Asset Tag: {asset_tag}

Handle 0x0004, DMI type 4, 42 bytes
Processor Information
	Version: Intel(R) Core(TM) i5-4300U CPU @ 1.90GHz
	Status: Populated, Enabled
	Core Count: 2

Handle 0x0010, DMI type 16, 23 bytes
Physical Memory Array
	Use: System Memory
	Maximum Capacity: 16 GB
	Number Of Devices: 2

Handle 0x0011, DMI type 17, 40 bytes
Memory Device
	Array Handle: 0x0010
	Size: 8 GB
	Form Factor: SODIMM
	Locator: DIMM A
	Type: DDR3
	Speed: 1600 MT/s
	Part Number: M471B1G73DB0-YK0

Handle 0x0012, DMI type 17, 40 bytes
Memory Device
	Array Handle: 0x0010
	Size: No Module Installed
	Form Factor: SODIMM
	Locator: DIMM B
	Type: DDR3

Handle 0x007F, DMI type 127, 4 bytes
End Of Table
"""


def dmidecode(extra: str = "", **said: str) -> str:
    """Return dmidecode's output for an ordinary laptop, with what `said` overrides and more blocks before the end."""
    usual = {
        "manufacturer": "Dell Inc.",
        "product": "Latitude E6440",
        "version": "01",
        "serial": "FJBQVZ1",
        "asset_tag": "Not Specified",
    }
    text = DMIDECODE.format(**(usual | said))
    return text.replace("Handle 0x007F", f"{extra}\nHandle 0x007F")


def node(kind: str, name: str, *children: dict[str, Any], **values: Any) -> dict[str, Any]:
    """Return one node of lshw's tree."""
    return {"id": name, "class": kind, **values, **({"children": list(children)} if children else {})}


def lshw(*parts: dict[str, Any], **values: Any) -> dict[str, Any]:
    """Return lshw's tree of an ordinary laptop holding `parts`; `values` override those of the machine."""
    usual = {
        "description": "Notebook",
        "product": "Latitude E6440 (Latitude E6440)",
        "vendor": "Dell Inc.",
        "version": "01",
        "serial": "FJBQVZ1",
        "configuration": {"chassis": "notebook", "uuid": "44454C4C-4A00-1042-8051-C6C04F565A31"},
    }
    return node("system", "laptop", node("bus", "core", *parts), **(usual | values))


def memory(*banks: dict[str, Any], **values: Any) -> dict[str, Any]:
    """Return the memory node with its banks."""
    return node("memory", "memory", *banks, description="System Memory", **values)


def bank(
    number: int, gib: float | None, description: str = "SODIMM DDR3 Synchronous 1600 MHz (0,6 ns)"
) -> dict[str, Any]:
    """Return one memory bank; `gib` None leaves its size out."""
    size = {} if gib is None else {"size": int(gib * 2**30), "units": "bytes"}
    return node("memory", f"bank:{number}", description=description, slot=f"DIMM {number}", **size)


def printed(document: Any) -> bytes:
    """Return the document as lshw prints it."""
    return json.dumps(document, indent=2).encode()

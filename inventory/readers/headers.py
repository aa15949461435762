"""Which column of somebody's register is which of our fields: by the header's name, or by what stands under it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from inventory.readers.header_names import NAMES

_RANK = {name: (rank, field) for field, names in NAMES.items() for rank, name in enumerate(names.split("|"))}
# "Device Serial Number", "Laptop-Modell": the thing itself, in front.
_THE_THING = re.compile(
    r"^(device|placeholder|computer|laptop|notebook|asset|item|hardware|machine|pc|equipment|unit|"
    r"gerate?|rechner|appareil|ordinateur|materiel|equipo|portatil|dispositivo|ordenador|apparaat|toestel) "
)
_DRIVE_SERIAL = re.compile(
    r"^(?:(hard )?(disk|drive)|data ?storage|hdd|ssd|nvme|storage|festplatten?|disque( dur)?|disco( duro| rigido)?|"
    r"(harde )?schijf)( drive| disk)?( ?\d{1,2})? (serial|serial number|serial no|s n|sn|seriennummer|seriennr|"
    r"numero de serie|serienummer)s?$"
    r"|^(drive|disk) serials$|^(serial number|seriennummer|numero de serie) (of )?(drive|disk|festplatte|disque|disco)$"
)
_UNIT = re.compile(r"(?:\(|\[|\bin |[ _])(mb|mib|gb|gib|tb|tib|mo|go|to)\b", re.IGNORECASE)
_UNIT_NAMES = {"mo": "mb", "mib": "mb", "go": "gb", "gib": "gb", "to": "tb", "tib": "tb"}


def field_of(header: str) -> tuple[str, int] | None:
    """Return (field, rank) the header names, lower rank being surer, or None."""
    plain = _plain(header)
    if not plain:
        return None
    if _DRIVE_SERIAL.search(plain):
        return "drive_serials", 0
    for penalty, name in ((0, plain), (100, _THE_THING.sub("", plain))):
        if name in _RANK:
            rank, field = _RANK[name]
            return field, rank + penalty
    return None


def unit_of(header: str) -> str | None:
    """Return "mb", "gb" or "tb" if the header names the unit of its column ("RAM (MB)", "Speicher in GB")."""
    match = _UNIT.search(header)
    return _UNIT_NAMES.get(match[1].lower(), match[1].lower()) if match else None


def map_columns(headers: Sequence[str]) -> dict[int, str]:
    """Return column index -> field. Each field goes to its surest column; drives may have several."""
    mapping: dict[int, str] = {}
    surest: dict[str, tuple[int, int]] = {}
    for index, header in enumerate(headers):
        found = field_of(header)
        if found and found[0] == "drive_serials":
            mapping[index] = "drive_serials"
        elif found and (found[0] not in surest or found[1] < surest[found[0]][0]):
            surest[found[0]] = (found[1], index)
    return mapping | {index: field for field, (_, index) in surest.items()}


def map_by_content(columns: dict[int, list[str]], taken: set[str]) -> dict[int, str]:
    """Return column index -> field for columns without a name, judged by their cells; never a field in `taken`."""
    mapping: dict[int, str] = {}
    for field, looks in _LOOKS:
        free = [index for index in columns if index not in mapping]
        if field in taken or not free:
            continue
        shares = {index: _share(columns[index], looks) for index in free}
        share, position = max((share, -index) for index, share in shares.items())
        if share >= 0.6:
            mapping[-position] = field
    return mapping


def fingerprint(headers: Sequence[str]) -> str:
    """Return a short key of the header set: a mapping chosen for one file is offered again for the next like it."""
    joined = "\n".join(sorted(_plain(header) or header.strip() for header in headers))
    return hashlib.sha256(joined.encode(errors="replace")).hexdigest()[:16]


def _share(cells: list[str], looks: re.Pattern[str]) -> float:
    filled = [cell for cell in cells if cell]
    return sum(bool(looks.search(cell)) for cell in filled) / len(filled) if filled else 0.0


def _plain(header: str) -> str:
    """Reduce a header to what is compared: no accents, brackets, case or punctuation, no unit at the end."""
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", header)
    text = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    text = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", re.sub(r"[^a-z0-9]+", " ", text))
    text = re.sub(r" (in )?(mb|mib|gb|gib|tb|tib|mo|go)$", "", " ".join(text.split()))
    return text.replace("numer ", "numero ")


_MAKERS = "|".join(
    """
    acer apple asus dell dynabook fujitsu gateway getac gigabyte hewlett hp huawei lenovo lg medion microsoft msi nec
    packard panasonic samsung sony toshiba tuxedo xiaomi
    """.split()  # noqa: SIM905
)
# In this order, so that what is told most surely is taken first.
_LOOKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "cpu",
        re.compile(
            r"\b(i[3579]|ryzen|celeron|pentium|xeon|core|atom|athlon|m[1-4]|epyc)\b.*\d|^i[3579]-", re.IGNORECASE
        ),
    ),
    ("received_on", re.compile(r"^(\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})\b")),
    (
        "storage_gb",
        re.compile(
            r"^(1[26]0|128|2[45]0|256|320|480|500|512|640|750|960|1000|1024|[124]) ?(gb|tb|go|to)\b|"
            r"^(120|128|160|240|250|256|320|480|500|512|640|750|960|1000|1024)$",
            re.IGNORECASE,
        ),
    ),
    ("ram_gb", re.compile(r"^(2|3|4|6|8|12|16|20|24|32|40|48|64|96|128)( ?g[bo])?$", re.IGNORECASE)),
    ("manufacturer", re.compile(rf"^({_MAKERS})[a-z .,-]{{0,20}}$", re.IGNORECASE)),
    (
        "model",
        re.compile(
            rf"^({_MAKERS})\b.*\d|\b(thinkpad|latitude|elitebook|probook|zbook|macbook|ideapad|travelmate|"
            r"aspire|lifebook|xps|precision|inspiron|vostro|tecra|portege|satellite|surface|chromebook|yoga|"
            r"vivobook|zenbook)\b",
            re.IGNORECASE,
        ),
    ),
    ("asset_tag", re.compile(r"^[a-z]{1,5}[-_ ]\d{2,8}$", re.IGNORECASE)),
    ("serial", re.compile(r"^(?=.*\d)(?=.*[a-z])[a-z0-9]{6,24}$|^\d{8,14}$", re.IGNORECASE)),
    ("grade", re.compile(r"^[a-e][+-]?$", re.IGNORECASE)),
)

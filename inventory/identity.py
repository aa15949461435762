"""What tells one machine from another, and what only looks as if it did. Pure.

Firmware ships with texts such as "To be filled by O.E.M." where a serial number should be, and thousands of machines
share them: such a text never counts. Comparison keys are for comparing only; what people see stays as it was written.
"""

from __future__ import annotations

import re
import string

# Shorter serial numbers are inventory stickers, slot numbers or typing errors; makers' shortest have 7 (Dell, Lenovo).
SHORTEST_SERIAL = 5

# Letters and digits only, lower case: what people write where there is nothing to write.
_NO_VALUE_WORDS = frozenset(
    """
    none null nil na nan nv no unknown unknow unk undefined unspecified notspecified notapplicable notavailable notset
    notprovided notpresent notinstalled notchecked unchecked nottested notag noassettag noserial noserialnumber nosn
    nosku noasset tbd tobedetermined empty blank
    unbekannt keine keiner ohne leer inconnu aucun aucune sans vide desconocido ninguno ninguna sin vacio
    sconosciuto nessuno vuoto onbekend geen leeg
    """.split()  # noqa: SIM905 - quoted words would hide the list
)
# What firmware and its factories leave in fields that identify a machine.
_UNFILLED_WORDS = frozenset(
    """
    tobefilledbyoem tobefilledbyoemoem filledbyoem tobefilled tbdbyoem tbdbyodm tobefilledbyodm oem oemstring
    defaultstring default string systemserialnumber systemproductname systemmanufacturer systemversion systemname
    systemsku systemuuid chassisserialnumber chassismanufacturer chassisversion baseboardserialnumber boardserialnumber
    serialnumber serialno serial serialnumberxxxxxx sernum partnum assettag assettagnumber noassetinformation assetno
    assetnumber atn12345678901234567 skunumber sku productname modelname manufacturer type1productconfigid type1sku0
    nonspecified notsettable invalid badindex outofspec missing test todo pending insydecorp insydeplatform
    lenovoproduct standard base removed anonymized
    """.split()  # noqa: SIM905 - as above
)
_UNFILLED_PATTERNS = re.compile(
    r"""
    (sernum|serialnum|partnum|partnumber|manufacturer|assettagnum|assettag|modulepartnumber|bank)\d{1,2}
    | (a|array)\d_?(sernum|partnumber|manufacturer|assettagnum)\d
    | (sn|s)?0?123456789(0{1,3}|a|ab|abc|abcd|abcde|abcdef)?
    """,
    re.VERBOSE,
)
_COUNTING = "0123456789" * 6

_VOID_UUIDS = frozenset(
    {
        # AMI and Insyde reference firmware, unfilled, in both byte orders.
        "00020003000400050006000700080009",
        "03000200040005000006000700080009",
        "123456781234567890ABCDDEEFAABBCC",
        "12345678123412341234123456789ABC",
        "785634123412785690ABCDDEEFAABBCC",
        "11111111222233334444555555555555",
        # Dell boards whose service tag was never written: "DELL" and blanks.
        "4C4C454400002010802080C04F202020",
        "44454C4C00001020802080C04F202020",
    }
)

_COMPANY_WORDS = frozenset(
    """
    inc incorporated corp corporation co company ltd limited llc gmbh ag sa sas spa srl bv nv kg plc pty oy ab
    international electronics computer computers technology technologies client computing group
    """.split()  # noqa: SIM905
)
_SAME_MANUFACTURER = {
    "asustek": "asus",
    "asus": "asus",
    "hewlett packard": "hp",
    "hewlettpackard": "hp",
    "hp": "hp",
    "hp hewlett packard": "hp",
    "fujitsu siemens": "fujitsu",
    "micro star": "msi",
    "apple": "apple",
    "matsushita electric industrial": "panasonic",
    "lg": "lg",
    "gateway": "gateway",
    "packard bell": "packard bell",
    "packard bell nec": "packard bell",
    "samsung": "samsung",
    "dynabook": "toshiba",
    "tuxedo": "tuxedo",
}


def _letters_and_digits(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def is_no_value(text: str) -> bool:
    """Whether the text is one of the words people write for "there is nothing here" ("N/A", "No tag", "-")."""
    bare = _letters_and_digits(text)
    return not bare or bare in _NO_VALUE_WORDS


def is_unfilled(text: str) -> bool:
    """Whether the text is a no-value word, or one of those that firmware leaves where nobody filled in anything."""
    return is_no_value(text) or _letters_and_digits(text) in _UNFILLED_WORDS


def is_placeholder(text: str) -> bool:
    """Whether the text is unfilled, one character repeated, or 0123456789 in some form: no fact about one machine."""
    bare = _letters_and_digits(text)
    if is_unfilled(text) or len(set(bare)) == 1:
        return True
    if _UNFILLED_PATTERNS.fullmatch(bare):
        return True
    return len(bare) >= SHORTEST_SERIAL and (bare in _COUNTING or bare[::-1] in _COUNTING)


def usable_serial(text: str | None) -> str | None:
    """Return the serial number if it can tell machines apart, else None.

    Placeholders, fewer than 5 letters and digits, and anything outside printable ASCII (firmware garbage) never count.
    """
    serial = " ".join((text or "").split())
    bare = _letters_and_digits(serial)
    if len(bare) < SHORTEST_SERIAL or is_placeholder(serial):
        return None
    return serial if all(char in string.printable for char in serial) else None


def usable_asset_tag(text: str | None, serial: str | None = None) -> str | None:
    """Return the asset tag found in firmware if somebody wrote one, else None.

    HP fills the field with the serial number: a tag equal to `serial` says nothing.
    """
    tag = " ".join((text or "").split())
    if is_placeholder(tag) or (serial and serial_key(tag) == serial_key(serial)):
        return None
    return tag if is_fit_tag(tag) else None


# What may follow a tag in an address.
_SUBPAGES = {"evidence", "events", "events.csv", "explain.json", "ledger.csv"}


def is_fit_tag(text: str) -> bool:
    """Whether a text can be a tag: it is printed on a label, typed, scanned, and stands in an address.

    So nothing that is not seen (zero-width signs, line breaks), nothing that ends an address, and no blank at either
    end. Registers part their tags with slashes (IT/0042): what stands between them may not be empty or dots only,
    which an address takes for a folder, nor read like the address of a page under the device's own.
    """
    parts = text.split("/")
    reads = text.isprintable() and text == text.strip() and not set(text) & set("?#\\")
    return reads and all(part.strip(".") for part in parts) and not _SUBPAGES & {part.lower() for part in parts[1:]}


def usable_uuid(text: str | None) -> str | None:
    """Return the hardware UUID in its usual form, upper case, or None if it is unset or a known factory default."""
    digits = re.sub(r"[^0-9A-F]", "", (text or "").upper())
    if len(digits) != 32 or len(set(re.findall("..", digits))) == 1 or digits in _VOID_UUIDS:
        return None
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def uuid_key(uuid: str) -> str:
    """Return one key for a UUID in either byte order: older lshw prints the first three groups unswapped."""
    plain = uuid.replace("-", "").upper()
    pairs = re.findall("..", plain)
    swapped = "".join([*reversed(pairs[:4]), *reversed(pairs[4:6]), *reversed(pairs[6:8]), *pairs[8:]])
    return min(plain, swapped)


def serial_key(serial: str) -> str:
    """Return the serial number as it is compared: no blanks, upper case."""
    return "".join(serial.split()).upper()


def manufacturer_key(name: str) -> str:
    """Return the manufacturer as it is compared: "Hewlett-Packard" and "HP Inc." are both "hp"."""
    words = re.findall(r"[^\W_]+", name.casefold())
    kept = [word for word in words if word not in _COMPANY_WORDS] or words
    joined = " ".join(kept)
    if joined in _SAME_MANUFACTURER:
        return _SAME_MANUFACTURER[joined]
    first = kept[0] if kept else ""
    return first if first in {"hp", "asus", "lenovo", "dell", "acer", "apple", "fujitsu", "toshiba", "nec"} else joined


def machine_key(manufacturer: str, serial: str) -> str:
    """Return the key that recognises a machine, of its manufacturer and serial; empty where the serial cannot tell."""
    usable = usable_serial(serial)
    return f"{manufacturer_key(manufacturer)}:{serial_key(usable)}" if usable else ""

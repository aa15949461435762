"""What the values in a device's facts are called wherever people read them, and how sizes are written."""

import re
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

Words = str | Promise

# 1.234 and 1,234 are a thousand to half of the world and one and a bit to the other half.
LIKE_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")

GRADES: dict[str, Words] = {
    "A": gettext_lazy("like new"),
    "B": gettext_lazy("good, light marks"),
    "C": gettext_lazy("worn, works"),
    "D": gettext_lazy("for parts"),
}

FLAGS: dict[str, Words] = {
    "missing": gettext_lazy("Missing"),
    "disputed": gettext_lazy("Disputed"),
    "parts lacking": gettext_lazy("Parts lacking"),
}

PARTS: dict[str, Words] = {
    "ram": gettext_lazy("Memory"),
    "ssd": gettext_lazy("SSD"),
    "hdd": gettext_lazy("Hard disk"),
    "battery": gettext_lazy("Battery"),
}

DISPLACED: dict[str, Words] = {
    "laptop_all": gettext_lazy("Laptop, any size"),
    "laptop_lt13": gettext_lazy("Laptop under 13 inches"),
    "laptop_13": gettext_lazy("Laptop of 13 inches"),
    "laptop_14": gettext_lazy("Laptop of 14 inches"),
    "laptop_15": gettext_lazy("Laptop of 15 inches"),
    "laptop_ge16": gettext_lazy("Laptop of 16 inches or more"),
    "desktop_micro": gettext_lazy("Desktop, micro"),
    "desktop_sff": gettext_lazy("Desktop, small form factor"),
    "desktop_tower": gettext_lazy("Desktop, tower"),
    "desktop_aio": gettext_lazy("Desktop, all in one"),
    "desktop_all_noaio": gettext_lazy("Desktop, any but all in one"),
}

PASSWORDS: dict[str, Words] = {
    "administrator": gettext_lazy("Administrator password (firmware)"),
    "power-on": gettext_lazy("Power-on password"),
    "drive": gettext_lazy("Drive password"),
}

MEDIA: dict[str, Words] = {
    "nvme": "NVMe",
    "ssd": "SSD",
    "hdd": gettext_lazy("Hard disk"),
    "emmc": "eMMC",
}

OTHERWISE: dict[str, Words] = {
    "unknown": gettext_lazy("Not known"),
    "stored": gettext_lazy("Kept in a cupboard"),
    "recycled": gettext_lazy("Recycled"),
    "landfilled": gettext_lazy("Landfilled"),
    "resold": gettext_lazy("Resold"),
    "lease_return": gettext_lazy("Returned to the lessor"),
}
"""Where a machine would have gone without the programme."""

REMOVED: dict[str, Words] = {
    "recycled": gettext_lazy("recycled"),
    "landfilled": gettext_lazy("landfilled"),
    "stock": gettext_lazy("into stock"),
}
"""Where a part goes that was taken out."""

LEFT: dict[str, Words] = {
    "donated": gettext_lazy("donated"),
    "sold": gettext_lazy("sold"),
    "returned": gettext_lazy("returned to its lessor"),
    "recycled": gettext_lazy("recycled"),
}
"""How a device left the programme."""

TEXTS: dict[str, Words] = {
    "asset_tag": gettext_lazy("the tag"),
    "manufacturer": gettext_lazy("the manufacturer"),
    "serial": gettext_lazy("the serial"),
    "serial_key": gettext_lazy("the serial"),
    "hardware_uuid": gettext_lazy("the hardware UUID"),
    "cpu": gettext_lazy("the processor"),
    "key": gettext_lazy("the serial of a drive"),
    "model": gettext_lazy("the model of a drive"),
    "medium": gettext_lazy("the medium of a drive"),
    "recipient": gettext_lazy("the recipient"),
    "slot": gettext_lazy("the slot"),
}
"""Texts of devices and their parts, as a sentence names them."""


def part(kind: str, quantity: float | Decimal | None) -> str:
    """A part with its size: Memory 8 GB."""
    word = PARTS.get(kind, kind)
    unit = "Wh" if kind == "battery" else "GB"
    return f"{word} {amount(quantity)} {unit}" if quantity else str(word)


def typed(quantity: float | Decimal | None) -> str:
    """A size as a form shows it to be typed over: a point, no thousands, and never to be taken for thousands."""
    if quantity is None:
        return ""
    text = f"{float(quantity):.15g}"  # exact: what comes back unchanged is not a change
    return f"{text}0" if LIKE_THOUSANDS.fullmatch(text) else text


def amount(quantity: float | Decimal | None) -> str:
    """A size without noughts behind its decimal point; empty when it is not known."""
    return "" if quantity is None else number_format(f"{float(quantity):.10g}", use_l10n=True)

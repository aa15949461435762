"""Which machine it is: form factor, virtual machines, and where makers put the model name."""

from __future__ import annotations

import re

from inventory.identity import is_placeholder, manufacturer_key
from inventory.readers.report import FormFactor

_FORM_FACTORS: tuple[tuple[FormFactor, str], ...] = (
    # Order matters: "desktop" is a word of docking stations' and of "Low Profile Desktop". The words are SMBIOS's,
    # and those of lshw's and Windows' translations.
    (
        "laptop",
        r"notebook|laptop|portable|portátil|portatile|draagbaar|convertible|detachable|tablet|netbook|hand.?held",
    ),
    (
        "desktop",
        r"desktop|tower|low.?profile|pizza.?box|space.?saving|sealed|lunch.?box|all.?in.?one|mini.?pc|stick.?pc|sobremesa",
    ),
    ("server", r"server|rack|blade|multi.?system"),
)
_VIRTUAL = re.compile(
    r"virtualbox|innotek|vmware|\bqemu\b|\bkvm\b|\bbochs\b|\bxen\b|hvm domu|parallels|virtual machine|virtual platform"
    r"|standard pc|openstack|google compute|amazon ec2|\bovirt\b|bhyve|rhev|nutanix|apple virtualization",
    re.IGNORECASE,
)
# Lenovo (and IBM before) put the machine type into the product name and the name people know into the version.
_NAME_IN_VERSION = frozenset({"lenovo", "ibm"})


def form_factor(text: str) -> FormFactor | None:
    """Return the form factor a chassis type or a description names, else None."""
    for factor, words in _FORM_FACTORS:
        if re.search(words, text, re.IGNORECASE):
            return factor
    return None


def is_virtual(*texts: str) -> bool:
    """Whether any of the manufacturer, product, family texts names a hypervisor."""
    return any(_VIRTUAL.search(text) for text in texts)


def likely_form_factor(chassis: FormFactor | None, *, has_battery: bool) -> FormFactor | None:
    """Return the chassis's form factor; 3 % of notebooks say none ("Other"), and a battery gives those away."""
    return "laptop" if chassis is None and has_battery else chassis


def model_and_code(manufacturer: str, product: str, version: str) -> tuple[str, str | None]:
    """Return (model, machine type code or None) from SMBIOS's product name and version.

    What stands in brackets after the product name goes: lshw appends the SKU number there, makers a processor family;
    without it both tools name a machine alike.
    """
    product = re.sub(r"(?<=\S)\s*\(.*\)\s*$", "", product)
    telling = len(version) >= 4 and any(char.isalpha() for char in version) and not is_placeholder(version)
    if manufacturer_key(manufacturer) in _NAME_IN_VERSION and telling:
        return version, product or None
    return product, None

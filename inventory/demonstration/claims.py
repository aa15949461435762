"""What the devices of the story are claimed to replace: with a document, by a stated need, or nobody knows."""

from typing import Final

from inventory.actions import Claim
from inventory.models import Placement

# Three refurbished laptops do the work of one new desktop: 31.4 samples a second against 94.8, the same job on both.
_DESKTOPS_PER_LAPTOP: Final = 0.331224
_MEASURED: Final = "Samples per second, the same job on both machines: 31.4 against 94.8"

DESKTOPS_NOT_BOUGHT: Final = Claim(
    displaced_class="desktop_all_noaio",
    displaced_lifetime_months=60,
    displaced_per_device=_DESKTOPS_PER_LAPTOP,
    displacement_tier=Placement.Tier.DOCUMENT,
    document="Order of 20 workstations, withdrawn by the IT board",
    ratio_evidence=_MEASURED,
)
DESKTOPS_NEEDED: Final = Claim(
    displaced_class="desktop_all_noaio",
    displaced_lifetime_months=60,
    displaced_per_device=_DESKTOPS_PER_LAPTOP,
    displacement_tier=Placement.Tier.STATED,
    ratio_evidence=_MEASURED,
)
MICRO_NEEDED: Final = Claim(
    displaced_class="desktop_micro",
    displaced_lifetime_months=60,
    displacement_tier=Placement.Tier.STATED,
    ratio_evidence="One station for one station: the scanner sets the pace",
)
LAPTOP_CANCELLED: Final = Claim(
    displaced_class="laptop_14",
    displacement_tier=Placement.Tier.DOCUMENT,
    document="Purchase request for new laptops, refused in favour of these",
)
LAPTOP_NEEDED: Final = Claim(displaced_class="laptop_14", displacement_tier=Placement.Tier.STATED)
UNKNOWN: Final = Claim(displacement_tier=Placement.Tier.UNKNOWN)

"""The ways that devices take through the programme, as steps: so many days after the one before, this deed."""

from dataclasses import dataclass
from typing import Final

from inventory.actions import (
    Claim,
    deploy_devices,
    grade_devices,
    install_parts,
    plan_upgrades,
    record_tests,
    record_wipes,
    recycle_devices,
    release_devices,
    remove_parts,
    withdraw_devices,
)
from inventory.demonstration.claims import LAPTOP_NEEDED, UNKNOWN
from inventory.demonstration.deeds import Deed, deed, wipe_with_log


@dataclass(frozen=True, slots=True)
class Step:
    """A deed, and how many days after the step before it is done."""

    after_days: int
    deed: Deed


Path = tuple[Step, ...]

GRADED: Final = deed(grade_devices, per="grade")
TESTED: Final[Path] = (Step(6, deed(record_tests, per="battery_health_pct", passed=True)), Step(1, GRADED))
ERASED: Final[Path] = (Step(4, deed(wipe_with_log, tool="nwipe 0.37")),)
VOUCHED: Final[Path] = (
    Step(
        4,
        deed(
            record_wipes,
            outcome="wiped",
            method="purge",
            tool="Firmware secure erase",
            verified=True,
            statement="I started the erase from the firmware and watched it end without error.",
        ),
    ),
)
PREPARED: Final[Path] = TESTED + ERASED
FAILED: Final[Path] = (
    Step(
        6, deed(record_tests, per="battery_health_pct", passed=False, note="System board: no picture, three long beeps")
    ),
    Step(0, GRADED),
)

# Modules out of machines that failed go into those that passed.
RAM_HARVESTED: Final[Path] = (
    Step(1, deed(plan_upgrades, kind="ram", quantity=8)),
    Step(10, deed(install_parts, kind="ram", quantity=8, condition="harvested", slot="slot 2")),
)
RAM_NEW: Final[Path] = (
    Step(1, deed(plan_upgrades, kind="ram", quantity=8)),
    Step(16, deed(install_parts, kind="ram", quantity=8, condition="new", slot="slot 2")),
)
RAM_AWAITED: Final[Path] = (Step(1, deed(plan_upgrades, kind="ram", quantity=16)),)
SSD_AWAITED: Final[Path] = (Step(1, deed(plan_upgrades, kind="ssd", quantity=512)),)
SHREDDED: Final = deed(
    record_wipes, outcome="destroyed", statement="I put the drive through the shredder and saw the pieces."
)
# A 2.5-inch drive of 7 mm weighs 0.095 kg, a battery of 57 Wh a good 0.3 kg.
SSD_FOR_DISK: Final[Path] = (
    Step(2, SHREDDED),
    Step(0, deed(plan_upgrades, kind="ssd", quantity=256)),
    Step(0, deed(remove_parts, kind="hdd", quantity=500, mass_kg=0.095, fate="recycled")),
    Step(8, deed(install_parts, kind="ssd", quantity=256, condition="new")),
)
BATTERY_NEW: Final[Path] = (
    Step(1, deed(remove_parts, kind="battery", quantity=57, mass_kg=0.31, fate="recycled")),
    Step(6, deed(install_parts, kind="battery", quantity=57, condition="new")),
)
SCRAPPED: Final[Path] = (
    Step(3, SHREDDED),
    Step(2, deed(remove_parts, kind="ram", quantity=8, fate="stock")),
    Step(0, deed(remove_parts, kind="battery", quantity=48, mass_kg=0.29, fate="recycled")),
    Step(25, deed(recycle_devices, to="Regional e-waste centre", reason="Beyond repair; memory kept for others")),
)


def joins(cluster: str, claim: Claim) -> Path:
    """Into a cluster."""
    return (Step(8, deed(deploy_devices, kind="cluster", cluster=cluster, claim=claim)),)


def goes_to(recipient: str, claim: Claim = LAPTOP_NEEDED) -> Path:
    """To a person or lab."""
    return (Step(9, deed(deploy_devices, kind="person", recipient=recipient, claim=claim)),)


def lent_to(recipient: str, *, site: str, km: float) -> Path:
    """To a recipient outside."""
    given = deed(deploy_devices, kind="outside", recipient=recipient, site=site, delivery_km=km, claim=UNKNOWN)
    return (Step(14, given),)


def comes_back(reason: str, *, after_days: int) -> Path:
    """Out of service; its drives count as unwiped again."""
    return (Step(after_days, deed(withdraw_devices, reason=reason)),)


def leaves(how: str, to: str) -> Path:
    """Donated, sold, or returned to its lessor."""
    return (Step(20, deed(release_devices, how=how, to=to)),)

"""The story: which machines came in when, and what became of them. Thirty months, 240 laptops and one tower."""

from dataclasses import dataclass
from typing import Final

from inventory.actions import cancel_plans, record_tests, transfer_devices
from inventory.demonstration.claims import (
    DESKTOPS_NEEDED,
    DESKTOPS_NOT_BOUGHT,
    LAPTOP_CANCELLED,
    MICRO_NEEDED,
)
from inventory.demonstration.deeds import deed, flag_devices, take_back
from inventory.demonstration.paths import (
    BATTERY_NEW,
    ERASED,
    FAILED,
    PREPARED,
    RAM_AWAITED,
    RAM_HARVESTED,
    RAM_NEW,
    SCRAPPED,
    SSD_AWAITED,
    SSD_FOR_DISK,
    TESTED,
    VOUCHED,
    Path,
    Step,
    comes_back,
    goes_to,
    joins,
    leaves,
    lent_to,
)


@dataclass(frozen=True, slots=True)
class Lot:
    """Machines of one model that came together and took the same way.

    `unseen_days`: nobody has seen them in service for so long. `served_months`: in service for so long before GreenLab
    came, at `served_at`. What could not be told at the door is marked: no model, drives not looked at, a password.
    """

    number: int
    kind: str
    path: Path = ()
    unseen_days: int = 0
    served_months: float = 0
    served_at: str = ""
    has_model: bool = True
    drives_known: bool = True
    passwords: tuple[str, ...] = ()
    fate: str = "recycled"


@dataclass(frozen=True, slots=True)
class Wave:
    """An intake: so many months before today, into a department, at a site."""

    months_ago: float
    department: str
    site: str
    label: str
    lots: tuple[Lot, ...]


HANDED_TO_CSC: Final[Path] = (Step(120, deed(transfer_devices, department="csc")),)

STORY: Final = (
    Wave(
        30,
        "eng",
        "lyon",
        "Taken over from the faculty's list",
        (
            Lot(4, "T470s", served_months=4, served_at="Mechanics teaching lab"),
            Lot(2, "T470s", served_months=3, served_at="Wind tunnel"),
            Lot(2, "T470s", served_months=4, served_at="Field station", unseen_days=215),
            # Served before the first year for which a grid figure is known: not assessed.
            Lot(1, "T470s", served_months=30, served_at="Observatory"),
            Lot(
                2,
                "T470s",
                comes_back("Project ended", after_days=640) + PREPARED + leaves("donated", "Repair café Villeurbanne"),
                served_months=2,
                served_at="Materials project",
            ),
        ),
    ),
    Wave(
        29,
        "csc",
        "lyon",
        "Computer rooms 2.14 and 2.16",
        (
            Lot(30, "T480", PREPARED + RAM_HARVESTED + joins("nlp-a", DESKTOPS_NOT_BOUGHT)),
            Lot(
                2,
                "T480",
                PREPARED
                + RAM_HARVESTED
                + joins("nlp-a", DESKTOPS_NOT_BOUGHT)
                + comes_back("Battery swollen", after_days=410)
                + SCRAPPED,
            ),
            Lot(2, "T480", FAILED + SCRAPPED),
            Lot(2, "T480", PREPARED + leaves("sold", "Campus second-hand shop"), fate="resold"),
        ),
    ),
    Wave(
        26,
        "eng",
        "lyon",
        "Staff renewal, building D",
        (
            Lot(18, "T480", PREPARED + RAM_NEW + joins("nlp-a", DESKTOPS_NOT_BOUGHT) + HANDED_TO_CSC),
            Lot(7, "5490", PREPARED + RAM_HARVESTED + goes_to("Doctoral school", LAPTOP_CANCELLED)),
            Lot(
                2,
                "5490",
                PREPARED
                + goes_to("Visiting researchers")
                + comes_back("Stay ended", after_days=230)
                + ERASED
                + goes_to("Robotics club"),
            ),
            Lot(1, "5490", FAILED + SCRAPPED),
        ),
    ),
    Wave(
        22,
        "bio",
        "dresden",
        "Sequencing lab renewal",
        (
            Lot(14, "T490", PREPARED + RAM_NEW + joins("bio-b", DESKTOPS_NEEDED)),
            Lot(6, "7490", PREPARED + goes_to("Microscopy lab", LAPTOP_CANCELLED)),
            Lot(
                2,
                "7490",
                (
                    Step(3, deed(record_tests, passed=False, note="Does not charge")),
                    Step(1, deed(take_back, reason="Tested with a broken charger")),
                    *PREPARED,
                    *leaves("donated", "Youth centre Pieschen"),
                ),
            ),
            Lot(2, "T490", FAILED + SCRAPPED),
        ),
    ),
    Wave(
        18,
        "lib",
        "krakow",
        "Reading rooms and counters",
        (
            Lot(8, "840", PREPARED + joins("scan-k", MICRO_NEEDED)),
            Lot(1, "M93p", PREPARED + joins("scan-k", MICRO_NEEDED)),
            Lot(6, "450", TESTED + SSD_FOR_DISK + lent_to("Primary school 26", site="krakow", km=14)),
            Lot(3, "840", PREPARED + leaves("donated", "Foundation for digital inclusion"), fate="stored"),
            Lot(2, "450", PREPARED + leaves("returned", "Leasing bank"), fate="lease_return"),
            Lot(2, "450", FAILED + SCRAPPED),
        ),
    ),
    Wave(
        15,
        "csc",
        "lyon",
        "Teaching pool, second half",
        (
            Lot(12, "T480", PREPARED + RAM_NEW + joins("nlp-a", DESKTOPS_NOT_BOUGHT)),
            Lot(6, "X390", TESTED + VOUCHED + goes_to("Thesis students")),
            Lot(2, "X1", PREPARED + leaves("sold", "Campus second-hand shop"), fate="resold"),
        ),
    ),
    Wave(
        13,
        "lib",
        "krakow",
        "Storage cellar",
        (
            Lot(3, "450", FAILED + SCRAPPED, fate="stored"),
            Lot(2, "450", PREPARED + leaves("sold", "Staff sale"), fate="resold"),
            Lot(2, "840", PREPARED + BATTERY_NEW + goes_to("Interlibrary loan desk")),
        ),
    ),
    Wave(
        11,
        "eng",
        "lyon",
        "Design office renewal",
        (
            Lot(8, "T590", PREPARED + goes_to("Structural design course")),
            Lot(3, "7290", PREPARED + lent_to("Association Second Souffle", site="lyon", km=38)),
            Lot(
                2,
                "7290",
                PREPARED
                + lent_to("Association Second Souffle", site="lyon", km=38)
                + (Step(200, deed(flag_devices, flag="missing", reason="Not found in the stock count")),),
                unseen_days=170,
            ),
            Lot(3, "T590", PREPARED + leaves("sold", "Campus second-hand shop"), fate="resold"),
            Lot(2, "T590", FAILED + SCRAPPED),
            Lot(2, "7290", PREPARED + leaves("returned", "Leasing bank"), fate="lease_return"),
        ),
    ),
    Wave(
        7,
        "bio",
        "dresden",
        "Field campaign returns",
        (
            Lot(6, "7490", PREPARED + RAM_NEW + goes_to("Ecology field group")),
            Lot(3, "T490", PREPARED + lent_to("Biology teachers' network", site="dresden", km=22)),
            Lot(
                2,
                "T490",
                (*TESTED, *RAM_AWAITED, *ERASED, Step(30, deed(cancel_plans, reason="16 GB modules not deliverable"))),
            ),
            Lot(4, "T490", PREPARED + leaves("donated", "Youth centre Pieschen"), fate="stored"),
            Lot(1, "7490", FAILED + SCRAPPED),
        ),
    ),
    Wave(
        4,
        "lib",
        "krakow",
        "Catalogue stations",
        (
            Lot(4, "840", PREPARED + goes_to("Reading room loans")),
            Lot(1, "450", PREPARED + SSD_AWAITED),
        ),
    ),
    # What is in hand came in the last three weeks: some of it stuck, most of it on its way.
    Wave(
        0.7,
        "csc",
        "lyon",
        "Media lab",
        (
            Lot(3, "MacBook Pro", passwords=("administrator",)),
            Lot(4, "MacBook Air", PREPARED),
            Lot(4, "T490", PREPARED + RAM_AWAITED),
        ),
    ),
    Wave(
        0.66,
        "lib",
        "krakow",
        "Counters of the old building",
        (
            Lot(4, "840", PREPARED),
            Lot(3, "450", PREPARED + SSD_AWAITED),
            Lot(3, "840", TESTED),
            Lot(1, "450", FAILED),
        ),
    ),
    Wave(
        0.27,
        "eng",
        "lyon",
        "Workshop laptops",
        (
            Lot(4, "5590", TESTED),
            Lot(2, "5490", TESTED),
            Lot(4, "T490", TESTED),
            Lot(2, "5590", FAILED),
        ),
    ),
    Wave(
        0,
        "bio",
        "dresden",
        "Office clearing, house 4",
        (
            Lot(8, "7490"),
            Lot(4, "5590"),
            Lot(2, "T490", drives_known=False),
            Lot(2, "MacBook Pro", drives_known=False),
            Lot(1, "T490", passwords=("administrator",)),
            Lot(1, "7490", has_model=False),
        ),
    ),
)

"""Pure. What holds about one device on a day: the records that its events fold into.

Nothing here knows the database or the rules; `lifecycle` judges these facts and `effects` changes them.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from inventory.nouns import part


class DriveState(StrEnum):
    """Whether a drive may hold data."""

    UNWIPED = "unwiped"
    WIPED = "wiped"  # with proof
    DESTROYED = "destroyed"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Drive:
    """A drive of a device. `key` is its serial where there is one, otherwise its number in the machine."""

    key: str
    serial: str = ""
    model: str = ""
    size_gb: float | None = None
    medium: str = ""
    state: DriveState = DriveState.UNWIPED
    proof: str = ""  # in words: method, tool, who vouched
    evidence_id: int | None = None
    wiped_on: date | None = None

    @property
    def label(self) -> str:
        """What people call it."""
        return self.serial or self.key


@dataclass(frozen=True, slots=True)
class Plan:
    """An upgrade planned and not yet fitted."""

    kind: str
    quantity: float  # GB for memory and drives, Wh for batteries
    fitted: float = 0

    @property
    def label(self) -> str:
        """In words, with its unit."""
        return part(self.kind, self.quantity)


@dataclass(frozen=True, slots=True)
class Part:
    """A part fitted to (or taken from) a device, booked to the owner of that day."""

    sequence: int
    on: date
    kind: str  # ram, ssd, hdd, battery
    condition: str  # new, harvested
    quantity: float  # GB for memory and drives, Wh for batteries
    slot: str = ""
    removed_on: date | None = None


@dataclass(frozen=True, slots=True)
class RemovedPart:
    """A part taken out. `mass_kg` is what goes to its `fate`."""

    sequence: int
    on: date
    kind: str
    fate: str  # recycled, landfilled, stock
    mass_kg: float


@dataclass(frozen=True, slots=True)
class Leg:
    """One transport leg of a device: shared freight, by mass and distance."""

    sequence: int
    on: date
    distance_km: float
    mode: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Half-open interval of days [started_on, ended_on) of service, with its counterfactual claim."""

    sequence: int
    kind: str  # cluster, person, outside
    started_on: date
    cluster_id: int | None
    site_id: int | None
    recipient: str
    slot: str
    displaced_class: str
    displaced_lifetime_months: float
    displaced_per_device: float
    displacement_tier: str
    before_greenlab: bool
    last_seen_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """How a device left the programme, and who took over the data risk if its drives were not safe."""

    on: date
    how: str  # donated, sold, returned, recycled
    to: str
    custodian: str = ""


@dataclass(slots=True)
class DeviceFacts:
    """What holds about one device on a day."""

    received: bool = False
    received_on: date | None = None
    first_received_on: date | None = None
    stays: int = 0
    manufacturer: str = ""
    model_id: int | None = None
    serial: str = ""
    asset_tag: str = ""
    hardware_uuid: str = ""
    department_id: int | None = None
    site_id: int | None = None
    purchased_on: date | None = None
    cpu: str = ""
    ram_gb: float | None = None
    passwords: tuple[str, ...] = ()
    drives: dict[str, Drive] | None = None
    test_passed: bool | None = None
    battery_health_pct: float | None = None
    grade: str = ""
    plan: Plan | None = None
    parts: list[Part] = field(default_factory=list)
    removed: list[RemovedPart] = field(default_factory=list)
    legs: list[Leg] = field(default_factory=list)
    owners: list[tuple[date, int]] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    left: Left | None = None
    flags: tuple[str, ...] = ()
    otherwise_fate: str = "unknown"
    before_greenlab: bool = False
    stage: str = ""  # after the last act, as `lifecycle.stage_of` judged it
    stage_since: date | None = None

    @property
    def placement(self) -> Placement | None:
        """The placement that is open, if any."""
        last = self.placements[-1] if self.placements else None
        return last if last is not None and last.ended_on is None else None

    def unwiped_drives(self) -> list[Drive]:
        """The drives that may hold data."""
        drives = self.drives or {}
        return [drive for drive in drives.values() if drive.state is DriveState.UNWIPED]

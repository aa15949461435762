"""The single machines of the story: serials, ages and looks, drawn from a seed, so that every telling has the same."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from string import ascii_uppercase, digits
from typing import Any, Final

from inventory.demonstration.catalogue import Kind

_LETTERS: Final = "".join(letter for letter in ascii_uppercase if letter not in "IOQ") + digits
_DRIVES: Final = {
    ("ssd", 128): "APPLE SSD SM0128G",
    ("ssd", 256): "SAMSUNG MZVLB256HAHQ-000L7",
    ("ssd", 512): "SAMSUNG MZVLB512HAJQ-000L7",
    ("hdd", 500): "ST500LM021-1KJ152",
    ("hdd", 1000): "WDC WD10EZEX-08WN4A0",
}


@dataclass(frozen=True, slots=True)
class Machine:
    """One laptop of the story (or its tower). `number` is its place in the story, and its tag says it."""

    number: int
    kind: Kind
    serial: str
    drive_serial: str
    purchased_on: date
    battery_health_pct: int
    grade: str

    @property
    def tag(self) -> str:
        """Its asset tag."""
        return f"GL-{self.number:06d}"

    @property
    def drives(self) -> list[dict[str, Any]]:
        """Its one drive, as a hardware report lists it."""
        kind = self.kind
        model = _DRIVES[kind.drive_medium, kind.drive_gb]
        return [{"serial": self.drive_serial, "model": model, "size_gb": kind.drive_gb, "medium": kind.drive_medium}]


def draw(kind: Kind, numbers: range, on: date, random: Random) -> list[Machine]:
    """Machines of one kind that come in together on that day, with those numbers."""
    return [
        Machine(
            number=number,
            kind=kind,
            serial=_fill(kind.serial, random),
            drive_serial=_fill("S3?#N?0K######", random),
            purchased_on=_purchase(kind, on, random),
            battery_health_pct=random.choice((94, 88, 81, 73, 64)),
            grade=random.choice("ABBC"),
        )
        for number in numbers
    ]


def _fill(pattern: str, random: Random) -> str:
    drawn = {"#": digits, "?": _LETTERS}
    return "".join(random.choice(drawn.get(character, character)) for character in pattern)


def _purchase(kind: Kind, on: date, random: Random) -> date:
    """Four to five and a half years before it came in, and not before the model was sold."""
    return max(on - timedelta(days=random.randint(1460, 2010)), date(kind.released_year, 9, 1))

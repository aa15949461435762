"""Where the story takes place, and its people."""

from collections.abc import Mapping
from typing import Final

from inventory.actions.demonstration import CastMember
from inventory.models import Cluster, Department, Site
from inventory.roles import Role


def departments() -> list[Department]:
    """The four departments, not saved."""
    return [
        Department(code="csc", name="Computer Science"),
        Department(code="eng", name="Engineering"),
        Department(code="bio", name="Life Sciences"),
        Department(code="lib", name="University Library"),
    ]


def sites() -> list[Site]:
    """Three campuses in three grids, not saved."""
    return [
        Site(code="lyon", name="Lyon campus", grid_zone="FRA", solar_share=0.18, room_overhead=1, distance_km=12),
        Site(
            code="dresden", name="Dresden labs", grid_zone="DEU", solar_share=0.06, room_overhead=1.35, distance_km=35
        ),
        Site(code="krakow", name="Kraków library", grid_zone="POL", solar_share=0, room_overhead=1.1, distance_km=20),
    ]


def clusters(sites: Mapping[str, Site]) -> list[Cluster]:
    """The three clusters at those sites (by code), not saved: hours a day under load and idle, asleep for the rest."""
    return [
        Cluster(
            code="nlp-a",
            name="Language-model fine-tuning",
            site=sites["lyon"],
            purpose="Fine-tuning of small language models for teaching",
            load_hours=11,
        ),
        Cluster(
            code="bio-b",
            name="Sequence analysis",
            site=sites["dresden"],
            purpose="Batch jobs of the sequencing lab",
            load_hours=8,
            idle_hours=4,
        ),
        Cluster(
            code="scan-k",
            name="Digitisation line",
            site=sites["krakow"],
            purpose="Text recognition of scanned books, day and night",
            load_hours=24,
        ),
    ]


CAST: Final = (
    CastMember("marta.ruiz", "Marta", "Ruiz", (("", Role.TECHNICIAN),)),
    CastMember("jonas.weber", "Jonas", "Weber", (("bio", Role.TECHNICIAN),)),
    CastMember("zofia.nowak", "Zofia", "Nowak", (("lib", Role.TECHNICIAN),)),
    CastMember("claire.morel", "Claire", "Morel", (("", Role.OFFICER), ("eng", Role.TECHNICIAN))),
    CastMember("david.okafor", "David", "Okafor", (("", Role.VIEWER),)),
)
BENCH: Final = {"csc": "marta.ruiz", "eng": "marta.ruiz", "bio": "jonas.weber", "lib": "zofia.nowak"}
AUDITOR: Final = "marta.ruiz"  # who walks through every room
OFFICER: Final = "claire.morel"

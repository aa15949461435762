"""What a person decided for a whole list: what fills empty cells, what unknown names mean, what is taken over."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Literal, Self

from inventory.actions import Claim
from inventory.models import Cluster, Department, Site
from inventory.proposals.names import Names

Place = Literal["department", "site"]
Drives = int | Literal["sized"] | None  # "sized": one in each machine of which the file gives a size
EVERY = "*"  # the key of what all unknown names mean


@dataclass(frozen=True, slots=True)
class Takeover:
    """The confirmation that machines which a register calls in service are taken over as such, and where they are."""

    kind: str
    cluster: Cluster | None = None
    recipient: str = ""
    since: date | None = None
    claim: Claim = field(default_factory=Claim)


@dataclass(frozen=True, slots=True)
class Setting:
    """`renamed` says what a name of the file stands for here: place -> folded name -> code, "" being the default.

    `received_on` is the day of everything that tells none of its own; `drives_each` is how many drives a person saw in
    every machine whose drives are not listed, "sized" one drive wherever the file gives a size, None when nobody has
    looked.
    """

    received_on: date
    department: Department | None = None
    site: Site | None = None
    otherwise_fate: str = "unknown"
    collection_km: float | None = None
    drives_each: Drives = None
    takeover: Takeover | None = None
    renamed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: Names = field(default_factory=Names)

    def place(self, kind: Place, text: str) -> tuple[Department | Site | None, bool]:
        """What a name in the file stands for, and whether that is known."""
        found: Department | Site | None = self.names.department(text) if kind == "department" else self.names.site(text)
        if found is not None:
            return found, True
        renamed = self.renamed.get(kind, {})
        code = renamed.get(" ".join(text.casefold().split()), renamed.get(EVERY))
        if code is None:
            return None, False
        default = self.department if kind == "department" else self.site
        named = self.names.department(code) if kind == "department" else self.names.site(code)
        return (named if code else default), True

    def stored(self) -> dict[str, Any]:
        """The setting as a draft keeps it, without the meaning of names."""
        takeover = self.takeover
        return {
            "received_on": self.received_on.isoformat(),
            "department": self.department.code if self.department else "",
            "site": self.site.code if self.site else "",
            "otherwise_fate": self.otherwise_fate,
            "collection_km": self.collection_km,
            "drives_each": self.drives_each,
            "takeover": takeover
            and {
                "kind": takeover.kind,
                "cluster": takeover.cluster.code if takeover.cluster else "",
                "recipient": takeover.recipient,
                "since": takeover.since.isoformat() if takeover.since else "",
                "claim": asdict(takeover.claim),
            },
        }

    @classmethod
    def restored(cls, stored: Mapping[str, Any], renamed: Mapping[str, Mapping[str, str]], today: date) -> Self:
        """The setting that a draft keeps. What was deleted since counts as not chosen."""
        setting = cls(today, renamed=renamed)
        names = setting.names
        return replace(
            setting,
            received_on=date.fromisoformat(stored.get("received_on") or today.isoformat()),
            department=names.department(stored.get("department") or ""),
            site=names.site(stored.get("site") or ""),
            otherwise_fate=stored.get("otherwise_fate") or "unknown",
            collection_km=stored.get("collection_km"),
            drives_each=stored.get("drives_each"),
            takeover=_takeover(stored.get("takeover")),
        )


def _takeover(stored: Mapping[str, Any] | None) -> Takeover | None:
    if not stored:
        return None
    cluster = Cluster.objects.filter(code=stored["cluster"]).first() if stored["cluster"] else None
    since = date.fromisoformat(stored["since"]) if stored["since"] else None
    return Takeover(stored["kind"], cluster, stored["recipient"], since, Claim(**stored["claim"]))

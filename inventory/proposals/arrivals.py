"""From a line of a file to the arrival of a machine: names looked up, gaps filled by default, doubts said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from inventory.actions import Arrival, InService
from inventory.actions.testing import GRADES
from inventory.models import Department, DeviceModel, Placement, Site
from inventory.nouns import PASSWORDS
from inventory.proposals.lines import Line
from inventory.proposals.names import NewModel
from inventory.proposals.setting import Place, Setting
from inventory.readers.cells import Problem

# What a newly met machine is entered as; a report tells laptops from desktops, not one desktop from another.
_FORMS = {"laptop": DeviceModel.Form.LAPTOP, "desktop": DeviceModel.Form.SFF, "server": DeviceModel.Form.TOWER}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line as the machine that would come in. `new_model` is set where the catalogue has no such model yet.

    `unknown_names` are texts of the file for department or site that mean nothing here yet.
    """

    line: Line
    arrival: Arrival
    problems: tuple[Problem, ...]
    new_model: NewModel | None = None
    unknown_names: tuple[tuple[Place, str], ...] = ()

    @property
    def number(self) -> int:
        """Its row, or the number of its report."""
        return self.line.number


def propose(line: Line, setting: Setting) -> Proposal:
    """The arrival that a line tells of, under this setting."""
    reading = _Reading(line, setting)
    model, new_model = reading.model()
    reading.look_at_passwords()
    department, site = reading.place("department"), reading.place("site")
    service = reading.service()
    arrival = Arrival(
        manufacturer=reading.manufacturer[:80],
        model=model,
        # What names the machine is never cut: the rest might be another's.
        serial=reading.text("serial"),
        asset_tag=reading.text("asset_tag"),
        hardware_uuid=line.report.hardware_uuid or "" if line.report else "",
        department=department if isinstance(department, Department) else None,
        site=site if isinstance(site, Site) else None,
        # One that is taken over was received when its service began.
        received_on=None if service else reading.day("received_on"),
        purchased_on=reading.day("purchased_on"),
        cpu=reading.text("cpu")[:120],
        ram_gb=reading.size("ram_gb"),
        drives=reading.drives(),
        passwords=line.report.passwords_set if line.report else (),
        grade=reading.grade(),
        otherwise_fate=setting.otherwise_fate,
        collection_km=setting.collection_km,
        report_sha256=line.sha256,
        note=reading.note(),
        in_service=service,
        row=line.number,
    )
    return Proposal(line, arrival, tuple(reading.problems), new_model, tuple(reading.unknown))


class _Reading:
    """One line, field by field, with what is to be said about it."""

    def __init__(self, line: Line, setting: Setting) -> None:
        self.line, self.setting = line, setting
        self.problems = list(line.problems)
        self.unknown: list[tuple[Place, str]] = []
        self.manufacturer = self.text("manufacturer") or setting.names.maker_in(self.text("model"))

    def text(self, field: str) -> str:
        return str(self.line.values.get(field, ""))

    def day(self, field: str) -> date | None:
        value = self.line.values.get(field)
        return value if isinstance(value, date) else None

    def size(self, field: str) -> float | None:
        value = self.line.values.get(field)
        return round(value, 2) if isinstance(value, int | float) else None

    def look(self, field: str, sentence: str) -> None:
        self.problems.append(Problem(field, "warning", sentence))

    def refuse(self, field: str, sentence: str) -> None:
        self.problems.append(Problem(field, "error", sentence))

    def model(self) -> tuple[DeviceModel | None, NewModel | None]:
        name = self.text("model")
        if not name:
            return None, None
        known = self.setting.names.model(self.manufacturer, name)
        if known is not None:
            self.manufacturer = self.manufacturer or known.manufacturer
            return known, None
        if not self.manufacturer:
            said = _("Model “%(model)s” has no manufacturer: it is kept as a note, and the model stays open.")
            self.look("manufacturer", said % {"model": name})
            return None, None
        return None, self.setting.names.new_model(self.manufacturer, name, self._form())

    def _form(self) -> str:
        told = self.text("form_factor")
        if told in ("desktop", "server"):
            entered = _FORMS[told].label
            said = _("No laptop: its model is entered as “%(form)s”.")
            self.problems = [one for one in self.problems if one.field != "form_factor"]
            self.look("form_factor", said % {"form": entered})
        return _FORMS.get(told, DeviceModel.Form.LAPTOP).value

    def look_at_passwords(self) -> None:
        names = self.line.report.passwords_set if self.line.report else ()
        if names:
            named = ", ".join(str(PASSWORDS.get(name, name)) for name in names)
            said = _("It is locked (%(names)s): it stays received until somebody unlocks it.")
            self.look("passwords", said % {"names": named})

    def place(self, kind: Place) -> Department | Site | None:
        text = self.text(kind)
        if not text:
            return self.setting.department if kind == "department" else self.setting.site
        found, known = self.setting.place(kind, text)
        if not known:
            self.unknown.append((kind, text))
            named = {
                "department": _("No department is called “%(name)s”."),
                "site": _("No site is called “%(name)s”."),
            }
            self.refuse(kind, named[kind] % {"name": text})
        return found

    def drives(self) -> list[Mapping[str, Any]] | None:
        report = self.line.report
        if report is not None:
            if not (report.drives_listed and report.drives):
                return self.drives_seen()  # a format that lists none, or a drive that the tool can't see
            return [
                {
                    "serial": (one.serial or "")[:80],
                    "model": one.model[:80],
                    "size_gb": one.size_gb,
                    "medium": one.medium[:10],
                }
                for one in report.drives
            ]
        serials = self.line.values.get("drive_serials")
        return self.drives_named(serials) if isinstance(serials, tuple) else self.drives_seen()

    def drives_seen(self) -> list[Mapping[str, Any]] | None:
        """As many as a person saw in each machine; None when nobody has looked."""
        each = self.setting.drives_each
        if each == "sized":
            each = 1 if self.size("storage_gb") else None
        return None if each is None else self.drives_named(("",) * each)

    def drives_named(self, serials: tuple[str, ...]) -> list[Mapping[str, Any]]:
        size = self.size("storage_gb") if len(serials) == 1 else None
        return [{"serial": serial, "model": "", "size_gb": size, "medium": ""} for serial in serials]

    def grade(self) -> str:
        letter = self.text("grade")[:1].upper()
        return letter if letter in GRADES and len(self.text("grade")) <= 2 else ""

    def service(self) -> InService | None:
        takeover, asked = self.setting.takeover, self.line.in_service
        if not asked:
            return None
        if takeover is None:
            said = _("The register says it is in service (%(status)s); it would come in as received.")
            self.look("status", said % {"status": self.text("status")})
            return None
        since = self.day("deployed_on") or takeover.since
        in_cluster = takeover.kind == Placement.Kind.CLUSTER
        recipient = "" if in_cluster else (self.text("assigned_to") or takeover.recipient)[:120]
        if since is None:
            self.refuse("deployed_on", _("Since when is it in service? Give the day, or one for the whole list."))
        if not in_cluster and not recipient:
            self.refuse("assigned_to", _("Who has it? Name the person or lab, or one for the whole list."))
        if since is None or not (in_cluster or recipient):
            return None
        return InService(takeover.kind, since, takeover.cluster, None, recipient, "", takeover.claim)

    def note(self) -> str:
        """What the file tells and no field of ours holds, so that it is not lost."""
        storage = self.size("storage_gb")
        said = [
            (_("model"), self.text("model") if not self.manufacturer else ""),
            (_("model code"), self.text("model_code")),
            (_("status"), self.text("status")),
            (_("condition"), self.text("grade") if self.text("grade") != self.grade() else ""),
            (_("storage"), f"{storage:g} GB" if storage and self.drives() is None else ""),
        ]
        extra = "; ".join(f"{word}: {text}" for word, text in said if text)
        return "\n".join(part for part in (self.text("note"), extra) if part)

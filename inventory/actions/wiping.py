"""Wipe: each drive is wiped with proof, destroyed, or not there at all."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from inventory.access import require
from inventory.actions._record import Outcome, only, record_verb
from inventory.facts import DriveState
from inventory.lifecycle import IllegalAct, Verb
from inventory.models import Device, Drive, Evidence, Person
from inventory.roles import May

OUTCOMES = ("wiped", "destroyed", "none_present")
METHODS = ("clear", "purge")  # NIST SP 800-88 Rev. 1, section 2.5; its third, destroy, is an outcome of its own


def record_wipes(
    *,
    devices: Sequence[Device],
    outcome: str,
    drive: str | None = None,
    method: str = "",
    tool: str = "",
    verified: bool = False,
    evidence: Evidence | None = None,
    statement: str = "",
    on: date,
    by: Person,
) -> Outcome:
    """Record what became of the drives of each device: of one drive by its key, or of all that are not wiped yet.

    `wiped` opens the gate only when it is proven: verified, by a NIST 800-88 method, with evidence attached or with a
    signed statement by a person who may give one. Anything less is recorded and leaves the gate shut. `destroyed` and
    `none_present` open it as they are recorded: of a drive that is listed they take evidence or such a statement.
    """
    if outcome not in OUTCOMES:
        raise IllegalAct(_("A drive is wiped, destroyed or not present."))
    if outcome == "wiped" and method not in METHODS:
        raise IllegalAct(_("Say by which method the drive was wiped: clear or purge (NIST 800-88)."))
    if statement:
        require(by, May.STATE_WIPE, {device.department_id for device in devices})
    grounded = evidence is not None or bool(statement)
    gone = outcome != "wiped"
    if gone and not grounded and _may_hold_data(devices, drive):
        raise IllegalAct(_("Nothing proves it: attach a certificate or a photograph, or sign that it is so."))
    proven = outcome == "wiped" and verified and grounded
    facts = {
        "outcome": outcome,
        "drive": drive,
        "method": method,
        "tool": tool,
        "verified": verified,
        "evidence_id": evidence.pk if evidence else None,
        "statement": statement,
        "proven": proven,
        "proof": _proof(method or outcome.replace("_", " "), tool, evidence, statement) if gone or proven else "",
    }
    return record_verb(devices=devices, verb=Verb.WIPE, facts=facts, on=on, label=gettext_noop("Wipe"), by=by)


def record_wipe(
    *,
    device: Device,
    outcome: str,
    drive: str | None = None,
    method: str = "",
    tool: str = "",
    verified: bool = False,
    evidence: Evidence | None = None,
    statement: str = "",
    on: date,
    by: Person,
) -> Device:
    """Record what became of the drives of one device. Raises IllegalAct. See `record_wipes`."""
    return only(
        record_wipes(
            devices=[device],
            outcome=outcome,
            drive=drive,
            method=method,
            tool=tool,
            verified=verified,
            evidence=evidence,
            statement=statement,
            on=on,
            by=by,
        )
    )


def _may_hold_data(devices: Sequence[Device], drive: str | None) -> bool:
    """Whether a drive is listed that is there: one that is wiped now may have served by the day of a later act."""
    named = {} if drive is None else {"key": drive}
    there = (DriveState.UNWIPED, DriveState.WIPED)
    return Drive.objects.filter(device__in=devices, state__in=there, **named).exists()


def _proof(how: str, tool: str, evidence: Evidence | None, statement: str) -> str:
    """The proof in one line, as the device's page shows it; empty when there is none."""
    ground = f"log {evidence.sha256[:12]}" if evidence else statement and f"statement: {statement}"
    done = f"{how}, {tool}" if tool else how
    return f"{done}; {ground}"[:300] if ground else ""

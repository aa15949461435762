"""What stages, verbs, drives and ages are called wherever people read them. For the values in facts, see `nouns`."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from inventory.facts import DriveState
from inventory.lifecycle import Stage, Verb
from inventory.nouns import Words
from inventory.roles import May

STAGES: dict[Stage, Words] = {
    Stage.RECEIVED: gettext_lazy("Received"),
    Stage.TESTING: gettext_lazy("Testing"),
    Stage.WIPING: gettext_lazy("Wiping"),
    Stage.UPGRADING: gettext_lazy("Upgrading"),
    Stage.READY: gettext_lazy("Ready"),
    Stage.DEPLOYED: gettext_lazy("Deployed"),
    Stage.OUT: gettext_lazy("Out"),
}


@dataclass(frozen=True, slots=True)
class VerbWords:
    """A verb on a button, in a device's history, and as a picture."""

    order: Words
    done: Words
    icon: str


VERBS: dict[Verb, VerbWords] = {
    Verb.RECEIVE: VerbWords(gettext_lazy("Receive"), gettext_lazy("Received"), "receive"),
    Verb.TEST: VerbWords(gettext_lazy("Record test"), gettext_lazy("Tested"), "test"),
    Verb.GRADE: VerbWords(gettext_lazy("Grade"), gettext_lazy("Graded"), "note"),
    Verb.WIPE: VerbWords(gettext_lazy("Record wipe"), gettext_lazy("Wipe recorded"), "wipe"),
    Verb.PLAN: VerbWords(gettext_lazy("Plan upgrade"), gettext_lazy("Upgrade planned"), "clock"),
    Verb.CANCEL_PLAN: VerbWords(gettext_lazy("Cancel plan"), gettext_lazy("Plan cancelled"), "close"),
    Verb.INSTALL: VerbWords(gettext_lazy("Fit part"), gettext_lazy("Part fitted"), "ram"),
    Verb.REMOVE: VerbWords(gettext_lazy("Remove part"), gettext_lazy("Part removed"), "dash"),
    Verb.DEPLOY: VerbWords(gettext_lazy("Deploy"), gettext_lazy("Deployed"), "deploy"),
    Verb.SIGHT: VerbWords(gettext_lazy("Record sighting"), gettext_lazy("Seen in service"), "scan"),
    Verb.WITHDRAW: VerbWords(gettext_lazy("Withdraw"), gettext_lazy("Withdrawn from service"), "arrow-left"),
    Verb.TRANSFER: VerbWords(gettext_lazy("Transfer"), gettext_lazy("Transferred"), "arrow-right"),
    Verb.RELEASE: VerbWords(gettext_lazy("Release"), gettext_lazy("Released"), "out"),
    Verb.RECYCLE: VerbWords(gettext_lazy("Recycle"), gettext_lazy("Recycled"), "trash"),
    Verb.CORRECT: VerbWords(gettext_lazy("Correct facts"), gettext_lazy("Corrected"), "edit"),
    Verb.REVERSE_EVENT: VerbWords(gettext_lazy("Undo"), gettext_lazy("Taken back"), "undo"),
    Verb.REVERSE_BATCH: VerbWords(gettext_lazy("Undo batch"), gettext_lazy("Batch taken back"), "undo"),
}

DRIVES: dict[DriveState, tuple[Words, str]] = {
    DriveState.UNWIPED: (gettext_lazy("Not wiped"), "warn"),
    DriveState.WIPED: (gettext_lazy("Wiped, proven"), "ok"),
    DriveState.DESTROYED: (gettext_lazy("Destroyed"), "ok"),
    DriveState.ABSENT: (gettext_lazy("Not present"), "neutral"),
}
RIGHTS: dict[May, Words] = {
    May.VIEW: gettext_lazy("see devices"),
    May.RECEIVE: gettext_lazy("receive devices"),
    May.PREPARE: gettext_lazy("test, grade, wipe and upgrade devices"),
    May.STATE_WIPE: gettext_lazy("vouch for a wipe in writing"),
    May.DEPLOY: gettext_lazy("deploy and withdraw devices"),
    May.TRANSFER: gettext_lazy("transfer devices to another department"),
    May.DISPOSE: gettext_lazy("release and recycle devices"),
    May.ACCEPT_DATA_RISK: gettext_lazy("let a drive leave with its data"),
    May.CORRECT: gettext_lazy("correct facts"),
    May.REVERSE: gettext_lazy("undo acts"),
    May.IMPORT_IN_SERVICE: gettext_lazy("take over devices in service"),
    May.MANAGE_CATALOGUE: gettext_lazy("change device models and clusters"),
    May.EXPORT: gettext_lazy("export figures"),
    May.RECOMPUTE: gettext_lazy("start a recompute"),
    May.PUBLISH_FACTORS: gettext_lazy("publish factors"),
    May.AUDIT: gettext_lazy("see the audit log"),
    May.MANAGE_INSTALLATION: gettext_lazy("change departments, sites and settings"),
    May.MANAGE_PEOPLE: gettext_lazy("manage people"),
}
"""What a right allows, as the end of a sentence."""


def age(days: int) -> str:
    """How long ago, in words: days up to two months, then months, then years."""
    if days <= 0:
        return _("today")
    if days < 60:
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    if days < 730:
        months = round(days * 12 / 365)
        return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}
    years = days // 365
    return ngettext("%(n)d year", "%(n)d years", years) % {"n": years}


def since(day: date, today: date) -> str:
    """How long it is from a day to today, in words."""
    return age((today - day).days)


def devices(number: int) -> str:
    """A number of devices, in words."""
    return ngettext("%(n)s device", "%(n)s devices", number) % {"n": number_format(number)}

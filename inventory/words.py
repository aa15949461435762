"""What stages, verbs, drives and ages are called wherever people read them."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from inventory.facts import DriveState
from inventory.lifecycle import Stage, Verb

Words = str | Promise

# 1.234 and 1,234 are a thousand to half of the world and one and a bit to the other half.
LIKE_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")

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
    Verb.REVERSE_BATCH: VerbWords(gettext_lazy("Reverse batch"), gettext_lazy("Batch reversed"), "undo"),
}

DRIVES: dict[DriveState, tuple[Words, str]] = {
    DriveState.UNWIPED: (gettext_lazy("Not wiped"), "warn"),
    DriveState.WIPED: (gettext_lazy("Wiped, proven"), "ok"),
    DriveState.DESTROYED: (gettext_lazy("Destroyed"), "ok"),
    DriveState.ABSENT: (gettext_lazy("Not present"), "neutral"),
}

GRADES: dict[str, Words] = {
    "A": gettext_lazy("like new"),
    "B": gettext_lazy("good, light marks"),
    "C": gettext_lazy("worn, works"),
    "D": gettext_lazy("for parts"),
}

FLAGS: dict[str, Words] = {
    "missing": gettext_lazy("Missing"),
    "disputed": gettext_lazy("Disputed"),
    "parts lacking": gettext_lazy("Parts lacking"),
}

PARTS: dict[str, Words] = {
    "ram": gettext_lazy("Memory"),
    "ssd": gettext_lazy("SSD"),
    "hdd": gettext_lazy("Hard disk"),
    "battery": gettext_lazy("Battery"),
}

DISPLACED: dict[str, Words] = {
    "laptop_all": gettext_lazy("Laptop, any size"),
    "laptop_lt13": gettext_lazy("Laptop under 13 inches"),
    "laptop_13": gettext_lazy("Laptop of 13 inches"),
    "laptop_14": gettext_lazy("Laptop of 14 inches"),
    "laptop_15": gettext_lazy("Laptop of 15 inches"),
    "laptop_ge16": gettext_lazy("Laptop of 16 inches or more"),
    "desktop_micro": gettext_lazy("Desktop, micro"),
    "desktop_sff": gettext_lazy("Desktop, small form factor"),
    "desktop_tower": gettext_lazy("Desktop, tower"),
    "desktop_aio": gettext_lazy("Desktop, all in one"),
    "desktop_all_noaio": gettext_lazy("Desktop, any but all in one"),
}

PASSWORDS: dict[str, Words] = {
    "administrator": gettext_lazy("Administrator password (firmware)"),
    "power-on": gettext_lazy("Power-on password"),
    "drive": gettext_lazy("Drive password"),
}

MEDIA: dict[str, Words] = {
    "nvme": "NVMe",
    "ssd": "SSD",
    "hdd": gettext_lazy("Hard disk"),
    "emmc": "eMMC",
}

FATES: dict[str, Words] = {
    "unknown": gettext_lazy("Not known"),
    "stored": gettext_lazy("Kept in a cupboard"),
    "recycled": gettext_lazy("Recycled"),
    "landfilled": gettext_lazy("Landfilled"),
    "resold": gettext_lazy("Resold"),
    "lease_return": gettext_lazy("Returned to the lessor"),
}


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


def part(kind: str, quantity: float | Decimal | None) -> str:
    """A part with its size: Memory 8 GB."""
    word = PARTS.get(kind, kind)
    unit = "Wh" if kind == "battery" else "GB"
    return f"{word} {amount(quantity)} {unit}" if quantity else str(word)


def typed(quantity: float | Decimal | None) -> str:
    """A size as a form shows it to be typed over: a point, no thousands, and never to be taken for thousands."""
    if quantity is None:
        return ""
    text = f"{float(quantity):.15g}"  # exact: what comes back unchanged is not a change
    return f"{text}0" if LIKE_THOUSANDS.fullmatch(text) else text


def amount(quantity: float | Decimal | None) -> str:
    """A size without noughts behind its decimal point; empty when it is not known."""
    return "" if quantity is None else number_format(f"{float(quantity):.10g}", use_l10n=True)

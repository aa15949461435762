"""What figures are called and what to do about what is missing, wherever pages of savings say it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from carbon.engine.traced import Input

Words = str | Promise

IMPACT = _("Impact")


def address(name: str, *arguments: object, query: str = "") -> str:
    """The address of a page, with its query."""
    path = reverse(name, args=arguments)
    return f"{path}?{query}" if query else path


def crumbs(*way: tuple[Words, str]) -> list[dict[str, Words]]:
    """The way from the page of savings to this one, whose address is empty."""
    return [{"label": label, "url": url} for label, url in ((IMPACT, address("impact")), *way)]


STEPS: dict[str, Words] = {
    "a_emb": _("New devices not made"),
    "a_use": _("Electricity they would have used"),
    "u": _("Electricity of reused devices"),
    "r_transport": _("Collection and delivery"),
    "r_refurb": _("Wiping, testing, packaging"),
    "r_parts": _("New parts"),
    "r_eol": _("Removed parts, end of life"),
}
"""The seven components, as the steps from nothing to S."""

TIERS: dict[str, Words] = {
    "A": _("measured, or with a document"),
    "B": _("of this class, place and year"),
    "C": _("modelled, or of an earlier year"),
    "D": _("of a wider class or place"),
    "E": _("engineering estimate"),
}
"""What the quality of the weakest deciding figure means."""

APART: dict[str, Words] = {
    "before_greenlab": _("In service before GreenLab, not proven: what preparing them emitted may be missing"),
    "another_life": _("Would have been resold or returned to a lessor: their end of life does not cancel out"),
}
"""Devices that are in a total and yet are shown apart."""

CAUSES: dict[str, Words] = {
    "u": _("the electricity that the reused devices drew"),
    "r_transport": _("collection and delivery"),
    "r_refurb": _("wiping, testing and packaging"),
    "r_parts": _("the production of new parts"),
    "r_eol": _("the treatment of removed parts"),
}
"""The burdens, as causes of a loss."""


@dataclass(frozen=True, slots=True)
class Next:
    """What to do about a reason: a link, where there is a page that mends it."""

    label: Words
    url: str


def next_step(reason_code: str, reason: str) -> Next:
    """The page on which the devices with this reason can be mended."""
    if reason_code == "no_factor" and " zone " in reason:
        # Another zone is never taken in place of a right one, so only a published factor mends that.
        return Next(_("Check the zone of the site; if it is right, its factors must be published"), address("sites"))
    if reason_code == "no_factor":
        return Next(_("See which factors there are"), address("factor_sets"))
    if reason_code == "no_model":
        return Next(_("Record the models"), address("devices", query="matter=nameless"))
    if reason_code == "no_site":
        return Next(_("Record the site"), "")
    return Next(_("Record the department"), "")


COMPARED = _(
    "Avoided emissions, compared with buying the new devices that the record of each deployment names; "
    "no part of Scope 1, 2 or 3."
)
"""What figures say wherever they stand alone, in a file or a picture."""

DEMONSTRATION = _("Demonstration data: devices and figures are invented.")

CLASSES: dict[str, Words] = {
    "laptop": _("a new laptop"),
    "laptop_lt13": _("a new laptop under 13 inches"),
    "laptop_13": _("a new laptop of 13 inches"),
    "laptop_14": _("a new laptop of 14 inches"),
    "laptop_15": _("a new laptop of 15 inches"),
    "laptop_ge16": _("a new laptop of 16 inches or more"),
    "desktop": _("a new desktop"),
    "desktop_micro": _("a new micro desktop"),
    "desktop_sff": _("a new small desktop"),
    "desktop_tower": _("a new tower desktop"),
    "desktop_aio": _("a new all-in-one desktop"),
}

NEEDS: dict[str, Words] = {
    "document": _("an order that was cancelled or deferred, with its document"),
    "stated": _("a stated need, without a document"),
    "unknown": _("a need of which nothing is known"),
}


def claims(inputs: Iterable[Input]) -> str:
    """The counterfactual of a device in words, from what its avoided production was computed with."""
    keys = [known.factor.key for known in inputs if known.factor]
    bought = [CLASSES.get(key.partition(".")[2], key) for key in keys if key.startswith("embodied.")]
    needs = [NEEDS.get(key.partition(".")[2], key) for key in keys if key.startswith("displacement.")]
    both = gettext(" and ")
    return (
        gettext("Compared with buying %(device)s; counted as %(need)s.")
        % {"device": both.join(map(str, bought)), "need": both.join(map(str, needs))}
        if bought
        else ""
    )

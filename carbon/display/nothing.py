"""Why a question has no figure for its answer: a zero that nobody computed must not look like a result."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carbon.charts import show_count
from carbon.engine.components import NAMES
from carbon.queries import Headline


@dataclass(frozen=True, slots=True)
class Nothing:
    """What stands where the figures would."""

    title: str
    text: str


def why_nothing(head: Headline, *, span: str) -> Nothing | None:
    """In words; None where there is a figure, be it a loss. `span` are the months asked for, empty for all."""
    cases = (head.figures.low, head.figures.central, head.figures.high)
    if head.service_days or any(getattr(case, name) for case in cases for name in NAMES):
        return None
    if span:
        said = _("In the months asked for (%(span)s) no counted device served, and no work on one was recorded.")
        return Nothing(_("No day of service lies in this period"), said % {"span": span})
    if head.devices:
        said = _("Devices count with their days of service and with the work on them. Neither is recorded yet.")
        return Nothing(_("No device has served yet"), said)
    title = _("No device is counted yet")
    if head.not_assessed:
        said = ngettext(
            "For %(n)s device a fact or a factor is missing. It is in no figure, and it does not count as zero.",
            "For %(n)s devices a fact or a factor is missing. They are in no figure, and they do not count as zero.",
            head.not_assessed,
        )
        return Nothing(title, said % {"n": show_count(head.not_assessed)})
    return Nothing(title, _("The last recompute found no device. The next one counts what was received by then."))

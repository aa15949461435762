"""The one row of settings that the whole installation shares."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Installation(models.Model):
    """Settings, and the mark of a demonstration.

    `ledger_lifted` is what the ledger's triggers ask; it can be true only on an installation marked as demonstration.
    """

    institution = models.CharField(_("institution"), max_length=160, default="GreenLab")
    language = models.CharField(_("language"), max_length=10, default="en")
    fiscal_year_start = models.PositiveSmallIntegerField(_("first month of the fiscal year"), default=1)
    evidence_retention_months = models.PositiveSmallIntegerField(
        _("months that personal evidence is kept"), default=84, help_text=_("0 keeps it for ever.")
    )
    is_demonstration = models.BooleanField(default=False, editable=False)
    ledger_lifted = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_installation"),
            models.CheckConstraint(
                condition=models.Q(ledger_lifted=False) | models.Q(is_demonstration=True),
                name="only_a_demonstration_can_be_removed",
            ),
            models.CheckConstraint(
                condition=models.Q(fiscal_year_start__gte=1, fiscal_year_start__lte=12),
                name="a_fiscal_year_starts_in_a_month",
            ),
        ]

    def __str__(self) -> str:
        return self.institution

    @classmethod
    def current(cls) -> "Installation":
        """The installation's row, with its defaults when nobody has saved it yet."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

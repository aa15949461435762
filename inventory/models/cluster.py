"""Clusters: groups of deployed machines that compute together."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from inventory.models.place import CODE, Site


class Cluster(models.Model):
    """A place of service with a daily duty: hours under load and hours idle; the rest of the day its nodes sleep."""

    code = models.CharField(_("code"), max_length=24, unique=True, validators=[CODE])
    name = models.CharField(_("name"), max_length=120)
    site = models.ForeignKey(Site, models.PROTECT, related_name="clusters", verbose_name=_("site"))
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    load_hours = models.DecimalField(
        _("hours a day under load"),
        max_digits=4,
        decimal_places=2,
        default=12,
        validators=[MinValueValidator(0), MaxValueValidator(24)],
    )
    idle_hours = models.DecimalField(
        _("hours a day idle"),
        max_digits=4,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(24)],
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(load_hours__gte=0, idle_hours__gte=0)
                & models.Q(load_hours__lte=24 - models.F("idle_hours")),
                name="a_day_of_duty_has_24_hours",
            )
        ]

    def __str__(self) -> str:
        return self.name

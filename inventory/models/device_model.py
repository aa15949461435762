"""Kinds of machines."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class DeviceModel(models.Model):
    """A model of machine, with what its footprint class is chosen by: form, screen, processor class, mass."""

    class Form(models.TextChoices):
        LAPTOP = "laptop", _("Laptop")
        MICRO = "desktop_micro", _("Desktop, micro")
        SFF = "desktop_sff", _("Desktop, small form factor")
        TOWER = "desktop_tower", _("Desktop, tower")
        AIO = "desktop_aio", _("Desktop, all in one")

    manufacturer = models.CharField(_("manufacturer"), max_length=80)
    name = models.CharField(_("model"), max_length=120)
    form = models.CharField(_("form"), max_length=13, choices=Form, default=Form.LAPTOP)
    screen_inch = models.DecimalField(_("screen in inches"), max_digits=4, decimal_places=1, null=True, blank=True)
    tdp_w = models.PositiveSmallIntegerField(
        _("processor TDP in W"), null=True, blank=True, help_text=_("Thermal design power of the processor.")
    )
    mass_kg = models.DecimalField(
        _("mass in kg"), max_digits=6, decimal_places=3, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    released_year = models.PositiveSmallIntegerField(_("year of release"), null=True, blank=True)
    ram_max_gb = models.PositiveSmallIntegerField(_("most memory in GB"), null=True, blank=True)

    class Meta:
        ordering = ["manufacturer", "name"]
        constraints = [
            models.UniqueConstraint(Lower("manufacturer"), Lower("name"), name="a_model_is_listed_once"),
            models.CheckConstraint(
                condition=models.Q(mass_kg__isnull=True) | models.Q(mass_kg__gt=0), name="a_mass_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return (
            self.name if self.name.lower().startswith(self.manufacturer.lower()) else f"{self.manufacturer} {self.name}"
        )

"""Departments, which own devices, and sites, where devices stand."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

CODE = RegexValidator(r"^[a-z0-9][a-z0-9-]*$", _("Use small letters, digits and hyphens."))


class Department(models.Model):
    """An owner of devices: savings and burdens are credited to it day by day."""

    code = models.CharField(_("code"), max_length=24, unique=True, validators=[CODE])
    name = models.CharField(_("name"), max_length=120, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """A place with electricity: its grid zone, its own solar share and its overhead on every kWh."""

    code = models.CharField(_("code"), max_length=24, unique=True, validators=[CODE])
    name = models.CharField(_("name"), max_length=120, unique=True)
    grid_zone = models.CharField(
        _("grid zone"), max_length=12, help_text=_("The zone's code, such as FRA, DEU or USA-CA.")
    )
    solar_share = models.DecimalField(
        _("on-site solar share"),
        max_digits=5,
        decimal_places=4,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("Metered self-consumption as a share of all kWh, 0 to 1."),
    )
    room_overhead = models.DecimalField(
        _("server-room overhead"),
        max_digits=4,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("PUE: kWh drawn by the room for each kWh of the machines; 1 for none."),
    )
    distance_km = models.DecimalField(
        _("collection distance in km"),
        max_digits=7,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("From where devices are collected to the bench; empty when not known."),
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(solar_share__gte=0, solar_share__lte=1), name="a_solar_share_is_between_0_and_1"
            ),
            models.CheckConstraint(condition=models.Q(room_overhead__gte=1), name="a_room_overhead_is_at_least_1"),
        ]

    def __str__(self) -> str:
        return self.name

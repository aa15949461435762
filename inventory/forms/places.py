"""Forms of departments, sites, device models and clusters. What they hold goes as it is to the action of their kind."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from inventory.forms.rows import RowForm
from inventory.models import Cluster, Department, DeviceModel, Site

ZONE = RegexValidator(r"^[A-Z]{2,3}(-[A-Z0-9]{1,4})?$", _("A zone is written like FRA, DEU or USA-CA."))
CODE_HELP = _("Short and lasting, for addresses, imports and exports: small letters, digits, hyphens.")


class DepartmentForm(RowForm):
    class Meta:
        model = Department
        fields = ["code", "name"]
        help_texts = {"code": CODE_HELP}


class SiteForm(RowForm):
    class Meta:
        model = Site
        fields = ["code", "name", "grid_zone", "distance_km", "solar_share", "room_overhead"]
        help_texts = {
            "code": CODE_HELP,
            "grid_zone": _(
                "ISO code of the country in three letters, with a state where its grid stands apart: FRA, DEU, USA-CA."
            ),
        }

    solar_share = forms.DecimalField(
        label=_("On-site solar, %"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        help_text=_("Metered self-consumption in percent of all kWh."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["solar_share"] = self.initial.get("solar_share", Decimal(0)) * 100

    def clean_solar_share(self) -> Decimal:
        return Decimal(self.cleaned_data["solar_share"]) / 100

    def clean_grid_zone(self) -> str:
        zone = str(self.cleaned_data["grid_zone"]).strip().upper()
        ZONE(zone)
        return zone


class DeviceModelForm(RowForm):
    class Meta:
        model = DeviceModel
        fields = ["manufacturer", "name", "form", "screen_inch", "tdp_w", "mass_kg", "released_year", "ram_max_gb"]


class ClusterForm(RowForm):
    wide: ClassVar[tuple[str, ...]] = ("purpose",)

    class Meta:
        model = Cluster
        fields = ["code", "name", "site", "purpose", "load_hours", "idle_hours"]
        help_texts = {"code": CODE_HELP, "purpose": _("What it computes, for whom.")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("load_hours") or 0) + (cleaned.get("idle_hours") or 0) > 24:
            raise ValidationError(_now("A day has 24 hours: those under load and those idle are more."))
        return cleaned

"""What a person chose last for department, site and day stays chosen: set once, kept for the whole session."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from inventory.forms.intake import departments_for
from inventory.forms.takeover import TakeoverForm
from inventory.models import Person, Placement, Site
from inventory.proposals.setting import Setting, Takeover
from inventory.queries.installation import today

KEPT_AS = "intake"


def last_used(request: HttpRequest, person: Person) -> dict[str, Any]:
    """Initial values for a form of intake; the address wins over what was used last."""
    kept = request.session.get(KEPT_AS, {})
    told = {name: request.GET.get(name) or kept.get(name) or "" for name in ("department", "site")}
    found = {
        "department": departments_for(person).filter(code=told["department"]).first(),
        "site": Site.objects.filter(code=told["site"]).first(),
        "otherwise_fate": kept.get("otherwise_fate"),
    }
    # A day is kept until midnight only: tomorrow's laptops came tomorrow.
    if kept.get("chosen_on") == today().isoformat():
        found["received_on"] = kept.get("received_on")
    return {name: value for name, value in found.items() if value}


def remember(request: HttpRequest, chosen: Mapping[str, Any]) -> None:
    """Keep what was chosen, for the next form."""
    request.session[KEPT_AS] = {
        "department": chosen["department"].code if chosen["department"] else "",
        "site": chosen["site"].code if chosen["site"] else "",
        "received_on": chosen["received_on"].isoformat(),
        "otherwise_fate": chosen["otherwise_fate"],
        "chosen_on": today().isoformat(),
    }


def setting_of(chosen: Mapping[str, Any], takeover: TakeoverForm | None = None) -> Setting:
    """The setting that a form of intake describes."""
    return Setting(
        received_on=chosen["received_on"],
        department=chosen["department"],
        site=chosen["site"],
        otherwise_fate=chosen["otherwise_fate"],
        collection_km=chosen["collection_km"],
        drives_each=chosen["drives_each"],
        takeover=_takeover(takeover) if takeover is not None and takeover.cleaned_data.get("confirmed") else None,
    )


def _takeover(form: TakeoverForm) -> Takeover:
    kind, data = form.kind_chosen, form.cleaned_data
    in_cluster = kind == Placement.Kind.CLUSTER
    return Takeover(
        kind.value,
        data["cluster"] if in_cluster else None,
        "" if in_cluster else data["recipient"],
        data["since"],
        form.claim(),
    )

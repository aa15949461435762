"""Log one device by hand, in few acts; a known one is shown instead of being doubled."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inventory import actions, nouns, words
from inventory.access import require, rights_of
from inventory.actions import Arrival, InService
from inventory.actions.intake import find_or_add_model
from inventory.forms.intake import DeviceForm
from inventory.forms.takeover import TakeoverForm
from inventory.lifecycle import IllegalAct, Stage
from inventory.models import Device, DeviceEvent, DeviceModel, Person, Placement
from inventory.proposals.arrivals import Proposal
from inventory.proposals.judgement import Judged, Verdict, judge
from inventory.proposals.lines import Line
from inventory.proposals.names import Names
from inventory.proposals.setting import Setting
from inventory.proposals.words import FIELDS
from inventory.queries.installation import today
from inventory.roles import May
from inventory.views.admission import person_of
from inventory.views.intake_defaults import last_used, remember

MOST_MODELS = 600  # offered while typing
CARRIED = ("serial", "asset_tag", "manufacturer", "model", "drives", "ram_gb", "cpu")
REPEATED = ("manufacturer", "model", "drives")  # "add another": the next machine is often of the same kind


@require_http_methods(["GET", "HEAD", "POST"])
def new_device(request: HttpRequest) -> HttpResponse:
    """Draw the form for one device; with POST, receive it, or say what is known of it already."""
    person = person_of(request)
    may_take_over = rights_of(person).may(May.IMPORT_IN_SERVICE)
    if not may_take_over:
        require(person, May.RECEIVE)
    if request.method != "POST":
        carried = {name: request.GET[name] for name in CARRIED if name in request.GET}
        form = DeviceForm(person=person, initial={**last_used(request, person), **carried})
        takeover = TakeoverForm(prefix="service") if may_take_over else None
        return _drawn(request, form, takeover, _recognised(carried, person))
    form = DeviceForm(request.POST, person=person)
    takeover = TakeoverForm(request.POST, prefix="service") if may_take_over else None
    found: Judged | None = None
    if form.is_valid() and (takeover is None or takeover.is_valid()):
        proposal = _proposal(form, takeover)
        setting = Setting(form.cleaned_data["received_on"])
        found = judge([proposal], setting, person, today())[0]
        if found.verdict is Verdict.BLOCKED:
            for problem in found.errors:
                form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        elif _is_sure(request, found):
            answer = _received(request, form, proposal, person)
            if answer is not None:
                return answer
    return _drawn(request, form, takeover, found)


@require_safe
def known_device(request: HttpRequest) -> HttpResponse:
    """What is known of the machine whose serial or tag was just typed; a part of the form's page, for htmx."""
    found = _recognised(request.GET, person_of(request))
    return render(request, "intake/_known.html", {"known": _known(found) if found else None})


def _recognised(told: Mapping[str, str], person: Person) -> Judged | None:
    """What is known of a machine of that serial, tag and maker; None when neither serial nor tag is given."""
    serial, tag, maker = (told.get(name, "").strip() for name in ("serial", "asset_tag", "manufacturer"))
    if not (serial or tag):
        return None
    arrival, day = Arrival(serial=serial, asset_tag=tag, manufacturer=maker), today()
    return judge([_proposal_of(arrival)], Setting(day), person, day)[0]


def _proposal_of(arrival: Arrival, new_model: Any = None) -> Proposal:
    return Proposal(Line(1, "", {}, (), ""), arrival, (), new_model)


def _proposal(form: DeviceForm, takeover: TakeoverForm | None) -> Proposal:
    data, names = form.cleaned_data, Names()
    model, new_model = None, None
    manufacturer = data["manufacturer"] or names.maker_in(data["model"])
    if data["model"]:
        model = names.model(manufacturer, data["model"])
        manufacturer = manufacturer or (model.manufacturer if model else "")
        if model is None and manufacturer:
            form_factor = data["form_factor"] or DeviceModel.Form.LAPTOP.value
            new_model = names.new_model(manufacturer, data["model"], form_factor)
    in_service = _in_service(takeover) if takeover is not None and takeover.cleaned_data.get("confirmed") else None
    arrival = Arrival(
        manufacturer=manufacturer,
        model=model,
        serial=data["serial"].strip(),
        asset_tag=data["asset_tag"].strip(),
        department=data["department"],
        site=data["site"],
        purchased_on=data["purchased_on"],
        cpu=data["cpu"],
        ram_gb=data["ram_gb"],
        drives=form.listed_drives(),
        passwords=tuple(data["passwords"]),
        grade=data["grade"],
        otherwise_fate=data["otherwise_fate"],
        collection_km=data["collection_km"],
        note=data["note"],
        in_service=in_service,
    )
    return _proposal_of(arrival, new_model)


def _in_service(form: TakeoverForm) -> InService:
    kind, data = form.kind_chosen, form.cleaned_data
    in_cluster = kind == Placement.Kind.CLUSTER
    return InService(
        kind=kind.value,
        since=data["since"],
        cluster=data["cluster"] if in_cluster else None,
        recipient="" if in_cluster else data["recipient"],
        claim=form.claim(),
    )


def _is_sure(request: HttpRequest, found: Judged) -> bool:
    """A new machine comes in at once; a known one only when the person has seen what is known and says so again."""
    plain = found.verdict is Verdict.NEW and not found.warnings
    return plain or request.POST.get("sure") == _mark(found)


def _mark(found: Judged) -> str:
    return f"{found.verdict}:{found.device.asset_tag if found.device else ''}"


def _received(request: HttpRequest, form: DeviceForm, proposal: Proposal, person: Person) -> HttpResponse | None:
    arrival, wanted, on = proposal.arrival, proposal.new_model, form.cleaned_data["received_on"]
    # One that is taken over comes in by several acts, which are undone as one batch.
    reference = f"intake-{timezone.localtime().strftime('%Y%m%d-%H%M%S')}" if arrival.in_service else ""
    try:
        with transaction.atomic():
            if wanted is not None:
                added = find_or_add_model(
                    manufacturer=wanted.manufacturer, name=wanted.name, form=wanted.form, by=person
                )
                arrival = replace(arrival, model=added)
            intake = actions.receive_devices(arrivals=[arrival], reference=reference, on=on, by=person)
            if intake.refused:
                raise IllegalAct(intake.refused[0].reason)
    except IllegalAct as refusal:
        form.add_error(None, str(refusal))
        return None
    remember(request, form.cleaned_data)
    device = (intake.received + intake.filled + intake.unchanged)[0]
    undo = reverse("undo_batch", args=[intake.batch.reference]) if intake.batch else _undo(device)
    if intake.unchanged:
        messages.info(request, _("%(tag)s is known with all of this; nothing was changed.") % {"tag": device.asset_tag})
    else:
        said = _("%(tag)s filled in.") if intake.filled else _("%(tag)s received. Stage now: %(stage)s.")
        told = {"tag": device.asset_tag, "stage": words.STAGES[Stage(device.stage)]}
        messages.success(request, said % told, extra_tags=undo)
    if "another" in request.POST:
        kept = {name: form.cleaned_data[name] for name in REPEATED if form.cleaned_data[name]}
        return redirect(f"{reverse('intake')}?{urlencode({**kept, 'another': 1})}")
    return redirect(device)


def _undo(device: Device) -> str:
    event = DeviceEvent.objects.filter(device=device).order_by("-pk").values_list("pk", flat=True).first()
    return reverse("undo_event", args=[event]) if event else ""


def _drawn(request: HttpRequest, form: DeviceForm, takeover: TakeoverForm | None, found: Judged | None) -> HttpResponse:
    models = list(DeviceModel.objects.values_list("manufacturer", "name")[:MOST_MODELS])
    context = {
        "form": form,
        "takeover": takeover,
        "known": _known(found) if found else None,
        "again": "another" in (request.POST if request.method == "POST" else request.GET),
        "makers": sorted({maker for maker, _name in models}),
        "models": models,
        "more": any(
            form[name].value() or form[name].errors
            for name in ("purchased_on", "passwords", "collection_km", "note", "grade")
        ),
    }
    return render(request, "intake/device.html", context)


def _known(found: Judged) -> dict[str, Any] | None:
    """What the page says of a machine that is known, or that might be."""
    device = found.device or found.namesake
    if device is None:
        return None
    return {
        "device": device,
        "is_it": found.device is not None,
        "word": words.STAGES[Stage(device.stage)],
        "verdict": found.verdict.value,
        "mark": _mark(found),
        "fills": [(FIELDS.get(one.field, one.field), _plain(one.new)) for one in found.fills],
        "kept": [(FIELDS.get(one.field, one.field), _plain(one.old), _plain(one.new)) for one in found.kept],
        "warnings": [problem.sentence for problem in found.warnings],
    }


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(drive["serial"] or _("a drive") for drive in value) or _("none present")
    return nouns.amount(value) if isinstance(value, int | float) else str(value)


urlpatterns = [
    path("devices/new/", new_device, name="intake"),
    path("devices/new/known/", known_device, name="known_device"),
]

"""Every verb in the browser: choose it for one device or many, fill in its form, act, say what became of it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inventory import actions, words
from inventory.actions import Outcome
from inventory.facts import DriveState
from inventory.forms import deployment, disposal, testing, upgrading, wiping
from inventory.forms.act import ActForm
from inventory.forms.correction import CorrectForm
from inventory.lifecycle import IllegalAct, Verb
from inventory.models import Device, DeviceEvent, Drive, Evidence, Person
from inventory.queries import installation
from inventory.views.admission import person_of, way_back
from inventory.views.outcome import Answer, answer, said_of_one
from inventory.views.selection import ONE_BY_ONE, Selection, able, may_act, obstacles, selection_of
from inventory.views.upload import kept_before, kept_now, signed

ONCE_SECONDS = 3600  # how long a form remembers that it was sent


@dataclass(frozen=True, slots=True)
class Sheet:
    """A verb's form and its action. `drives`: the form lists those of a single device; `kind`: of the file it takes."""

    form: type[ActForm]
    act: Callable[..., Outcome]
    drives: bool = False
    kind: str = ""


# Verbs whose form says more than its fields, one below the other.
OWN_TEMPLATE = frozenset({Verb.WIPE, Verb.DEPLOY, Verb.CORRECT})


def _correct(*, devices: list[Device], **told: Any) -> Outcome:
    return Outcome([actions.correct_device(device=devices[0], **told)], [])


SHEETS: dict[Verb, Sheet] = {
    Verb.TEST: Sheet(testing.TestForm, actions.record_tests),
    Verb.GRADE: Sheet(testing.GradeForm, actions.grade_devices),
    Verb.WIPE: Sheet(wiping.WipeForm, actions.record_wipes, drives=True, kind=Evidence.Kind.WIPE_PROOF),
    Verb.PLAN: Sheet(upgrading.PlanForm, actions.plan_upgrades),
    Verb.CANCEL_PLAN: Sheet(upgrading.CancelPlanForm, actions.cancel_plans),
    Verb.INSTALL: Sheet(upgrading.InstallForm, actions.install_parts),
    Verb.REMOVE: Sheet(upgrading.RemoveForm, actions.remove_parts, drives=True),
    Verb.DEPLOY: Sheet(deployment.DeployForm, actions.deploy_devices, kind=Evidence.Kind.DISPLACEMENT),
    Verb.SIGHT: Sheet(deployment.SightingForm, actions.record_sightings),
    Verb.WITHDRAW: Sheet(deployment.WithdrawForm, actions.withdraw_devices),
    Verb.TRANSFER: Sheet(deployment.TransferForm, actions.transfer_devices),
    Verb.RELEASE: Sheet(disposal.ReleaseForm, actions.release_devices),
    Verb.RECYCLE: Sheet(disposal.RecycleForm, actions.recycle_devices),
    Verb.CORRECT: Sheet(CorrectForm, _correct, drives=True),
}


@require_safe
def choose_act(request: HttpRequest) -> HttpResponse:
    """Draw the acts that the chosen devices allow, each with how many of them it can be used for."""
    person = person_of(request)
    chosen = selection_of(request.GET, person, installation.today())
    back = way_back(request, request.GET.get("next", ""), reverse("devices"))
    if not chosen.devices:
        return _nothing_chosen(request, chosen, back)
    context = {"chosen": chosen, "acts": able(chosen.devices, person), "next": back}
    return render(request, "devices/choose_act.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, verb: str) -> HttpResponse:
    """Draw the form of a verb for the chosen devices; with POST, act."""
    person, asked = person_of(request), request.POST if request.method == "POST" else request.GET
    named = next((one for one in SHEETS if one.value == verb), None)
    if named is None:
        raise Http404(verb)
    chosen = selection_of(asked, person, installation.today())
    fallback = chosen.one.get_absolute_url() if chosen.one else reverse("devices")
    back = way_back(request, asked.get("next", ""), fallback)
    if not chosen.devices:
        return _nothing_chosen(request, chosen, back)
    if named in ONE_BY_ONE and chosen.one is None:
        messages.warning(request, _("Facts are corrected one device at a time."))
        return redirect(back)
    if not any(may_act(person, named, device.department_id) for device in chosen.devices):
        raise PermissionDenied(_("Your role does not include this act for these devices."))
    sheet = SHEETS[named]
    form = _form(sheet, chosen, person, request)
    kept: Evidence | None = None
    if request.method == "POST":
        kept = kept_before(request, person)
        if form.is_valid():
            found = _acted(request, named, sheet, form, chosen, kept, back)
            if found is not None:
                return found
        kept = kept_now(form, sheet.kind) or kept
    return _drawn(request, named, form, chosen, kept, back)


def _form(sheet: Sheet, chosen: Selection, person: Person, request: HttpRequest) -> ActForm:
    given: dict[str, Any] = {"devices": chosen.devices, "person": person}
    if sheet.drives:
        present = Drive.objects.exclude(state=DriveState.ABSENT).order_by("pk")
        given["drives"] = list(present.filter(device=chosen.one)) if chosen.one else []
    if request.method == "POST":
        return sheet.form(request.POST, request.FILES, **given)
    begun = {name: value for name, value in request.GET.items() if name in sheet.form.base_fields}
    return sheet.form(initial=begun, **given)


def _acted(
    request: HttpRequest,
    verb: Verb,
    sheet: Sheet,
    form: ActForm,
    chosen: Selection,
    kept: Evidence | None,
    back: str,
) -> HttpResponse | None:
    """The answer to an act that was done, in part at least; None when the form has to say why it was not."""
    person, once = form.person, f"act-sent:{form.person.pk}:{request.POST.get('once', '')[:64]}"
    if request.POST.get("once") and not cache.add(once, None, ONCE_SECONDS):
        return _again(request, once, back)
    arguments = form.arguments()
    try:
        with transaction.atomic():
            if form.file_field:
                arguments[form.file_field] = kept_now(form, sheet.kind) or kept
            done = sheet.act(devices=chosen.devices, **arguments, on=form.cleaned_data["on"], by=person)
            if not done.done:
                transaction.set_rollback(True)
    except IllegalAct as refusal:
        cache.delete(once)
        form.add_error(None, str(refusal))
        return None
    if chosen.one is None:
        said = answer(request, verb=verb, outcome=done, unknown=chosen.unknown, back=back)
    elif done.blocked:
        cache.delete(once)
        form.add_error(None, done.blocked[0].reason)
        return None
    else:
        device = done.done[0]
        back = back if device.asset_tag == chosen.one.asset_tag else device.get_absolute_url()
        said = _said(verb, device, arguments, back)
    cache.set(once, asdict(said), ONCE_SECONDS)
    return said.give(request)


def _again(request: HttpRequest, once: str, back: str) -> HttpResponse:
    """The answer to a form that was sent before: what was said the first time, with its undo."""
    told = cache.get(once)
    if told:
        return Answer(**told).give(request)
    messages.warning(request, _("This form was sent before and is being recorded; nothing is recorded twice."))
    return redirect(back)


def _said(verb: Verb, device: Device, arguments: dict[str, Any], back: str) -> Answer:
    event = DeviceEvent.objects.filter(device=device).order_by("-pk").values_list("pk", flat=True).first()
    warning = ""
    if verb is Verb.WIPE and arguments["outcome"] == "wiped":
        proven = arguments["verified"] and (arguments["evidence"] or arguments["statement"])
        warning = "" if proven else _("Not proven: without a verified result and a log or statement it stays unwiped.")
    return said_of_one(
        done=words.VERBS[verb].done,
        tag=device.asset_tag,
        stage=device.stage,
        undo=reverse("undo_event", args=[event]),
        back=back,
        warning=warning,
    )


def _drawn(
    request: HttpRequest, verb: Verb, form: ActForm, chosen: Selection, kept: Evidence | None, back: str
) -> HttpResponse:
    told, hindered = words.VERBS[verb], obstacles(chosen.devices, verb)
    context = {
        "verb": verb.value,
        "order": told.order,
        "icon": told.icon,
        "form": form,
        "chosen": chosen,
        "obstacles": hindered,
        "possible": len(chosen.devices) - len(hindered) if len(chosen.devices) > 1 else 0,
        "next": back,
        "once": uuid4().hex,
        "kept": kept,
        "kept_signed": signed(kept, form.person),
    }
    template = f"devices/act/{verb.value}.html" if verb in OWN_TEMPLATE else "devices/act.html"
    return render(request, template, context)


def _nothing_chosen(request: HttpRequest, chosen: Selection, back: str) -> HttpResponse:
    messages.warning(request, chosen.problem or _("Choose one or more devices first; none was chosen that you see."))
    return redirect(back)


urlpatterns = [
    path("devices/act/", choose_act, name="choose_act"),
    path("devices/act/<slug:verb>/", act, name="act"),
]

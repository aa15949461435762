"""The page of one device, and the evidence that its acts rest on."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from inventory import ledger, nouns, words
from inventory.access import rights_of, visible_devices
from inventory.actions import right_to_take_back
from inventory.facts import DeviceFacts, DriveState
from inventory.lifecycle import Stage, Verb, allowed_verbs, unmet
from inventory.models import Device, DeviceEvent, Drive, Evidence, Part, Person, Placement
from inventory.queries import installation, timeline
from inventory.queries.history import mentions, names_in, neighbours, undoable
from inventory.roles import May
from inventory.views.admission import device_seen_by, person_of
from inventory.views.history import entries_of
from inventory.views.rows import lateness, model_of
from inventory.views.search import carried_over
from inventory.views.selection import FORWARD, button, may_act

WORK = (Stage.RECEIVED, Stage.TESTING, Stage.WIPING, Stage.UPGRADING, Stage.READY)


@require_safe
def device(request: HttpRequest, tag: str) -> HttpResponse:
    """Draw a device's page; an unknown tag offers to receive it."""
    person = person_of(request)
    try:
        one = device_seen_by(person, tag)
    except Http404:
        context = {"code": tag, "carried": carried_over(tag), "may_receive": rights_of(person).may(May.RECEIVE)}
        return render(request, "d/unknown.html", context, status=404)
    if one.asset_tag != tag:
        return redirect(one)
    return render(request, "d/device.html", _page(one, person))


def _page(one: Device, person: Person) -> dict[str, Any]:
    today = installation.today()
    rows = timeline(one)
    facts = ledger.fold(row.as_event() for row in rows)
    before, after = neighbours(one, visible_devices(person))
    stage = Stage(one.stage)
    days = (today - one.stage_since).days
    verbs = [verb for verb in allowed_verbs(facts) if may_act(person, verb, one.department_id)]
    forward = FORWARD.get(stage)
    # A device that is known by now has nothing to test in "received": its facts are what is missing.
    if stage is Stage.RECEIVED:
        forward = Verb.CORRECT
    placements = list(one.placements.select_related("cluster", "site").order_by("-started_on", "-pk"))
    return {
        "device": one,
        "model": model_of(one),
        "stage_word": words.STAGES[stage],
        "days": days,
        "age": words.age(days),
        "age_tone": lateness(stage, days),
        "grade_word": nouns.GRADES.get(one.grade, ""),
        "flags": [nouns.FLAGS.get(flag, flag) for flag in one.flags],
        "passwords": [nouns.PASSWORDS.get(name, name) for name in one.passwords],
        "steps": _steps(stage, facts),
        "unmet": [(words.STAGES[one], missing) for one in WORK if stage in WORK and (missing := unmet(facts, one))],
        "first": [button(forward, primary=True)] if forward in verbs and forward else [],
        "acts": [button(verb) for verb in verbs if verb is not forward and verb is not Verb.RECEIVE],
        "may_receive": stage is Stage.OUT and may_act(person, Verb.RECEIVE, one.department_id),
        "facts": _facts(one, facts),
        "may_correct": Verb.CORRECT in verbs,
        "drives": [_drive(drive) for drive in one.drives.select_related("evidence").defer("evidence__content")],
        "may_wipe": Verb.WIPE in verbs,
        "unproven": stage is Stage.DEPLOYED and bool(facts.drives is None or facts.unwiped_drives()),
        "parts": [_part(part) for part in one.parts.all()],
        "placements": [_placement(placement) for placement in placements],
        "owners": list(one.ownerships.select_related("department").order_by("-started_on", "-pk")),
        "entries": entries_of(one.asset_tag, rows, names_in(rows), _offered_to_undo(one, rows, person)),
        "before": before,
        "after": after,
        "crumbs": [
            {"label": _("Devices"), "url": reverse("devices")},
            {"label": words.STAGES[stage], "url": f"{reverse('devices')}?stage={stage}"},
            {"label": one.asset_tag},
        ],
    }


def _offered_to_undo(one: Device, rows: list[DeviceEvent], person: Person) -> set[int]:
    """The keys of the acts that this person may take back, and on which no later act rests."""
    rights = rights_of(person)
    allowed = {row.pk for row in rows if rights.may(right_to_take_back(row, person), one.department_id)}
    return allowed & undoable(rows, timezone.now()) if allowed else set()


def _steps(stage: Stage, facts: DeviceFacts) -> list[dict[str, Any]]:
    """The way through the programme: what is done, where the device is, what is still to come.

    A device that came in from its service before GreenLab stands behind gates that it never passed.
    """
    order = list(Stage)
    here = order.index(stage)
    steps = []
    for number, one in enumerate(order):
        state = "now" if number == here else "done" if number < here else "todo"
        note = ""
        if stage is Stage.OUT and number < here:
            state = "never"
        elif state == "done" and unmet(facts, one):
            state, note = "never", _("not proven")
        steps.append({"stage": one.value, "word": words.STAGES[one], "state": state, "note": note})
    return steps


def _facts(one: Device, facts: DeviceFacts) -> list[dict[str, Any]]:
    fitted = sum(part.quantity for part in facts.parts if part.kind == "ram" and part.removed_on is None)
    memory = f"{nouns.amount(one.ram_gb)} GB" if one.ram_gb is not None else ""
    health = one.battery_health_pct
    told: list[dict[str, Any]] = [
        {"label": _("Serial"), "value": one.serial, "mono": True},
        {"label": _("Processor"), "value": one.cpu},
        {
            "label": _("Memory"),
            "value": memory,
            "note": _("of which %(gb)s GB fitted here") % {"gb": nouns.amount(fitted)} if fitted else "",
        },
        {
            "label": _("Battery"),
            "value": _("%(pct)s %% of design") % {"pct": nouns.amount(health)} if health is not None else "",
        },
        {"label": _("Department"), "value": one.department, "url": _narrowed("department", one.department)},
        {"label": _("Site"), "value": one.site, "url": _narrowed("site", one.site)},
        {"label": _("Purchased"), "value": one.purchased_on},
        {"label": _("Received"), "value": one.received_on, "note": _stays(facts)},
        {
            "label": _("Batch"),
            "value": one.batch,
            "url": reverse("batch", args=[one.batch.reference]) if one.batch else "",
        },
        {
            "label": _("Would have gone"),
            "value": "" if one.otherwise_fate == "unknown" else nouns.OTHERWISE.get(one.otherwise_fate, ""),
        },
        {"label": _("Hardware UUID"), "value": one.hardware_uuid, "mono": True},
    ]
    if facts.left is not None:
        how = " · ".join(text for text in (facts.left.to, facts.left.custodian) if text)
        told.insert(0, {"label": _("Left"), "value": facts.left.on, "note": f"{nouns.LEFT[facts.left.how]} · {how}"})
    return [fact for fact in told if fact["value"] not in (None, "")]


def _narrowed(name: str, value: Any) -> str:
    return f"{reverse('devices')}?{name}={value.code}" if value else ""


def _stays(facts: DeviceFacts) -> str:
    if facts.stays < 2 or facts.first_received_on is None:
        return ""
    return _("stay %(n)d; first on %(day)s") % {"n": facts.stays, "day": date_format(facts.first_received_on)}


def _drive(drive: Drive) -> dict[str, Any]:
    word, tone = words.DRIVES[DriveState(drive.state)]
    return {
        "drive": drive,
        "word": word,
        "tone": tone,
        "size": nouns.amount(drive.size_gb),
        "medium": nouns.MEDIA.get(drive.medium, drive.medium),
    }


def _part(part: Part) -> dict[str, Any]:
    return {"part": part, "label": nouns.part(part.kind, part.quantity), "mass_kg": nouns.amount(part.mass_kg or None)}


def _placement(placement: Placement) -> dict[str, Any]:
    return {
        "placement": placement,
        "where": placement.cluster or placement.recipient,
        "displaced": nouns.DISPLACED.get(placement.displaced_class, placement.displaced_class),
        "ratio": nouns.amount(round(placement.displaced_per_device, 3)),
        "months": nouns.amount(placement.displaced_lifetime_months),
    }


@require_safe
def evidence(request: HttpRequest, tag: str, key: int) -> HttpResponse:
    """Hand out a file that an act on this device rests on, never to be opened in place."""
    one = device_seen_by(person_of(request), tag)
    found = Evidence.objects.filter(pk=key).first()
    if found is None or not mentions(one, key):
        raise Http404(tag)
    if found.erased_at is not None:
        return render(request, "d/erased.html", {"device": one, "evidence": found}, status=410)
    response = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


urlpatterns = [
    path("d/<path:tag>/evidence/<int:key>/", evidence, name="evidence"),
    path("d/<path:tag>/", device, name="device"),
]

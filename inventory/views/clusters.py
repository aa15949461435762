"""Clusters: what serves where, what could join, and what a cluster's day looks like."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inventory import nouns, words
from inventory.access import require, rights_of
from inventory.actions.catalogue import add_cluster, change_cluster
from inventory.forms.places import ClusterForm
from inventory.lifecycle import Stage, Verb
from inventory.models import Cluster, Placement
from inventory.queries.clusters import clusters_with_totals, nodes_of, ready_for
from inventory.queries.installation import today
from inventory.roles import May
from inventory.views.admission import person_of

PAGE = ["GET", "HEAD", "POST"]
READY_SHOWN = 7


@require_safe
def clusters(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, May.VIEW)
    may_add = rights_of(person).may(May.MANAGE_CATALOGUE)
    return render(request, "clusters/index.html", {"rows": clusters_with_totals(), "may_add": may_add})


@require_safe
def cluster(request: HttpRequest, code: str) -> HttpResponse:
    person = person_of(request)
    require(person, May.VIEW)
    found = get_object_or_404(Cluster.objects.select_related("site"), code=code)
    rights, nodes = rights_of(person), nodes_of(found, person)
    may_deploy = rights.may(May.DEPLOY)
    ready = list(ready_for(found, person)[: READY_SHOWN + 1]) if may_deploy else []
    context = {
        "cluster": found,
        "nodes": nodes,
        "rows": [_node(placement) for placement in nodes.seen],
        "has_slots": any(placement.slot for placement in nodes.seen),
        "ram_total": nouns.amount(nodes.ram_gb),
        "facts": _facts(found),
        "deploy_url": reverse("act", args=[Verb.DEPLOY.value]),
        "ready_url": f"{reverse('devices')}?stage={Stage.READY.value}",
        "ready": ready[:READY_SHOWN],
        "has_more_ready": len(ready) > READY_SHOWN,
        "may_deploy": may_deploy,
        "may_change": rights.may(May.MANAGE_CATALOGUE),
    }
    return render(request, "clusters/cluster.html", context)


@require_http_methods(PAGE)
def new_cluster(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, May.MANAGE_CATALOGUE)
    form = ClusterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = add_cluster(**form.cleaned_data, by=person)
        messages.success(request, _("%(name)s is added. Deploy ready devices to it.") % {"name": added})
        return redirect("cluster", added.code)
    return render(request, "clusters/form.html", {"form": form, "title": _("Add a cluster")})


@require_http_methods(PAGE)
def edit_cluster(request: HttpRequest, code: str) -> HttpResponse:
    person = person_of(request)
    require(person, May.MANAGE_CATALOGUE)
    found = get_object_or_404(Cluster.objects.select_related("site"), code=code)
    form = ClusterForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        changed = change_cluster(cluster=found, **form.cleaned_data, by=person)
        messages.success(request, _("Saved. Figures follow with the next recompute."))
        return redirect("cluster", changed.code)
    title = _("Change %(cluster)s") % {"cluster": found}
    return render(request, "clusters/form.html", {"form": form, "title": title, "crumb": _("Change"), "cluster": found})


def _node(placement: Placement) -> dict[str, Any]:
    device = placement.device
    day = today()
    return {
        "slot": placement.slot,
        "device": device,
        "since": placement.started_on,
        "seen_on": placement.last_seen_on,
        "seen": words.since(placement.last_seen_on, day),
    }


def _facts(cluster: Cluster) -> list[dict[str, Any]]:
    hours = nouns.amount
    asleep = Decimal(24) - cluster.load_hours - cluster.idle_hours
    duty = _("%(load)s h under load, %(idle)s h idle, %(asleep)s h asleep") % {
        "load": hours(cluster.load_hours),
        "idle": hours(cluster.idle_hours),
        "asleep": hours(asleep),
    }
    site = cluster.site
    return [
        {"label": _("Purpose"), "value": cluster.purpose or _("not stated")},
        {"label": _("A day"), "value": duty},
        {"label": _("Site"), "value": site.name},
        {"label": _("Grid zone"), "value": site.grid_zone, "mono": True},
        {"label": _("On-site solar"), "value": f"{hours(site.solar_share * 100)} %"},
        {
            "label": _("Room overhead"),
            "value": hours(site.room_overhead),
            "note": _("kWh drawn for each kWh that the machines use"),
        },
    ]


urlpatterns = [
    path("clusters/", clusters, name="clusters"),
    path("clusters/new/", new_cluster, name="new_cluster"),
    path("clusters/<slug:code>/", cluster, name="cluster"),
    path("clusters/<slug:code>/edit/", edit_cluster, name="edit_cluster"),
]

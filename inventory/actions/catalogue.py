"""The catalogue that the bench works with: device models and clusters."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from inventory.access import require
from inventory.actions.audit import changes, note
from inventory.lifecycle import IllegalAct
from inventory.models import Cluster, DeviceModel, Person, Site
from inventory.roles import May

MODEL_FACTS = ("manufacturer", "name", "form", "screen_inch", "tdp_w", "mass_kg", "released_year", "ram_max_gb")
CLUSTER_FACTS = ("code", "name", "site", "purpose", "load_hours", "idle_hours")


@transaction.atomic
def add_model(
    *,
    manufacturer: str,
    name: str,
    form: str = DeviceModel.Form.LAPTOP,
    screen_inch: Decimal | None = None,
    tdp_w: int | None = None,
    mass_kg: Decimal | None = None,
    released_year: int | None = None,
    ram_max_gb: int | None = None,
    by: Person,
) -> DeviceModel:
    """Add a model of machine. Screen in inches, thermal design power in W, mass in kg, memory in GB."""
    require(by, May.MANAGE_CATALOGUE)
    model = DeviceModel(
        manufacturer=manufacturer,
        name=name,
        form=form,
        screen_inch=screen_inch,
        tdp_w=tdp_w,
        mass_kg=mass_kg,
        released_year=released_year,
        ram_max_gb=ram_max_gb,
    )
    _refuse_listed(model)
    model.save()
    note(act="add_model", subject=str(model), by=by)
    return model


@transaction.atomic
def change_model(
    *,
    model: DeviceModel,
    manufacturer: str,
    name: str,
    form: str,
    screen_inch: Decimal | None,
    tdp_w: int | None,
    mass_kg: Decimal | None,
    released_year: int | None,
    ram_max_gb: int | None,
    by: Person,
) -> DeviceModel:
    """Change what is known of a model, for all its devices. The next recompute uses it."""
    require(by, May.MANAGE_CATALOGUE)
    before, was_named = {fact: getattr(model, fact) for fact in MODEL_FACTS}, str(model)
    model.manufacturer, model.name, model.form = manufacturer, name, form
    model.screen_inch, model.tdp_w, model.mass_kg = screen_inch, tdp_w, mass_kg
    model.released_year, model.ram_max_gb = released_year, ram_max_gb
    _refuse_listed(model)
    changed = changes(before, {fact: getattr(model, fact) for fact in MODEL_FACTS})
    if changed:
        model.save()
        note(act="change_model", subject=was_named, detail=changed, by=by)
    return model


@transaction.atomic
def add_cluster(
    *,
    code: str,
    name: str,
    site: Site,
    purpose: str = "",
    load_hours: Decimal = Decimal(12),
    idle_hours: Decimal = Decimal(0),
    by: Person,
) -> Cluster:
    """Add a cluster with its daily duty in hours under load and idle; the rest of the day its nodes sleep."""
    require(by, May.MANAGE_CATALOGUE)
    cluster = Cluster(code=code, name=name, site=site, purpose=purpose, load_hours=load_hours, idle_hours=idle_hours)
    _refuse_unfit(cluster)
    cluster.save()
    note(act="add_cluster", subject=code, detail={"site": site.code}, by=by)
    return cluster


@transaction.atomic
def change_cluster(
    *,
    cluster: Cluster,
    code: str,
    name: str,
    site: Site,
    purpose: str,
    load_hours: Decimal,
    idle_hours: Decimal,
    by: Person,
) -> Cluster:
    """Change a cluster. The next recompute uses its duty for all days of service there, past ones included."""
    require(by, May.MANAGE_CATALOGUE)
    before, was_named = {fact: getattr(cluster, fact) for fact in CLUSTER_FACTS}, cluster.code
    cluster.code, cluster.name, cluster.site, cluster.purpose = code, name, site, purpose
    cluster.load_hours, cluster.idle_hours = load_hours, idle_hours
    _refuse_unfit(cluster)
    changed = changes(before, {fact: getattr(cluster, fact) for fact in CLUSTER_FACTS})
    if changed:
        cluster.save()
        note(act="change_cluster", subject=was_named, detail=changed, by=by)
    return cluster


def _refuse_listed(model: DeviceModel) -> None:
    same = DeviceModel.objects.filter(manufacturer__iexact=model.manufacturer, name__iexact=model.name)
    if same.exclude(pk=model.pk).exists():
        raise IllegalAct(_("%(model)s is in the catalogue already; nothing was changed.") % {"model": model})


def _refuse_unfit(cluster: Cluster) -> None:
    if Cluster.objects.filter(code__iexact=cluster.code).exclude(pk=cluster.pk).exists():
        raise IllegalAct(_("The code %(code)s is taken; nothing was changed.") % {"code": cluster.code})
    if cluster.load_hours + cluster.idle_hours > 24:
        raise IllegalAct(_("A day has 24 hours: those under load and those idle are more. Nothing was changed."))

from datetime import timedelta

import pytest
from django.utils import timezone

from carbon.actions.factor_sets import load_factor_tables
from carbon.actions.recompute import recompute_footprints
from carbon.models import Recompute
from inventory import actions
from inventory.models import Cluster, Department, Person, Site
from tests import factories
from tests.calling import Caller

TOMORROW = timezone.localdate() + timedelta(days=1)


@pytest.fixture
def program(owner: Person) -> Caller:
    return Caller(owner, ["esg:read"])


@pytest.fixture
def shown(engineering: Department, library: Department, nlp: Cluster, north: Site) -> Recompute:
    """Two in Engineering, one of them in a cluster; one in the Library; one in Kosovo, whose grid is not known."""
    load_factor_tables()
    factories.a_deployed_laptop(asset_tag="E-1", department=engineering, site=north, cluster=nlp)
    factories.a_deployed_laptop(factories.after(40), asset_tag="E-2", department=engineering, site=north)
    factories.a_deployed_laptop(asset_tag="L-1", department=library, site=north)
    lost = factories.a_ready_laptop(asset_tag="K-1", department=library, site=north)
    pristina = factories.a_site("pristina", "XK")
    by = factories.the_administrator()
    actions.deploy_device(device=lost, kind="person", recipient="Lab", site=pristina, on=factories.after(1), by=by)
    return recompute_footprints(as_of=TOMORROW)

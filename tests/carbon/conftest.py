from datetime import timedelta

import pytest
from django.utils import timezone

from carbon.actions.factor_sets import load_factor_tables
from carbon.actions.recompute import recompute_footprints
from carbon.models import Recompute
from inventory import actions
from inventory.models import Cluster, Department, Site
from tests import factories


@pytest.fixture
def counted(engineering: Department, library: Department, nlp: Cluster, north: Site) -> Recompute:
    return count_a_fleet(engineering, library, nlp, north)


def count_a_fleet(engineering: Department, library: Department, nlp: Cluster, north: Site) -> Recompute:
    """Two laptops of Engineering, one in a cluster; one of the Library; one of it in Kosovo, whose grid is unknown."""
    load_factor_tables()
    factories.a_deployed_laptop(asset_tag="E-1", department=engineering, site=north, cluster=nlp)
    factories.a_deployed_laptop(factories.after(40), asset_tag="E-2", department=engineering, site=north)
    factories.a_deployed_laptop(asset_tag="L-1", department=library, site=north)
    lost = factories.a_ready_laptop(asset_tag="K-1", department=library, site=north)
    actions.deploy_device(
        device=lost,
        kind="person",
        recipient="Lab",
        site=factories.a_site("pristina", "XK"),
        on=factories.after(1),
        by=factories.the_administrator(),
    )
    return recompute_now()


def recompute_now() -> Recompute:
    return recompute_footprints(as_of=timezone.localdate() + timedelta(days=1))

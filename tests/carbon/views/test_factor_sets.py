import pytest
from django.utils.html import escape

from carbon.actions.factor_sets import load_factor_tables
from carbon.models import FactorSet
from inventory.models import Person
from tests import factories
from tests.cast import SignIn


@pytest.fixture
def published(db: None) -> FactorSet:
    return load_factor_tables()[0]


def test_the_set_in_use_is_marked(published: FactorSet, viewer: Person, sign_in: SignIn) -> None:
    html = sign_in(viewer).get("/impact/factors/").content.decode()
    assert "GreenLab 1" in html
    assert "in use" in html
    assert published.checksum[:16] in html


def test_a_row_stands_with_its_range_unit_source_and_licence(
    published: FactorSet, viewer: Person, sign_in: SignIn
) -> None:
    html = sign_in(viewer).get("/impact/factors/1/?kind=grid&zone=FRA").content.decode()
    row = published.factors.filter(key="grid", zone="FRA").latest("year")
    for text in ("g/kWh", row.source, row.licence, f"{row.value:f}".rstrip("0")):
        assert text in html
    assert "<strong>DEU</strong>" not in html


def test_a_source_of_many_figures_is_spelt_out_once(published: FactorSet, viewer: Person, sign_in: SignIn) -> None:
    html = sign_in(viewer).get("/impact/factors/1/?kind=embodied").content.decode()
    row = published.factors.filter(key__startswith="embodied.").exclude(source_ref="").first()
    assert row is not None
    assert html.count(escape(row.source_ref)) == 1
    assert html.count('href="#source-1"') > 10


def test_many_rows_are_paged(published: FactorSet, viewer: Person, sign_in: SignIn) -> None:
    client = sign_in(viewer)
    first = client.get("/impact/factors/1/").content.decode()
    assert f"40 of {published.factors.count()} figures" in first
    assert "?page=2" in first
    assert client.get("/impact/factors/1/?page=999").status_code == 200
    assert client.get(f"/impact/factors/1/?page={'9' * 25}").status_code == 200


def test_a_draft_is_not_shown(viewer: Person, sign_in: SignIn, db: None) -> None:
    FactorSet.objects.create(name="GreenLab", version=7)
    client = sign_in(viewer)
    assert client.get("/impact/factors/7/").status_code == 404
    assert b"No factor set is published" in client.get("/impact/factors/").content


def test_somebody_without_a_role_sees_no_factors(published: FactorSet, sign_in: SignIn) -> None:
    assert sign_in(factories.a_person(None)).get("/impact/factors/1/").status_code == 403

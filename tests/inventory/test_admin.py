"""Django's admin: a window for administrators, in which nothing can be changed."""

import pytest
from django.contrib import admin
from django.test import Client

from inventory.models import Department, Person
from tests import factories
from tests.cast import SignIn

pytestmark = pytest.mark.django_db


def test_an_administrator_looks_at_every_kind_of_row(owner: Person, sign_in: SignIn) -> None:
    factories.a_deployed_laptop(cluster=factories.a_cluster())
    browser = sign_in(owner)
    shown = [model._meta for model in admin.site._registry]
    assert {"device", "deviceevent", "auditentry", "person"} <= {meta.model_name for meta in shown}
    assert not {"intakedraft", "draftfile", "logintries"} & {meta.model_name for meta in shown}
    for meta in shown:
        assert browser.get(f"/admin/{meta.app_label}/{meta.model_name}/").status_code == 200


def test_a_row_has_a_page_on_which_nothing_can_be_typed(owner: Person, sign_in: SignIn) -> None:
    device = factories.a_laptop()
    page = sign_in(owner).get(f"/admin/inventory/device/{device.pk}/change/").content.decode()
    assert device.serial in page
    assert "_save" not in page


def test_nothing_is_added_changed_or_deleted(owner: Person, engineering: Department, sign_in: SignIn) -> None:
    browser, address = sign_in(owner), f"/admin/inventory/department/{engineering.pk}"
    assert browser.post("/admin/inventory/department/add/", {"code": "art", "name": "Art"}).status_code == 403
    assert browser.post(f"{address}/change/", {"code": "art", "name": "Art"}).status_code == 403
    assert browser.post(f"{address}/delete/", {"post": "yes"}).status_code == 403
    engineering.refresh_from_db()
    assert engineering.name == "Engineering"


def test_hashes_of_passwords_and_tokens_are_not_shown(owner: Person, sign_in: SignIn) -> None:
    page = sign_in(owner).get(f"/admin/inventory/person/{owner.pk}/change/").content.decode()
    assert owner.password not in page


@pytest.mark.parametrize("who", ["technician", "officer", "viewer", "outsider"])
def test_it_is_closed_to_everybody_else(who: str, sign_in: SignIn, request: pytest.FixtureRequest) -> None:
    answer = sign_in(request.getfixturevalue(who)).get("/admin/inventory/person/", follow=True)
    assert answer.status_code == 403
    assert "Only administrators of the whole institution" in answer.content.decode()


def test_its_login_is_the_applications_own(client: Client) -> None:
    assert client.get("/admin/login/?next=/admin/auth/").headers["Location"] == "/account/login/?next=/admin/auth/"

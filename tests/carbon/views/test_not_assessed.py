from carbon.models import Recompute
from inventory.models import Department, Person
from tests import factories
from tests.carbon.conftest import recompute_now
from tests.cast import SignIn

XK = "no grid factor for zone XK"


def test_every_device_stands_there_with_what_is_missing(
    counted: Recompute, library: Department, viewer: Person, sign_in: SignIn
) -> None:
    factories.a_laptop(asset_tag="N-1", department=library, model=None, collection_km=30)
    recompute_now()
    client = sign_in(viewer)
    html = client.get("/impact/not-assessed/").content.decode()
    assert ">K-1<" in html
    assert ">N-1<" in html
    assert "/devices/?matter=nameless" in html
    only = client.get("/impact/not-assessed/", {"reason": XK}).content.decode()
    assert ">K-1<" in only
    assert ">N-1<" not in only


def test_a_technician_sees_those_of_the_own_department(
    counted: Recompute, technician: Person, outsider: Person, sign_in: SignIn
) -> None:
    assert b">K-1<" not in sign_in(technician).get("/impact/not-assessed/").content
    assert b">K-1<" in sign_in(outsider).get("/impact/not-assessed/").content


def test_a_device_of_no_department_is_shown_to_who_sees_all(
    counted: Recompute, technician: Person, viewer: Person, sign_in: SignIn
) -> None:
    factories.a_laptop(asset_tag="N-2", department=None)
    recompute_now()
    assert b">N-2<" in sign_in(viewer).get("/impact/not-assessed/").content
    assert b">N-2<" not in sign_in(technician).get("/impact/not-assessed/").content


def test_a_page_goes_on_after_the_last_device(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    last = counted.not_assessed.latest("device_id").device_id
    assert b">K-1<" not in sign_in(viewer).get("/impact/not-assessed/", {"after": last}).content


def test_a_key_out_of_all_bounds_shows_the_first_page(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    assert b">K-1<" in sign_in(viewer).get("/impact/not-assessed/", {"after": "9" * 25}).content

import pytest

from inventory import actions
from inventory.models import Department, Person
from tests import factories
from tests.cast import SignIn
from tests.inventory.views.pages import text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "code", ["GL-LAB7", "gl-lab7", " GL-LAB7 ", "PF0SCAN1", "https://old.example/hardware/GL-LAB7/"]
)
def test_an_exact_code_opens_the_device(code: str, sign_in: SignIn, viewer: Person) -> None:
    device = factories.a_laptop(asset_tag="GL-LAB7", serial="PF0SCAN1")
    response = sign_in(viewer).get("/search/", {"q": code})
    assert (response.status_code, response["Location"]) == (302, device.get_absolute_url())


def test_a_code_of_several_devices_lists_them(sign_in: SignIn, viewer: Person) -> None:
    factories.a_laptop(asset_tag="5CG1234ABC", serial="PF0SCAN1")
    factories.a_laptop(serial="5CG1234ABC")
    response = sign_in(viewer).get("/search/", {"q": "5CG1234ABC"})
    assert len(response.context["rows"]) == 2
    assert "Several devices have the code" in text(response)


@pytest.mark.parametrize("part", ["LAB7", "T490", "SCAN"])
def test_a_part_of_a_code_or_model_lists_what_has_it(part: str, sign_in: SignIn, viewer: Person) -> None:
    factories.a_laptop(asset_tag="GL-LAB7", serial="PF0SCAN1", model=factories.a_model("ThinkPad T490"))
    factories.a_laptop(asset_tag="GL-LAB77", serial="PF0SCAN2", model=factories.a_model("ThinkPad T490s"))
    factories.a_laptop()
    response = sign_in(viewer).get("/search/", {"q": part})
    assert [row.tag for row in response.context["rows"]] == ["GL-LAB7", "GL-LAB77"]
    assert f"2 devices match “{part}”" in text(response)


def test_the_only_device_that_matches_is_opened(sign_in: SignIn, viewer: Person) -> None:
    device = factories.a_laptop(serial="PF0SCAN1")
    factories.a_laptop()
    assert sign_in(viewer).get("/search/", {"q": "SCAN"})["Location"] == device.get_absolute_url()


@pytest.mark.parametrize("code", ["GL000208", "gl 000208", "gl-000208"])
def test_a_tag_is_found_without_its_hyphen(code: str, sign_in: SignIn, viewer: Person) -> None:
    device = factories.a_laptop(asset_tag="GL-000208")
    assert sign_in(viewer).get("/search/", {"q": code})["Location"] == device.get_absolute_url()


def test_the_code_of_a_batch_or_a_cluster_opens_it(sign_in: SignIn, viewer: Person) -> None:
    arrivals = [factories.an_arrival(), factories.an_arrival()]
    setup = factories.the_administrator()
    actions.receive_devices(arrivals=arrivals, reference="BIO-2026-11", on=factories.DAY, by=setup)
    factories.a_cluster("nlp-a")
    client = sign_in(viewer)
    assert client.get("/search/", {"q": "bio-2026-11"})["Location"] == "/batches/BIO-2026-11/"
    assert client.get("/search/", {"q": "NLP-A"})["Location"] == "/clusters/nlp-a/"


def test_a_word_is_not_offered_to_be_received(sign_in: SignIn, technician: Person) -> None:
    assert not sign_in(technician).get("/search/", {"q": "engineering"}).context["may_receive"]


@pytest.mark.parametrize(
    ("code", "carried"), [("5CG9999XYZ", "serial=5CG9999XYZ"), ("gl-000777", "asset_tag=gl-000777")]
)
def test_an_unknown_code_is_carried_over_to_its_receipt(
    code: str, carried: str, sign_in: SignIn, technician: Person
) -> None:
    response = sign_in(technician).get("/search/", {"q": code})
    assert f"{code} is not known" in text(response)
    assert response.context["carried"] == carried
    assert f"/devices/new/?{carried}" in text(response)


def test_an_outsider_finds_nothing(sign_in: SignIn, outsider: Person, engineering: Department) -> None:
    device = factories.a_laptop(department=engineering)
    response = sign_in(outsider).get("/search/", {"q": device.asset_tag})
    assert response.status_code == 200
    assert response.context["rows"] == []


def test_an_empty_search_shows_the_list(sign_in: SignIn, viewer: Person) -> None:
    assert sign_in(viewer).get("/search/", {"q": " "})["Location"] == "/devices/"


def test_what_was_typed_is_shown_as_text(sign_in: SignIn, viewer: Person) -> None:
    assert "<b>x</b>" not in text(sign_in(viewer).get("/search/", {"q": "<b>x</b>"}))

import pytest

from inventory.models import Person
from tests.cast import SignIn

pytestmark = pytest.mark.django_db


def test_a_person_sets_how_their_screen_speaks_and_looks(viewer: Person, sign_in: SignIn, polyglot: None) -> None:
    form = {"language": "de", "time_zone": "Europe/Berlin", "theme": "dark"}  # shortcuts: not ticked
    assert sign_in(viewer).post("/preferences/", form).headers["Location"] == "/preferences/"
    viewer.refresh_from_db()
    assert (viewer.language, viewer.time_zone, viewer.theme, viewer.shortcuts) == ("de", "Europe/Berlin", "dark", False)


@pytest.mark.parametrize("sent", [{"theme": "dark"}, {"language": "fr"}])
def test_the_menu_of_any_page_sets_one_thing_and_leads_back(
    viewer: Person, sign_in: SignIn, polyglot: None, sent: dict[str, str]
) -> None:
    answer = sign_in(viewer).post("/preferences/", {**sent, "next": "/help/?x=1"})
    assert answer.headers["Location"] == "/help/?x=1"
    viewer.refresh_from_db()
    assert {name: getattr(viewer, name) for name in sent} == sent
    assert viewer.shortcuts


def test_the_menu_never_leads_to_another_site(viewer: Person, sign_in: SignIn) -> None:
    answer = sign_in(viewer).post("/preferences/", {"theme": "dark", "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"


def test_a_person_changes_their_own_name_and_address(viewer: Person, sign_in: SignIn) -> None:
    sign_in(viewer).post(
        "/preferences/name/", {"first_name": "Veronika", "last_name": "Lund", "email": "v@example.org"}
    )
    viewer.refresh_from_db()
    assert (str(viewer), viewer.email) == ("Veronika Lund", "v@example.org")


def test_a_wrong_address_is_said_and_the_rest_is_kept_on_the_page(viewer: Person, sign_in: SignIn) -> None:
    answer = sign_in(viewer).post("/preferences/name/", {"first_name": "Veronika", "email": "no address"})
    page = answer.content.decode()
    assert 'value="no address"' in page
    assert "Write an address such as name@example.org." in page
    viewer.refresh_from_db()
    assert viewer.first_name == "Vera"


def test_the_page_says_which_roles_one_holds(technician: Person, sign_in: SignIn) -> None:
    assert "Technician, Engineering" in sign_in(technician).get("/preferences/").content.decode()

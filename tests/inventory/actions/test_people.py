from typing import Any

import pytest

from inventory.access import NotAllowed
from inventory.actions.people import (
    add_person,
    change_person,
    deactivate_person,
    reactivate_person,
    set_preferences,
)
from inventory.actions.tokens import authenticate, issue_token
from inventory.lifecycle import IllegalAct
from inventory.models import AuditEntry, Person

pytestmark = pytest.mark.django_db


def test_somebody_added_can_not_log_in_before_they_chose_a_password(owner: Person) -> None:
    added = add_person(username="ada", first_name="Ada", by=owner)
    assert not added.has_usable_password()
    assert not added.is_superuser


def test_a_user_name_is_taken_whatever_its_case(owner: Person) -> None:
    add_person(username="ada", by=owner)
    with pytest.raises(IllegalAct, match="ADA is taken; nobody was added"):
        add_person(username="ADA", by=owner)


@pytest.mark.parametrize("who", ["technician", "officer", "viewer", "outsider"])
def test_only_administrators_add_people(who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        add_person(username="ada", by=request.getfixturevalue(who))
    assert not Person.objects.filter(username="ada").exists()


def test_the_log_says_what_was_changed_but_holds_no_name(owner: Person, viewer: Person) -> None:
    change_person(person=viewer, first_name="Veronika", email="v@example.org", by=owner)
    entry = AuditEntry.objects.get(act="change_person")
    assert entry.subject == f"person {viewer.pk}"
    assert entry.detail == {"changed": ["first_name", "email"]}


def test_people_change_their_own_name_but_not_what_they_log_in_with(viewer: Person) -> None:
    change_person(person=viewer, first_name="Veronika", by=viewer)
    with pytest.raises(NotAllowed):
        change_person(person=viewer, username="boss", by=viewer)
    viewer.refresh_from_db()
    assert (viewer.first_name, viewer.username) == ("Veronika", "viewer")


def test_nobody_changes_somebody_elses_name(viewer: Person, outsider: Person) -> None:
    with pytest.raises(NotAllowed):
        change_person(person=viewer, first_name="Gone", by=outsider)


def test_who_is_deactivated_has_no_working_token_even_when_they_come_back(owner: Person, viewer: Person) -> None:
    _token, text = issue_token(name="export", scopes=["esg:read"], by=viewer)
    deactivate_person(person=viewer, by=owner)
    assert authenticate(text) is None
    reactivate_person(person=viewer, by=owner)
    assert authenticate(text) is None
    assert viewer.is_active


def test_the_last_administrator_stays(owner: Person) -> None:
    with pytest.raises(IllegalAct, match="last active administrator"):
        deactivate_person(person=owner, by=owner)
    owner.refresh_from_db()
    assert owner.is_active


def test_everybody_sets_their_own_screen_only(viewer: Person, owner: Person) -> None:
    set_preferences(person=viewer, theme="dark", by=viewer)
    with pytest.raises(NotAllowed):
        set_preferences(person=viewer, theme="light", by=owner)
    viewer.refresh_from_db()
    assert viewer.theme == "dark"


def test_setting_the_theme_leaves_the_language(viewer: Person, polyglot: None) -> None:
    set_preferences(person=viewer, language="de", by=viewer)
    set_preferences(person=viewer, theme="dark", by=viewer)
    viewer.refresh_from_db()
    assert (viewer.language, viewer.theme) == ("de", "dark")


@pytest.mark.parametrize("nonsense", [{"theme": "pink"}, {"language": "xx"}])
def test_a_screen_can_not_be_set_to_what_there_is_not(viewer: Person, nonsense: dict[str, Any]) -> None:
    with pytest.raises(IllegalAct):
        set_preferences(person=viewer, by=viewer, **nonsense)

"""The frame of every page: who sees which entries, whose language and clock it is, what a refusal looks like."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from inventory.access import NotAllowed
from inventory.actions.installation import change_installation
from inventory.actions.people import set_preferences
from inventory.context import navigation, shell
from inventory.lifecycle import IllegalAct
from inventory.middleware import SayWhatWasRefused, language_for, speak_their_language, zone_for
from inventory.models import Department, Installation, Person
from inventory.queries.installation import today
from tests import factories
from tests.cast import SignIn

pytestmark = pytest.mark.django_db


def asked_by(person: Person, **headers: str) -> HttpRequest:
    request = RequestFactory().get("/preferences/", headers=headers)
    request.user = person
    return request


def labels(person: Person) -> list[str]:
    return [entry["url"] for entry in navigation("/work/", person)]


def test_administrative_entries_are_for_those_with_something_to_administer(owner: Person, viewer: Person) -> None:
    assert "/settings/" in labels(owner)
    assert "/settings/" not in labels(viewer)
    assert "/work/" in labels(viewer)


@pytest.mark.parametrize(
    ("path", "entry"), [("/devices/?q=x", "/devices/"), ("/d/GL-1/", "/devices/"), ("/work/", "/work/")]
)
def test_the_entry_of_the_page_is_marked(owner: Person, path: str, entry: str) -> None:
    assert [one["url"] for one in navigation(path, owner) if one["current"]] == [entry]


def test_counts_are_of_what_a_person_sees(
    technician: Person, outsider: Person, owner: Person, engineering: Department
) -> None:
    factories.a_laptop(department=engineering)
    counts = {
        person.username: {entry["url"]: entry["count"] for entry in navigation("/", person)}
        for person in (technician, outsider, owner)
    }
    assert counts["technician"]["/work/"] == 1
    assert counts["owner"]["/devices/"] == 1
    assert not counts["outsider"]["/work/"]


def test_counts_follow_every_act_at_once(owner: Person) -> None:
    factories.a_laptop()
    assert navigation("/", owner)[0]["count"] == 1
    factories.a_laptop()
    assert navigation("/", owner)[0]["count"] == 2


def test_the_frame_costs_few_queries_and_a_fragment_none(owner: Person) -> None:
    for _n in range(3):
        factories.a_laptop()
    list(shell(asked_by(owner))["nav"])
    with CaptureQueriesContext(
        connection,
    ) as fragment:
        context = shell(asked_by(Person.objects.get(pk=owner.pk)))
    assert len(fragment) == 1  # the person fetched anew
    with CaptureQueriesContext(connection) as page:
        assert list(context["nav"])
        assert not context["demo"]
        assert context["demo_remove_url"]
    assert len(page) <= 3


def test_a_demonstration_says_so_on_every_page(viewer: Person, sign_in: SignIn) -> None:
    Installation.objects.create(pk=1, is_demonstration=True)
    assert "Demonstration data" in sign_in(viewer).get("/preferences/").content.decode()


def test_the_theme_stands_in_the_page(viewer: Person, sign_in: SignIn) -> None:
    set_preferences(person=viewer, theme="dark", shortcuts=False, by=viewer)
    page = sign_in(viewer).get("/preferences/").content.decode()
    assert 'data-theme="dark"' in page
    assert 'data-shortcuts="off"' in page


def test_language_is_the_persons_then_the_browsers_then_the_installations(
    viewer: Person, owner: Person, polyglot: None
) -> None:
    change_installation(institution="I", language="it", fiscal_year_start=1, evidence_retention_months=1, by=owner)
    french = {"accept-language": "xx, fr-CA;q=0.8, de;q=0.5"}
    assert language_for(asked_by(viewer, **{"accept-language": "xx"})) == "it"
    assert language_for(asked_by(viewer, **french)) == "fr"
    set_preferences(person=viewer, language="nl", by=viewer)
    assert language_for(asked_by(viewer, **french)) == "nl"


def test_a_language_without_texts_of_its_own_is_not_spoken(viewer: Person) -> None:
    spoken = {code for code, _name in settings.LANGUAGES}
    found = [
        code for code in ("de", "fr", "es") if (settings.LOCALE_PATHS[0] / code / "LC_MESSAGES" / "django.mo").is_file()
    ]
    assert spoken >= {"en", *found}
    assert language_for(asked_by(viewer, **{"accept-language": "pl, xx"})) == "en"


def test_the_clock_is_the_persons_then_the_browsers_then_the_installations(viewer: Person) -> None:
    request = asked_by(viewer)
    assert str(zone_for(request)) == settings.TIME_ZONE
    request.COOKIES["time_zone"] = "Asia/Tokyo"
    assert str(zone_for(request)) == "Asia/Tokyo"
    set_preferences(person=viewer, time_zone="Europe/Berlin", by=viewer)
    request.user = viewer
    assert str(zone_for(request)) == "Europe/Berlin"


def test_acts_take_place_on_the_installations_days_whatever_the_clock_of_the_screen() -> None:
    zones = ("Pacific/Kiritimati", "Pacific/Pago_Pago")  # never on the same day
    seen = set()
    for zone in zones:
        with timezone.override(zone):
            seen.add(today())
    assert seen == {timezone.localdate(timezone=timezone.get_default_timezone())}


@pytest.mark.parametrize("nonsense", ["Nowhere/Land", "../../etc/passwd", "Europe", "\x00"])
def test_a_time_zone_that_is_none_is_passed_over(viewer: Person, nonsense: str) -> None:
    request = asked_by(viewer)
    request.COOKIES["time_zone"] = nonsense
    assert str(zone_for(request)) == settings.TIME_ZONE


def test_both_hold_for_one_request_only_and_are_said_in_the_answer(viewer: Person, polyglot: None) -> None:
    set_preferences(person=viewer, language="de", time_zone="Asia/Tokyo", by=viewer)
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append((translation.get_language(), timezone.localtime().utcoffset()))
        return HttpResponse()

    answer = speak_their_language(view)(asked_by(viewer))
    assert seen == [("de", timedelta(hours=9))]
    assert answer.headers["Content-Language"] == "de"
    assert translation.get_language() == "en"


def test_a_missing_right_is_a_page_of_its_own(viewer: Person, sign_in: SignIn) -> None:
    answer = sign_in(viewer).get("/settings/people/")
    assert answer.status_code == 403
    assert "Your role does not allow this" in answer.content.decode()


def test_a_refused_act_that_nobody_caught_says_why_and_what_was_kept(viewer: Person) -> None:
    answer = SayWhatWasRefused(lambda request: HttpResponse()).process_exception(
        asked_by(viewer), IllegalAct("The drive is not wiped.")
    )
    assert answer is not None
    assert answer.status_code == 409
    assert "The drive is not wiped." in answer.content.decode()
    assert "Nothing was recorded" in answer.content.decode()


def test_other_failures_stay_failures(viewer: Person) -> None:
    pages = SayWhatWasRefused(lambda request: HttpResponse())
    assert pages.process_exception(asked_by(viewer), ValueError("x")) is None
    assert pages.process_exception(asked_by(viewer), NotAllowed("no")) is not None


@pytest.mark.parametrize("path", ["/no-such-page/", "/settings/people/999999/"])
def test_what_is_not_there_is_said_with_a_way_on(owner: Person, sign_in: SignIn, path: str) -> None:
    answer = sign_in(owner).get(path)
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()


def test_who_lands_where_only_forms_are_taken_reads_that_nothing_was_recorded(owner: Person, sign_in: SignIn) -> None:
    answer = sign_in(owner).get(f"/settings/people/{owner.pk}/active/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "Nothing was recorded by opening it" in answer.content.decode()


def test_a_form_that_can_not_be_checked_records_nothing_and_says_so(viewer: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(viewer)
    answer = browser.post("/preferences/", {"theme": "dark", "next": "/"})
    assert answer.status_code == 403
    assert "This page was open for too long" in answer.content.decode()
    viewer.refresh_from_db()
    assert viewer.theme == "system"

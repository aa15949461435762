from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from carbon import queries
from carbon.actions.recompute import recompute_footprints
from carbon.charts import show_mass
from carbon.charts.numbers import THIN
from carbon.models import Recompute
from carbon.queries import Filters
from inventory.models import Person
from tests.carbon.conftest import recompute_now
from tests.cast import SignIn


def test_an_officer_starts_a_recompute_and_sees_it_done(
    counted: Recompute,
    officer: Person,
    sign_in: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client = sign_in(officer)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/impact/recomputes/")
    started = Recompute.objects.latest("pk")
    assert answer["Location"] == f"/impact/recomputes/{started.pk}/"
    assert (started.state, started.asked_by) == ("done", officer)
    assert started.as_of == timezone.localdate() + timedelta(days=1)
    assert b"Its figures are those shown now." in client.get(answer["Location"]).content


def test_a_past_day_does_not_replace_the_figures(
    counted: Recompute,
    officer: Person,
    sign_in: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client = sign_in(officer)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/impact/recomputes/", {"last_day": "2024-06-30"})
    assert Recompute.objects.latest("pk").as_of.isoformat() == "2024-07-01"
    assert Recompute.objects.current() == counted
    assert b"it does not replace the figures shown" in client.get(answer["Location"]).content


def test_a_past_day_is_compared_with_the_figures_shown(
    counted: Recompute, officer: Person, technician: Person, sign_in: SignIn
) -> None:
    past = recompute_footprints(as_of=date(2024, 4, 1))
    page = sign_in(officer).get(f"/impact/recomputes/{past.pk}/")
    found = page.context["comparison"]["found"]
    own, now = (queries.headline(each, Filters()).central_g for each in (past, counted))
    assert (found.own.grams, found.shown.grams) == (own, now)
    html = page.content.decode()
    assert found.own.value in html
    assert found.shown.sentence in html
    assert f"{show_mass(None, now - own, None).text}\u00a0kg <span" in html
    assert found.difference.startswith("\u2212" if own < now else "+")
    assert "in the low case" in html
    of_own = sign_in(technician).get(f"/impact/recomputes/{past.pk}/").context["comparison"]
    assert of_own["found"].own.grams == queries.headline(past, Filters(departments=("eng",))).central_g
    assert of_own["scope"] == "your departments"


def test_what_is_shown_is_compared_with_nothing(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    html = sign_in(viewer).get(f"/impact/recomputes/{counted.pk}/").content.decode()
    assert "What it found" not in html
    assert "no longer kept" not in html


def test_a_comparison_whose_figures_are_gone_says_so(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    past = recompute_footprints(as_of=date(2024, 4, 1))
    recompute_now()
    html = sign_in(viewer).get(f"/impact/recomputes/{past.pk}/").content.decode()
    assert "Its figures are no longer kept." in html
    assert "What it found" not in html


def test_a_day_to_come_is_refused(officer: Person, sign_in: SignIn) -> None:
    later = timezone.localdate() + timedelta(days=2)
    answer = sign_in(officer).post("/impact/recomputes/", {"last_day": later.isoformat()})
    assert answer.status_code == 400
    assert b"This day has not come yet" in answer.content
    assert not Recompute.objects.exists()


def test_who_may_not_start_one_is_refused_and_sees_no_button(
    counted: Recompute, technician: Person, sign_in: SignIn
) -> None:
    client = sign_in(technician)
    assert b"Start one now" not in client.get("/impact/recomputes/").content
    assert client.post("/impact/recomputes/").status_code == 403
    assert Recompute.objects.count() == 1


@pytest.fixture
def running(counted: Recompute) -> Recompute:
    started = timezone.now() - timedelta(seconds=60)
    return Recompute.objects.create(
        as_of=counted.as_of, state="running", started_at=started, devices_total=1248, devices_done=812
    )


def test_a_running_one_says_how_far_it_is_and_what_stays_shown(
    running: Recompute, counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    html = sign_in(viewer).get(f"/impact/recomputes/{running.pk}/").content.decode()
    assert f"812 of 1{THIN}248" in html
    assert "65\u00a0% · about 32 s left" in html
    assert f"The figures of recompute {counted.pk} stay published until this one finishes." in html


def test_the_page_asks_for_itself_anew_until_it_is_over(
    running: Recompute, counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    client = sign_in(viewer)
    whole = client.get(f"/impact/recomputes/{running.pk}/").content.decode()
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in whole
    part = client.get(f"/impact/recomputes/{running.pk}/", headers={"hx-request": "true"}).content.decode()
    assert 'hx-trigger="every 1s"' in part
    assert "<html" not in part
    over = client.get(f"/impact/recomputes/{counted.pk}/", headers={"hx-request": "true"}).content.decode()
    assert "hx-trigger" not in over
    assert "The recompute is done." in over


def test_a_failed_one_says_why_and_that_nothing_of_it_is_shown(
    counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    failed = Recompute.objects.create(as_of=counted.as_of, state="failed", message="The sums do not agree.")
    html = sign_in(viewer).get(f"/impact/recomputes/{failed.pk}/").content.decode()
    assert "The sums do not agree." in html
    assert "No figure of it is shown. What was shown before stays." in html


def test_one_that_never_was_is_not_there(viewer: Person, sign_in: SignIn) -> None:
    assert sign_in(viewer).get("/impact/recomputes/99/").status_code == 404

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from carbon.models import FactorSet, Recompute
from tests import factories
from tests.factories import after

pytestmark = pytest.mark.django_db


def said(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_load_factors_says_what_it_published_and_is_safe_to_repeat() -> None:
    assert re.fullmatch(r"GreenLab 1: \d+ factors published\n", said("load_factors"))
    assert re.fullmatch(r"GreenLab 1: \d+ factors are published already\n", said("load_factors"))
    assert FactorSet.objects.count() == 1


def test_recompute_prints_its_id_devices_and_seconds() -> None:
    said("load_factors")
    factories.a_deployed_laptop()
    factories.a_laptop(department=None)
    line = r"recompute (\d+): 2 devices \(1 not assessed\) in \d+\.\d\d seconds\n"
    found = re.fullmatch(line, said("recompute"))
    assert found is not None
    assert Recompute.objects.current() == Recompute.objects.get(pk=found[1])


def test_recompute_counts_what_was_done_today() -> None:
    said("load_factors")
    factories.a_deployed_laptop(timezone.localdate() - timedelta(days=1))
    said("recompute")
    assert [row.service_days for row in Recompute.objects.get().footprints.all()] == [2]


def test_recompute_as_of_a_past_day_says_that_nothing_shown_changes() -> None:
    said("load_factors")
    factories.a_deployed_laptop()
    assert "As of a past day" in said("recompute", "--as-of", after(10).isoformat())
    assert Recompute.objects.current() is None


def test_recompute_known_at_leaves_out_what_was_recorded_later() -> None:
    said("load_factors")
    factories.a_deployed_laptop()
    assert ": 0 devices (0 not assessed)" in said("recompute", "--known-at", "2020-01-01T00:00")


@pytest.mark.parametrize(
    ("option", "sentence"),
    [("--as-of", "is not a date like 2026-03-01"), ("--known-at", "is not a moment like 2026-03-01T18:00")],
)
def test_recompute_says_how_a_day_is_written(option: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=f"“garbage” {sentence}"):
        said("recompute", option, "garbage")


def test_recompute_without_factors_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="load_factors"):
        said("recompute")

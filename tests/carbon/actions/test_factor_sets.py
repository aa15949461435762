from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from carbon.access import NotAllowed
from carbon.actions.factor_sets import FactorSetRefused, load_factor_tables, publish_factor_set
from carbon.engine.tables import UnfitTables, read_factor_tables
from carbon.factors import FOLDER
from carbon.models import Factor, FactorSet
from inventory.models import AuditEntry
from tests import factories

pytestmark = pytest.mark.django_db

TABLE = "key,value,low,high,unit,zone,year,tier,source,source_ref,licence,note\n"


def a_table(folder: Path, value: str = "0.5") -> Path:
    (folder / "few.csv").write_text(f"{TABLE}refurb.energy,{value},0.1,2,kWh,,,E,GreenLab method,,this project,\n")
    return folder


def a_draft(**fields: object) -> FactorSet:
    draft = FactorSet.objects.create(name="Ours", version=1)
    wanted = {"key": "grid", "value": 2, "low": 1, "high": 3, "unit": "g/kWh", "tier": "B", "source": "a source"}
    draft.factors.create(**{**wanted, "licence": "CC0", **fields})
    return draft


def test_the_tables_are_published_and_adopted() -> None:
    factor_set, is_new = load_factor_tables()
    assert is_new
    assert str(factor_set) == "GreenLab 1"
    assert FactorSet.objects.adopted() == factor_set


def test_every_figure_comes_back_from_the_database_as_it_stood_in_the_table() -> None:
    factor_set, _ = load_factor_tables()
    written = {(f.key, f.zone, f.year): f for f in (row.factor for row in read_factor_tables(FOLDER))}
    assert {(f.key, f.zone, f.year): f for f in (row.figure() for row in factor_set.factors.all())} == written


def test_loading_the_same_tables_again_changes_nothing() -> None:
    first, _ = load_factor_tables()
    again, is_new = load_factor_tables()
    assert (again, is_new) == (first, False)


def test_changed_tables_make_a_new_version_and_leave_the_old_one(tmp_path: Path) -> None:
    old, _ = load_factor_tables(folder=a_table(tmp_path))
    new, _ = load_factor_tables(folder=a_table(tmp_path, "0.7"))
    assert (new.version, FactorSet.objects.adopted()) == (2, new)
    assert old.factors.get().value * 10 == 5


def test_unfit_tables_publish_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnfitTables, match="lies outside its bounds"):
        load_factor_tables(folder=a_table(tmp_path, "9"))
    assert not FactorSet.objects.exists()


def test_a_published_set_is_not_published_again() -> None:
    published = publish_factor_set(factor_set=a_draft())
    with pytest.raises(FactorSetRefused, match="published already"):
        publish_factor_set(factor_set=published)


def test_the_audit_log_says_who_published() -> None:
    by = factories.the_administrator()
    publish_factor_set(factor_set=a_draft(), by=by)
    entry = AuditEntry.objects.get(act="publish_factor_set")
    assert (entry.subject, entry.by) == ("Ours 1", by)


def test_an_empty_set_is_not_published() -> None:
    with pytest.raises(FactorSetRefused, match="holds no factor"):
        publish_factor_set(factor_set=FactorSet.objects.create(name="Empty", version=1))


def test_a_technician_does_not_publish() -> None:
    with pytest.raises(NotAllowed):
        publish_factor_set(factor_set=a_draft(), by=factories.a_person())


def test_a_draft_can_still_be_changed() -> None:
    draft = a_draft()
    draft.factors.update(value=3)
    draft.factors.all().delete()


def test_the_database_refuses_to_change_a_published_factor() -> None:
    published = publish_factor_set(factor_set=a_draft())
    for change in (lambda: published.factors.update(value=3), lambda: published.factors.all().delete()):
        with pytest.raises(DatabaseError, match="published factor set never changes"), transaction.atomic():
            change()


def test_the_database_refuses_to_rename_or_delete_a_published_set() -> None:
    published = publish_factor_set(factor_set=a_draft())
    sets = FactorSet.objects.filter(pk=published.pk)
    for change in (
        lambda: sets.update(version=9),
        lambda: sets.update(checksum="0"),
        lambda: sets._raw_delete(sets.db),
    ):
        with pytest.raises(DatabaseError, match="published factor set never changes"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("wrong", "statement"),
    [
        ({"low": 5}, "a_factor_lies_within_its_bounds"),
        ({"high": 0}, "a_factor_lies_within_its_bounds"),
        ({"tier": "F"}, "a_tier_is_one_of_a_to_e"),
        ({"source": ""}, "a_factor_names_its_source"),
    ],
)
def test_the_database_refuses_an_unfit_factor(wrong: dict[str, object], statement: str) -> None:
    with pytest.raises(DatabaseError, match=statement), transaction.atomic():
        a_draft(**wrong)


def test_a_factor_without_a_year_stands_once() -> None:
    draft = a_draft()
    twin = Factor.objects.get()
    twin.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        twin.save()
    assert draft.factors.count() == 1

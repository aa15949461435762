"""Drafts by themselves: whose they are, how rows leave them, what is kept of their files."""

from typing import Any

import pytest

from inventory.access import NotAllowed
from inventory.actions import drafts
from inventory.actions.drafts import Upload
from inventory.actions.evidence import keep_evidence
from inventory.lifecycle import IllegalAct
from inventory.models import Batch, Device, DeviceEvent, DraftFile, Evidence, IntakeDraft, Job, Person
from inventory.roles import Role
from tests.factories import DAY, a_department, a_person, after, an_arrival, the_administrator

pytestmark = pytest.mark.django_db

BYTES = b"a report"


def a_draft(
    by: Person | None = None, kind: str = IntakeDraft.Kind.REGISTER, total: int = 3, **fields: Any
) -> IntakeDraft:
    files = [Upload(f"{number}.txt", BYTES + bytes([number])) for number in range(1, total + 1)]
    defaults = {"received_on": DAY.isoformat(), **fields.pop("defaults", {})}
    by = by or the_administrator()
    return drafts.open_draft(kind=kind, files=files, total=total, source="list", defaults=defaults, by=by, **fields)


def rows(*numbers: int, **fields: Any) -> list[Any]:
    return [an_arrival(row=number, **fields) for number in numbers]


def commit(draft: IntakeDraft, arrivals: list[Any], **fields: Any) -> Any:
    return drafts.commit_rows(draft=draft, revision=draft.revision, arrivals=arrivals, by=draft.person, **fields)


@pytest.mark.parametrize("role", [Role.TECHNICIAN, Role.OFFICER, Role.ADMINISTRATOR])
def test_who_may_bring_devices_in_opens_a_draft(role: Role) -> None:
    assert a_draft(a_person(role)).files.count() == 3


def test_who_only_looks_opens_none() -> None:
    with pytest.raises(NotAllowed):
        a_draft(a_person(Role.VIEWER))


@pytest.mark.parametrize(
    "act",
    [
        lambda draft, by: drafts.change_draft(draft=draft, reference="mine", by=by),
        lambda draft, by: drafts.edit_row(draft=draft, number=1, values={"serial": "X"}, by=by),
        lambda draft, by: drafts.drop_rows(draft=draft, numbers=[1], by=by),
        lambda draft, by: drafts.drop_draft(draft=draft, by=by),
        lambda draft, by: drafts.commit_rows(draft=draft, revision=1, arrivals=[], by=by),
        lambda draft, by: drafts.ask_for_commit(draft=draft, kind="x", rows=1, by=by),
    ],
)
def test_nobody_touches_a_draft_of_somebody_else(act: Any) -> None:
    draft = a_draft()
    with pytest.raises(IllegalAct, match="no longer there"):
        act(draft, a_person(Role.ADMINISTRATOR))
    assert (IntakeDraft.objects.get().revision, Job.objects.count()) == (1, 0)


def test_rows_that_came_in_are_out_of_the_draft_and_come_in_once() -> None:
    draft, arrivals = a_draft(), rows(1, 2)
    assert len(commit(draft, arrivals).received) == 2
    assert commit(draft, arrivals).received == []
    assert (IntakeDraft.objects.get().settled, Device.objects.count()) == ([1, 2], 2)


def test_the_last_row_takes_draft_and_files_with_it() -> None:
    draft = a_draft()
    commit(draft, rows(1, 2))
    assert drafts.drop_rows(draft=draft, numbers=[3], by=draft.person) is None
    assert not DraftFile.objects.exists()


def test_a_refused_row_stays_with_its_reason_until_it_is_mended() -> None:
    draft = a_draft()
    commit(draft, rows(1) + rows(2, received_on=after(40_000)))
    assert "future" in IntakeDraft.objects.get().refusals["2"]
    drafts.edit_row(draft=draft, number=2, values={"received_on": "2024-01-01"}, by=draft.person)
    assert IntakeDraft.objects.get().refusals == {}


def test_all_commits_of_a_draft_are_one_batch_of_its_department() -> None:
    department = a_department("eng")
    draft = a_draft(reference="ENG-25-07", defaults={"department": "eng"})
    commit(draft, rows(1))
    commit(draft, rows(2, 3))
    batch = Batch.objects.get()
    assert (batch.reference, batch.department, batch.devices.count()) == ("ENG-25-07", department, 3)


def test_a_change_makes_an_older_preview_invalid() -> None:
    draft = a_draft()
    drafts.change_draft(draft=draft, reference="ENG-1", by=draft.person)
    with pytest.raises(IllegalAct, match="changed in the meantime"):
        commit(draft, rows(1))


def test_a_row_that_came_in_is_not_edited_any_more() -> None:
    draft = a_draft()
    commit(draft, rows(1))
    with pytest.raises(IllegalAct, match="no longer in the draft"):
        drafts.edit_row(draft=draft, number=1, values={"serial": "X"}, by=draft.person)


def test_another_sheet_is_another_upload_once_rows_came_in() -> None:
    draft = a_draft()
    commit(draft, rows(1))
    with pytest.raises(IllegalAct, match="upload the file again"):
        drafts.change_draft(draft=draft, choices={"sheet": "Second"}, by=draft.person)


def test_reports_of_what_came_in_are_evidence_and_no_others() -> None:
    draft = a_draft(kind=IntakeDraft.Kind.REPORTS)
    commit(draft, rows(1) + rows(2, received_on=after(40_000)) + rows(3), known=[3])
    assert [bytes(evidence.content) for evidence in Evidence.objects.all()] == [BYTES + bytes([1])]
    told = DeviceEvent.objects.order_by("pk").values_list("facts__evidence_id", flat=True)
    assert list(told) == [Evidence.objects.get().pk, None]


def test_evidence_that_was_kept_before_survives_a_refusal() -> None:
    draft = a_draft(kind=IntakeDraft.Kind.REPORTS, total=1)
    keep_evidence(content=BYTES + bytes([1]), name="1.txt", kind="hardware_report", by=draft.person)
    commit(draft, rows(1, received_on=after(40_000)))
    assert Evidence.objects.count() == 1


def test_the_rows_of_a_register_are_no_evidence() -> None:
    commit(a_draft(), rows(1))
    assert not Evidence.objects.exists()

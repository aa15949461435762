from datetime import date

import pytest
from django.utils.formats import date_format

from inventory import actions
from inventory.actions import drafts
from inventory.models import Department, Device, DeviceEvent, DeviceModel, IntakeDraft
from inventory.proposals.setting import Takeover
from inventory.roles import Role
from tests.factories import (
    DAY,
    a_department,
    a_laptop,
    a_model,
    a_person,
    a_ready_laptop,
    a_site,
    after,
    the_administrator,
)
from tests.inventory.drafting import committed, draft_of, previewed, said, verdicts

pytestmark = pytest.mark.django_db

HEADER = "Tag;Serial;Manufacturer;Model;CPU;RAM;Department\n"


def rows(*lines: str) -> str:
    return HEADER + "\n".join(lines)


THREE = rows(
    "ENG-1;PF0AAA11;Lenovo;ThinkPad T480;i5-8350U;8;",
    "ENG-2;PF0AAA22;Lenovo;ThinkPad T480;i5-8350U;8;",
    "ENG-3;5CG1234ABC;HP;EliteBook 840 G6;i5-8365U;16;",
)


def test_new_rows_come_in_as_one_batch_and_the_draft_is_gone():
    done = committed(draft_of(THREE, reference="ENG-25-07"))
    assert (done.received, done.batch and done.batch.reference, done.batch and done.batch.department) == (
        3, "ENG-25-07", a_department()
    )  # fmt: skip
    assert not IntakeDraft.objects.exists()
    assert Device.objects.get(asset_tag="ENG-3").model == DeviceModel.objects.get(name="EliteBook 840 G6")


def test_the_same_rows_twice_change_nothing():
    committed(draft_of(THREE))
    before = DeviceEvent.objects.count(), Device.objects.count()
    assert verdicts(previewed(draft_of(THREE))) == ["unchanged"] * 3
    done = committed(IntakeDraft.objects.get())
    assert (done.unchanged, done.batch) == (3, None)
    assert (DeviceEvent.objects.count(), Device.objects.count()) == before


def test_rows_that_name_no_single_machine_still_come_in_once_from_the_same_file():
    bare = "Model;Manufacturer\nThinkPad T480;Lenovo\nThinkPad T480;Lenovo\n"
    committed(draft_of(bare))
    committed(draft_of(bare))
    assert Device.objects.count() == 2


def test_placeholder_serials_never_merge_two_machines():
    shared = rows(";To be filled by O.E.M.;Acer;Aspire;;;", ";0123456789;Acer;Aspire;;;", ";--;Acer;Aspire;;;")
    result = previewed(draft_of(shared))
    assert result.counts == {"ok": 0, "look": 3, "unchanged": 0, "blocked": 0}
    assert "placeholder" in said(result, 2)
    assert committed(IntakeDraft.objects.get()).received == 3


def test_a_row_that_repeats_another_is_blocked_and_the_others_come_in():
    draft = draft_of(rows("ENG-1;PF0AAA11;Lenovo;T480;;;", "ENG-2;PF0AAA11;Lenovo;T480;;;"))
    result = previewed(draft)
    assert "row 2 already" in said(result, 3)
    assert committed(draft).received == 1
    assert IntakeDraft.objects.get().settled == [2]


def test_a_repeat_is_found_when_the_maker_is_spelt_in_two_ways():
    draft = draft_of(rows("ENG-1;5CG1234ABC;HP;G6;;;", "ENG-2;5CG1234ABC;Hewlett-Packard;G6;;;"))
    assert verdicts(previewed(draft)) == ["new", "blocked"]


def test_a_mended_row_comes_in_and_joins_its_batch():
    draft = draft_of(rows("ENG-1;PF0AAA11;Lenovo;T480;;;", "ENG-2;PF0AAA11;Lenovo;T480;;;"), reference="ENG-25-08")
    committed(draft)
    drafts.edit_row(draft=draft, number=3, values={"serial": "PF0AAA33"}, by=draft.person)
    done = committed(draft)
    assert (done.received, done.batch and done.batch.devices.count()) == (1, 2)
    assert not IntakeDraft.objects.exists()


def test_an_unknown_department_blocks_until_somebody_says_what_it_means():
    draft = draft_of(rows("ENG-1;PF0AAA11;Lenovo;T480;;;Physics II"))
    result = previewed(draft)
    assert (verdicts(result), result.unknown["department"]) == (["blocked"], {"Physics II": 1})
    drafts.change_draft(draft=draft, choices={"names": {"department": {"physics ii": ""}}}, by=draft.person)
    result = previewed(draft)
    assert (verdicts(result), result.rows[0].proposal.arrival.department) == (["new"], a_department())


def test_every_unknown_site_can_mean_the_default_at_once():
    draft = draft_of("Serial;Manufacturer;Model;Site\nPF0AAA11;Lenovo;T480;Room 1\nPF0AAA22;Lenovo;T480;Room 2")
    drafts.change_draft(draft=draft, choices={"names": {"site": {"*": ""}}}, by=draft.person)
    assert {row.proposal.arrival.site for row in previewed(draft).rows} == {a_site()}


def test_departments_are_known_by_name_and_by_code():
    Department.objects.create(code="med", name="Medicine")
    draft = draft_of(rows("ENG-1;PF0AAA11;Lenovo;T480;;;medicine", "ENG-2;PF0AAA22;Lenovo;T480;;;MED"))
    assert {str(row.proposal.arrival.department) for row in previewed(draft).rows} == {"Medicine"}


def test_a_known_device_shows_what_would_be_filled_and_what_stays():
    device = a_laptop(cpu="", ram_gb=8)
    draft = draft_of(rows(f";{device.serial};Lenovo;ThinkPad T480;i5-8350U;16;"))
    row = previewed(draft).rows[0]
    assert [(change.field, change.new) for change in row.fills] == [("cpu", "i5-8350U")]
    assert [(change.field, change.old, change.new) for change in row.kept] == [("ram_gb", 8, 16)]
    assert committed(draft).filled == 1
    device.refresh_from_db()
    assert (device.cpu, float(device.ram_gb or 0)) == ("i5-8350U", 8)


def test_a_device_that_left_comes_in_again_and_is_looked_at():
    device = a_ready_laptop()
    actions.release_device(device=device, how="donated", to="School", on=after(5), by=the_administrator())
    draft = draft_of(rows(f";{device.serial};Lenovo;ThinkPad T480;;;"))
    assert "left on" in said(previewed(draft), 2)
    drafts.change_draft(draft=draft, defaults={**draft.defaults, "received_on": after(9).isoformat()}, by=draft.person)
    row = previewed(draft).rows[0]
    assert (str(row.verdict), row.group) == ("back", "look")


def test_a_serial_known_without_its_maker_asks_for_the_maker():
    device = a_laptop()
    draft = draft_of(f"Serial;RAM\n{device.serial};8\n")
    assert "give the manufacturer" in said(previewed(draft), 2)


def test_a_model_is_recognised_with_its_maker_in_front():
    model = a_model("EliteBook 840 G6", "HP")
    draft = draft_of("Serial;Model\n5CG1234ABC;HP EliteBook 840 G6\n")
    arrival = previewed(draft).rows[0].proposal.arrival
    assert (arrival.model, arrival.manufacturer) == (model, "HP")


def test_a_model_whose_maker_nobody_told_stays_open_and_is_kept_as_a_note():
    arrival = previewed(draft_of("Serial;Model\n5CG1234ABC;Wonderbook 9\n")).rows[0].proposal.arrival
    assert (arrival.model, arrival.note) == (None, "model: Wonderbook 9")


def test_a_catalogue_model_is_not_added_for_a_device_that_has_one():
    device = a_laptop()
    committed(draft_of(rows(f";{device.serial};Lenovo;Thinkpad T-480;i5;;")))
    assert DeviceModel.objects.count() == 1


def test_days_in_the_future_are_blocked_in_the_preview():
    draft = draft_of("Serial;Manufacturer;Received\nPF0AAA11;Lenovo;2031-01-01\n")
    assert "future" in said(previewed(draft), 2)


def test_somebody_elses_department_is_blocked_in_the_preview():
    a_department("med", "Medicine")
    technician = a_person(Role.TECHNICIAN, a_department())
    draft = draft_of(rows("ENG-1;PF0AAA11;Lenovo;T480;;;Medicine"), by=technician)
    assert "Medicine" in said(previewed(draft), 2)


def test_a_device_of_a_department_that_one_does_not_see_is_not_told_of():
    device = a_laptop(department=a_department("med", "Medicine"))
    draft = draft_of(rows(f";{device.serial};Lenovo;T480;;;"), by=a_person(Role.TECHNICIAN, a_department()))
    row = previewed(draft).rows[0]
    assert (str(row.verdict), row.device) == ("blocked", None)
    assert device.asset_tag not in said(previewed(draft), 2)


SERVED = "Serial;Manufacturer;Model;Status;In service since;Assigned to\n"


def test_a_machine_in_service_comes_in_as_received_unless_somebody_confirms():
    draft = draft_of(SERVED + "PF0AAA11;Lenovo;T480;In use;2023-02-01;Lab 2\n")
    row = previewed(draft).rows[0]
    assert (row.group, row.proposal.arrival.in_service) == ("look", None)


def test_a_machine_in_service_is_taken_over_once_confirmed():
    draft = draft_of(SERVED + "PF0AAA11;Lenovo;T480;In use;2023-02-01;Lab 2\n", takeover=Takeover("person"))
    committed(draft)
    placement = Device.objects.get().placements.get()
    assert (placement.recipient, placement.started_on.isoformat(), placement.before_greenlab) == (
        "Lab 2", "2023-02-01", True
    )  # fmt: skip


def test_a_machine_in_service_since_nobody_knows_when_is_blocked():
    draft = draft_of(SERVED + "PF0AAA11;Lenovo;T480;In use;;\n", takeover=Takeover("person"))
    assert "Since when" in said(previewed(draft), 2)
    assert "Who has it" in said(previewed(draft), 2)


def test_what_no_field_holds_is_kept_as_a_note():
    draft = draft_of("Serial;Manufacturer;Disk;Status\nPF0AAA11;Lenovo;256 GB;Spare\n")
    arrival = previewed(draft).rows[0].proposal.arrival
    assert (arrival.drives, arrival.note) == (None, "status: Spare; storage: 256 GB")


def test_drive_serials_are_a_list_of_drives():
    draft = draft_of("Serial;Manufacturer;Disk size;Disk serial\nPF0AAA11;Lenovo;256 GB;S3YK001\n")
    drives = previewed(draft).rows[0].proposal.arrival.drives
    assert [(drive["serial"], drive["size_gb"]) for drive in drives or ()] == [("S3YK001", 256)]


def test_a_preview_asks_few_questions(django_assert_max_num_queries):
    draft = draft_of(THREE)
    with django_assert_max_num_queries(12):
        previewed(draft)


def test_a_tag_that_has_another_serial_here_goes_to_a_person():
    a_laptop(asset_tag="ENG-7", serial="PF0AAA11")
    draft = draft_of(rows("ENG-7;PF0BBB22;Lenovo;ThinkPad T480;i5;8;"))
    assert "ENG-7 has serial PF0AAA11 here" in said(previewed(draft), 2)


def test_a_serial_under_another_tag_is_looked_at_and_keeps_its_tag():
    a_laptop(asset_tag="ENG-7", serial="PF0AAA11")
    row = previewed(draft_of(rows("ENG-8;PF0AAA11;Lenovo;ThinkPad T480;;8;"))).rows[0]
    assert (str(row.verdict), row.group) == ("unchanged", "look")


def test_a_tag_or_serial_that_is_too_long_is_said_in_the_preview_and_not_cut():
    draft = draft_of(rows(f"{'E' * 41};PF0AAA11;Lenovo;T480;;;", f"ENG-8;{'PF0AAA22' * 11};Lenovo;T480;;;"))
    assert "the tag takes up to 40" in said(previewed(draft), 2)
    assert "the serial takes up to 80" in said(previewed(draft), 3)


def test_a_service_that_greenlab_saw_begin_is_not_taken_over_and_the_preview_says_so():
    device = a_laptop(serial="PF0AAA11", on=date(2023, 1, 2))
    actions.reverse_event(event=device.events.get(), on=DAY, by=the_administrator())
    draft = draft_of(SERVED + "PF0AAA11;Lenovo;ThinkPad T480;In use;2023-02-01;Lab 2\n", takeover=Takeover("person"))
    assert f"was received here on {date_format(date(2023, 1, 2))}" in said(previewed(draft), 2)

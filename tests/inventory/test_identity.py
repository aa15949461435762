import pytest

from inventory.identity import (
    is_fit_tag,
    is_placeholder,
    manufacturer_key,
    serial_key,
    usable_asset_tag,
    usable_serial,
    usable_uuid,
    uuid_key,
)


@pytest.mark.parametrize(
    "text",
    ["System Serial Number", "To be filled by O.E.M.", "0123456789", "SN 123456789ABC", "0", "Sku Number", "--", "",
     "Default string", "INVALID", "<BAD INDEX>", "<OUT OF SPEC>", "No Asset Tag", "Type1ProductConfigId", "9876543210",
     "0123456789ABCDEF", "FFFFFFFF", "....", "n/a", "TBD By OEM", "Chassis Serial Number", "1234567890"],
)  # fmt: skip
def test_what_firmware_left_unfilled_never_counts(text: str) -> None:
    assert is_placeholder(text)
    assert usable_serial(text) is None


@pytest.mark.parametrize("serial", ["FJBQVZ1", "13138/00064437", "B8OAAS048286", "4012345", "MP23P74B", "PF-0ABC 77"])
def test_real_serial_numbers_count(serial: str) -> None:
    assert usable_serial(f" {serial} ") == serial


@pytest.mark.parametrize("serial", ["A11", "4", "ÿÿÿÿÿÿÿ", "SN\ufffd\ufffd12345", None])
def test_too_short_or_garbled_serial_numbers_do_not(serial: str | None) -> None:
    assert usable_serial(serial) is None


def test_serial_numbers_compare_without_case_and_blanks() -> None:
    assert serial_key("pf0 abc77") == serial_key("PF0ABC77")


@pytest.mark.parametrize(
    "uuid",
    ["00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "Not Settable", "--", "", None,
     "00020003-0004-0005-0006-000700080009", "03000200-0400-0500-0006-000700080009"],
)  # fmt: skip
def test_factory_uuids_never_count(uuid: str | None) -> None:
    assert usable_uuid(uuid) is None


def test_a_uuid_is_the_same_in_either_byte_order() -> None:
    dmidecode, old_lshw = "4c4c4544-004a-4210-8051-c6c04f565a31", "44454C4C-4A00-1042-8051-C6C04F565A31"
    assert usable_uuid(dmidecode) == "4C4C4544-004A-4210-8051-C6C04F565A31"
    assert uuid_key(dmidecode) == uuid_key(old_lshw)


def test_an_asset_tag_that_is_the_serial_number_says_nothing() -> None:
    assert usable_asset_tag("5cg0342n43", "5CG0342N43") is None
    assert usable_asset_tag("GL-004304", "5CG0342N43") == "GL-004304"


@pytest.mark.parametrize(
    "names",
    [("ASUSTeK", "ASUSTeK COMPUTER INC.", "ASUS", "ASUSTeK Computer Inc."), ("Hewlett-Packard", "HP", "HP Inc."),
     ("acer", "Acer", "Acer, Inc."), ("LENOVO", "Lenovo"), ("Dell Inc.", "DELL"), ("Apple Inc.", "Apple Computer"),
     ("FUJITSU", "Fujitsu Siemens", "FUJITSU CLIENT COMPUTING LIMITED"), ("SAMSUNG ELECTRONICS CO., LTD.", "Samsung")],
)  # fmt: skip
def test_one_maker_has_one_key(names: tuple[str, ...]) -> None:
    assert len({manufacturer_key(name) for name in names}) == 1


def test_different_makers_have_different_keys() -> None:
    names = ("HP", "Dell", "Lenovo", "ASUS", "Acer", "Apple", "Packard Bell", "Toshiba", "MSI", "LG", "NEC", "Computer")
    assert len({manufacturer_key(name) for name in names}) == len(names)


@pytest.mark.parametrize("tag", ["GL-004304", "IT/0042", "2019/IT/17", "a.b", "Lab 3 no 7", "Ü-12"])
def test_a_tag_as_registers_write_it_fits_an_address(tag: str) -> None:
    assert is_fit_tag(tag)


@pytest.mark.parametrize(
    "tag",
    ["", " ", ".", "..", "../settings/people", "a//b", "/a", "a/", "a/evidence/1", "a/events", "a?b", "a#b", "a\\b",
     " a", "a ", "a\u200bb", "a\nb"],
)  # fmt: skip
def test_a_tag_that_no_address_holds_or_no_eye_sees_does_not(tag: str) -> None:
    assert not is_fit_tag(tag)

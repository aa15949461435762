"""Any bytes: a report or a refusal with a sentence."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inventory.readers import Refused, Report, read_report
from inventory.readers.expected import KEYS, as_expected
from inventory.readers.hardware import LARGEST_BYTES
from tests.inventory.readers.reports import bank, dmidecode, lshw, memory, printed

LSHW = printed(lshw(memory(bank(0, 8), bank(1, None, "DIMM [empty]"))))
DMIDECODE = dmidecode().encode()


def answered(data: bytes) -> None:
    try:
        report = read_report(data, "any")
    except Refused as refusal:
        sentence = str(refusal)
        assert sentence.endswith((".", ")"))
    else:
        assert isinstance(report, Report)
        assert tuple(as_expected(report)) == KEYS[report.kind]


@given(st.binary(max_size=2000))
@example(b"\xff\xfe\x00\xd8")
@example(b"\x00\x00\xfe\xff\xff\xff\xff\xff")
@example(b"[" * 5000)
@example(b'{"class": "system", "id": "\\ud800"}')
@example(b"WARNING:\n" * 200 + b"{")
def test_any_bytes_are_answered(data: bytes) -> None:
    answered(data)


@given(st.data())
@settings(max_examples=150)
def test_any_damage_to_a_real_report_is_answered(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([LSHW, DMIDECODE])))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole)))
        whole[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
    answered(bytes(whole))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["id", "class", "children", "size", "serial", "product", "vendor", "configuration", "businfo",
                         "description", "capabilities", "capacity"]) | st.text(max_size=5),
        inner | st.sampled_from(["system", "memory", "bank", "disk", "cpu", "power", "battery", "network"]),
        max_size=8,
    ),
    max_leaves=25,
)  # fmt: skip


@given(JSON)
def test_any_tree_in_lshws_words_is_answered(tree: object) -> None:
    answered(printed({"id": "laptop", "class": "system", "children": [tree], "product": tree, "configuration": tree}))


@pytest.mark.parametrize("data", [b"", b"  \n\t ", b"\r\n" * 50])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    with pytest.raises(Refused, match=r"“laptop\.txt” is empty\."):
        read_report(data, "laptop.txt")


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(Refused, match=r"has 10\.1 MB; a hardware report has at most 10 MB"):
        read_report(b"#" * (LARGEST_BYTES + 1))


@pytest.mark.parametrize(
    "data", [b"\n" * 3_000_000 + b"x", b"WARNING:\n" * 300_000, b"Handle 0x\n" * 300_000, b" " * 3_000_000 + b"{"]
)
def test_a_file_made_to_be_slow_is_answered(data: bytes) -> None:
    answered(data)


def test_binary_garbage_is_called_so() -> None:
    with pytest.raises(Refused, match="is not a text file"):
        read_report(bytes(range(256)) * 20)


@pytest.mark.parametrize(
    ("data", "kind", "named"),
    [
        (b'{"json_format_version": [1, 0], "smartctl": {"version": [7, 2]}}', "smartctl_json", "smartctl output"),
        (b"smartctl 7.2 2020-12-30 r5155\n=== START", "smartctl_text", "smartctl output"),
        (b'{"action": "inventory", "content": {}, "deviceid": "x"}', "glpi_inventory", "GLPI"),
        (b'{"data": {"lshw": {}}, "timestamp": "2022", "uuid": "x"}', "ereuse_snapshot", "eReuse"),
        (b"[2023/01/02 03:04:05] nwipe: info: Wipe of /dev/sda", "nwipe", "nwipe"),
        (
            b"laptop\n    description: Notebook\n  *-core\n       description: Motherboard",
            "lshw_text",
            "run it with -json",
        ),
        (b"PK\x03\x04rest", "spreadsheet", "spreadsheet import"),
        (b"%PDF-1.7", "pdf", "a PDF"),
    ],
)
def test_other_formats_are_refused_by_their_name(data: bytes, kind: str, named: str) -> None:
    with pytest.raises(Refused, match=named) as refused:
        read_report(data)
    assert refused.value.kind == kind
    assert "GreenLab reads lshw -json and dmidecode here." in str(refused.value)


def test_the_same_file_has_the_same_hash_and_another_has_another() -> None:
    assert read_report(LSHW).sha256 == read_report(LSHW, "again").sha256
    assert read_report(LSHW).sha256 != read_report(LSHW + b"\n").sha256


@pytest.mark.parametrize("odd", [b"\xff\xfe\xe9", "ThinkPad é".encode("latin-1")])
def test_json_in_another_encoding_is_refused_before_its_names_are_garbled(odd: bytes) -> None:
    data = printed(lshw()).replace(b"Latitude E6440", odd)
    with pytest.raises(Refused, match="JSON in a wrong encoding, not UTF-8") as refusal:
        read_report(data)
    assert refusal.value.kind == "lshw_json"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_as_windows_saves_it_is_read(encoding: str) -> None:
    assert read_report(printed(lshw()).decode().encode(encoding)).model == "Latitude E6440"

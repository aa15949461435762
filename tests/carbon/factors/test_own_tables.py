import csv
from fractions import Fraction
from pathlib import Path

import pytest

from carbon.engine.factors import FactorBook, Tier, UnknownFactor
from carbon.engine.tables import FactorRow, read_factor_tables
from carbon.factors import FOLDER

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def rows() -> list[FactorRow]:
    return read_factor_tables(FOLDER)


@pytest.fixture(scope="module")
def book(rows: list[FactorRow]) -> FactorBook:
    return FactorBook(row.factor for row in rows)


def source_rows(shared_data: Path, name: str) -> list[dict[str, str]]:
    with (shared_data / "factors" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


DEFAULTS = """
embodied.laptop             138.18      248.4       400.37   kg
embodied.laptop_2020_2022   134.1       268.78      425.11   kg
embodied.laptop_conservative 185.4      185.4       185.4    kg
embodied.desktop_micro      87.815      196.11      417.9    kg
tec.laptop                  12.31       18.998      31.867   kWh/year
lifetime.laptop             36          48          60       months
lifetime.desktop            48          60          72       months
lifetime.extension          18          24          36       months
displacement.document       0.9         1           1        share
displacement.stated         0.3         0.71        0.9      share
displacement.unknown        0           0.5         0.71     share
part.ram                    0.065       1.38802083  2.42047  kg/GB
part.ssd                    0.0261719   0.0839844   0.16     kg/GB
part.battery                59          87          115      kg/kWh
part.harvested              0           0           0        kg
refurb.energy               0.1         0.5         2        kWh
refurb.packaging_mass       0.2         0.5         1        kg
material.board              1.19972542  1.19972542  1.19972542 kg/kg
leg.distance                10          50          200      km
transport.van               0.78225     0.78225     0.78225  kg/tkm
weee.recycling              4.68568     4.68568     4.68568  kg/t
power.laptop_15w.load       21.11       27.59       38.82    W
power.laptop.idle           2.388       4.297       7.969    W
pue.office                  1           1           1.2      ratio
pue.server_room             1.2         1.56        2        ratio
grid.pv                     26          41          60       g/kWh
grid.loss                   0           0           0.08     share
"""


@pytest.mark.parametrize("line", DEFAULTS.strip().splitlines(), ids=lambda line: line.split()[0])
def test_the_defaults_of_the_method_are_in_the_tables(book: FactorBook, line: str) -> None:
    key, low, value, high, unit = line.split()
    factor = book.factor(key)
    assert (factor.low, factor.value, factor.high) == (Fraction(low), Fraction(value), Fraction(high))
    assert factor.unit == unit


def test_every_grid_figure_stands_with_its_range_and_apart_by_what_it_covers(
    book: FactorBook, shared_data: Path
) -> None:
    for line in source_rows(shared_data, "grid_intensity.csv"):
        key = "grid" if line["boundary"] == "lifecycle" else "grid.direct"
        factor = book.factor(key, line["zone"], int(line["year"]))
        published = Fraction(line["g_co2e_per_kwh"])
        assert (factor.low, factor.value, factor.high) == (published * 9 / 10, published, published * 11 / 10)
        assert factor.tier == line["tier"]


def test_every_freight_and_power_figure_stands_in_the_tables(rows: list[FactorRow], shared_data: Path) -> None:
    known = {(row.factor.low, row.factor.value, row.factor.high) for row in rows}
    for line in source_rows(shared_data, "transport.csv"):
        assert (Fraction(line["wtw_kg_per_tkm"]),) * 3 in known
    for line in source_rows(shared_data, "power_classes.csv"):
        assert tuple(Fraction(line[end]) for end in ("low_w", "central_w", "high_w")) in known


@pytest.mark.parametrize("name", ["laptop_14", "desktop_tower", "thin_client", "monitor"])
def test_a_class_has_the_percentiles_of_its_footprints(book: FactorBook, shared_data: Path, name: str) -> None:
    [line] = [
        line for line in source_rows(shared_data, "device_embodied_pcf_stats.csv") if line["device_class"] == name
    ]
    for key, column in ((f"embodied.{name}", "embodied_ex_use"), (f"tec.{name}", "tec")):
        factor = book.factor(key)
        ends = [Fraction(line[f"{percentile}_{column}"]) for percentile in ("p05", "p50", "p95")]
        assert [factor.low, factor.value, factor.high] == ends


def test_a_figure_without_a_range_says_so(rows: list[FactorRow]) -> None:
    by_rule = {"part.harvested", "replacement.personal"}
    silent = [
        f"{row.file}:{row.row}"
        for row in rows
        if row.factor.low == row.factor.high
        and row.factor.key not in by_rule
        and "no range in the source" not in row.factor.note
    ]
    assert silent == []


def test_what_this_project_estimated_is_marked(rows: list[FactorRow]) -> None:
    by_rule = {"part.harvested", "replacement.personal"}
    own = [row for row in rows if row.factor.source == "GreenLab method" and row.factor.key not in by_rule]
    assert len(own) > 5
    assert [row.factor.key for row in own if "[estimate]" not in row.factor.note] == []


def test_a_direct_combustion_figure_never_answers_for_the_life_cycle(book: FactorBook) -> None:
    assert book.factor("grid.direct", "US-CA", 2023).value > 0
    with pytest.raises(UnknownFactor, match="no grid factor for zone US-CA"):
        book.factor("grid", "US-CA", 2023)


def test_a_later_year_is_stale_and_a_missing_zone_is_unknown(book: FactorBook) -> None:
    assert book.factor("grid", "DEU", 2026).tier is Tier.C
    assert book.factor("grid", "DEU", 2026).note.startswith("stale 2 years; Germany")
    with pytest.raises(UnknownFactor, match="no grid factor for zone XK"):
        book.factor("grid", "XK", 2024)


def test_every_table_and_every_key_family_is_explained(rows: list[FactorRow]) -> None:
    text = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    assert [file.name for file in FOLDER.glob("*.csv") if f"`{file.name}`" not in text] == []
    families = {row.factor.key.partition(".")[0] for row in rows}
    assert [family for family in families if f"`{family}" not in text] == []


def test_rows_that_cite_the_table_of_defaults_stand_in_it_with_their_figures(rows: list[FactorRow]) -> None:
    method = (FOLDER.parent.parent / "docs" / "method.md").read_text(encoding="utf-8")
    table = method.partition("## Table of defaults")[2].partition("\n## ")[0].splitlines()
    cited = [row.factor for row in rows if "table of defaults" in row.factor.source_ref]
    assert len(cited) > 10
    for factor in cited:
        line = next(line for line in table if f"`{factor.key}`" in line)
        names, low, value, high, unit, tier = line.split(" | ")[:6]
        nth = names.removeprefix("| ").split(", ").index(f"`{factor.key}`")
        ends = [Fraction(cell.split(", ")[min(nth, cell.count(","))]) for cell in (low, value, high)]
        assert (ends, unit, tier) == ([factor.low, factor.value, factor.high], factor.unit, factor.tier.value)

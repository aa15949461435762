"""The four renderings are read back: each must carry the very grams of the spec."""

import csv as reader
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string

from carbon.charts import ChartSpec, Kind, csv, plotly, rendered, svg, table
from carbon.charts.marks import rows_drawn
from carbon.charts.records import CUMULATIVE, FIGURES
from tests.carbon.charts import specimens

Figures = dict[str, tuple[int | None, int, int | None]]
Make = Callable[[], ChartSpec]

AT = datetime(2025, 11, 23, 2, 14, tzinfo=UTC)


def stated(spec: ChartSpec, *, drawn: bool) -> Figures:
    rows = rows_drawn(spec) if drawn and spec.kind is Kind.BARS else spec.rows
    return {row.key or row.label: (row.low, row.central, row.high) for row in rows}


def grams(text: str | None) -> int | None:
    return int(text) if text else None


def in_svg(drawing: str) -> Figures:
    marks = [node for node in ET.fromstring(drawing).iter() if "mark" in node.get("class", "").split()]
    return {
        node.attrib["data-key"]: (
            grams(node.get("data-low")),
            int(node.attrib["data-central"]),
            grams(node.get("data-high")),
        )
        for node in marks
    }


@pytest.mark.parametrize("make", specimens.ALL)
@pytest.mark.parametrize("narrow", [False, True])
def test_the_svg_carries_the_figures(make: Make, narrow: bool) -> None:
    spec = make()
    assert in_svg(svg(spec, narrow=narrow)) == stated(spec, drawn=True)


@pytest.mark.parametrize("make", specimens.ALL)
@pytest.mark.parametrize("narrow", [False, True])
def test_the_bars_of_the_svg_are_as_long_as_their_figures(make: Make, narrow: bool) -> None:
    spec = make()
    if spec.kind is Kind.LINE:
        return
    lengths, figures = [], []
    for mark in ET.fromstring(svg(spec, narrow=narrow)).findall(".//{*}g"):
        bar = next(node for node in mark.findall("{*}rect") if node.get("class") == "bar")
        lengths.append(float(bar.attrib["width"]))
        figures.append(abs(int(mark.attrib["data-central"])))
    scale = max(lengths) / max(figures)
    assert lengths == pytest.approx([figure * scale for figure in figures], abs=0.02)


@pytest.mark.parametrize("make", specimens.ALL)
def test_the_plotly_figure_carries_the_figures(make: Make) -> None:
    spec = make()
    figure = plotly(spec)
    assert (in_line if spec.kind is Kind.LINE else in_bars)(spec, figure) == list(stated(spec, drawn=True).values())


def in_bars(spec: ChartSpec, figure: dict[str, Any]) -> list[tuple[int | None, int, int | None]]:
    bars, halo, whiskers = figure["data"][:3]
    assert halo["error_x"]["array"] == whiskers["error_x"]["array"]
    assert halo["error_x"]["arrayminus"] == whiskers["error_x"]["arrayminus"]
    ends = {
        y: (round((x - minus) * spec.unit.grams), round((x + plus) * spec.unit.grams))
        for x, y, minus, plus in zip(
            whiskers["x"], whiskers["y"], whiskers["error_x"]["arrayminus"], whiskers["error_x"]["array"], strict=True
        )
    }
    said: list[tuple[int | None, int, int | None]] = []
    rows = rows_drawn(spec) if spec.kind is Kind.BARS else spec.rows
    for y, (base, length, row) in enumerate(zip(bars["base"], bars["x"], rows, strict=True)):
        start, central = round(base * spec.unit.grams), round(length * spec.unit.grams)
        if y in ends:
            said.append((ends[y][0] - start, central, ends[y][1] - start))
        else:  # nothing to draw: no range, or one without width
            assert row.low == row.high
            said.append((row.low, central, row.high))
    return said


def in_line(spec: ChartSpec, figure: dict[str, Any]) -> list[tuple[int | None, int, int | None]]:
    def back(values: list[float]) -> list[int]:
        return [round(value * spec.unit.grams) for value in values]

    if len(spec.rows) == 1:
        line = figure["data"][0]
        error = line["error_y"]
        y = line["y"][0]
        low, central, high = back([y - error["arrayminus"][0], y, y + error["array"][0]])
        return [(low, central, high)]
    lower, upper, line = figure["data"]
    return list(zip(back(lower["y"]), back(line["y"]), back(upper["y"]), strict=True))


@pytest.mark.parametrize("make", specimens.ALL)
def test_the_page_s_json_holds_the_same_figures_as_the_plotly_figure(make: Make) -> None:
    spec = make()
    slot = json.loads(rendered(spec).plotly_json)
    assert slot["wide"] == plotly(spec)
    assert slot["narrow"] == plotly(spec, narrow=True)
    assert slot["wide"]["data"][0]["x"] == slot["narrow"]["data"][0]["x"]


@pytest.mark.parametrize("make", specimens.ALL)
def test_the_table_carries_the_figures_of_every_row(make: Make) -> None:
    spec = make()
    first = 1 if spec.kind is Kind.LINE else 0  # the month's own figure stands before the cumulative ones
    found = {
        line.head: (line.cells[first + 1].grams, line.cells[first].grams, line.cells[first + 2].grams)
        for line in table(spec).rows
    }
    assert found == {row.label: (row.low, row.central, row.high) for row in spec}


@pytest.mark.parametrize("make", specimens.ALL)
def test_the_csv_carries_the_figures_of_every_row(make: Make) -> None:
    spec = make()
    lines = list(reader.DictReader(io.StringIO(csv(spec, generated_at=AT), newline="")))
    low, central, high = CUMULATIVE if spec.kind is Kind.LINE else FIGURES
    found = {
        line["key"] or line["label"]: (grams(line[low]), int(line[central]), grams(line[high])) for line in lines
    }
    assert found == stated(spec, drawn=False)
    assert {line["generated_at"] for line in lines} == {"2025-11-23T02:14:00Z"}
    assert {(line["recompute_id"], line["factor_set"], line["source"]) for line in lines} == {
        ("418", "2025.2", "Grid 2024")
    }


@pytest.mark.parametrize("make", specimens.ALL)
def test_the_words_beside_a_bar_are_those_of_the_table(make: Make) -> None:
    spec = make()
    if spec.kind is Kind.LINE or len(spec.rows) > 12:
        return
    cells = {line.head: [cell.text for cell in line.cells[:3]] for line in table(spec).rows}
    rows = rows_drawn(spec) if spec.kind is Kind.BARS else spec.rows
    words = [" ".join(beside) for beside in beside_bars(plotly(spec)).values()]
    for row, beside in zip(rows, words, strict=True):
        central, low, high = cells[row.label]
        assert beside.removeprefix("+").startswith(central)
        assert (low in beside and high in beside) or row.low == row.high


def beside_bars(figure: dict[str, Any]) -> dict[int, list[str]]:
    """The figure and the range that stand right of each bar."""
    said: dict[int, list[str]] = {}
    for note in figure["layout"]["annotations"]:
        if note["xref"] == "x":
            said.setdefault(note["y"], []).append(unescape(note["text"]))
    return said


def test_months_add_up_to_what_the_line_rose_by() -> None:
    spec = specimens.months()
    lines = list(reader.DictReader(io.StringIO(csv(spec, generated_at=AT))))
    assert sum(int(line["s_avoided_gco2e"]) for line in lines) == spec.rows[-1].central
    assert [line.cells[0].grams for line in table(spec).rows] == [int(line["s_avoided_gco2e"]) for line in lines]


def test_the_page_prints_the_table_it_was_given() -> None:
    html = render_to_string("_components/chart.html", {"chart": rendered(specimens.departments())})
    assert '<data value="12400000">12.4</data>' in html
    assert '<th scope="row"><a href="/impact/cs/">Computer Science</a></th>' in html
    assert "Net saving, t CO₂e" in html
    assert "factor set 2025.2 · recompute 418" in html
    assert 'href="/impact/departments.csv"' in html


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        csv(specimens.single(), generated_at=datetime(2025, 11, 23, 2, 14))  # noqa: DTZ001

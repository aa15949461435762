"""The drawings: safe under the policy, named for who does not see them, sound for Plotly."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest
from django.template.loader import render_to_string

from carbon.charts import ChartSpec, Kind, plotly, rendered, svg
from carbon.charts.drawing.lettering import shortened, width_of, wrapped
from carbon.charts.figures.bars import OPACITY
from tests.carbon.charts import specimens

Make = Callable[[], ChartSpec]
both = pytest.mark.parametrize("narrow", [False, True])
every = pytest.mark.parametrize("make", specimens.ALL)


@every
@both
def test_an_svg_has_a_name_and_words_for_it(make: Make, narrow: bool) -> None:
    root = ET.fromstring(svg(make(), narrow=narrow))
    words = {node.get("id"): node.text for node in root if node.tag.endswith(("title", "desc"))}
    assert root.get("role") == "img"
    assert words[root.get("aria-labelledby")]
    assert words[root.get("aria-describedby")]


@every
@both
def test_an_svg_sets_no_style_and_runs_nothing(make: Make, narrow: bool) -> None:
    for node in ET.fromstring(svg(make(), narrow=narrow)).iter():
        assert "style" not in node.attrib
        assert not [name for name in node.attrib if name.startswith("on")]
        assert not node.tag.endswith(("script", "style", "image", "foreignObject"))


@every
@both
def test_plotly_accepts_the_figure(make: Make, narrow: bool) -> None:
    figure = plotly(make(), narrow=narrow)
    go.Figure(data=figure["data"], layout=figure["layout"])


@every
def test_plotly_never_shows_its_bar_nor_offers_to_upload(make: Make) -> None:
    config = plotly(make())["config"]
    assert (config["displayModeBar"], config["displaylogo"], config["showSendToCloud"]) == (False, False, False)
    assert config["plotlyServerURL"] == ""


@every
def test_plotly_gets_no_markup_but_line_breaks(make: Make) -> None:
    assert set(re.findall(r"<[^>]*>", str(plotly(make())).replace("<extra></extra>", ""))) <= {"<br>"}


def test_a_hostile_label_stays_a_label() -> None:
    html = render_to_string("_components/chart.html", {"chart": rendered(specimens.single())})
    assert "<img" not in html
    assert "<script>alert" not in html
    assert html.count("</script>") == 1
    assert "\x00" not in svg(specimens.single())


def test_a_range_is_drawn_over_its_halo() -> None:
    drawing = svg(specimens.departments())
    assert drawing.count('class="halo"/><path') == drawing.count('class="whisker"') == 5  # none for a range of no width


def test_a_negative_bar_lies_left_of_zero() -> None:
    root = ET.fromstring(svg(specimens.departments()))
    loss, gain = (next(g for g in root.findall(".//{*}g") if g.get("data-key") == key) for key in ("stu", "cs"))
    zero = next(float(node.attrib["x1"]) for node in root.findall("{*}line") if node.get("class") == "axis")
    bar, other = (next(r for r in g.findall("{*}rect") if r.get("class") == "bar") for g in (loss, gain))
    assert float(bar.attrib["x"]) + float(bar.attrib["width"]) == pytest.approx(zero, abs=0.02)
    assert float(other.attrib["x"]) == pytest.approx(zero, abs=0.02)
    assert bar.get("height") == other.get("height")


@every
@both
def test_everything_lies_on_the_sheet(make: Make, narrow: bool) -> None:
    root = ET.fromstring(svg(make(), narrow=narrow))
    _x, _y, width, height = map(float, root.attrib["viewBox"].split())
    for node in root.iter("{http://www.w3.org/2000/svg}text"):
        said = "".join(node.itertext())
        reach = width_of(said, 13) * {"end": -1, "middle": 0.5}.get(node.get("text-anchor", ""), 1)
        assert float(node.attrib["x"]) + min(reach, 0) >= -2
        assert float(node.attrib["x"]) + max(reach, 0) <= width + 2
        assert 0 < float(node.attrib["y"]) <= height


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7, 8, 13, 25, 49, 130])
@both
def test_names_of_months_never_touch(count: int, narrow: bool) -> None:
    spec = specimens.months(count)
    rows = (replace(row, label=f"May {2000 + n}") for n, row in enumerate(spec.rows))
    root = ET.fromstring(svg(replace(spec, rows=tuple(rows)), narrow=narrow))
    named = [node for node in root.findall("{*}text") if "May" in (node.text or "")]
    half = width_of("May 2000", 12) / 2
    places = [float(node.attrib["x"]) for node in named]
    assert places
    assert all(one + half < after - half for one, after in pairwise(places))


@pytest.mark.parametrize("make", [specimens.departments, specimens.phases, specimens.loss])
def test_no_line_runs_through_words_above_their_bars(make: Make) -> None:
    root = ET.fromstring(svg(make(), narrow=True))
    lines = [(float(node.attrib["y1"]), float(node.attrib["y2"])) for node in root.findall("{*}line")]
    words = [float(node.attrib["y"]) for node in root.findall(".//{*}g/{*}text")]
    assert lines
    assert [y for y in words for start, end in lines if start < y < end or start < y - 9 < end] == []
    figure = plotly(make(), narrow=True)["layout"]
    assert not figure["xaxis"]["showgrid"]
    assert all(abs(shape["y1"] - shape["y0"]) < 0.5 for shape in figure["shapes"])


def test_hovering_names_the_month() -> None:
    figure = plotly(specimens.months(3))
    line = figure["data"][-1]
    assert line["x"] == ["M0", "M1", "M2"]
    assert figure["layout"]["xaxis"]["type"] == "category"
    assert not line["customdata"][0][0].startswith("M0")


@both
def test_the_last_tick_is_not_cut_off(narrow: bool) -> None:
    flat = specimens.spec(Kind.BARS, specimens.row("Nothing yet", 0, 0, 0))
    layout = plotly(flat, narrow=narrow)["layout"]
    assert layout["xaxis"]["ticktext"][-1] == "1.0"
    share = 1 - layout["xaxis"].get("domain", [0, 1])[1]
    assert layout["margin"]["r"] + share * 300 >= width_of("1.0", 12) / 2 - 2


def test_a_range_is_lighter_than_its_figure_and_a_total_bold() -> None:
    notes = {note["text"]: note["font"] for note in plotly(specimens.phases())["layout"]["annotations"]}
    assert notes["30"]["weight"] > 400
    assert "weight" not in notes["(18–41)"]
    assert notes["Net saving"]["weight"] > 400


def test_default_values_are_hatched_and_estimated_months_hollow() -> None:
    bars, line = specimens.departments(), specimens.months()
    assert svg(bars).count('class="hatched"') == 2
    assert "hatched: mostly default values" in rendered(bars).reading
    assert svg(line).count("dot hollow") == sum(1 for row in line if (row.estimated or 0) > 0.5)
    assert "hollow: mostly estimated" in rendered(line).reading


def test_folding_is_said_in_the_note() -> None:
    assert rendered(specimens.forty()).note.startswith("28 further departments are drawn as their sum, without a range")


def test_a_chart_without_rows_says_so_and_draws_nothing() -> None:
    html = render_to_string("_components/chart.html", {"chart": rendered(specimens.spec(Kind.BARS))})
    assert "There are no figures to draw here." in html
    assert "<svg" not in html
    assert "<table" not in html


def test_the_partial_is_complete_without_a_script() -> None:
    html = render_to_string("_components/chart.html", {"chart": rendered(specimens.departments())})
    assert html.count("<svg") == 2
    assert re.search(r"<details[^>]*>\s*<summary>Table</summary>", html)
    assert not re.search(r"<button(?![^>]*hidden)", html)
    assert " style=" not in html


def test_plotly_is_as_pale_as_the_style_sheet(root: Path) -> None:
    css = (root / "static/css/charts.css").read_text()
    found = {
        tier.upper(): float(f"0{opacity}")
        for tier, opacity in re.findall(r"\.q-(\w) \.bar \{ fill-opacity: (\.\d+)", css)
    }
    assert found == {tier: opacity for tier, opacity in OPACITY.items() if opacity < 1}


def test_the_installed_plotly_still_looks_for_the_id_that_the_script_sets(root: Path) -> None:
    import plotly as wheel

    script = (root / "static/js/charts.js").read_text()
    named = re.search(r'MAP_STYLES = "(\w+)"', script)
    assert named is not None
    bundle = (Path(wheel.__file__).parent / "package_data/plotly.min.js").read_text()
    assert f'getElementById("{named[1]}")' in bundle


def test_the_script_is_small(root: Path) -> None:
    assert (root / "static/js/charts.js").stat().st_size < 8_192


@pytest.mark.parametrize("room", [20.0, 80.0, 150.0])
def test_labels_fit_their_room(room: float) -> None:
    label = "Faculty of Medicine and Health Sciences"
    assert width_of(shortened(label, room, 13), 13) <= room
    lines = wrapped(label, room, 13)
    assert len(lines) <= 2
    assert all(width_of(line, 13) <= room for line in lines)

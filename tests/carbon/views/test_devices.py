import csv
from fractions import Fraction

from carbon.charts import headline
from carbon.models import Footprint, Recompute
from inventory.models import Department, Person
from tests import factories
from tests.cast import SignIn


def test_the_ledger_shows_every_line_and_the_stored_figure(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    html = sign_in(viewer).get("/impact/devices/E-1/").content.decode()
    row = Footprint.objects.get(recompute=counted, device__asset_tag="E-1")
    assert headline(row.s_low_g, row.s_g, row.s_high_g, interval_label="bounds").partition("\u00a0")[0] in html
    for line in ("New devices not made", "Electricity of reused devices", "Wiping, testing, packaging"):
        assert line in html
    assert "Compared with buying " in html


def test_a_formula_is_shown_with_symbols_figures_and_sources(
    counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    html = sign_in(viewer).get("/impact/devices/E-1/").content.decode()
    assert "<var>D<sub>2024</sub></var> × (<var>P<sub>load laptop 15w</sub></var>" in html
    assert "<var>G<sub>FRA 2024</sub></var>" in html
    assert "Ember yearly electricity data" in html
    assert "CC BY 4.0" in html


def test_the_bounds_are_explained_with_their_inputs_and_sources(
    counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    html = sign_in(viewer).get("/impact/devices/E-1/").content.decode()
    assert 'id="factor-lifetime.laptop"' in html
    made = html.partition('id="explain-a_emb"')[2].partition("</details>")[0]
    assert made.count("kg CO₂e") == 3
    assert all(case in made for case in ("Low case", "Central", "High case"))


def test_the_same_is_there_exactly_for_machines(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    said = sign_in(viewer).get("/impact/devices/E-1/explain.json").json()
    exact = {name: Fraction(figure["central"]["fraction"]) for name, figure in said["figures"].items()}
    burdens = exact["u"] + exact["r_transport"] + exact["r_refurb"] + exact["r_parts"] + exact["r_eol"]
    assert exact["s"] == exact["a_emb"] + exact["a_use"] - burdens
    assert said["not_inventory"] is True
    assert said["stored"]["recompute_id"] == counted.pk
    grid = next(each for each in said["figures"]["u"]["central"]["inputs"] if each["symbol"] == "G_FRA_2024")
    assert (grid["unit"], grid["factor"]["key"], grid["factor"]["zone"]) == ("g/kWh", "grid", "FRA")


def test_live_and_stored_figures_are_those_of_one_engine(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    said = sign_in(viewer).get("/impact/devices/E-1/explain.json").json()
    live = sum(
        sign * said["figures"][name]["central"]["gco2e"]
        for name, sign in (("a_emb", 1), ("a_use", 1), ("u", -1), ("r_transport", -1), ("r_refurb", -1))
    )
    assert live == said["stored"]["s_avoided_gco2e"]


def test_the_columns_of_the_ledger_add_up(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    answer = sign_in(viewer).get("/impact/devices/E-1/ledger.csv")
    *lines, total = csv.DictReader(answer.getvalue().decode().splitlines())
    for column in ("s_share_low_case_gco2e", "s_share_gco2e", "s_share_high_case_gco2e"):
        assert sum(int(line[column]) for line in lines) == int(total[column])


def test_a_device_that_never_served_counts_with_what_it_cost(
    counted: Recompute, engineering: Department, viewer: Person, sign_in: SignIn
) -> None:
    factories.a_tested_laptop(asset_tag="E-3", department=engineering)
    html = sign_in(viewer).get("/impact/devices/E-3/").content.decode()
    assert "It has not served yet" in html
    assert "It was not in the last recompute. The next one counts it." in html


def test_a_device_without_a_figure_says_why(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    html = sign_in(viewer).get("/impact/devices/K-1/").content.decode()
    assert "This device is not assessed" in html
    assert "No grid factor for zone XK" in html


def test_a_device_that_somebody_does_not_see_is_not_there(
    counted: Recompute, technician: Person, sign_in: SignIn
) -> None:
    client = sign_in(technician)
    for address in ("", "explain.json", "ledger.csv"):
        assert client.get(f"/impact/devices/L-1/{address}").status_code == 404
        assert client.get(f"/impact/devices/E-1/{address}").status_code == 200


def test_without_any_factor_set_it_says_so(engineering: Department, viewer: Person, sign_in: SignIn) -> None:
    factories.a_laptop(asset_tag="E-9", department=engineering)
    assert b"No factor set is published" in sign_in(viewer).get("/impact/devices/E-9/").content


def test_what_is_no_published_figure_says_where_it_is_from(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    html = sign_in(viewer).get("/impact/devices/E-1/").content.decode()
    whole = html.partition('id="explain-s"')[2]
    assert "computed above" in whole.partition("</details>")[0]
    assert "own record" not in whole.partition("</details>")[0]

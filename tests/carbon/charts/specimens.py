"""Charts to test with, small and awkward ones included."""

from carbon.charts import ChartSpec, Kind, Role, Row

T = 1_000_000  # grams in a tonne


def spec(kind: Kind, *rows: Row, key: str = "sample", **more: object) -> ChartSpec:
    """Return a chart of these rows with everything else filled in."""
    given: dict[str, object] = {
        "title": "Net saving", "subtitle": "All sites, 2025", "measure": "Net saving", "interval_label": "bounds",
        "category": "Department", "categories": "departments", "source": "Grid 2024",
        "run_id": "418", "factor_set": "2025.2",
    } | more  # fmt: skip
    return ChartSpec(key=key, kind=kind, rows=rows, **given)  # type: ignore[arg-type] # each test names what it gives


def row(label: str, low: float | None, central: float, high: float | None, **more: object) -> Row:
    """Return a row from figures in tonnes."""
    ends = {"low": None if low is None else round(low * T), "high": None if high is None else round(high * T)}
    return Row(label=label, central=round(central * T), **ends, **more)  # type: ignore[arg-type] # as above


def departments() -> ChartSpec:
    """Return bars with every data tier, a range over zero, a loss and a zero."""
    return spec(
        Kind.BARS,
        row("Computer Science", 9.1, 12.4, 16.8, key="cs", quality="A", n=420, estimated=0.1, url="/impact/cs/"),
        row("Engineering", 6.8, 9.6, 13.5, key="eng", quality="B", n=310),
        row("Faculty of Medicine and Health Sciences", 2.9, 4.6, 7, key="med", quality="D", n=1150, estimated=0.7),
        row("Physics", -0.5, 0.4, 1.2, key="phy", quality="E"),
        row("Nothing yet", 0, 0, 0, key="none"),
        row("Student Services", -2, -1.1, -0.3, key="stu", quality="C"),
        csv_url="/impact/departments.csv",
    )


def forty() -> ChartSpec:
    """Return more departments than are drawn, from gain to loss."""
    rows = [row(f"Department {n:02}", 5.6 - n * 0.27, 6 - n * 0.27, 6.7 - n * 0.27, n=n) for n in range(40)]
    return spec(Kind.BARS, *rows, key="forty")


def months(count: int = 30) -> ChartSpec:
    """Return a cumulative line that starts below zero."""
    rows = [
        row(
            f"M{n}",
            -2.5 + n * 0.5,
            -2 + n * 0.7,
            -1.5 + n,
            key=f"{2023 + n // 12}-{n % 12 + 1:02}",
            estimated=max(0.0, 0.8 - n / 50),
        )
        for n in range(count)
    ]
    return spec(Kind.LINE, *rows, key="months", category="Month", categories="months")


def phases() -> ChartSpec:
    """Return a waterfall from what new machines would have emitted to the net saving."""
    return spec(
        Kind.WATERFALL,
        row("Making the new machines", 26, 38.2, 52, key="making", role=Role.BASELINE),
        row("Running the new machines", 7, 9.4, 12, key="running", role=Role.BASELINE),
        row("What new would have emitted", 35, 47.6, 61, key="new", role=Role.BASELINE, total=True),
        row("Running the reused machines", -19, -15.7, -12, key="use", role=Role.REUSE),
        row("Parts added", -3.4, -2.1, -1.2, key="parts", role=Role.PARTS, quality="D"),
        row("Net saving", 18, 29.8, 41, key="net", total=True),
        key="phases",
    )


def loss() -> ChartSpec:
    """Return a waterfall of kilograms that ends below zero."""
    return spec(
        Kind.WATERFALL,
        row("Making the new machine", 0.012, 0.02, 0.029, key="making", role=Role.BASELINE),
        row("Running the reused machine", -0.069, -0.0557, -0.042, key="use", role=Role.REUSE),
        row("Net saving", -0.05, -0.0357, -0.01, key="net", total=True),
        key="loss",
    )


def single() -> ChartSpec:
    """Return one bar of some kilograms whose label means harm."""
    return spec(Kind.BARS, row(HOSTILE, 0.009, 0.012345, 0.017, key="one"), key="single")


HOSTILE = """<img src=x onerror="alert(1)"> & 'Söhne' </script><script>alert(2)</script>\x00"""

ALL = [departments, forty, months, phases, loss, single, lambda: months(1)]

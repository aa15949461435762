"""`python -m bench.pages`: server time of the pages at 240 and at 100,000 devices, on SQLite and on PostgreSQL.

Both sizes are asked in turn, request by request, by processes that are fresh in every round: what disturbs the machine
disturbs both. The ratios within a round are what counts; milliseconds are of this machine and this moment.
The gate: savings page and work queue at 100,000 devices within 1.3 times of 240, also right after an act.
"""

import argparse
import platform
import sqlite3
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import django
import psycopg

from bench.databases import SERVER, Asked, Installation, installations, why_no_postgresql

SMALL, LARGE = 240, 100_000
GATE = 1.3
GATED = ("savings page", "work queue")
PAGES = {
    "savings page": "/impact/",
    "work queue": "/work/",
    "work board": "/work/?view=board",
    "device list": "/devices/",
    "device page": "/d/GL-000035/",
    "department": "/impact/departments/csc/",
}
TIMES = 15
CACHES = {"warm": False, "after an act": True}  # an act empties what is kept of the ledger's sums


@dataclass(frozen=True, slots=True)
class Reading:
    """A page in one round: the medians of both sizes in milliseconds."""

    small_ms: float
    large_ms: float

    @property
    def ratio(self) -> float:
        """How much longer the large fleet takes."""
        return self.large_ms / self.small_ms


Readings = dict[tuple[str, str], list[Reading]]


def main() -> int:
    """Print the tables; 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--devices", type=int, default=LARGE, help="the larger fleet (default %(default)s)")
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], action="append", help="only this database")
    chosen = parser.parse_args()
    print(machine())
    missed: list[str] = []
    for engine in chosen.engine or ["sqlite", "postgresql"]:
        if engine == "postgresql" and (reason := why_no_postgresql()):
            print(f"PostgreSQL is left out: {reason}")
            continue
        missed += measure(engine, (SMALL, chosen.devices), chosen.rounds)
    print("\nThe gate is missed: " + "; ".join(missed) if missed else "\nThe gate is kept.")
    return 1 if missed else 0


def measure(engine: str, sizes: tuple[int, int], rounds: int) -> list[str]:
    """Seed, measure and print one database; the gates that were missed."""
    print(f"\n### {engine}\n")
    readings: Readings = {(page, cache): [] for page in PAGES for cache in CACHES}
    with installations(engine, sizes) as fleets:
        facts = [fleet.run("bench.seed", str(fleet.wanted)) for fleet in fleets]
        for seeded in facts:
            print("- " + ", ".join(f"{name} {value:,}" for name, value in seeded.items()), flush=True)
        _check(*facts)
        for _round in range(rounds):
            _measure_once(fleets, readings)
        with fleets[0].asked() as small, fleets[1].asked() as large:
            counts = {(page, cache): _counts(small, large, page, cache) for page, cache in readings}
    return report(engine, sizes, readings, counts)


def _check(small: dict[str, Any], large: dict[str, Any]) -> None:
    """The large fleet is the small one so many times, to the gram: a fingerprint of what is measured."""
    times = large["devices"] // small["devices"]
    for name in ("devices", "events", "placements", "footprints", "not_assessed", "saved_g"):
        if large[name] != small[name] * times:
            raise SystemExit(f"{name}: {large[name]} is not {times} times {small[name]}")


def _measure_once(fleets: list[Installation], readings: Readings) -> None:
    with ExitStack() as stack:
        small, large = (stack.enter_context(fleet.asked()) for fleet in fleets)
        for page, cache in readings:
            address, cold = PAGES[page], CACHES[cache]
            pairs = [
                (small.about(address, cold=cold)["ms"], large.about(address, cold=cold)["ms"])
                for _time in range(TIMES + 1)
            ]
            # The first request of a process loads what it needs, and is left out.
            readings[page, cache].append(Reading(*map(median, zip(*pairs[1:], strict=True))))


def _counts(small: Asked, large: Asked, page: str, cache: str) -> list[dict[str, float]]:
    return [asked.about(PAGES[page], cold=CACHES[cache], count=True) for asked in (small, large)]


def report(
    engine: str,
    sizes: tuple[int, int],
    readings: Readings,
    counts: dict[tuple[str, str], list[dict[str, float]]],
) -> list[str]:
    """A Markdown table: medians over the rounds, and the least and the greatest ratio of a round."""
    print(f"\n| page | cache | {sizes[0]:,}: ms | {sizes[1]:,}: ms | ratio | ratios of the rounds | queries | kB |")
    print("|---|---|---:|---:|---:|---|---|---|")
    missed = []
    for (page, cache), rounds in readings.items():
        ratios = sorted(reading.ratio for reading in rounds)
        ratio = median(ratios)
        few, many = counts[page, cache]
        print(
            f"| {page} | {cache} | {median(one.small_ms for one in rounds):.1f} "
            f"| {median(one.large_ms for one in rounds):.1f} | {ratio:.2f} | {ratios[0]:.2f} to {ratios[-1]:.2f} "
            f"| {few['queries']} / {many['queries']} | {few['bytes'] / 1000:.0f} / {many['bytes'] / 1000:.0f} |"
        )
        if page in GATED and ratio > GATE:
            missed.append(f"{page} on {engine}, {cache}: {ratio:.2f}")
    return missed


def machine() -> str:
    """What this was measured on."""
    names = [platform.processor() or platform.machine()]
    if (info := Path("/proc/cpuinfo")).exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")] or names
    facts: dict[str, Any] = {
        f"{len(names)} threads of": names[0],
        "Python": platform.python_version(),
        "Django": django.get_version(),
        "SQLite": sqlite3.sqlite_version,
    }
    if not why_no_postgresql():
        with psycopg.connect(SERVER) as server:
            facts["PostgreSQL"] = server.info.server_version // 10_000
    return "; ".join(f"{name} {value}" for name, value in facts.items())


if __name__ == "__main__":
    sys.exit(main())

"""`python -m bench.pages`: server time of the pages at 240 and at 100,000 devices, on SQLite and on PostgreSQL.

Fresh processes, the two sizes in turn, medians over the rounds; ratios within one run are what counts, as machines
differ and are noisy. The gate: savings page and work queue at 100,000 devices within 1.3 times of 240.
"""

import argparse
import platform
import sqlite3
import sys
from pathlib import Path
from statistics import median
from typing import Any

import django
import psycopg

from bench.databases import SERVER, Installation, installations, why_no_postgresql

SIZES = (240, 100_000)
GATE = 1.3
GATED = ("savings page", "work queue")


def main() -> int:
    """Print the tables; 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--devices", type=int, default=SIZES[1], help="the larger fleet (default %(default)s)")
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], action="append", help="only this database")
    chosen = parser.parse_args()
    print(machine(), "\n")
    missed: list[str] = []
    for engine in chosen.engine or ["sqlite", "postgresql"]:
        if engine == "postgresql" and (reason := why_no_postgresql()):
            print(f"PostgreSQL is left out: {reason}")
            continue
        missed += measure(engine, (SIZES[0], chosen.devices), chosen.rounds)
    print("\nGate missed: " + "; ".join(missed) if missed else "\nThe gate is kept.")
    return 1 if missed else 0


def measure(engine: str, sizes: tuple[int, ...], rounds: int) -> list[str]:
    """Seed, measure and print one database; the gates that were missed."""
    with installations(engine, sizes) as fleets:
        print(f"### {engine}\n")
        for fleet in fleets:
            facts = fleet.run("bench.seed", str(fleet.wanted))
            print("- " + ", ".join(f"{name} {value:,}" for name, value in facts.items()), flush=True)
        answers = [[fleet.run("bench.ask") for fleet in _turn(fleets, number)] for number in range(rounds)]
    ordered = [row if number % 2 == 0 else row[::-1] for number, row in enumerate(answers)]
    return report(engine, ordered)


def _turn(fleets: list[Installation], number: int) -> list[Installation]:
    """The sizes change places from round to round, so that neither always comes after the other."""
    return fleets if number % 2 == 0 else fleets[::-1]


def report(engine: str, rounds: list[list[dict[str, dict[str, float]]]]) -> list[str]:
    """A Markdown table: medians of both sizes, the ratio, and the spread of the ratio over the rounds."""
    print("\n| page | cache | small ms | large ms | ratio | spread of ratio | queries | kB small / large |")
    print("|---|---|---:|---:|---:|---|---|---|")
    missed = []
    for page in rounds[0][0]:
        for kind, said in (("warm", "warm"), ("cold", "after an act")):
            small, large = ([row[size][page][f"{kind}_ms"] for row in rounds] for size in (0, 1))
            ratios = sorted(more / few for few, more in zip(small, large, strict=True))
            ratio = median(ratios)
            queries = " / ".join(f"{rounds[0][size][page][f'{kind}_queries']:.0f}" for size in (0, 1))
            size_kb = " / ".join(f"{rounds[0][size][page]['bytes'] / 1000:.0f}" for size in (0, 1))
            print(
                f"| {page} | {said} | {median(small):.1f} | {median(large):.1f} | {ratio:.2f} "
                f"| {ratios[0]:.2f} to {ratios[-1]:.2f} | {queries} | {size_kb} |"
            )
            if page in GATED and ratio > GATE:
                missed.append(f"{page} on {engine}, {said}: {ratio:.2f}")
    return missed


def machine() -> str:
    """What this was measured on."""
    model = platform.processor() or platform.machine()
    cores = 0
    if (info := Path("/proc/cpuinfo")).exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        model, cores = (names[0], len(names)) if names else (model, 0)
    facts: dict[str, Any] = {
        "processor": f"{model}, {cores or '?'} threads",
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

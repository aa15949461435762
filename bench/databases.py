"""Throw-away installations: a folder of their own each and, on PostgreSQL, a database of their own."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
SERVER = os.environ.get("GREENLAB_BENCH_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


@dataclass(frozen=True, slots=True)
class Installation:
    """Where processes find it, by their environment."""

    engine: str
    wanted: int
    variables: dict[str, str]

    def run(self, module: str, *arguments: str) -> Any:
        """What a fresh process of that module says on its last line."""
        command = [sys.executable, "-m", module, *arguments]
        said = subprocess.run(command, cwd=ROOT, env=self.variables, check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(said.stdout.splitlines()[-1])

    @contextmanager
    def asked(self) -> Iterator["Asked"]:
        """A fresh process that answers questions about its pages."""
        command = [sys.executable, "-m", "bench.ask"]
        with subprocess.Popen(
            command, cwd=ROOT, env=self.variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            yield Asked(process)
            process.communicate()


@dataclass(frozen=True, slots=True)
class Asked:
    """A process of `bench.ask`."""

    process: "subprocess.Popen[str]"

    def about(self, address: str, *, cold: bool, count: bool = False) -> dict[str, float]:
        """Its answer to one question."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"address": address, "cold": cold, "count": count}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"The process that was asked about {address} ended.")
        answer: dict[str, float] = json.loads(line)
        return answer


@contextmanager
def installations(engine: str, sizes: tuple[int, ...]) -> Iterator[list[Installation]]:
    """An installation of each size, empty; all gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="greenlab-bench-"))
    names = {size: f"greenlab_bench_{os.getpid()}_{size}" for size in sizes}
    try:
        if engine == "postgresql":
            _on_server("CREATE DATABASE {}", names.values())
        yield [_installation(engine, size, folder / str(size), names[size]) for size in sizes]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if engine == "postgresql":
            _on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", names.values())


def why_no_postgresql() -> str:
    """Why PostgreSQL is left out; "" when it answers."""
    try:
        psycopg.connect(SERVER, connect_timeout=3).close()
    except psycopg.OperationalError as problem:
        return str(problem).strip().splitlines()[-1]
    return ""


def _installation(engine: str, size: int, folder: Path, database: str) -> Installation:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    variables = {
        **kept,
        "GREENLAB_DATA": str(folder),
        "GREENLAB_STATIC": str(folder.parent / "static"),  # gathered once
    }
    if engine == "postgresql":
        variables["DATABASE_URL"] = f"{SERVER.rpartition('/')[0]}/{database}"
    folder.mkdir(mode=0o700)
    return Installation(engine, size, variables)


def _on_server(statement: str, names: Any) -> None:
    with psycopg.connect(SERVER, autocommit=True) as server:
        for name in names:
            server.execute(sql.SQL(statement).format(sql.Identifier(name)))

"""Runs pytest on PostgreSQL and Redis when both answer: `python -m tests.on_servers [pytest's arguments]`.

With CI=true they must answer. Where they are: GREENLAB_TEST_DATABASE_URL and GREENLAB_TEST_REDIS_URL.
"""

import os
import subprocess
import sys

import psycopg
import redis

DATABASE_URL = os.environ.get("GREENLAB_TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/greenlab")
REDIS_URL = os.environ.get("GREENLAB_TEST_REDIS_URL", "redis://127.0.0.1:6379/15")


def why_not() -> str:
    """Why the tests cannot run on the servers; "" when they can."""
    try:
        psycopg.connect(f"{DATABASE_URL.rpartition('/')[0]}/postgres", connect_timeout=3).close()
    except psycopg.OperationalError as problem:
        return f"PostgreSQL does not let us in: {str(problem).strip().splitlines()[-1]}"
    try:
        with redis.Redis.from_url(REDIS_URL, socket_connect_timeout=3) as client:
            client.ping()
    except redis.RedisError as problem:
        return f"Redis does not answer: {problem}"
    return ""


def main() -> int:
    """The exit code of pytest, or 0 when there are no servers and none are demanded."""
    if reason := why_not():
        print(f"The tests on PostgreSQL and Redis are left out. {reason}", file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0
    print("On PostgreSQL and Redis:", flush=True)
    command = [sys.executable, "-m", "pytest", "-m", "not once", *sys.argv[1:]]
    return subprocess.call(command, env={**os.environ, "DATABASE_URL": DATABASE_URL, "REDIS_URL": REDIS_URL})


if __name__ == "__main__":
    sys.exit(main())

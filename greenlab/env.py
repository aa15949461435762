"""Typed readers of the environment. Each raises `EnvironmentProblem`, with a sentence, on a value it cannot take.

An empty variable counts as an absent one: `docker compose` and shells pass empty strings for things nobody set.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class EnvironmentProblem(ImproperlyConfigured):
    """A variable holds something the application cannot take; the text says which, what, and what would do."""


def text(name: str, default: str = "") -> str:
    """The value of `name` without surrounding blanks, or `default`."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """Yes or no, written as 1/0, true/false, yes/no or on/off."""
    value = text(name).lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise EnvironmentProblem(f"{name} is {value!r}; write 1 for yes or 0 for no.")


def integer(name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
    """A whole number between `least` and `most`, both included."""
    value = text(name)
    if not value:
        return default
    try:
        number = int(value)
    except ValueError:
        raise EnvironmentProblem(f"{name} is {value!r}; write a whole number.") from None
    if number < least or (most is not None and number > most):
        span = f"{least} or more" if most is None else f"from {least} to {most}"
        raise EnvironmentProblem(f"{name} is {number}; it must be {span}.")
    return number


def folder(name: str, default: Path) -> Path:
    """An absolute folder; it is not created here."""
    return Path(text(name, str(default))).expanduser().absolute()


def secret(name: str) -> str:
    """A secret, from `name` or from the file that `name`_FILE points at (containers are handed secrets so), or ""."""
    value, path = text(name), text(f"{name}_FILE")
    if value and path:
        raise EnvironmentProblem(f"Both {name} and {name}_FILE are set; keep one of them.")
    if not path:
        return value
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise EnvironmentProblem(f"{name}_FILE names {path}, which cannot be read: {problem.strerror}.") from problem
    if not value:
        raise EnvironmentProblem(f"{name}_FILE names {path}, which is empty.")
    return value


def choice(name: str, default: str, *, among: frozenset[str]) -> str:
    """One of a fixed set of words."""
    value = text(name, default)
    if value not in among:
        raise EnvironmentProblem(f"{name} is {value!r}; write one of {', '.join(sorted(among))}.")
    return value


def time_zone(name: str, default: str) -> str:
    """The name of a time zone that this machine's zone tables know."""
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError):
        raise EnvironmentProblem(
            f"{name} is {value!r}, not a known time zone; write one such as Europe/Paris."
        ) from None
    return value


@dataclass(frozen=True)
class Site:
    """Where people reach the installation: decides hosts, trusted origins and whether cookies need HTTPS."""

    scheme: str
    host: str
    origin: str

    @property
    def is_https(self) -> bool:
        """Whether browsers arrive by HTTPS, so that every HTTPS-only protection applies."""
        return self.scheme == "https"


def site(name: str, default: str) -> Site:
    """The public address, such as https://greenlab.example.org. Plain http is taken on this machine only."""
    value = text(name, default)
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"} or parts.query:
        raise EnvironmentProblem(f"{name} is {value!r}; write an address such as https://greenlab.example.org.")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise EnvironmentProblem(
            f"{name} is {value!r}: plain http would let anyone on the way read passwords. "
            "Use https, or an address on this machine such as http://127.0.0.1:8000."
        )
    return Site(parts.scheme, parts.hostname, f"{parts.scheme}://{parts.netloc}")


@dataclass(frozen=True)
class Database:
    """One PostgreSQL database, taken apart from its URL."""

    name: str
    user: str
    password: str
    host: str
    port: str
    options: dict[str, str]


def database_url(name: str) -> Database | None:
    """PostgreSQL as postgresql://user:password@host:port/name?sslmode=require; None when unset.

    `name` may itself come from a file (`name`_FILE); the password alone may come from POSTGRES_PASSWORD(_FILE), so that
    a compose file can name the database without holding its password.
    """
    value = secret(name)
    if not value:
        return None
    parts = _address(
        name, value, schemes=("postgresql", "postgres"), example="postgresql://user:password@host:5432/name"
    )
    database = unquote(parts.path.lstrip("/"))
    if not database or "/" in database:
        raise EnvironmentProblem(f"{name} must end in the name of one database, as in postgresql://host/greenlab.")
    return Database(
        name=database,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or "") or secret("POSTGRES_PASSWORD"),
        host=unquote(parts.hostname or ""),
        port=str(parts.port or ""),
        options=dict(parse_qsl(parts.query)),
    )


def redis_url(name: str) -> str:
    """Redis as redis://host:6379/0 or rediss:// for TLS; "" when unset."""
    value = secret(name)
    if value:
        _address(name, value, schemes=("redis", "rediss"), example="redis://host:6379/0")
    return value


@dataclass(frozen=True)
class Mail:
    """An SMTP server, taken apart from its URL."""

    host: str
    port: int
    user: str
    password: str
    use_tls: bool
    use_ssl: bool


def mail_url(name: str) -> Mail | None:
    """SMTP as smtp://user:password@host:587 (STARTTLS) or smtps://… (TLS from the start); None when unset."""
    value = secret(name)
    if not value:
        return None
    parts = _address(name, value, schemes=("smtp", "smtps"), example="smtp://user:password@mail.example.org:587")
    ssl = parts.scheme == "smtps"
    return Mail(
        host=parts.hostname or "",
        port=parts.port or (465 if ssl else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=not ssl and dict(parse_qsl(parts.query)).get("starttls", "1") != "0",
        use_ssl=ssl,
    )


def _address(name: str, value: str, *, schemes: tuple[str, ...], example: str) -> SplitResult:
    """The parts of a URL; the value itself is kept out of the message because it may hold a password."""
    try:
        parts = urlsplit(value)
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError:
        port_is_sound = False
    if not port_is_sound or parts.scheme not in schemes or not (parts.hostname or parts.path):
        raise EnvironmentProblem(f"{name} is not an address this application understands; write it as {example}.")
    return parts

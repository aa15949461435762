from pathlib import Path

import pytest

from greenlab import env
from greenlab.env import EnvironmentProblem

pytestmark = pytest.mark.once


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv("POSTGRES_PASSWORD", raising=False)
    monkeypatch.delenv("POSTGRES_PASSWORD_FILE", raising=False)
    return monkeypatch


def test_an_empty_variable_counts_as_absent(put: pytest.MonkeyPatch) -> None:
    put.setenv("X", " ")
    assert env.text("X", "default") == "default"
    assert env.integer("X", 3) == 3
    assert env.flag("X", default=True) is True


@pytest.mark.parametrize(("written", "read"), [("1", True), ("Yes", True), ("off", False), ("FALSE", False)])
def test_a_flag_is_read_in_every_common_spelling(put: pytest.MonkeyPatch, written: str, read: bool) -> None:
    put.setenv("X", written)
    assert env.flag("X", default=not read) is read


def test_a_flag_that_is_neither_yes_nor_no_is_refused(put: pytest.MonkeyPatch) -> None:
    put.setenv("X", "perhaps")
    with pytest.raises(EnvironmentProblem, match="X is 'perhaps'; write 1 for yes or 0 for no"):
        env.flag("X", default=False)


@pytest.mark.parametrize("written", ["80.5", "eighty", "0", "70000"])
def test_a_port_out_of_range_or_not_a_number_is_refused(put: pytest.MonkeyPatch, written: str) -> None:
    put.setenv("PORT", written)
    with pytest.raises(EnvironmentProblem, match="PORT is"):
        env.integer("PORT", 8000, least=1, most=65535)


def test_a_secret_may_come_from_a_file(put: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("hush\n")
    put.setenv("KEY_FILE", str(tmp_path / "key"))
    assert env.secret("KEY") == "hush"


def test_a_secret_given_twice_is_refused(put: pytest.MonkeyPatch, tmp_path: Path) -> None:
    put.setenv("KEY", "hush")
    put.setenv("KEY_FILE", str(tmp_path / "key"))
    with pytest.raises(EnvironmentProblem, match="Both KEY and KEY_FILE are set"):
        env.secret("KEY")


def test_a_secret_file_that_is_missing_or_empty_is_refused(put: pytest.MonkeyPatch, tmp_path: Path) -> None:
    put.setenv("KEY_FILE", str(tmp_path / "absent"))
    with pytest.raises(EnvironmentProblem, match="cannot be read"):
        env.secret("KEY")
    (tmp_path / "absent").touch()
    with pytest.raises(EnvironmentProblem, match="is empty"):
        env.secret("KEY")


def test_a_database_url_is_taken_apart(put: pytest.MonkeyPatch) -> None:
    put.setenv("DATABASE_URL", "postgresql://green%40lab:p%2Fw@db.example.org:5433/fleet?sslmode=require")
    assert env.database_url("DATABASE_URL") == env.Database(
        name="fleet",
        user="green@lab",
        password="p/w",
        host="db.example.org",
        port="5433",
        options={"sslmode": "require"},
    )


def test_a_database_password_may_come_from_its_own_file(put: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("hush")
    put.setenv("DATABASE_URL", "postgresql://greenlab@postgres/greenlab")
    put.setenv("POSTGRES_PASSWORD_FILE", str(tmp_path / "password"))
    database = env.database_url("DATABASE_URL")
    assert database is not None
    assert database.password == "hush"


@pytest.mark.parametrize(
    "written", ["mysql://u:hush@h/d", "greenlab", "postgresql://u:hush@h:port/d", "postgresql://u:hush@h/"]
)
def test_another_kind_of_database_is_refused_without_telling_the_password(
    put: pytest.MonkeyPatch, written: str
) -> None:
    put.setenv("DATABASE_URL", written)
    with pytest.raises(EnvironmentProblem) as refusal:
        env.database_url("DATABASE_URL")
    assert "hush" not in str(refusal.value)


def test_redis_is_taken_with_and_without_tls_and_nothing_else(put: pytest.MonkeyPatch) -> None:
    for url in ("redis://redis:6379/0", "rediss://:hush@redis/1"):
        put.setenv("REDIS_URL", url)
        assert env.redis_url("REDIS_URL") == url
    put.setenv("REDIS_URL", "http://redis:6379")
    with pytest.raises(EnvironmentProblem, match="redis://host"):
        env.redis_url("REDIS_URL")


def test_a_mail_server_is_taken_apart(put: pytest.MonkeyPatch) -> None:
    put.setenv("GREENLAB_MAIL_URL", "smtp://green:hush@mail.example.org")
    mail = env.mail_url("GREENLAB_MAIL_URL")
    assert mail == env.Mail("mail.example.org", 587, "green", "hush", use_tls=True, use_ssl=False)
    put.setenv("GREENLAB_MAIL_URL", "smtps://mail.example.org")
    mail = env.mail_url("GREENLAB_MAIL_URL")
    assert mail == env.Mail("mail.example.org", 465, "", "", use_tls=False, use_ssl=True)


def test_plain_http_is_taken_on_this_machine_only(put: pytest.MonkeyPatch) -> None:
    assert not env.site("X", "http://127.0.0.1:8000").is_https
    assert env.site("X", "https://greenlab.example.org").is_https
    put.setenv("X", "http://greenlab.example.org")
    with pytest.raises(EnvironmentProblem, match="would let anyone on the way read passwords"):
        env.site("X", "")


@pytest.mark.parametrize("written", ["greenlab.example.org", "ftp://x", "https://x/under", "https://"])
def test_what_is_no_public_address_is_refused(put: pytest.MonkeyPatch, written: str) -> None:
    put.setenv("X", written)
    with pytest.raises(EnvironmentProblem, match=r"write an address such as https://greenlab.example.org"):
        env.site("X", "")


@pytest.mark.parametrize("written", ["Mars/Olympus", "../etc", "CEST"])
def test_an_unknown_time_zone_is_refused(put: pytest.MonkeyPatch, written: str) -> None:
    put.setenv("X", written)
    with pytest.raises(EnvironmentProblem, match="not a known time zone"):
        env.time_zone("X", "UTC")

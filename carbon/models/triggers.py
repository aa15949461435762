"""The database's own refusal to change what was published: factors of a published set, and the set itself."""

from django.db.backends.base.base import BaseDatabaseWrapper

_REFUSAL = "a published factor set never changes: publish a new version"
_PUBLISHED = "EXISTS (SELECT 1 FROM carbon_factorset WHERE id = OLD.factor_set_id AND published_at IS NOT NULL)"
_CONTENT = ("name", "version", "checksum", "published_at")


def install(connection: BaseDatabaseWrapper) -> None:
    """Refuse UPDATE and DELETE of published factors and sets; adopting a set again stays possible."""
    _run(connection, _postgresql_install() if connection.vendor == "postgresql" else _sqlite_install())


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the refusal away again."""
    _run(connection, _postgresql_remove() if connection.vendor == "postgresql" else _sqlite_remove())


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _postgresql_install() -> list[str]:
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in _CONTENT)
    refused = {
        "carbon_factor": _PUBLISHED,
        "carbon_factorset": f"OLD.published_at IS NOT NULL AND (TG_OP = 'DELETE' OR {changed})",
    }
    statements = []
    for table, condition in refused.items():
        when, each = "BEFORE UPDATE OR DELETE ON", "FOR EACH ROW EXECUTE FUNCTION"
        statements += [
            f"""
            CREATE OR REPLACE FUNCTION {table}_published() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF {condition} THEN RAISE EXCEPTION '{_REFUSAL}'; END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END $$""",
            f"CREATE OR REPLACE TRIGGER {table}_published {when} {table} {each} {table}_published()",
        ]
    return statements


def _postgresql_remove() -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {table}_published ON {table}" for table in ("carbon_factor", "carbon_factorset")]


def _sqlite_install() -> list[str]:
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in _CONTENT)
    refused = {
        ("carbon_factor", "update"): _PUBLISHED,
        ("carbon_factor", "delete"): _PUBLISHED,
        ("carbon_factorset", "update"): f"OLD.published_at IS NOT NULL AND ({changed})",
        ("carbon_factorset", "delete"): "OLD.published_at IS NOT NULL",
    }
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_{act}_published BEFORE {act} ON {table} "
        f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for (table, act), condition in refused.items()
    ]


def _sqlite_remove() -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {table}_{act}_published"
        for table in ("carbon_factor", "carbon_factorset")
        for act in ("update", "delete")
    ]

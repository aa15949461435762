"""The database's own refusal to change the ledger and the audit log, on PostgreSQL and on SQLite.

Only an installation that is marked as demonstration can lift it (`Installation.ledger_lifted`), to remove its
demonstration data; the test suite drops and installs the triggers around its own flush.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = ("inventory_deviceevent", "inventory_auditentry")

_LIFTED = "EXISTS (SELECT 1 FROM inventory_installation WHERE ledger_lifted AND is_demonstration)"


def install(connection: BaseDatabaseWrapper) -> None:
    """Refuse UPDATE and DELETE (and TRUNCATE where there is one) on the append-only tables."""
    _run(connection, _postgresql_install() if connection.vendor == "postgresql" else _sqlite_install())


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the refusal away again."""
    _run(connection, _postgresql_remove() if connection.vendor == "postgresql" else _sqlite_remove())


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _postgresql_install() -> list[str]:
    function = f"""
        CREATE OR REPLACE FUNCTION greenlab_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND {_LIFTED} THEN RETURN OLD; END IF;
            RAISE EXCEPTION '% is append-only: reverse an act instead', TG_TABLE_NAME;
        END $$"""
    refuse = "EXECUTE FUNCTION greenlab_append_only()"
    triggers = []
    for table in APPEND_ONLY:
        triggers += [
            f"CREATE OR REPLACE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}",
            f"CREATE OR REPLACE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
        ]
    return [function, *triggers]


def _postgresql_remove() -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {table}_{what} ON {table}" for table in APPEND_ONLY for what in ("rows", "truncate")
    ]


def _sqlite_install() -> list[str]:
    statements = []
    for table in APPEND_ONLY:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: reverse an act instead'); END"
        statements += [
            f"CREATE TRIGGER IF NOT EXISTS {table}_update BEFORE UPDATE ON {table} {refuse}",
            f"CREATE TRIGGER IF NOT EXISTS {table}_delete BEFORE DELETE ON {table} WHEN NOT {_LIFTED} {refuse}",
        ]
    return statements


def _sqlite_remove() -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {table}_{what}" for table in APPEND_ONLY for what in ("update", "delete")]

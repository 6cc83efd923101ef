"""What every connection of the program has and refuses, plain or encrypted."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from app.models import SCHEMA, Base
from app.models.append_only import NAMES
from app.services.storage.database import APPLICATION_ID, FILE_NAME, READING, make_engine
from app.services.storage.migrating import open_database
from app.services.trust.row_seals import SEALED

MIGRATIONS = Path(__file__).parents[3] / "migrations"
TABLES = [Base.metadata.tables[name] for name in sorted(NAMES)]
WANTED = {
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "synchronous": 3,
    "busy_timeout": 10000,
    "journal_mode": "delete",
    "application_id": APPLICATION_ID,
    "user_version": int(SCHEMA),
}


@pytest.fixture(scope="module", params=[None, bytes(range(32))], ids=["plain", "encrypted"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("engine")
    open_database(folder, MIGRATIONS, datetime(2024, 11, 5), request.param).dispose()
    made = make_engine(folder / FILE_NAME, request.param)
    yield made
    made.dispose()


def test_every_setting_reads_back_as_wanted_on_each_connection(engine: Engine) -> None:
    with engine.connect() as one, engine.connect() as other:
        for connection in (each.execution_options(**{READING: True}) for each in (one, other)):
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in WANTED}
            assert {name: str(value) for name, value in found.items()} == {
                name: str(value) for name, value in WANTED.items()
            }


@pytest.mark.parametrize(
    "statement",
    [
        *(str(table.update().values({next(iter(table.columns)): text("1")})) for table in TABLES),
        *(str(table.delete()) for table in TABLES),
        "DROP TRIGGER tr_ledger_entries_update",
        "DROP INDEX uq_case_claims_live",
        "DROP TABLE ledger_entries",
        "ALTER TABLE ledger_entries RENAME TO other",
        "ATTACH ':memory:' AS other",
        "CREATE TEMP TRIGGER t AFTER INSERT ON ledger_entries BEGIN SELECT 1; END",
        "PRAGMA writable_schema = ON",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA recursive_triggers = OFF",
        "PRAGMA journal_mode = MEMORY",
        "PRAGMA ignore_check_constraints = ON",
        "DELETE FROM sqlite_master",
    ],
)
def test_a_statement_round_the_guards_is_refused(engine: Engine, statement: str) -> None:
    with engine.connect() as connection, pytest.raises(DatabaseError, match=r"not authorized|may not be modified"):
        connection.exec_driver_sql(statement)


def test_every_sealed_table_keeps_its_seals_where_nobody_changes_them() -> None:
    assert "row_seals" in NAMES
    assert {model.__tablename__ for model in SEALED} - NAMES == {"case_instalments", "payment_run_lines"}

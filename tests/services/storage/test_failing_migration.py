"""A migration that stops at any of its steps leaves the database as it was, with the copy kept; encrypted folders too."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, event

from app.models import SCHEMA
from app.services.errors import UserError
from app.services.storage.database import (
    APPLICATION_ID,
    FILE_NAME,
    connect,
    damage_of,
    is_plain,
    make_engine,
    version_of,
)
from app.services.storage.migrating import open_database

ROOT = Path(__file__).parents[3]
MIGRATIONS = ROOT / "migrations"
NOW = datetime(2026, 1, 2, 3, 4, 5)
KEY = bytes(range(32))
EVERY = 37
"""Of the statements every so many is made to fail in the suite; a prime, so that all kinds come."""


class Stopped(Exception):
    """The program ends here."""


def first_version(folder: Path, key: bytes | None) -> Path:
    """A database as the first version made it."""
    folder.mkdir(exist_ok=True)
    path = folder / FILE_NAME
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = make_engine(path, key, migrating=True)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql("INSERT INTO accounts (name, created_at, active) VALUES ('甲', '2025-01-01', 1)")
    engine.dispose()
    return path


def shape(path: Path, key: bytes | None) -> list[tuple[str, ...]]:
    with closing(connect(path, key, read_only=True)) as connection:
        return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()


class Stopping:
    """Ends the program before statement number `at` of those that change something; counts them all."""

    def __init__(self, at: int) -> None:
        self.at, self.count = at, 0

    def __enter__(self) -> "Stopping":
        event.listen(Engine, "before_cursor_execute", self._before)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(Engine, "before_cursor_execute", self._before)

    def _before(self, _connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN")):
            self.count += 1
            if self.count == self.at:
                raise Stopped(statement)


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_whichever_statement_it_stops_at_the_old_version_opens_and_its_copy_is_kept(
    tmp_path: Path, key: bytes | None
) -> None:
    path = first_version(tmp_path / "data", key)
    before, stopped, at = shape(path, key), 0, 1
    while True:
        with Stopping(at) as stopping:
            try:
                open_database(path.parent, MIGRATIONS, NOW, key).dispose()
                break
            except Stopped:
                stopped += 1
        assert shape(path, key) == before
        assert version_of(path, key) == "0001"
        assert damage_of(path, key) == ""
        copy = path.parent / "迁移前-0001-20260102-030405.db"
        assert damage_of(copy, key) == ""
        assert is_plain(copy) is (key is None)
        at += EVERY
    assert stopping.count > 60
    assert stopped == -(-stopping.count // EVERY)
    assert version_of(path, key) == SCHEMA
    with closing(connect(path, key, read_only=True)) as connection:
        assert connection.execute("SELECT name FROM accounts").fetchall() == [("甲",)]


def test_a_copy_that_cannot_be_made_stops_the_migration_in_a_sentence(tmp_path: Path) -> None:
    path = first_version(tmp_path / "data", None)
    (path.parent / ".迁移前-0001-20260102-030405.db").mkdir()
    with pytest.raises(UserError, match="写不进去"):
        open_database(path.parent, MIGRATIONS, NOW)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)

"""Data folders: made once, opened again, migrated with a copy, and never opened when they are not ours."""

import re
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from app.models import SCHEMA, Base
from app.models.append_only import APPEND_ONLY
from app.services.errors import UserError
from app.services.places import Places
from app.services.storage.data_folder import exists, open_folder, set_up
from app.services.storage.database import FILE_NAME, SETTINGS, make_engine
from app.services.trust.accounts import Role, accounts

ROOT = Path(__file__).parents[3]
FOREIGN_KEY = re.compile(r",?\s*CONSTRAINT \w+ (FOREIGN KEY ?\(\w+\) )?REFERENCES \w+ ?\(\w+\)")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "数据", ROOT / "resources", ROOT / "migrations")


def test_a_folder_is_made_once_and_opened_again(places: Places) -> None:
    assert not exists(places)
    set_up(places).engine.dispose()
    uow = open_folder(places)
    assert [(one.name, one.roles) for one in accounts(uow)] == [
        ("local", (Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.FINANCE))
    ]
    assert accounts(uow)[0].titles == "经办员、复核员、审批人、财务"
    uow.engine.dispose()
    with pytest.raises(UserError, match="已经建立"):
        set_up(places)
    with pytest.raises(UserError, match="没有账号 甲"):
        open_folder(places, "甲")


def test_a_folder_that_is_not_there_is_not_made_by_opening_it(places: Places) -> None:
    with pytest.raises(UserError, match="init"):
        open_folder(places)
    assert not places.data.exists()


def test_an_older_database_is_copied_before_it_is_migrated(places: Places) -> None:
    set_up(places).engine.dispose()
    path = places.data / FILE_NAME
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    connection.close()
    with pytest.raises(Exception, match="0000"):
        open_folder(places, clock=lambda: datetime(2026, 1, 2, 3, 4, 5))
    copies = list(places.data.glob("迁移前-0000-20260102-030405.db"))
    assert len(copies) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("newer", "更新版本"),
        ("foreign", "不是本程序"),
        ("damaged", "损坏"),
        ("empty", "是空的"),
    ],
)
def test_a_newer_foreign_damaged_or_empty_file_is_refused_and_left_untouched(
    places: Places, content: str, says: str
) -> None:
    set_up(places).engine.dispose()
    path = places.data / FILE_NAME
    if content in ("damaged", "empty"):
        path.write_bytes(b"not a database" * (200 if content == "damaged" else 0))
    else:
        with sqlite3.connect(path) as connection:
            statement = {
                "newer": "UPDATE alembic_version SET version_num = '9999'",
                "foreign": "PRAGMA application_id = 7",
            }[content]
            connection.execute(statement)
        connection.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match=says):
        open_folder(places)
    assert path.read_bytes() == before


def test_every_connection_has_our_settings(places: Places) -> None:
    set_up(places).engine.dispose()
    engine = make_engine(places.data / FILE_NAME)
    with engine.connect() as connection:
        for name, wanted in SETTINGS.items():
            assert str(connection.exec_driver_sql(f"PRAGMA {name}").scalar()) == str(wanted)
    engine.dispose()


def test_the_migrations_make_exactly_what_is_mapped(places: Places) -> None:
    uow = set_up(places)
    migrated = _shape(uow.engine)
    uow.engine.dispose()
    plain = make_engine(places.data / "mapped.db")
    Base.metadata.create_all(plain)
    mapped = _shape(plain)
    plain.dispose()
    triggers = {name for name in migrated if name.startswith("tr_")}
    assert triggers == {f"tr_{one.__tablename__}_{act}" for one in APPEND_ONLY for act in ("update", "delete")}
    assert {name: shape for name, shape in migrated.items() if name not in triggers} == mapped


def _shape(engine: Engine) -> dict[str, list[str]]:
    """Every table, index and trigger by name: the words of its columns and constraints, in no order."""
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
        shapes = {name: _words(sql) for name, sql in rows if name != "alembic_version"}
        for name in shapes:
            keys = connection.exec_driver_sql(f'PRAGMA foreign_key_list("{name}")').all()
            shapes[name] += sorted(f"{key[2]} {key[3]} {key[4]}" for key in keys)
    return shapes


def _words(sql: str) -> list[str]:
    """The words of a statement; a foreign key of one column reads the same at its column and after all of them."""
    plain = FOREIGN_KEY.sub("", sql.replace('"', ""))
    return sorted(plain.replace("(", " ( ").replace(",", " ").replace(")", " ) ").split())


def test_the_newest_migration_is_the_one_the_program_asks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == SCHEMA

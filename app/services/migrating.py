"""Bringing a data folder's database to the newest shape, with a copy of the file before."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from app.models import SCHEMA
from app.services.database import APPLICATION_ID, FILE_NAME, make_engine, version_of
from app.services.errors import UserError


def open_database(folder: Path, migrations: Path, now: datetime) -> Engine:
    """The engine of a data folder, its database created or migrated first; UserError when the file is not ours."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    there = path.exists()
    version = version_of(path) if there else None
    if there and version is None:
        raise UserError(f"数据文件 {path} 是空的（可能建立时中断），未作改动，请管理员用备份恢复，或移走它后重新建立。")
    if version != SCHEMA:
        if version is not None:
            _copy(path, folder / f"迁移前-{version}-{now:%Y%m%d-%H%M%S}.db")
        _migrate(path, migrations)
    return make_engine(path)


def _copy(source: Path, target: Path) -> None:
    """A verified copy of a live database; SQLite's own backup, so that no half page is copied."""
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)
    old.close()
    new.close()


def _migrate(path: Path, migrations: Path) -> None:
    from alembic import command  # half a second, only paid when there is something to migrate
    from alembic.config import Config

    engine = make_engine(path)
    config = Config()
    config.set_main_option("script_location", str(migrations))
    with engine.connect() as connection:
        _driver(connection).execute("PRAGMA foreign_keys = OFF")  # a table that is written anew is referred to
        with connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise UserError(f"数据文件 {path.name} 升级后核对不符，已恢复原样，请管理员联系维护人员。")
    engine.dispose()


def _driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, where no transaction has begun."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError(driver)
    return driver

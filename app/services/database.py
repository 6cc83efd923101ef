"""The one place that makes connections: settings read back, transactions that take the write lock at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from app.models import SCHEMA
from app.services.errors import UserError

FILE_NAME = "yeji.db"
APPLICATION_ID = 0x594A4A47  # "YJJG"
READING = "reading"
SETTINGS = {
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "synchronous": 3,
    "busy_timeout": 10000,
    "journal_mode": "delete",
}


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver's own transactions let two writers pass each other
    for name, wanted in SETTINGS.items():
        connection.execute(f"PRAGMA {name} = {wanted}")
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if str(found) != str(wanted):
            raise UserError(f"数据库设置 {name} 未能生效，请管理员检查数据文件夹所在磁盘后重新打开。")


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def make_engine(path: Path) -> Engine:
    """An engine on a database file; a write transaction takes the lock when it begins."""
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def version_of(path: Path) -> str | None:
    """The migration a database file stands at, None when it is empty; UserError when the file is not ours or newer."""
    try:
        connection = sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True)
    except sqlite3.OperationalError as error:
        raise UserError(f"数据文件 {path} 打不开，请管理员检查文件权限后重试。") from error
    try:
        return _stamp(connection, path)
    except sqlite3.DatabaseError as error:
        raise UserError(f"数据文件 {path.name} 已损坏或不是本程序的数据，文件未改动，请管理员用备份恢复。") from error
    finally:
        connection.close()


def _stamp(connection: sqlite3.Connection, path: Path) -> str | None:
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not tables:
        return None
    if owner != APPLICATION_ID:
        raise UserError(f"{path} 不是本程序的数据文件，未作任何改动，请管理员核对数据文件夹。")
    row: Any = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None or row[0] > SCHEMA:
        raise UserError(f"{path.name} 由更新版本的程序建立，未作任何改动，请管理员先升级程序。")
    return str(row[0])

"""The one place that makes connections: settings read back, transactions that take the write lock at once.

A data folder is plain (sqlite3) or encrypted (sqlcipher3, which has the same interface): with a key the second is used.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, cast

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, PoolProxiedConnection, create_engine, event

from app.models import SCHEMA
from app.services.errors import UserError
from app.services.storage.authorizing import allow
from app.services.storage.trouble import say_trouble

FILE_NAME = "yeji.db"
APPLICATION_ID = 0x594A4A47  # "YJJG"
READING = "reading"
DRIVER_ERRORS = (sqlite3.DatabaseError, sqlcipher.DatabaseError, UnicodeDecodeError)
"""What either driver raises for a file that is damaged or not a database; of a spoilt schema it cannot read the name."""
REFUSED = (sqlite3.OperationalError, sqlcipher.OperationalError)
"""What either driver raises when a place cannot be read or written."""
SETTINGS: dict[str, int | str] = {
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "synchronous": 3,
    "busy_timeout": 10000,
    "journal_mode": "delete",
}
CIPHER_SETTINGS: dict[str, int | str] = {"cipher_memory_security": 1, **SETTINGS}
_PLAIN_HEADER = b"SQLite format 3\0"


def is_plain(path: Path) -> bool:
    """Whether a file begins as an unencrypted database does; an encrypted one begins with its random salt."""
    with path.open("rb") as file:
        return file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER


def connect(path: Path, key: bytes | None = None, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection of the driver that fits, unlocked with the raw 32-byte `key`; without our settings.

    The driver's OperationalError when there is no such file to read; a wrong key shows at the first reading.
    """
    place = f"file:{path.as_posix()}?mode=ro" if read_only else str(path)
    if key is None:
        return sqlite3.connect(place, uri=read_only)
    connection = sqlcipher.connect(place, uri=read_only, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to standard error what we say ourselves
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return cast(sqlite3.Connection, connection)


def driver_of(pooled: PoolProxiedConnection) -> sqlite3.Connection:
    """The driver's own connection, where no transaction has begun."""
    driver = pooled.driver_connection
    if not isinstance(driver, sqlite3.Connection | sqlcipher.Connection):
        raise TypeError(driver)
    return cast(sqlite3.Connection, driver)


def _prepare(settings: dict[str, int | str], connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver's own transactions let two writers pass each other
    for name, wanted in settings.items():
        connection.execute(f"PRAGMA {name} = {wanted}")
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if str(found) != str(wanted):
            raise UserError(f"数据库设置 {name} 未能生效，请管理员检查数据文件夹所在磁盘后重新打开。")


def _authorize(connection: sqlite3.Connection, _record: object) -> None:
    connection.set_authorizer(allow)


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def make_engine(path: Path, key: bytes | None = None, *, migrating: bool = False) -> Engine:
    """An engine on a database file, an encrypted one with its `key`; a write transaction takes the lock when it begins.

    Only while `migrating` may a statement change the shape of the database. What the disk refuses is a UserError; no
    error it raises shows what a statement was given.
    """
    address = f"sqlite:///{path}"
    if key is None:
        engine = create_engine(address, hide_parameters=True)
    else:
        engine = create_engine(address, module=sqlcipher, creator=partial(connect, path, key), hide_parameters=True)
    event.listen(engine, "connect", partial(_prepare, SETTINGS if key is None else CIPHER_SETTINGS))
    if not migrating:
        event.listen(engine, "connect", _authorize)
    event.listen(engine, "begin", _begin)
    say_trouble(engine, path)
    return engine


def version_of(path: Path, key: bytes | None = None) -> str | None:
    """The migration a database file stands at, None when it is empty.

    UserError when the file is not ours, newer, damaged, or not to be opened with this key.
    """
    try:
        connection = connect(path, key, read_only=True)
    except REFUSED as error:
        raise UserError(f"数据文件 {path} 打不开，请管理员检查文件权限后重试。") from error
    try:
        _take_back(path, key)
        return _stamp(connection, path)
    except DRIVER_ERRORS as error:
        what = "已损坏或不是本程序的数据" if key is None else "已损坏，或与密钥不相配"
        raise UserError(f"数据文件 {path.name} {what}，文件未改动，请管理员用备份恢复。") from error
    finally:
        connection.close()


def _take_back(path: Path, key: bytes | None) -> None:
    """Undo what the end of a program left half written: only a connection that may write plays the journal back."""
    journal = path.with_name(f"{path.name}-journal")
    if path.exists() and journal.exists() and (key is not None or _owner(path) == APPLICATION_ID):
        with closing(connect(path, key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _owner(path: Path) -> int:
    """The application_id in the first page of a plain database, as it lies on the disk."""
    with path.open("rb") as file:
        return int.from_bytes(file.read(72)[68:])


def _stamp(connection: sqlite3.Connection, path: Path) -> str | None:
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not tables:
        return None
    newer = connection.execute("PRAGMA user_version").fetchone()[0] > int(SCHEMA)
    if owner != APPLICATION_ID:
        raise UserError(f"{path} 不是本程序的数据文件，未作任何改动，请管理员核对数据文件夹。")
    row: Any = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if newer or row is None or row[0] > SCHEMA:
        raise UserError(f"{path.name} 由更新版本的程序建立，未作任何改动，请管理员先升级程序。")
    return str(row[0])


def damage_of(path: Path, key: bytes | None = None) -> str:
    """What is wrong with a database file, in Chinese words; empty when it is whole and ours.

    Of an encrypted file the seal of every page is checked, those that hold nothing too.
    """
    try:
        if version_of(path, key) is None:
            return "文件是空的"
        connection = connect(path, key, read_only=True)
        try:
            if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:  # says nothing where plain
                return "数据库有封印不符的页"
            found = connection.execute("PRAGMA quick_check").fetchall()
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        finally:
            connection.close()
    except UserError as error:
        return error.text.rstrip("。")
    except DRIVER_ERRORS:
        return "文件已损坏"
    return "" if found == [("ok",)] and broken is None else "数据库核对不符"

"""Bringing a data folder's database to the newest shape, with a copy of the file before."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from app.models import SCHEMA
from app.services.cases.name_words import index_older
from app.services.errors import UserError
from app.services.storage.beside import saying, settle
from app.services.storage.database import (
    APPLICATION_ID,
    FILE_NAME,
    connect,
    damage_of,
    driver_of,
    make_engine,
    version_of,
)
from app.services.storage.presence import share
from app.services.trust.row_seals import seal_older

_SEALED_SINCE, _NAMED_SINCE = "0002", "0003"
"""The first versions that seal money rows, and that keep the words of names."""


def open_database(folder: Path, migrations: Path, now: datetime, key: bytes | None = None) -> Engine:
    """The engine of a data folder, its database created or migrated first; UserError when the file is not ours.

    `key` opens an encrypted one, or encrypts the one that is created.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    there = path.exists()
    version = version_of(path, key) if there else None
    if there and version is None:
        raise UserError(f"数据文件 {path} 是空的（可能建立时中断），未作改动，请管理员用备份恢复，或移走它后重新建立。")
    if version != SCHEMA:
        if version is not None:
            _copy(path, folder / f"迁移前-{version}-{now:%Y%m%d-%H%M%S}.db", key)
        _migrate(path, migrations, key, version or "")
    engine = make_engine(path, key)
    share(engine, folder)
    return engine


def _copy(source: Path, target: Path, key: bytes | None) -> None:
    """A verified copy of a live database; SQLite's own backup, so that no half page is copied."""
    beside = target.with_name(f".{target.name}")
    with saying(target.parent):
        try:
            with closing(connect(source, key)) as old, closing(connect(beside, key)) as new:
                old.backup(new)
            problem = damage_of(beside, key)
            if problem:
                raise UserError(f"数据文件升级前的备份没有通过核对（{problem}），没有升级，请管理员用最近的备份恢复。")
            settle(beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)


def _migrate(path: Path, migrations: Path, key: bytes | None, version: str) -> None:
    """From a version, an empty one when it is new, to the newest, in one transaction with what the program fills."""
    from alembic import command  # half a second, only paid when there is something to migrate
    from alembic.config import Config

    engine = make_engine(path, key, migrating=True)
    config = Config()
    config.set_main_option("script_location", str(migrations))
    with engine.connect() as connection:
        driver_of(connection.connection).execute(
            "PRAGMA foreign_keys = OFF"
        )  # a table that is written anew is referred to
        with connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if version < _SEALED_SINCE:
                seal_older(connection)
            if version < _NAMED_SINCE:
                index_older(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {int(SCHEMA)}")
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise UserError(f"数据文件 {path.name} 升级后核对不符，已恢复原样，请管理员联系维护人员。")
    engine.dispose()

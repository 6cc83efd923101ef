"""Who has a data folder open: windows and commands share it; who puts another database in its place must be alone.

The shares are locks of the operating system on an empty file, taken through SQLite, which knows how on every system;
they end with the process that holds them, however it ends.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine, event

from app.services.errors import UserError

NAME = "yeji.lock"


class Share:
    """One engine's share in a folder: from its first connection until it is disposed of."""

    def __init__(self, folder: Path) -> None:
        """Takes nothing yet."""
        self._path, self._lock = folder / NAME, Lock()
        self._held: sqlite3.Connection | None = None

    def take(self, *_event: object) -> None:
        """Hold a share; UserError while somebody is alone in the folder."""
        with self._lock:
            if self._held is None:
                self._held = _opened(self._path)
                try:
                    self._held.execute("BEGIN")
                    self._held.execute("SELECT count(*) FROM sqlite_master").fetchone()
                except sqlite3.OperationalError as error:
                    self._close()
                    raise UserError(
                        f"{self._path.parent} 正由另一个窗口恢复备份或加密，请等它完成后再打开。"
                    ) from error

    def give_back(self, *_event: object) -> None:
        """Hold none any more."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None


def share(engine: Engine, folder: Path) -> None:
    """Have an engine hold a share in its folder whenever it has connections."""
    held = Share(folder)
    event.listen(engine, "connect", held.take)
    event.listen(engine, "engine_disposed", held.give_back)


@contextmanager
def alone(folder: Path, deed: str) -> Iterator[None]:
    """Be alone in a folder for as long as the block lasts; UserError, naming the `deed`, when somebody has it open."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(_opened(folder / NAME)) as held:
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise UserError(
                f"还有别的窗口或命令开着 {folder}，不能{deed}，现有数据未动，请先关掉它们（本窗口除外）再试。"
            ) from error
        yield


def is_free(folder: Path) -> bool:
    """Whether nobody has the folder open at this moment."""
    try:
        with alone(folder, ""):
            return True
    except UserError:
        return False


def _opened(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = MEMORY")  # nothing is ever written, so no file beside it
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            return connection
        raise UserError(
            f"数据文件夹 {path.parent} 不能写入或已不在，请管理员检查权限和磁盘（U 盘是否拔出）后重试。"
        ) from error
    return connection

"""What the disk does to a database, as sentences: full, read-only, held by another program, damaged, gone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from app.services.errors import UserError


class StorageTrouble(UserError):
    """The place where the data lie refuses; what was under way has been undone."""


class DatabaseDamaged(StorageTrouble):
    """The database cannot be read to its end."""


_UNDONE = "这一步没有保存任何内容"
_GONE = "数据文件 {0} 不见了（U 盘拔出、文件夹被移走或改名），" + _UNDONE + "，请放回原处后重新打开程序。"
_DAMAGED = "数据文件 {0} 已损坏，" + _UNDONE + "，请管理员关闭程序，用最近的备份恢复。"
_SENTENCES: dict[str, tuple[type[StorageTrouble], str]] = {
    "database or disk is full": (
        StorageTrouble,
        "数据文件所在的磁盘已满，" + _UNDONE + "，请管理员腾出空间后重试。",
    ),
    "attempt to write a readonly database": (
        StorageTrouble,
        "数据文件 {0} 只能读、不能写，" + _UNDONE + "，请管理员检查文件和文件夹的权限、U 盘的写保护后重试。",
    ),
    "database is locked": (
        StorageTrouble,
        "数据文件 {0} 正被另一个窗口或程序占用，"
        + _UNDONE
        + "，请等它完成后重试；一直如此请管理员检查杀毒或同步软件。",
    ),
    "disk i/o error": (
        StorageTrouble,
        "数据文件 {0} 读写出错，" + _UNDONE + "，请管理员检查磁盘和连接线，先备份再继续办理。",
    ),
    "unable to open database file": (
        StorageTrouble,
        "数据文件 {0} 打不开，" + _UNDONE + "，请管理员检查数据文件夹的权限和磁盘后重试。",
    ),
    "database disk image is malformed": (DatabaseDamaged, _DAMAGED),
    "file is not a database": (DatabaseDamaged, _DAMAGED),
}
"""By what SQLite says; both drivers say it in the same words, but only one gives its number."""
_TOLD = "trouble"
_WITH_THE_FILE = ("attempt to write a readonly database", "disk i/o error", "unable to open database file")
"""What SQLite also says when the file has been taken away under it."""


def sentence_of(error: BaseException, path: Path) -> StorageTrouble | None:
    """The refusal for what a driver raised about the database at `path`; None when it is a mistake of the program."""
    said = str(error).lower()
    known = next((words for words in _SENTENCES if said.startswith(words)), None)
    if known is None:
        return None
    if known in _WITH_THE_FILE and not path.exists():
        return StorageTrouble(_GONE.format(path))
    kind, text = _SENTENCES[known]
    return kind(text.format(path))


def say_trouble(engine: Engine, path: Path) -> None:
    """Have an engine raise such refusals in place of the driver's errors."""
    event.listen(engine, "handle_error", partial(_say, partial(sentence_of, path=path)))


def _say(sentence: Callable[[BaseException], StorageTrouble | None], context: ExceptionContext) -> None:
    """Raise the refusal; SQLite has undone the whole transaction by then, so there is no savepoint left to go back to."""
    known = context.connection.info if context.connection else {}
    if str(context.original_exception).startswith("no such savepoint") and _TOLD in known:
        raise known[_TOLD] from context.original_exception
    trouble = sentence(context.original_exception)
    if trouble is not None:
        known[_TOLD] = trouble
        raise trouble from context.original_exception

"""Why the system refused is said in Chinese."""

import errno
import os
import sqlite3
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.services.errors import UserError
from app.services.storage.beside import save_bytes
from app.services.storage.reasons import reason_of


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EROFS, "磁盘只能读、不能写"),
        (errno.EACCES, "没有权限，或正被别的程序占用"),
        (errno.ENOENT, "文件或文件夹不存在，或磁盘已拔出"),
        (errno.EIO, "磁盘读写出错"),
        (errno.ENAMETOOLONG, "名称或路径太长"),
    ],
)
def test_what_the_system_says(number: int, told: str) -> None:
    assert reason_of(OSError(number, os.strerror(number))) == told


@pytest.mark.parametrize("driver", [sqlite3.OperationalError, sqlcipher.OperationalError])
def test_what_sqlite_says(driver: type[Exception]) -> None:
    assert reason_of(driver("database or disk is full")) == "磁盘已满"
    assert reason_of(driver("attempt to write a readonly database")) == "磁盘只能读、不能写"


def test_what_nobody_knows_is_passed_on() -> None:
    assert reason_of(OSError(errno.EMFILE, "too many")) == "too many"
    assert reason_of(sqlite3.OperationalError("no such thing")) == "no such thing"


def test_a_folder_that_is_not_there_is_named_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="文件或文件夹不存在，或磁盘已拔出），原文件未改动"):
        save_bytes(tmp_path / "没有" / "表.pdf", b"")

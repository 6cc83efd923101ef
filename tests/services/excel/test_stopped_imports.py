"""An import that is killed at any moment, or whose disk is full, has stored all of its rows or none."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from applications_by_hand import REWARD, TITLES, file_of, identity, sheet

from app.services.errors import Cancelled, UserError
from app.services.excel.applications.importing import prepare, store
from app.services.excel.writing.saving import write_beside
from app.services.excel.writing.sheet import Column, Table
from app.services.excel.writing.streaming import poured, save_poured
from app.services.places import Places
from app.services.storage import data_folder
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_list import list_cases

ROOT = Path(__file__).parents[3]
ROWS = 300
NAME = TITLES["certificate-reward"]


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    rows = [{**REWARD, "证书编号": f"S{serial}", "身份证号": identity(serial)} for serial in range(ROWS)]
    path = tmp_path / "大表.xlsx"
    path.write_bytes(file_of(sheet(NAME, *rows)))
    return path


def command(folder: Path, *words: str) -> list[str]:
    return [sys.executable, str(ROOT / "main.py"), *words, "--data", str(folder)]


def test_an_import_cancelled_while_its_rows_are_looked_over_stores_nothing(uow: UnitOfWork, sent: Path) -> None:
    def told(done: int, in_all: int) -> None:
        if done == in_all:
            raise Cancelled

    prepared = prepare(uow, sent)
    with pytest.raises(Cancelled):
        store(uow, prepared, progress=told)
    assert list_cases(uow) == []
    assert store(uow, prepared).stored == ROWS


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed as systems other than Windows do")
def test_an_import_killed_at_random_moments_stores_all_or_nothing(sent: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    subprocess.run(command(folder, "init", "--plain"), check=True, capture_output=True)
    chance, found = random.Random(6), []  # noqa: S311 - moments, not secrets
    started = time.monotonic()
    whole = 3.0
    for _ in range(6):
        process = subprocess.Popen(
            command(folder, "import", str(sent)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(timeout=chance.uniform(0.3, whole))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        uow = data_folder.open_folder(Places(folder, ROOT / "resources", ROOT / "migrations"))
        found.append(len(list_cases(uow)))
        uow.engine.dispose()
    assert set(found) <= {0, ROWS}, found
    assert time.monotonic() - started < 60
    uow = data_folder.open_folder(Places(folder, ROOT / "resources", ROOT / "migrations"))
    assert not verify(uow).problems
    if not found[-1]:
        assert store(uow, prepare(uow, sent)).stored == ROWS
    uow.engine.dispose()


def test_a_database_that_cannot_grow_stores_nothing(uow: UnitOfWork, sent: Path) -> None:
    prepared = prepare(uow, sent)
    with uow.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with uow.read() as work:
        work.session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(UserError, match="磁盘已满，这一步没有保存任何内容"):
        store(uow, prepared)
    assert list_cases(uow) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a device that is always full")
def test_a_full_disk_keeps_the_old_list_and_says_so(tmp_path: Path) -> None:
    target = tmp_path / "清单.xlsx"
    target.write_bytes(b"old")

    def write(beside: Path) -> None:
        beside.symlink_to("/dev/full")
        with beside.open("wb", buffering=0) as full:
            full.write(b"x" * 9000)

    with pytest.raises(UserError, match="原文件未改动"):
        write_beside(target, write)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_target_that_is_held_keeps_its_content(tmp_path: Path) -> None:
    held = tmp_path / "清单.xlsx"
    held.mkdir()
    (held / "占用").touch()  # nothing can be moved into the place of a folder, as of a file that Excel holds
    made = poured(held, Table("表", "标题", "说明", (Column("甲"), Column("乙")), ()), [("1", "2")])
    with pytest.raises(UserError, match="请关闭正在使用它的程序"):
        save_poured(held, made)
    assert [each.name for each in tmp_path.iterdir()] == ["清单.xlsx"]

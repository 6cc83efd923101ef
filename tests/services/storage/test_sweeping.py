"""Nothing that was needed for a moment stays: temporary files lie in one known folder, wiped at start and exit."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.services.storage.presence import alone
from app.services.storage.scratch import FOLDER, scratch_in
from app.services.storage.sweeping import sweep
from app.services.trust import clock_back
from app.services.unit_of_work import UnitOfWork

LEFT = (
    f"{FOLDER}/4711/openpyxl.x",
    ".准备-ab/yeji.db",
    ".迁移前-0001.db",
    "备份/演练-x/yeji.db",
    "备份/.核对-1",
    "备份/.a.yjbak-1",
)
KEPT = ("yeji.db", "yeji.keys", "恢复前-1.db", "备份/20241105-093000-每日.yjbak", "日志/程序.log")


def leave(data: Path) -> None:
    for name in (*LEFT, *KEPT):
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text("张三 6217000010012345678")


def there(data: Path) -> set[str]:
    return {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()} - {"yeji.lock"}


def test_what_a_killed_program_left_is_wiped_and_nothing_else(tmp_path: Path) -> None:
    leave(tmp_path)
    with alone(tmp_path, "恢复备份"):
        sweep(tmp_path)
    assert there(tmp_path) == {*LEFT, *KEPT}  # somebody is at work
    sweep(tmp_path)
    assert there(tmp_path) == set(KEPT)
    sweep(tmp_path / "none")


def test_what_workbooks_are_written_through_lies_in_the_data_folder_and_goes_with_the_program(tmp_path: Path) -> None:
    outside = tempfile.gettempdir()
    with scratch_in(tmp_path):
        assert Path(tempfile.gettempdir()).is_relative_to(tmp_path / FOLDER)
        book = Workbook(write_only=True)
        book.create_sheet("表").append(["6217000010012345678"])
        assert there(tmp_path)
        book.save(BytesIO())
    assert not (tmp_path / FOLDER).exists()
    assert tempfile.gettempdir() == outside
    with scratch_in(tmp_path / "none"):
        assert tempfile.gettempdir() == outside


@pytest.mark.parametrize(("back", "warned"), [(timedelta(days=40), True), (timedelta(minutes=5), False)])
def test_a_clock_that_was_set_back_is_said(uow: UnitOfWork, back: timedelta, warned: bool) -> None:
    now = uow.clock()
    with uow.begin() as work:
        work.note("办理")
    said = clock_back.warning(replace(uow, clock=lambda: now - back))
    assert ("早于最近一次办理" in said) is warned

"""Files are whole or not there; text is text."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.services.errors import UserError
from app.services.excel.writing.saving import LONGEST, plain, save_workbook, write_beside


def test_a_workbook_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "年度报表.xlsx"
    target.write_bytes(b"old")
    save_workbook(Workbook(), target)
    assert load_workbook(target).sheetnames == ["Sheet"]
    assert list(tmp_path.iterdir()) == [target]


def test_a_write_that_fails_keeps_the_old_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "年度报表.xlsx"
    target.write_bytes(b"old")

    def full(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(UserError, match=r"写不进去（磁盘已满），原文件未改动"):
        write_beside(target, full)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="写不进去"):
        save_workbook(Workbook(), tmp_path / "没有" / "x.xlsx")


def test_what_no_cell_can_hold_is_left_out() -> None:
    assert plain("=1+1\x00\x0b\ud800") == "=1+1"
    assert len(plain("长" * (LONGEST + 9))) == LONGEST

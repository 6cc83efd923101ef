"""Long tables poured into a workbook: the same as by the usual means, in a fraction of time and memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.services.errors import Cancelled, UserError
from app.services.excel.reading.workbook import read_workbook
from app.services.excel.writing.saving import save_workbook
from app.services.excel.writing.sheet import Column, Row, Shown, Table, add_table, yuan_value
from app.services.excel.writing.streaming import Total, no_total, poured, save_poured
from app.services.excel.writing.styles import Kind

COLUMNS = (
    Column("序号", Kind.COUNT),
    Column("姓名", widest=10),
    Column("身份证号", Kind.CODE),
    Column("金额（元）", Kind.MONEY),
    Column("日期", Kind.DAY),
    Column("备注", widest=20),
)
TABLE = Table("发放台账", "叶集区技能人才补贴资金发放台账（全部年度）", "年度：全部", COLUMNS, ())
ROWS: list[Row] = [
    (1, "张伟", "341504199001011231", yuan_value(200050), date(2024, 3, 1), "=1+1"),
    (2, "", "", yuan_value(-5), None, "很长的备注" * 20),
    (3, "𬭊<&>\"'", "", yuan_value(123_456_789_012), date(1999, 12, 31), " 前后有空格 \n第二行"),
]
TOTAL: Row = ("合计", "", "", yuan_value(1), "", "")


def saved(path: Path, rows: Iterable[Row], total: Total = no_total) -> int:
    """A table of these rows, poured and saved."""
    return save_poured(path, poured(path, TABLE, rows, total))


def opened(path: Path, *rows: Row, total: Row | None = TOTAL) -> Worksheet:
    assert saved(path, rows, lambda: total) == len(rows)
    return load_workbook(path)["发放台账"]


def usual(path: Path, *rows: Row) -> Worksheet:
    book = Workbook(write_only=True)
    add_table(book, Table(TABLE.name, TABLE.title, TABLE.caption, COLUMNS, rows, TOTAL))
    save_workbook(book, path)
    return load_workbook(path)["发放台账"]


def looks(sheet: Worksheet) -> list[list[object]]:
    """Everything about every cell."""
    return [
        [(c.value, c.data_type, c.number_format, c.font.b, c.fill.fgColor.rgb, c.alignment.horizontal) for c in row]
        for row in sheet.iter_rows()
    ]


def test_it_is_the_same_workbook_as_by_the_usual_means(tmp_path: Path) -> None:
    ours, theirs = opened(tmp_path / "a.xlsx", *ROWS), usual(tmp_path / "b.xlsx", *ROWS)
    assert looks(ours) == looks(theirs)
    for part in ("freeze_panes", "print_title_rows", "merged_cells", "dimensions"):
        assert getattr(ours, part) == getattr(theirs, part)
    widths, same = ([sheet.column_dimensions[letter].width for letter in "ABCDEF"] for sheet in (ours, theirs))
    assert widths == same
    heights, same = ([sheet.row_dimensions[row].height for row in range(1, 8)] for sheet in (ours, theirs))
    assert heights == same


def test_no_rows_leave_heading_and_total(tmp_path: Path) -> None:
    sheet = opened(tmp_path / "a.xlsx")
    assert [sheet.cell(row, 1).value for row in (3, 4, 5)] == ["序号", "合计", None]


def test_without_a_total_the_last_row_is_the_last(tmp_path: Path) -> None:
    assert opened(tmp_path / "a.xlsx", *ROWS, total=None).max_row == 6


HARMFUL = [
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "\r=1",
    "控\x00制\x0b符\ud800",
    "_x0041_",
    "a" * 40_000,
    "]]>",
    "s",
]


@pytest.mark.parametrize("text", HARMFUL, ids=range(len(HARMFUL)))
def test_any_text_comes_back_as_text(tmp_path: Path, text: str) -> None:
    cell = opened(tmp_path / "a.xlsx", (1, text, "", None, None, "")).cell(4, 2)
    assert cell.data_type == "s"
    kept = text.replace("\x00", "").replace("\x0b", "").replace("\ud800", "")[:32767]
    assert str(cell.value).replace("_x005F_", "_").replace("\n", "\r") == kept.replace("\n", "\r")


def test_what_was_poured_is_read_by_the_program(tmp_path: Path) -> None:
    saved(tmp_path / "a.xlsx", ROWS)
    rows = read_workbook(tmp_path / "a.xlsx").sheets[0].rows
    assert rows[3] == [1.0, "张伟", "341504199001011231", 2000.5, date(2024, 3, 1), "=1+1"]
    assert rows[5][1] == "𬭊<&>\"'"


def test_a_row_of_another_width_or_look_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2 cells for 6"):
        saved(tmp_path / "a.xlsx", [(1, "甲")])
    with pytest.raises(TypeError):
        saved(tmp_path / "a.xlsx", [(1, "", "", Shown(1, Kind.RATE), None, "")])


def test_what_is_cancelled_or_cannot_be_written_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def cut() -> Iterator[Row]:
        yield ROWS[0]
        raise Cancelled

    with pytest.raises(Cancelled):
        saved(target, cut())
    with pytest.raises(UserError, match="原文件未改动"):
        saved(tmp_path / "没有" / "a.xlsx", ROWS)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        saved(tmp_path / "a.xlsx", (ROWS[0] for _ in range(count)))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(20_000) - peak(1_000) < 2_000_000

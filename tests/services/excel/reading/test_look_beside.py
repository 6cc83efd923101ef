"""Error cells, hidden rows and columns, and the date system, in every kind of workbook."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest
from applications_by_hand import REWARD, TITLES, looked_at, sheet
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.services.errors import UserError
from app.services.excel.reading.cells import Sheet
from app.services.excel.reading.marks_xls import marks_of_xls
from app.services.excel.reading.workbook import read_workbook
from app.services.policy.values import CellFault, Unreadable, read_day_1904

NAME = TITLES["certificate-reward"]
NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def ods(inside: str, before: str = "") -> bytes:
    """A document of one table."""
    out = io.BytesIO()
    content = (
        f"<office:document-content {NAMESPACES}><office:body><office:spreadsheet>{before}"
        f'<table:table table:name="表">{inside}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", b"<m/>")
        archive.writestr("content.xml", content)
    return out.getvalue()


def row(*cells: str, said: str = "") -> str:
    return f"<table:table-row{said}>{''.join(cells)}</table:table-row>"


def text(words: str, said: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{said}><text:p>{words}</text:p></table:table-cell>'


def faults(read: Sheet) -> dict[tuple[int, int], str]:
    return {
        (down, across): cell.shown
        for down, cells in enumerate(read.rows)
        for across, cell in enumerate(cells)
        if isinstance(cell, CellFault)
    }


def test_errors_in_an_ods_are_faults_where_they_stand_and_where_they_are_repeated() -> None:
    error = text("#REF!", ' calcext:value-type="error" table:number-columns-repeated="2"')
    computed = text("#N/A", ' table:formula="of:=NA()"')
    typed = text("#1 厂房")
    data = ods(
        row(text("甲"), said=' table:number-rows-repeated="2"')
        + row(text("乙"), error, text("丙"))
        + row(computed, typed)
    )
    (read,) = read_workbook(data, name="表.ods").sheets
    assert faults(read) == {(2, 1): "#REF!", (2, 2): "#REF!", (3, 0): "#N/A"}
    assert read.rows[2][3] == "丙"
    assert read.rows[3][1] == "#1 厂房"


def test_hidden_rows_and_columns_of_an_ods_are_told() -> None:
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    data = ods(columns + row(text("甲")) + row(text("乙"), said=' table:visibility="filter"') + row(text("丙")))
    (read,) = read_workbook(data, name="表.ods").sheets
    assert (set(read.hidden_rows), set(read.hidden_columns)) == ({2}, {2})


def test_an_ods_counted_from_1904_says_so() -> None:
    before = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    assert read_workbook(ods(row(text("甲")), before), name="表.ods").sheets[0].from_1904
    assert not read_workbook(ods(row(text("甲"))), name="表.ods").sheets[0].from_1904


def test_a_broken_ods_is_a_sentence() -> None:
    with pytest.raises(UserError, match=r"超时|损坏"):  # the parser never ends on it, so its time does
        read_workbook(ods(row(text("#N/A", ' calcext:value-type="error"')) + "<table:"), name="坏.ods", seconds=1)


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


BOF, EOF = record(0x809, bytes(16)), record(0x0A, b"")


def xls(inside: bytes, *, from_1904: bool = False, kind: int = 0) -> bytes:
    """The records of a workbook of one sheet."""
    start = len(BOF) + len(record(0x22, bytes(2))) + len(record(0x85, bytes(8))) + len(EOF)
    bound = record(0x85, struct.pack("<IBB", start, 0, kind) + b"\1\0")
    return BOF + record(0x22, struct.pack("<H", from_1904)) + bound + EOF + BOF + inside + EOF


def computed(down: int, across: int, result: bytes) -> bytes:
    return record(0x06, struct.pack("<HHH", down, across, 0) + result + bytes(8))


def test_errors_of_an_old_binary_workbook_are_marked_typed_and_computed() -> None:
    cells = record(0x205, struct.pack("<HHHBB", 1, 2, 0, 0x2A, 1)) + record(0x205, struct.pack("<HHHBB", 1, 3, 0, 1, 0))
    cells += computed(4, 0, b"\2\0\x17\0\0\0\xff\xff") + computed(5, 0, struct.pack("<d", 7.5))
    chart = BOF + record(0x205, struct.pack("<HHHBB", 9, 9, 0, 0, 1)) + EOF
    (marks,), from_1904 = marks_of_xls(xls(cells + chart))
    assert marks.faults == {(1, 2): "此格是 Excel 错误值 #N/A", (4, 0): "此格是 Excel 错误值 #REF!"}
    assert not from_1904


def test_hidden_rows_and_columns_and_the_date_system_of_an_old_binary_workbook() -> None:
    hidden = record(0x208, struct.pack("<H10xHH", 2, 0x20, 0)) + record(0x208, struct.pack("<H10xHH", 3, 0, 0))
    hidden += record(0x7D, struct.pack("<HHHHH", 1, 2, 0, 0, 1)) + record(0x7D, struct.pack("<HHHHH", 5, 5, 0, 0, 0))
    (marks,), from_1904 = marks_of_xls(xls(hidden, from_1904=True))
    assert (marks.hidden_rows, marks.hidden_columns, from_1904) == ({3}, {1, 2}, True)


def test_a_sheet_that_is_no_worksheet_has_no_marks() -> None:
    assert marks_of_xls(xls(b"", kind=2)) == ([], False)


def test_a_sheet_said_to_begin_beyond_the_end_has_nothing_to_tell() -> None:
    (marks,), _ = marks_of_xls(xls(b"").replace(struct.pack("<IBB", 58, 0, 0), struct.pack("<IBB", 9999, 0, 0)))
    assert not marks.faults


def test_hidden_columns_of_an_xlsx_are_read_and_said(tmp_path: Path) -> None:
    book = Workbook()
    made = book.worksheets[0]
    made.title = NAME
    made.append(list(REWARD))
    made.append(list(REWARD.values()))
    made.column_dimensions["C"].hidden = True
    made.row_dimensions[2].hidden = True
    book.save(tmp_path / "隐.xlsx")
    (read,) = read_workbook(tmp_path / "隐.xlsx").sheets
    assert (set(read.hidden_rows), set(read.hidden_columns)) == ({2}, {2})
    shown = looked_at(read)
    assert shown.rows[0].facts.phone == "13805640000"
    assert f"工作表“{NAME}”有隐藏的C 列“联系电话”，已一并读取。" in shown.notes
    assert f"工作表“{NAME}”有 1 个隐藏行，已一并读取。" in shown.notes


def test_dates_of_a_1904_workbook_are_no_four_years_early(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    made = book.worksheets[0]
    made.title = NAME
    made.append(list(REWARD))
    values = {**REWARD, "发证日期": date(2021, 6, 10), "本单位入职日期": (date(2018, 9, 1) - date(1904, 1, 1)).days}
    made.append(list(values.values()))
    book.save(tmp_path / "苹果.xlsx")
    facts = looked_at(*read_workbook(tmp_path / "苹果.xlsx").sheets).rows[0].facts
    assert (facts.certified_on, facts.hired_on) == (date(2021, 6, 10), date(2018, 9, 1))


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        (0, date(1904, 1, 1)),
        (42895.0, date(2021, 6, 10)),
        (20210610, date(2021, 6, 10)),
        ("2021.6.10", date(2021, 6, 10)),
    ],
)
def test_a_day_counted_from_1904(raw: float | str, day: date) -> None:
    assert read_day_1904(raw) == day


@pytest.mark.parametrize(
    ("raw", "reason"),
    [("42895", "可能是2017年6月9日，也可能是2021年6月10日"), (2019, "可能是2019年"), (42895.5, "不是可识别的日期")],
)
def test_what_may_be_read_in_two_ways_is_an_error_there_too(raw: float | str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_day_1904(raw)


def test_a_row_counted_from_1904_reads_its_days_so() -> None:
    made = sheet(NAME, {**REWARD, "发证日期": 42895})
    counted = Sheet(made.name, made.rows, from_1904=True)
    assert looked_at(counted).rows[0].facts.certified_on == date(2021, 6, 10)

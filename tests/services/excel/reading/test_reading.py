"""Reading real files to cells: rows stay where Excel has them, and what holds no value says so."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.services.errors import Cancelled, UserError
from app.services.excel.reading.workbook import read_workbook
from app.services.policy.values import CellFault


@pytest.fixture
def book() -> Workbook:
    return Workbook()


def _first(book: Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    sheet.title = "职业资格证书奖励"
    return sheet


def _saved(book: Workbook, folder: Path) -> Path:
    book.save(folder / "申报表.xlsx")
    return folder / "申报表.xlsx"


def _rewritten(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The same workbook with bytes of one part changed, as other programs would write it."""
    target = path.with_name("改.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == part:
                assert old in data
                data = data.replace(old, new)
            out.writestr(info.filename, data)
    return target


def test_rows_keep_their_excel_numbers_and_types(book: Workbook, tmp_path: Path) -> None:
    sheet = _first(book)
    sheet["B3"] = "姓名"
    sheet["C4"] = 12000.5
    sheet["D4"] = date(2021, 6, 10)
    sheet["E4"] = True
    read = read_workbook(_saved(book, tmp_path))
    assert (read.file_name, read.format, read.notes) == ("申报表.xlsx", "xlsx", ())
    (only,) = read.sheets
    assert only.name == "职业资格证书奖励"
    assert only.rows == [[""] * 5, [""] * 5, ["", "姓名", "", "", ""], ["", "", 12000.5, date(2021, 6, 10), True]]


def test_bytes_read_as_the_file_does(book: Workbook, tmp_path: Path) -> None:
    _first(book)["A1"] = "姓名"
    path = _saved(book, tmp_path)
    assert read_workbook(path.read_bytes(), name="申报表.xlsx") == read_workbook(path)


def test_merged_cells_all_read_as_their_first_value(book: Workbook, tmp_path: Path) -> None:
    sheet = _first(book)
    sheet["A1"] = "标题"
    sheet["A2"], sheet["B2"] = "某公司", "张三"
    sheet["B3"], sheet["C4"] = "李四", "末"
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A2:A3")
    rows = read_workbook(_saved(book, tmp_path)).sheets[0].rows
    assert rows[0] == ["标题"] * 3
    assert [row[0] for row in rows] == ["标题", "某公司", "某公司", ""]


def test_hidden_sheets_and_rows_are_told(book: Workbook, tmp_path: Path) -> None:
    sheet = _first(book)
    for row in range(1, 6):
        sheet.cell(row, 1, row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("字典").sheet_state = "hidden"
    shown, hidden = read_workbook(_saved(book, tmp_path)).sheets
    assert shown.hidden_rows == {3}
    assert not shown.hidden
    assert hidden.hidden


def test_error_cells_and_formulas_never_computed_are_faults(book: Workbook, tmp_path: Path) -> None:
    sheet = _first(book)
    sheet["A1"] = "#REF!"
    sheet["A1"].data_type = "e"
    sheet["B2"] = "=1+2"
    sheet["A5"] = "=SUM(B1:B2)"
    book.create_sheet("另一张")["A1"] = "好"
    first, second = read_workbook(_saved(book, tmp_path)).sheets
    assert isinstance(first.rows[0][0], CellFault)
    assert "#REF!" in first.rows[0][0].text
    assert isinstance(first.rows[1][1], CellFault)
    assert "没有保存计算结果" in first.rows[1][1].text
    assert isinstance(first.rows[4][0], CellFault)
    assert second.rows == [["好"]]


def test_prefixed_xml_tells_its_faults_too(book: Workbook, tmp_path: Path) -> None:
    _first(book)["A1"] = "x"
    path = _saved(book, tmp_path)
    with zipfile.ZipFile(path) as archive:
        whole = archive.read("xl/worksheets/sheet1.xml")
    cells = (
        b'<x:row r="1" hidden="true"><x:c r="A1"><x:f>1+2</x:f><x:v>3</x:v></x:c><x:c r="B1"><x:f>1+2</x:f></x:c>'
        b'<x:c r="C1" t="e"><x:v>#N/A</x:v></x:c></x:row>'
    )
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    new = b'<x:worksheet xmlns:x="%s"><x:sheetData>%s</x:sheetData></x:worksheet>' % (main, cells)
    (sheet,) = read_workbook(_rewritten(path, "xl/worksheets/sheet1.xml", whole, new)).sheets
    assert sheet.rows[0][0] == 3.0
    assert [type(cell) for cell in sheet.rows[0][1:]] == [CellFault, CellFault]
    assert sheet.hidden_rows == {1}


def test_formulas_with_a_stored_result_read_as_it(book: Workbook, tmp_path: Path) -> None:
    sheet = _first(book)
    sheet["A1"], sheet["B1"], sheet["C1"] = "=1+2", '=""', "x"
    path = _saved(book, tmp_path)
    part = "xl/worksheets/sheet1.xml"
    path = _rewritten(path, part, b"<f>1+2</f><v />", b"<f>1+2</f><v>3</v>")
    path = path.rename(tmp_path / "一.xlsx")
    path = _rewritten(path, part, b'<c r="B1"><f>""</f><v />', b'<c r="B1" t="str"><f>""</f><v></v>')
    assert read_workbook(path).sheets[0].rows == [[3.0, "", "x"]]


def test_trailing_blank_and_formatted_rows_are_no_rows(book: Workbook, tmp_path: Path) -> None:
    sheet = _first(book)
    sheet["A1"] = "姓名"
    sheet["A9"] = "  "
    sheet.cell(1_048_576, 1).number_format = "@"
    sheet.cell(1, 16_384).number_format = "@"
    assert [row[0] for row in read_workbook(_saved(book, tmp_path)).sheets[0].rows] == ["姓名"]


def test_zero_and_no_are_not_blank_rows(book: Workbook, tmp_path: Path) -> None:
    sheet = _first(book)
    sheet["A1"], sheet["A2"] = 0, False
    assert read_workbook(_saved(book, tmp_path)).sheets[0].rows == [[0.0], [False]]


def test_many_rows_come_through_whole(book: Workbook, tmp_path: Path) -> None:
    sheet = _first(book)
    for row in range(5000):
        sheet.append([row, f"张三{row}", "木工", "是"])
    sheet["A3000"] = "=1/0"
    rows = read_workbook(_saved(book, tmp_path)).sheets[0].rows
    assert len(rows) == 5000
    assert isinstance(rows[2999][0], CellFault)
    assert rows[4999] == [4999.0, "张三4999", "木工", "是"]


CSV = '姓名,身份证号,金额\n张三,11010519491231002X,"12,000.00"\n李四,#N/A,\n,,\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_each_encoding_is_a_sheet_named_as_the_file(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "奖励.csv"
    path.write_bytes(CSV.encode(encoding))
    read = read_workbook(path)
    (sheet,) = read.sheets
    assert (read.format, sheet.name) == ("csv", "奖励")
    assert sheet.rows[:2] == [["姓名", "身份证号", "金额"], ["张三", "11010519491231002X", "12,000.00"]]
    assert sheet.rows[2] == ["李四", CellFault("此格是 Excel 错误值 #N/A"), ""]
    assert len(sheet.rows) == 3


def test_csv_separated_by_tabs(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("姓名\t工种\r\n张三\t木工\r\n", encoding="utf-8")
    assert read_workbook(path).sheets[0].rows == [["姓名", "工种"], ["张三", "木工"]]


def test_a_file_larger_than_a_pipe_is_handed_over_whole() -> None:
    lines = 60_000
    rows = read_workbook(("某公司,张三,木工,12000.00\n" * lines).encode(), name="大.csv").sheets[0].rows
    assert len(rows) == lines
    assert rows[-1] == ["某公司", "张三", "木工", "12000.00"]


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"「没有\.xlsx」打不开"):
        read_workbook(tmp_path / "没有.xlsx")


def test_cancelling_stops_the_reading(book: Workbook, tmp_path: Path) -> None:
    sheet = _first(book)
    for row in range(6000):
        sheet.append([row, "张三", "李四", "王五"])
    with pytest.raises(Cancelled):
        read_workbook(_saved(book, tmp_path), cancelled=lambda: True)


def test_a_slow_reading_is_cut_off_with_a_sentence(book: Workbook, tmp_path: Path) -> None:
    sheet = _first(book)
    for row in range(6000):
        sheet.append([row, "张三", "李四", "王五"])
    with pytest.raises(UserError, match="超时"):
        read_workbook(_saved(book, tmp_path), seconds=0)


def test_a_greedy_reading_dies_with_a_sentence(book: Workbook, tmp_path: Path) -> None:
    sheet = _first(book)
    sheet["A1"], sheet["Z90000"] = "姓名", "远"
    with pytest.raises(UserError, match="过大"):
        read_workbook(_saved(book, tmp_path), memory=50 << 20)


def test_greedy_merges_are_refused(book: Workbook, tmp_path: Path) -> None:
    sheet = _first(book)
    sheet["A1"], sheet["Z9000"] = "姓名", "远"
    merge = b'<mergeCell ref="A1:Z9000"/>'
    sheet.merge_cells("A1:B1")
    path = _rewritten(_saved(book, tmp_path), "xl/worksheets/sheet1.xml", b'<mergeCell ref="A1:B1" />', merge * 60)
    with pytest.raises(UserError, match="合并单元格过多"):
        read_workbook(path)


@pytest.mark.parametrize("column", [27, 81, 256, 700])
def test_a_wide_sheet_of_few_rows_is_read(column: int) -> None:
    """A payroll beside the application has a hundred columns; one word may stand far to the right."""
    book = Workbook()
    made = book.worksheets[0]
    for row in range(1, 101):
        made.cell(row, 1, f"第{row}行")
    made.cell(5, column, "远")
    out = io.BytesIO()
    book.save(out)
    rows = read_workbook(out.getvalue(), name="宽.xlsx").sheets[0].rows
    assert (len(rows), rows[4][column - 1], rows[99][0]) == (100, "远", "第100行")

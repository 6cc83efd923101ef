"""One workbook as another program saved it in each format: what it brings, what is said, how it goes back and comes again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from applications_by_hand import ROOT, TODAY
from openpyxl import load_workbook

from app.services.excel.applications.preview import Preview, preview
from app.services.excel.applications.returning import write_marked
from app.services.excel.reading.workbook import read_workbook
from app.services.standards.standards_file import shipped_parameters

FOLDER = Path(__file__).parent / "received"
each_format = pytest.mark.parametrize("name", ["报送.xlsx", "报送.et", "报送.ods"])


def looked(path: Path) -> Preview:
    return preview(read_workbook(path), parameters=shipped_parameters(ROOT / "resources"), today=TODAY)


def told(shown: Preview) -> list[tuple[str, str, str, str]]:
    return [(error.sheet, error.cell, error.header, error.text) for row in shown.bad for error in row.errors]


@each_format
def test_each_format_brings_the_same_rows_errors_and_remarks(name: str) -> None:
    shown = looked(FOLDER / name)
    assert [(row.sheet, row.row) for row in shown.rows] == [
        *(("Sheet1", number) for number in (6, 7, 8, 12, 13, 14)),
        ("企业新型学徒制补助", 3),
    ]
    assert told(shown) == [
        ("Sheet1", "M6", "职业（工种）", "必填项未填"),
        ("Sheet1", "L7", "发证时间", "此格是 Excel 错误值 #N/A"),
    ]
    assert shown.rows[2].facts.unit_name == "安徽叶集木业有限公司"
    assert shown.rows[6].facts.applied_on == date(2024, 1, 10)
    assert list(shown.notes) == [
        "工作表“Sheet1”有 1 个隐藏行，已一并读取。",
        "工作表“Sheet1”有隐藏的I 列“联系人”，已一并读取。",
        "工作表“工资表”前 20 行没有找到可识别的表头，已跳过；请用模板填写或指定补贴类型。",
        "工作表“Sheet1”第 5 行不是申报数据，已跳过：说明",
    ]


@each_format
def test_each_format_goes_back_marked_and_comes_in_again_clean(name: str, tmp_path: Path) -> None:
    content, out = (FOLDER / name).read_bytes(), tmp_path / "退回.xlsx"
    shown = looked(FOLDER / name)
    write_marked(content, shown, out)
    book = load_workbook(out)
    sheet = book["Sheet1"]
    assert {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment} == {"M6", "L7"}
    sheet["M6"], sheet["L7"] = "木工", "2021-06-10"
    book.save(out)
    again = looked(out)
    assert not again.bad
    assert [row.facts for row in again.rows if row.row not in (6, 7)] == [
        row.facts for row in shown.rows if row.row not in (6, 7)
    ]

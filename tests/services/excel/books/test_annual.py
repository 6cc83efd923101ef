"""The year-end workbook and the ledger as someone opens them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from casebook import TO_APPROVAL, Casebook, course
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.models import AuditEntry
from app.services.errors import UserError
from app.services.excel.books.annual import FiguresDisagree, check_agreement, read_year, write_annual
from app.services.excel.books.ledger_sheet import write_ledger
from app.services.policy.catalogue import CATALOGUE
from app.services.unit_of_work import UnitOfWork

SPRING, LATER = date(2024, 3, 1), date(2024, 6, 3)
APPROVED = (*TO_APPROVAL, "approved")
SHEETS = ["汇总", "分月", "分乡镇", "分单位", "资金台账", "追回台账", "目标任务", "预算执行", "服务事项", "绩效评价"]
LEDGER = [
    *("序号", "案件编号", "补贴类型", "政策依据", "姓名", "身份证号", "单位名称", "统一社会信用代码", "所在乡镇街道"),
    *("核定金额（元）", "本次发放（元）", "期次", "发放日期", "凭证号", "开户银行", "银行账号", "备注"),
]  # fmt: skip


@pytest.fixture
def book(uow: UnitOfWork) -> Casebook:
    book = Casebook(uow)
    unit_id = book.unit("=HYPERLINK(甲)", "三元镇")
    paid = book.case(SPRING, course(SPRING, *APPROVED), unit_id=unit_id, township="三元镇")
    book.pay(paid, SPRING, 200000)
    book.pay(paid, LATER, 200000, kind="returned")
    book.pay(paid, LATER, 200001 - 1)
    book.case(SPRING, course(LATER, *APPROVED), code="skill-upgrade", granted=123456)
    book.case(SPRING, course(LATER, *TO_APPROVAL, "rejected"))
    book.case(SPRING, course(LATER, *TO_APPROVAL))
    old = book.case(date(2023, 2, 1), course(date(2023, 2, 1), *APPROVED), granted=70000)
    book.pay(old, date(2023, 3, 1), 70000)
    return book


@pytest.fixture
def annual(book: Casebook, tmp_path: Path) -> Iterator[Workbook]:
    path = tmp_path / "年度报表.xlsx"
    write_annual(book.uow, 2024, path)
    opened = load_workbook(path)
    yield opened
    opened.close()


def last_row(sheet: Worksheet) -> dict[str, Any]:
    headers = [str(cell.value) for cell in sheet[3]]
    return dict(zip(headers, (cell.value for cell in sheet[sheet.max_row]), strict=True))


def test_the_ten_sheets_come_in_order_each_with_title_year_unit_and_total(annual: Workbook) -> None:
    assert annual.sheetnames == SHEETS
    for sheet in annual:
        assert sheet["A1"].value.startswith("叶集区人力资源和社会保障局2024年度")
        assert "2024年" in sheet["A2"].value
        assert "单位：元" in [cell.value for cell in sheet[2]]
        assert sheet.cell(sheet.max_row, 1).value == "合计"


def test_every_sheet_prints_on_a4_with_its_header_on_each_page(annual: Workbook) -> None:
    for sheet in annual:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
        assert sheet.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
        assert sheet.print_title_rows == "$1:$3"
        assert sheet.freeze_panes == "A4"
        assert sheet.oddFooter
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"


def test_the_summary_has_a_line_a_type_with_the_columns_of_the_year_end(annual: Workbook) -> None:
    sheet = annual["汇总"]
    assert [cell.value for cell in sheet[3]] == [
        *("补贴类型", "政策依据", "申报件数", "批准件数", "不予批准件数", "在办件数"),
        *("批准金额（元）", "已拨付金额（元）", "待拨付金额（元）", "已追回金额（元）"),
    ]
    titles = [sheet.cell(row, 1).value for row in range(4, sheet.max_row)]
    assert titles == [subsidy.title for subsidy in CATALOGUE if subsidy.money]
    values = [cell.value for cell in sheet[sheet.max_row]]
    assert values == ["合计", None, 4, 2, 1, 1, 3234.56, 2000, 1234.56, 0]


def test_sums_of_the_sheets_agree_and_no_cell_is_a_formula(annual: Workbook) -> None:
    expected = last_row(annual["汇总"])
    for name in ("分乡镇", "分单位"):
        found = last_row(annual[name])
        assert {key: found[key] for key in expected if key in found} == {
            key: value for key, value in expected.items() if key in found
        }
    assert last_row(annual["分月"])["批准金额（元）"] == expected["批准金额（元）"]
    assert last_row(annual["资金台账"])["本次发放（元）"] == expected["已拨付金额（元）"]
    assert last_row(annual["预算执行"])["已拨付金额（元）"] == expected["已拨付金额（元）"]
    assert {cell.data_type for sheet in annual for row in sheet for cell in row} <= {"n", "s", "d"}


def test_cases_without_unit_or_township_have_their_line(annual: Workbook) -> None:
    assert annual["分单位"].cell(annual["分单位"].max_row - 1, 1).value == "无单位（个人）"
    assert annual["分单位"]["A4"].value == "=HYPERLINK(甲)"
    assert annual["分乡镇"].cell(annual["分乡镇"].max_row - 1, 1).value == "未填"


def test_months_and_budget_have_a_chart_with_a_chinese_title(book: Casebook, tmp_path: Path) -> None:
    path = tmp_path / "年度报表.xlsx"
    write_annual(book.uow, 2024, path)
    with ZipFile(path) as archive:
        charts = sorted(name for name in archive.namelist() if "charts/chart" in name)
        texts = [archive.read(name).decode() for name in charts]
        placed = [name for name in archive.namelist() if "worksheets/_rels" in name]
    assert sorted(name.split("/")[-1] for name in placed) == ["sheet2.xml.rels", "sheet8.xml.rels"]
    for text, title in zip(
        texts, ("批准金额和已拨付金额分月情况（元）", "各类补贴已承诺金额和已拨付金额（元）"), strict=True
    ):
        assert title in text
        assert text.count("<ser>") == 2
        assert '<delete val="0"' in text
        assert '<delete val="1"' not in text


def test_columns_are_wide_enough_for_what_they_hold(annual: Workbook) -> None:
    for sheet in annual:
        for row in sheet.iter_rows(min_row=3):
            for cell in row:
                if isinstance(cell.value, int | float):
                    width = sheet.column_dimensions[cell.column_letter].width
                    assert width > len(f"{cell.value:,.2f}" if "0.00" in cell.number_format else f"{cell.value}")


def test_sheets_whose_data_is_not_there_say_so_and_claim_nothing(annual: Workbook) -> None:
    assert last_row(annual["追回台账"])["应追回（元）"] == 0
    assert annual["追回台账"].max_row == 4
    assert last_row(annual["预算执行"])["预算金额（元）"] == "未录入"
    goals = {row[0].value: row[3].value for row in annual["目标任务"].iter_rows(min_row=4)}
    assert (goals["职业学校在校生"], goals["高级工以上"]) == ("未录入", 3)
    assert last_row(annual["服务事项"])["申报件数"] == 0


def test_the_evaluation_shows_values_in_their_own_format(annual: Workbook) -> None:
    rows = {row[0].value: row[4] for row in annual["绩效评价"].iter_rows(min_row=4)}
    assert rows["批准率"].value == pytest.approx(2 / 3, abs=1e-6)
    assert rows["批准率"].number_format == "0.0%"
    assert rows["件均批准金额"].value == 1617.28


def test_the_ledger_has_its_columns_text_numbers_and_nothing_below_the_total(book: Casebook, tmp_path: Path) -> None:
    path = tmp_path / "发放台账.xlsx"
    assert write_ledger(book.uow, path) == 4
    sheet = load_workbook(path)["发放台账"]
    assert [cell.value for cell in sheet[3]] == LEDGER
    assert [sheet.cell(row, 11).value for row in range(4, 9)] == [700, 2000, -2000, 2000, 2700]
    assert sheet["A8"].value == "合计"
    assert sheet.max_row == 8
    for column in ("F", "P"):
        assert (sheet[f"{column}4"].data_type, sheet[f"{column}4"].number_format) == ("s", "@")
    assert sheet["D4"].value == "《实施意见》第三部分第二段"
    assert sheet["M5"].value == datetime(2024, 3, 1)
    assert sheet["K5"].number_format == "#,##0.00"
    assert sheet["Q6"].value.startswith("退票：冲减 2024-03-01 凭证")


def test_the_ledger_of_a_year_holds_that_years_entries(book: Casebook, tmp_path: Path) -> None:
    assert write_ledger(book.uow, tmp_path / "a.xlsx", 2023) == 1
    assert write_ledger(book.uow, tmp_path / "b.xlsx", 2022) == 0


def test_an_empty_office_gets_whole_workbooks(uow: UnitOfWork, tmp_path: Path) -> None:
    write_annual(uow, 2024, tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == SHEETS
    assert write_ledger(uow, tmp_path / "b.xlsx") == 0


def test_an_export_is_in_the_audit_chain(book: Casebook, tmp_path: Path) -> None:
    write_annual(book.uow, 2024, tmp_path / "年报.xlsx")
    write_ledger(book.uow, tmp_path / "台账.xlsx")
    with book.uow.read() as work:
        told = [(entry.action, entry.subject) for entry in work.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert told[-2:] == [("导出年度报表", "年报.xlsx"), ("导出发放台账", "台账.xlsx")]


def test_sheets_that_disagree_are_never_written(book: Casebook) -> None:
    with book.uow.read() as work:
        read = read_year(work, 2024)
    check_agreement(read)
    for wrong in (
        replace(read, ledger=read.ledger[1:]),
        replace(read, figures=replace(read.figures, by_unit=read.figures.by_unit[1:])),
        replace(read, figures=replace(read.figures, by_month=read.figures.by_month[:5])),
    ):
        with pytest.raises(FiguresDisagree):
            check_agreement(wrong)


def test_a_year_to_come_leaves_no_file(book: Casebook, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="2031 年没有可统计的数据"):
        write_annual(book.uow, 2031, tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()

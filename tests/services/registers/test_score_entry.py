"""Score sheets of units, projects and the fund: begun from the indicators of the day, stored whole, changed, exported."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from casebook import TO_APPROVAL, Casebook, course
from openpyxl import load_workbook
from score_samples import HEADS, head, scored, typed
from sqlalchemy import select
from working_office import ADMINISTRATOR, AUDITOR, CLERK, Office

from app.models import RegisterChange
from app.services.errors import UserError
from app.services.excel.books.annual import write_annual
from app.services.excel.books.register_sheets import write_register
from app.services.excel.books.score_book import write_sheets
from app.services.policy.standards import Entry
from app.services.registers import entries
from app.services.registers.catalogue import register_named
from app.services.registers.score_entry import blank_sheet, computed_values, said, sheet_form, store_sheet
from app.services.reports.evaluation import Indicator, Measure
from app.services.standards.parameters import enter
from app.services.unit_of_work import UnitOfWork

CODES = tuple(HEADS)
FUND, UNIT = "fund-performance", "institution-quality"


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


@pytest.mark.parametrize("code", CODES)
def test_a_sheet_begins_with_the_shipped_indicators_which_come_to_a_hundred(office: Office, code: str) -> None:
    form = blank_sheet(office.uow, code)
    assert (form.entry_id, form.answers["year"], sum(line.weight for line in form.lines)) == (0, "2023", 10000)
    assert all(line.guide and line.score is None for line in form.lines)


@pytest.mark.parametrize("code", CODES)
def test_a_sheet_is_stored_listed_found_and_opened_again(office: Office, code: str) -> None:
    clerk = office.acting(CLERK)
    key = store_sheet(clerk, code, *typed(clerk, code, ("5",)))
    (line,) = entries.lines(office.acting(AUDITOR), code)
    first = line.facts.lines[0]
    assert (line.key, line.entered_by, line.extras["standing"], line.extras["low"]) == (key, "李晓梅", "已评", 1)
    assert float(line.extras["total"]) == 100 - (first.weight - 500) / 100
    assert [one.key for one in entries.lines(clerk, code, "现场抽查发现不足")] == [key]
    form = sheet_form(clerk, code, key)
    assert (form.version, form.lines) == (1, line.facts.lines)
    assert "lines" not in form.answers
    with pytest.raises(UserError, match="已有相同内容"):
        store_sheet(clerk, code, *typed(clerk, code))


def test_a_change_keeps_the_value_before_and_the_second_of_two_is_refused(office: Office) -> None:
    clerk = office.acting(CLERK)
    key = store_sheet(clerk, UNIT, *typed(clerk, UNIT))
    form = sheet_form(clerk, UNIT, key)
    lines = scored(form, ("8",), "消防通道堆物")
    store_sheet(clerk, UNIT, form.answers, lines, key, form.version)
    with clerk.read() as work:
        (change,) = work.session.scalars(select(RegisterChange))
    assert ("办学条件 10/10" in change.before, "办学条件 8/10（消防通道堆物）" in change.after) == (True, True)
    with pytest.raises(UserError, match="已有他人改动"):
        store_sheet(clerk, UNIT, form.answers, lines, key, form.version)
    entries.withdraw_entry(clerk, UNIT, key, "重复填写")
    assert entries.lines(clerk, UNIT) == ()


def test_a_sheet_half_filled_is_kept_as_open(office: Office) -> None:
    clerk = office.acting(CLERK)
    answers, lines = typed(clerk, UNIT)
    store_sheet(clerk, UNIT, answers, (replace(lines[0], score=""), *lines[1:]))
    (line,) = entries.lines(clerk, UNIT)
    assert (line.extras["standing"], line.extras["total"]) == ("未评完", "")


@pytest.mark.parametrize(
    ("changes", "said_so"),
    [
        ({"year": "2025"}, "2025 年度尚未开始"),
        ({"year": "去年"}, "“年度”"),
        ({"year": ""}, "“年度”为必填项"),
        ({"assessor": ""}, "“评估人”为必填项"),
    ],
)
def test_what_is_wrong_above_the_lines_is_named(office: Office, changes: dict[str, str], said_so: str) -> None:
    clerk = office.acting(CLERK)
    answers, lines = typed(clerk, UNIT)
    with pytest.raises(UserError) as refused:
        store_sheet(clerk, UNIT, answers | changes, lines)
    assert said_so in refused.value.text
    assert entries.lines(clerk, UNIT) == ()


def test_a_low_score_without_its_reason_is_not_stored_and_an_auditor_stores_nothing(office: Office) -> None:
    clerk = office.acting(CLERK)
    answers, lines = typed(clerk, UNIT)
    with pytest.raises(UserError, match="须写明理由"):
        store_sheet(clerk, UNIT, answers, (replace(lines[0], score="8.9"), *lines[1:]))
    with pytest.raises(UserError, match="不能登记"):
        store_sheet(office.acting(AUDITOR), UNIT, answers, lines)


def test_new_indicators_of_the_office_hold_from_their_day(office: Office) -> None:
    name = "培训机构质量评估指标"
    enter(
        office.acting(ADMINISTRATOR),
        [Entry(name, "", date(2023, 6, 1), "叶人社〔2023〕9号", ("师资 60：教师", "场地 40"))],
    )
    assert [line.indicator for line in blank_sheet(office.uow, UNIT).lines] == ["师资", "场地"]
    enter(office.acting(ADMINISTRATOR), [Entry(name, "", date(2024, 1, 1), "叶人社〔2024〕1号", ("师资 100",))])
    assert len(blank_sheet(office.uow, UNIT).lines) == 2


def test_the_fund_sheet_shows_what_the_program_knows_of_the_year(office: Office, uow: UnitOfWork) -> None:
    book = Casebook(uow)
    day = date(2023, 5, 8)
    book.case(day, course(day, *TO_APPROVAL, "approved"))
    book.case(day, course(day, *TO_APPROVAL, "rejected"))
    values = blank_sheet(uow, FUND).computed
    assert (values["审结件数"], values["批准率"], values["拨付率"]) == ("2", "50.0%", "0.0%")
    assert computed_values(uow, FUND, "2022")["审结件数"] == "0"
    assert [computed_values(uow, FUND, year) for year in ("2025", "x")] == [{}, {}]
    assert computed_values(uow, UNIT, "2023") == {}


@pytest.mark.parametrize(
    ("indicator", "shown"),
    [
        (Indicator("a", "", 1234), "1,234"),
        (Indicator("a", "", 1, 3, Measure.RATE), "33.3%"),
        (Indicator("a", "", 1, 0, Measure.RATE), ""),
        (Indicator("a", "", 19, 6, Measure.AVERAGE), "3.2 天"),
        (Indicator("a", "", 200001, 2, Measure.MONEY_AVERAGE), "1,000.01 元"),
    ],
)
def test_a_value_is_shown_in_its_measure(indicator: Indicator, shown: str) -> None:
    assert said(indicator) == shown


@pytest.mark.parametrize("code", CODES)
def test_a_sheet_is_exported_with_sums_rates_and_reasons(office: Office, tmp_path: Path, code: str) -> None:
    clerk, path = office.acting(CLERK), tmp_path / "评分表.xlsx"
    key = store_sheet(clerk, code, *typed(clerk, code, ("4",)))
    write_sheets(clerk, code, [key], path)
    (sheet,) = load_workbook(path).worksheets
    rows: list[Any] = list(sheet.iter_rows(values_only=True))
    assert rows[0][0].endswith(f"2023年度{register_named(code).title}表")
    assert "评估人：" in rows[1][0]
    titles = [cell for cell in rows[2] if cell]
    assert titles[-4:] == ["权重（分）", "得分（分）", "得分率", "得分低于权重90%的理由"]
    assert ("指标值" in titles) is (code == FUND)
    first, last = rows[3], rows[-1]
    assert (first[-3], first[-1]) == (4, "现场抽查发现不足")
    assert (last[0], last[-4]) == ("合计", 100)
    assert last[-3] == 100 - (first[-4] - 4)
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)
    with pytest.raises(UserError, match="没有选中"):
        write_sheets(clerk, code, [], path)


def test_several_sheets_go_into_one_workbook_and_the_list_into_another(office: Office, tmp_path: Path) -> None:
    clerk = office.acting(CLERK)
    answers, lines = typed(clerk, UNIT)
    keys = [store_sheet(clerk, UNIT, answers | {"unit_name": f"培训中心[{n}]"}, lines) for n in (1, 2)]
    write_sheets(clerk, UNIT, keys, tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == ["1.培训中心1", "2.培训中心2"]
    write_register(clerk, UNIT, tmp_path / "b.xlsx", entries.lines(clerk, UNIT))
    assert load_workbook(tmp_path / "b.xlsx").worksheets[0].max_row >= 5


def test_the_year_end_sheet_shows_scores_once_the_fund_is_scored(office: Office, tmp_path: Path) -> None:
    clerk, path = office.acting(CLERK), tmp_path / "年度报表.xlsx"
    write_annual(clerk, 2023, path)
    before = list(load_workbook(path)["绩效评价"].iter_rows(min_row=3, values_only=True))
    assert len(before[0]) == 5
    answers, lines = typed(clerk, FUND, ("7",))
    lines = (*lines[:-1], replace(lines[-1], value="96.2%"))
    store_sheet(clerk, FUND, answers | {"subject": "其他资金"}, scored(blank_sheet(clerk, FUND)))
    store_sheet(clerk, FUND, answers, lines)
    write_annual(clerk, 2023, path)
    after = list(load_workbook(path)["绩效评价"].iter_rows(min_row=3, values_only=True))
    assert after[0][5:] == ("权重（分）", "得分（分）", "得分低于权重90%的理由")
    assert [row[:5] for row in after[1:11]] == [row[:5] for row in before[1:11]]
    by_name = {row[0]: row for row in after[1:]}
    assert by_name["绩效目标"][5:] == (8, 7, "现场抽查发现不足")
    assert by_name["件均批准金额"][5:] == (None, None, None)
    assert by_name["服务对象满意度"][4] == "96.2%"
    assert by_name["合计"][5:7] == (100, 99)


def test_a_blank_fund_sheet_is_of_the_whole_fund(office: Office) -> None:
    form = blank_sheet(office.uow, FUND)
    assert head(form, FUND)["subject"] == "技工强区专项资金"

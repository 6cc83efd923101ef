"""Registers from workbooks: any header, errors by cell, one transaction, the same rows recognised; and back to Excel."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from applications_by_hand import identity
from openpyxl import Workbook, load_workbook
from register_samples import FIGURE, FUND, SAMPLES, TALENT
from working_office import AUDITOR, CLERK, Office

from app.services.cases.course import State
from app.services.errors import Cancelled, UserError
from app.services.excel.books.register_books import (
    prepare_register,
    store_register,
    write_marked_register,
    write_register_template,
)
from app.services.excel.books.register_sheets import write_register
from app.services.registers import entries
from app.services.registers.catalogue import BY_CODE, REGISTERS
from app.services.unit_of_work import UnitOfWork

HEAD = ("序号", "姓 名", "证件号码", "工作单位", "证书等级", "证书号", "发证时间", "职业（工种）", "民族")


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def person(serial: int, **changes: object) -> tuple[object, ...]:
    said: dict[str, object] = {
        "name": f"张{serial}",
        "number": identity(serial),
        "unit": "甲厂",
        "level": "高级工",
        "code": f"C{serial}",
    }
    said |= {"day": "2021.3.4", "job": "木工"} | changes
    return (serial, *said.values(), "汉")


def book_of(path: Path, rows: Sequence[Sequence[object]], head: Sequence[str] = HEAD) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "花名册"
    sheet.append(["全区持证人员花名册"])
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    sheet.append(["合计", f"{len(rows)}人"])
    book.save(path)
    return path


def test_a_messy_list_is_read_its_errors_named_by_cell_and_the_good_rows_stored_at_once(
    office: Office, tmp_path: Path
) -> None:
    clerk = office.acting(CLERK)
    rows = [person(1), person(2, level="大师"), person(3, number=341504199001010000.0), person(1), person(4, unit=None)]
    shown = prepare_register(clerk, "talents", book_of(tmp_path / "花名册.xlsx", rows))
    found = [(error.cell, error.header) for row in shown.bad for error in row.errors]
    assert found == [("E4", "证书等级"), ("C5", "证件号码")]
    assert "末几位已丢失" in shown.bad[1].errors[0].text
    assert [row.repeated for row in shown.repeated] == ["花名册 第3行"]
    assert any("民族" in note and "技能人才台账" in note for note in shown.notes)
    assert store_register(clerk, shown).stored == 0
    assert entries.lines(clerk, "talents") == ()
    result = store_register(clerk, shown, only_good=True)
    assert result.sentence == "已登记 2 条；有错 2 行，重复 1 行。"
    assert [line.facts.person_name for line in entries.lines(clerk, "talents", "甲厂")] == ["张1"]
    marked = tmp_path / "标注.xlsx"
    write_marked_register(shown, marked)
    sheet = load_workbook(marked).worksheets[0]
    assert sheet["E4"].comment is not None
    assert sheet["E3"].comment is None


def test_the_same_rows_and_those_of_cases_are_recognised(office: Office, tmp_path: Path) -> None:
    clerk = office.acting(CLERK)
    number = office.at(State.ACCEPTED, identity_number=identity(2), certificate="c2")
    path = book_of(tmp_path / "花名册.xlsx", [person(1), person(2)])
    shown = prepare_register(clerk, "talents", path)
    assert [row.repeated for row in shown.repeated] == [number]
    assert store_register(clerk, shown).stored == 1
    assert store_register(clerk, shown).sentence == "没有登记任何记录；有错 0 行，重复 2 行。"
    again = prepare_register(clerk, "talents", path)
    assert [row.repeated for row in again.rows] == ["已登记的记录", number]


def test_an_import_that_is_cancelled_or_not_a_clerks_leaves_nothing(office: Office, tmp_path: Path) -> None:
    shown = prepare_register(office.uow, "talents", book_of(tmp_path / "a.xlsx", [person(1)]))

    def stop(_done: int, _all: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        store_register(office.acting(CLERK), shown, progress=stop)
    with pytest.raises(UserError, match="须由经办员"):
        store_register(office.acting(AUDITOR), shown)
    assert entries.lines(office.uow, "talents") == ()


def test_a_file_of_something_else_is_refused_by_name(office: Office, tmp_path: Path) -> None:
    path = book_of(tmp_path / "别的.xlsx", [["甲", "乙", "丙"]], head=("品名", "规格", "单价"))
    with pytest.raises(UserError, match=r"“别的\.xlsx”中没有技能人才台账的表"):
        prepare_register(office.uow, "talents", path)


@pytest.mark.parametrize("register", [each for each in REGISTERS if each.by_hand], ids=lambda each: each.code)
def test_every_template_comes_back_as_it_was_filled_in(office: Office, tmp_path: Path, register: object) -> None:
    code = getattr(register, "code", "")
    path = tmp_path / "模板.xlsx"
    write_register_template(office.uow, code, path)
    book = load_workbook(path)
    assert book.sheetnames[1] == "填表说明"
    sheet = book.worksheets[0]
    for column, question in enumerate(BY_CODE[code].questions, 2):
        sheet.cell(4, column, SAMPLES[code].get(question.name, ""))
    book.save(path)
    shown = prepare_register(office.uow, code, path)
    assert [row.errors for row in shown.rows] == [()]
    facts = BY_CODE[code].shown(shown.rows[0].facts)
    said = {name: text.replace(",", "").removesuffix(".00") for name, text in facts.items() if text}
    assert said == SAMPLES[code]


def test_sums_in_wan_are_scaled_and_said(office: Office, tmp_path: Path) -> None:
    head = (
        "企业名称",
        "统一社会信用代码",
        "年度",
        "工资总额（万元）",
        "提取额（万元）",
        "使用额（万元）",
        "一线职工（万元）",
    )
    row = (FUND["unit_name"], FUND["credit_code"], 2023, 1200, 18, 15, 10.5)
    shown = prepare_register(office.uow, "education-funds", book_of(tmp_path / "经费.xlsx", [row], head))
    fund = shown.rows[0].facts
    assert (fund.payroll, fund.set_aside, fund.at_the_line) == (1_200_000_000, 18_000_000, 10_500_000)
    assert sum("万元" in note for note in shown.notes) == 4


def test_the_register_goes_to_excel_with_levels_and_never_as_formula(office: Office, tmp_path: Path) -> None:
    clerk = office.acting(CLERK)
    entries.add_entry(clerk, "talents", TALENT | {"unit_name": "=SUM(A1)"})
    path = tmp_path / "台账.xlsx"
    write_register(clerk, "talents", path, entries.lines(clerk, "talents"))
    book = load_workbook(path)
    assert book.sheetnames == ["技能人才台账", "等级统计"]
    sheet = book["技能人才台账"]
    assert [cell.value for cell in sheet[4]][:6] == [1, "单晓燕", identity(7), "=SUM(A1)", "技师", "职业技能等级证书"]
    assert sheet["D4"].data_type == "s"
    assert sheet["H4"].value.date() == date(2022, 6, 10)
    assert [cell.value for cell in book["等级统计"][4]] == ["技师", 1, 1, 1]


def test_education_funds_go_to_excel_in_yuan_with_their_share_and_sums(office: Office, tmp_path: Path) -> None:
    clerk = office.acting(CLERK)
    entries.add_entry(clerk, "education-funds", FUND)
    path = tmp_path / "经费.xlsx"
    write_register(clerk, "education-funds", path, entries.lines(clerk, "education-funds"))
    rows = list(load_workbook(path).worksheets[0].iter_rows(min_row=3, values_only=True))
    shown = dict(zip(rows[0], rows[1], strict=True))
    assert shown["提取额（元）"] == float(Decimal("180000.01"))
    assert (shown["年度"], shown["一线占提取额"], shown["核对结果"]) == ("2023", 0.5999, "一线不足")
    assert rows[2][0] == "合计"
    assert rows[2][5] == shown["提取额（元）"]


def test_targets_go_to_excel_with_their_progress(office: Office, tmp_path: Path) -> None:
    clerk = office.acting(CLERK)
    entries.add_entry(clerk, "target-figures", FIGURE)
    path = tmp_path / "目标.xlsx"
    write_register(clerk, "target-figures", path, entries.lines(clerk, "target-figures"))
    book = load_workbook(path)
    assert book.sheetnames == ["目标任务", "台账外人数"]
    found = {row[0]: row[3] for row in book["目标任务"].iter_rows(min_row=4, values_only=True)}
    assert found["职业学校在校生"] == 860
    assert found["技工总量"] == 0

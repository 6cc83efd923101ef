"""Rows assessed in order, each seeing the ones before; what is told about them."""

import pytest
from applications_by_hand import APPRENTICE, REWARD, ROOT, TITLES, TODAY, UPGRADE, identity, looked_at, sheet

from app.services.errors import Cancelled
from app.services.excel.applications.meetings import Known
from app.services.excel.applications.preview import Stored, preview
from app.services.excel.applications.showing import as_json, as_text
from app.services.excel.reading.cells import Book
from app.services.policy.precedents import Precedents
from app.services.policy.values import Raw
from app.services.standards.standards_file import shipped_parameters

NAME = TITLES["certificate-reward"]
Row = dict[str, Raw]


def verdicts(*sheets_rows: tuple[str, list[Row]]) -> list[tuple[bool, int, int]]:
    shown = looked_at(*(sheet(TITLES[code], *rows) for code, rows in sheets_rows))
    assert not shown.bad
    found = [row.assessment for row in shown.rows]
    return [(each.eligible, each.gross_fen // 100, each.payable_fen // 100) for each in found if each]


def test_example_1_three_years_to_the_day() -> None:
    late: Row = {**REWARD, "申报日期": "2021-08-31", "证书编号": "S2", "身份证号": identity(2)}
    assert verdicts(("certificate-reward", [REWARD, late])) == [(True, 2000, 2000), (False, 0, 0)]


def test_example_2_the_same_certificate_is_topped_up() -> None:
    assert verdicts(("certificate-reward", [REWARD]), ("skill-upgrade", [UPGRADE])) == [
        (True, 2000, 2000),
        (True, 3500, 1500),
    ]


def test_example_3_an_apprentice_year_has_a_ceiling() -> None:
    other: Row = {**APPRENTICE, "身份证号": identity(7), "发票号码": "F2", "企业支付培训费（元）": "8333.33"}
    second: Row = {**other, "发票号码": "F3", "企业支付培训费（元）": 3000}
    third: Row = {**other, "发票号码": "F4", "培训年度": 3}
    assert verdicts(("apprenticeship", [APPRENTICE, other, second, third])) == [
        (True, 6000, 6000),
        (True, 5000, 5000),
        (True, 1000, 1000),
        (False, 0, 0),
    ]


def test_example_5_the_unit_asks_then_the_person_fails() -> None:
    unit: Row = {**UPGRADE, "申领主体": "培养单位", "费用承担方": "培养单位"}
    rows = [("certificate-reward", [REWARD]), ("skill-upgrade", [unit, UPGRADE])]
    assert verdicts(*rows) == [(True, 2000, 2000), (True, 3500, 3500), (False, 0, 0)]


def test_earlier_sheets_then_earlier_rows_count_whatever_their_dates() -> None:
    early: Row = {**UPGRADE, "申报日期": "2021-07-01"}
    assert verdicts(("certificate-reward", [REWARD]), ("skill-upgrade", [early]))[1] == (True, 3500, 1500)


def test_a_repeated_row_fails_its_key_and_names_the_row_before() -> None:
    shown = looked_at(sheet(NAME, REWARD, REWARD))
    first, second = shown.rows
    assert (first.repeated, second.repeated) == ("", "本文件第2行")
    assert second.assessment is not None
    assert not second.assessment.eligible
    assert any(f"{NAME} 第2行" in step.sentence for step in second.assessment.failed)
    assert shown.fresh == (first,)
    assert shown.payable_fen == 200000


def test_a_row_that_repeats_one_not_eligible_is_repeated_but_holds_its_key() -> None:
    poor: Row = {**REWARD, "参加社会保险": "否"}
    shown = looked_at(sheet(NAME, poor, REWARD))
    assert [(row.repeated, row.payable_fen) for row in shown.rows] == [("", 0), ("本文件第2行", 200000)]


def test_a_row_is_repeated_when_a_stored_case_names_its_key() -> None:
    key = ("certificate-reward", "证书|S001")
    shown = looked_at(sheet(NAME, REWARD), stored=Stored(lambda _c, _g: Known(Precedents(), {key: "YJJG-2024-000001"})))
    (row,) = shown.rows
    assert row.repeated == "YJJG-2024-000001"
    assert row.payable_fen == 200000
    assert not shown.fresh


def test_a_key_held_by_a_stored_case_fails_the_row() -> None:
    held = Precedents()
    held.hold("certificate-reward", "证书|S001", "YJJG-2024-000001")
    (row,) = looked_at(sheet(NAME, REWARD), stored=Stored(lambda _c, _g: Known(held))).rows
    assert row.assessment is not None
    assert not row.assessment.eligible


def test_one_number_with_two_names_is_a_warning_in_the_file_and_against_the_register() -> None:
    other: Row = {**REWARD, "姓名": "张玮", "证书编号": "S2", "职业工种": "钳工"}
    shown = looked_at(sheet(NAME, REWARD, other), stored=Stored(names=lambda _: {identity(1): "张威"}))
    first, second = shown.rows
    assert ["登记为“张威”" in text for text in first.warnings] == [True]
    assert [text for text in second.warnings if "两个姓名" in text]
    assert [text for text in second.warnings if "多次出现" in text]
    assert all(row.assessment and row.assessment.eligible for row in shown.rows)


def test_the_json_has_the_keys_that_other_programs_rely_on() -> None:
    good, bad = as_json(looked_at(sheet(NAME, REWARD, {**REWARD, "姓名": ""})))
    keys = [
        "sheet",
        "row",
        "code",
        "eligible",
        "gross_fen",
        "payable_fen",
        "reasons",
        "components",
        "errors",
        "warnings",
    ]
    assert list(good) == list(bad) == keys
    assert (good["row"], good["code"], good["payable_fen"]) == (2, "certificate-reward", 200000)
    assert good["reasons"][0] == {"ok": True, "text": "所在单位为民营企业：民营企业", "clause": "三.2"}
    assert good["components"][0]["amount_fen"] == 200000
    assert [bad[key] for key in ("eligible", "gross_fen", "payable_fen")] == [None] * 3
    assert bad["errors"] == [{"cell": "A3", "header": "姓名", "value": "", "text": "必填项未填"}]


def test_a_sum_taken_off_is_told_with_its_clause() -> None:
    rows = as_json(looked_at(sheet(NAME, REWARD), sheet(TITLES["skill-upgrade"], UPGRADE)))
    assert rows[1]["reasons"][-1]["clause"] == "十.1"
    assert "应补差额 1,500.00 元" in rows[1]["reasons"][-1]["text"]


def test_the_text_for_people_names_rows_reasons_errors_and_the_sum() -> None:
    text = as_text(looked_at(sheet(NAME, REWARD, REWARD, {**REWARD, "姓名": ""})))
    assert f"{NAME} 第2行：应补 2,000.00 元" in text
    assert "重复：本文件第2行" in text
    assert "A4 姓名：必填项未填" in text
    assert text.endswith("可读 2 行，有错 1 行，重复 1 行，可入库 1 行，测算合计 2,000.00 元")


def test_progress_is_told_and_may_end_the_work() -> None:
    told: list[tuple[int, int]] = []
    book = Book("a.xlsx", "xlsx", (sheet(NAME, REWARD),))
    parameters = shipped_parameters(ROOT / "resources")
    preview(book, parameters=parameters, today=TODAY, progress=lambda done, total: told.append((done, total)))
    assert told[0][0] == 0
    assert told[-1] == (1, 1)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        preview(book, parameters=parameters, today=TODAY, progress=stop)

"""Rows below the header: what is a case, what is not, and what cannot be read."""

from datetime import date, datetime

import pytest
from applications_by_hand import APPRENTICE, REWARD, TODAY, UNIT_CODE, identity, lines_of, looked_at, sheet

from app.services.excel.reading.cells import Sheet
from app.services.excel.recognising.rows import as_seen
from app.services.policy.values import CellFault, Raw

NAME = "职业资格证书奖励"
WIDTH = len(REWARD)


def line(*cells: Raw) -> list[Raw]:
    return [*cells, *[""] * (WIDTH - len(cells))]


def with_lines(*lines: list[Raw]) -> Sheet:
    made = sheet(NAME, REWARD)
    lines_of(made).extend(lines)
    return made


FURNITURE = [
    ("blank", line()),
    ("合计", line("合计", "", "", "", "", 2000)),
    ("spaced 合 计", line("合  计", "1人")),
    ("小计 elsewhere", line("", "小计：", 3)),
    ("总计 merged over half the row", line("总计", "总计", "总计", "总计", 1)),
    ("制表人", line("制表人：李四", "", "审核人：王五", "", "填表日期：2024年1月1日")),
    ("单位盖章", line("", "", "单位（盖章）：")),
    ("signature of the person in charge", line("单位负责人签字：", "", "联系电话：0564-6400000")),
    ("以下空白", line("以下空白")),
    ("注", line("注：本表一式两份")),
    ("a lone day", line("", "", "", "", "2024年1月5日")),
    ("a promise over merged cells", line(*["本单位承诺以上信息真实有效，愿承担责任"] * 6)),
    ("numbered columns", line(1, 2, 3, 4, 5, 6)),
    ("columns numbered in brackets", line("（1）", "（2）", "（3）")),
    ("an example", ["示例", *list(REWARD.values())[1:]]),
    ("a section heading", line("二、史河街道")),
    ("a section heading behind its number", line("二", "二、史河街道")),
    ("合 and 计 in two cells", line("合", "计", "2人")),
    ("columns named 甲 乙 丙", line("甲", "乙", "丙", "丁")),
    ("columns numbered after 栏次", line("栏次", 1, 2, 3, 4)),
]


@pytest.mark.parametrize("cells", [cells for _, cells in FURNITURE], ids=[name for name, _ in FURNITURE])
def test_rows_that_are_no_case_are_left_out(cells: list[Raw]) -> None:
    good = list(REWARD.values())
    good[list(REWARD).index("证书编号")] = "S002"
    good[list(REWARD).index("身份证号")] = identity(2)
    shown = looked_at(with_lines(cells, good))
    assert [row.row for row in shown.rows] == [2, 4]
    assert not shown.bad


@pytest.mark.parametrize("total", [24000, "24000", "24,000.00", "￥24000元"])
def test_a_sum_without_a_word_is_no_case(total: Raw) -> None:
    made = sheet("企业新型学徒制补助", APPRENTICE, {"企业支付培训费（元）": total})
    shown = looked_at(made)
    assert [row.row for row in shown.rows] == [2]
    assert [note for note in shown.notes if "第 3 行不是申报数据" in note]


def test_a_row_with_nothing_but_its_number_is_left_out() -> None:
    made = sheet(NAME, {"序号": 1, **REWARD})
    lines_of(made).append([2, *[""] * WIDTH])
    assert len(looked_at(made).rows) == 1


def test_a_numbered_blank_row_under_a_merged_unit_is_left_out() -> None:
    unit = {label: REWARD[label] for label in ("单位名称", "统一社会信用代码", "单位性质")}
    made = sheet(NAME, REWARD, unit)
    assert [row.row for row in looked_at(made).rows] == [2]


def test_the_header_again_is_left_out() -> None:
    assert len(looked_at(with_lines(list(REWARD))).rows) == 1


def test_a_remark_is_named_when_it_is_left_out() -> None:
    shown = looked_at(with_lines(line("本单位承诺以上信息真实有效，愿承担责任")))
    assert [note for note in shown.notes if "第 3 行不是申报数据" in note]


@pytest.mark.parametrize("cells", [line("张三"), line("张三", identity(3)), line("合肥王", "12345")])
def test_a_row_begun_is_a_case_with_its_blanks_as_errors(cells: list[Raw]) -> None:
    shown = looked_at(with_lines(cells))
    assert [row.row for row in shown.bad] == [3]


BAD_CELLS: list[tuple[str, Raw, str]] = [
    ("身份证号", 341504199001011233.0, "末几位已丢失"),
    ("身份证号", "341504199001011234", "校验码"),
    ("银行账号", 6217000010012345678.0, "末几位已丢失"),
    ("发证日期", "2021年6月", "缺少日"),
    ("发证日期", "03/04/2021", "可能是"),
    ("参加社会保险", True, "是、否"),
    ("技能等级", "五级", "高级工"),
    ("单位性质", CellFault("此格是 Excel 错误值 #N/A"), "#N/A"),
    ("姓名", "", "必填项未填"),
    ("证书编号", "  ", "必填项未填"),
    ("所在乡镇街道", "叶集镇", "史河街道"),
]


@pytest.mark.parametrize(("label", "raw", "reason"), BAD_CELLS)
def test_a_cell_that_cannot_be_read_is_named_with_its_reason(label: str, raw: Raw, reason: str) -> None:
    shown = looked_at(sheet(NAME, {**REWARD, label: raw}))
    (row,) = shown.rows
    (error,) = row.errors
    column = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[list(REWARD).index(label)]
    assert (error.sheet, error.row, error.cell, error.header) == (NAME, 2, f"{column}2", label)
    assert reason in error.text
    assert row.facts is None
    assert row.assessment is None


@pytest.mark.parametrize(
    ("fault", "value"),
    [("此格是 Excel 错误值 #REF!", "#REF!"), ("此格的公式没有保存计算结果，请用 Excel 或 WPS 打开并保存后再导入", "")],
)
def test_an_excel_error_is_told_with_what_stands_in_the_cell(fault: str, value: str) -> None:
    (row,) = looked_at(sheet(NAME, {**REWARD, "单位性质": CellFault(fault)})).rows
    assert [error.value for error in row.errors] == [value]


def test_all_errors_of_a_row_are_told_at_once() -> None:
    shown = looked_at(sheet(NAME, {**REWARD, "姓名": "", "身份证号": "1", "发证日期": "明天"}))
    assert [error.header for error in shown.rows[0].errors] == ["姓名", "身份证号", "发证日期"]


WANTED = ("联系电话", "所在乡镇街道", "联系人", "开户名", "开户银行", "银行账号")


@pytest.mark.parametrize("label", WANTED)
def test_what_may_come_later_is_a_warning_blank_or_without_column(label: str) -> None:
    for row in ({**REWARD, label: ""}, {name: raw for name, raw in REWARD.items() if name != label}):
        (found,) = looked_at(sheet(NAME, row)).rows
        assert not found.errors
        assert [text for text in found.warnings if text.startswith(label)]


@pytest.mark.parametrize("row", [{**REWARD, "申报日期": ""}, {n: r for n, r in REWARD.items() if n != "申报日期"}])
def test_a_blank_application_date_is_the_day_of_import(row: dict[str, Raw]) -> None:
    assert looked_at(sheet(NAME, row)).rows[0].facts.applied_on == TODAY


def test_a_required_column_that_is_missing_is_an_error_of_every_row() -> None:
    row = {label: raw for label, raw in REWARD.items() if label != "参加社会保险"}
    shown = looked_at(sheet(NAME, row, {**row, "证书编号": "S002"}))
    assert [[(e.cell, e.header) for e in found.errors] for found in shown.rows] == [[("", "参加社会保险")]] * 2


BLOCKS: list[tuple[str, list[list[Raw]]]] = [
    (
        "in one cell",
        [
            [
                f"填报单位（盖章）：安徽叶集木业有限公司    统一社会信用代码：{UNIT_CODE}  单位性质：民营企业 所在乡镇街道：史河街道"
            ]
        ],
    ),
    (
        "label and value in neighbouring cells",
        [
            ["填报单位", "安徽叶集木业有限公司", "", "统一社会信用代码：", UNIT_CODE],
            ["单位性质", "民营企业", "所在乡镇（街道）", "史河街道"],
        ],
    ),
    (
        "in merged cells, without blanks between",
        [
            [f"填报单位：安徽叶集木业有限公司统一社会信用代码：{UNIT_CODE}"] * 9,
            ["单位性质：", "民营企业", "民营企业", "乡镇街道：", "史河街道", "史河街道"],
        ],
    ),
]
OF_UNIT = ("单位名称", "统一社会信用代码", "单位性质", "所在乡镇街道")


@pytest.mark.parametrize("above", [above for _, above in BLOCKS], ids=[name for name, _ in BLOCKS])
@pytest.mark.parametrize("columns", ["blank", "missing"])
def test_the_block_above_the_header_fills_what_rows_leave_blank(above: list[list[Raw]], columns: str) -> None:
    row = {label: ("" if label in OF_UNIT else raw) for label, raw in REWARD.items()}
    if columns == "missing":
        row = {label: raw for label, raw in row.items() if label not in OF_UNIT}
    (found,) = looked_at(sheet(NAME, row, above=above)).rows
    facts = found.facts
    assert (facts.unit_name, facts.credit_code, facts.unit_kind.value, facts.township) == tuple(
        REWARD[label] for label in OF_UNIT
    )


def test_the_row_goes_before_the_block() -> None:
    above = [["填报单位：别的公司", "联系电话：0564-6400001"]]
    (found,) = looked_at(sheet(NAME, REWARD, above=above)).rows
    assert (found.facts.unit_name, found.facts.phone) == ("安徽叶集木业有限公司", "13805640000")


ACCOUNT = ("开户名", "开户银行", "银行账号")
UNIT_ACCOUNT: list[list[Raw]] = [["户名：安徽叶集木业有限公司", "开户行：徽商银行", "账号：1234567890123"]]


def test_the_unit_s_account_fills_only_what_is_paid_to_the_unit() -> None:
    person = {label: raw for label, raw in REWARD.items() if label not in ACCOUNT}
    unit = {label: raw for label, raw in APPRENTICE.items() if label not in ACCOUNT}
    assert looked_at(sheet(NAME, person, above=UNIT_ACCOUNT)).rows[0].facts.account_number is None
    filled = looked_at(sheet("企业新型学徒制补助", unit, above=UNIT_ACCOUNT)).rows[0].facts
    assert (filled.account_name, filled.account_number) == ("安徽叶集木业有限公司", "1234567890123")


def test_a_block_value_that_cannot_be_read_is_named_at_its_own_cell() -> None:
    row = {label: raw for label, raw in REWARD.items() if label != "统一社会信用代码"}
    (found,) = looked_at(sheet(NAME, row, above=[["统一社会信用代码：", "123"]])).rows
    assert [(error.cell, error.header, error.value) for error in found.errors] == [("B1", "统一社会信用代码", "123")]


def test_the_unit_of_sums_is_no_unit_name() -> None:
    row = {label: raw for label, raw in REWARD.items() if label != "单位名称"}
    (found,) = looked_at(sheet(NAME, row, above=[["", "单位：元"]])).rows
    assert [error.header for error in found.errors] == ["单位名称"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (None, ""),
        ("  x", "  x"),
        (3.0, "3"),
        (2024.1, "2024.1"),
        (True, "TRUE"),
        (date(2024, 1, 5), "2024-01-05"),
        (datetime(2024, 1, 5), "2024-01-05"),
        (CellFault("错"), ""),
    ],
)
def test_a_value_is_told_as_people_see_it(raw: Raw, text: str) -> None:
    assert as_seen(raw) == text


def test_a_whole_number_below_its_least_is_an_error_of_its_cell() -> None:
    (row,) = looked_at(sheet("企业新型学徒制补助", {**APPRENTICE, "培训年度": 0})).rows
    assert [error.header for error in row.errors] == ["培训年度"]


def test_short_rows_are_read_as_if_blank_to_the_end() -> None:
    made = sheet(NAME, REWARD)
    lines_of(made)[1] = made.rows[1][:-1]
    assert looked_at(made).rows[0].facts.applied_on == TODAY

"""Habits of other offices: what stands in a sheet beside header and cases, and how headers are dressed."""

from __future__ import annotations

import pytest
from applications_by_hand import REWARD, TITLES, identity, lines_of, looked_at, sheet

from app.services.excel.reading.cells import Sheet
from app.services.policy.values import Raw

NAME = TITLES["certificate-reward"]
LABELS = list(REWARD)
Line = list[Raw]


def case(serial: int) -> dict[str, Raw]:
    return {**REWARD, "身份证号": identity(serial), "证书编号": f"S{serial:03d}"}


def line(*cells: Raw) -> Line:
    return [*cells, *[""] * (len(LABELS) - len(cells))]


@pytest.mark.parametrize(
    "dress",
    ["{}", "{}*", "＊{}", "{}（必填）", "{}\n（照证件填写）", "{}【必填】", " {} ", "1.{}", "12、{}", "（3）{}", "③{}"],
)
def test_a_header_is_known_in_every_dress(dress: str) -> None:
    made = sheet(NAME, {dress.format(label): raw for label, raw in REWARD.items()})
    shown = looked_at(made)
    assert not shown.bad
    assert len(shown.rows) == 1


@pytest.mark.parametrize("name", [f"{NAME} ", f" {NAME}申报表", f"附件3：{NAME}（2024年）"])
def test_a_sheet_name_may_carry_blanks_and_more_words(name: str) -> None:
    assert [row.code for row in looked_at(sheet(name, REWARD)).rows] == ["certificate-reward"]


def grouped(*rows: dict[str, Raw]) -> Sheet:
    """Groups merged over their columns, 备注 merged down both lines; read as merged cells are."""
    groups = (("申请人", 3), ("单位信息", 5), ("证书", 6), ("账户", 3), ("申报日期", 1))
    upper: Line = [name for name, width in groups for _ in range(width)]
    return Sheet(
        "Sheet1",
        [
            [f"{NAME}申报表"] * (len(LABELS) + 1),
            ["序号", *upper],
            ["序号", *LABELS],
            *([number, *row.values()] for number, row in enumerate(rows, 1)),
        ],
    )


def test_a_header_in_groups_is_one_header_and_no_block_of_the_unit() -> None:
    shown = looked_at(grouped(case(1), case(2)))
    assert (len(shown.rows), shown.bad, shown.notes) == (2, (), ())
    assert (shown.recognised[0].header.first, shown.recognised[0].header.last) == (1, 2)


@pytest.mark.parametrize("merged", [True, False])
def test_title_and_header_printed_again_on_the_next_page_are_left_out(merged: bool) -> None:
    made = grouped(case(1))
    for above in made.rows[:3]:
        again: Line = [
            cell if merged or place == 0 or cell != above[place - 1] else "" for place, cell in enumerate(above)
        ]
        lines_of(made).append(again)
    lines_of(made).append([2, *case(2).values()])
    shown = looked_at(made)
    assert ([row.row for row in shown.rows], shown.bad) == ([4, 8], ())


@pytest.mark.parametrize(
    "guidance",
    [
        line("说明", "18位"),
        line("填写要求：", "18位", "手机号"),
        ["照身份证", "18位数字", "手机号", "全称", "18位", "按下拉选", "按下拉选", "", "按下拉选", "照证书", "年月日"],
    ],
)
def test_a_line_below_the_header_that_tells_how_to_fill_is_named_and_left_out(guidance: Line) -> None:
    made = sheet(NAME, REWARD)
    lines_of(made).insert(1, line(*guidance[: len(LABELS)]))
    shown = looked_at(made)
    assert ([row.row for row in shown.rows], shown.bad) == ([3], ())
    assert [note for note in shown.notes if "第 2 行不是申报数据" in note]


def test_a_first_case_with_many_mistakes_is_no_guidance() -> None:
    bad: dict[str, Raw] = {**REWARD, "身份证号": "341504199001011", "联系电话": "1380564", "发证日期": "不详"}
    assert [row.row for row in looked_at(sheet(NAME, bad)).bad] == [2]


CONTACTS: list[Line] = [line(), line("附：联系人"), line("姓名", "职务", "电话"), line("王五", "科长", "13800000000")]


def test_another_table_below_is_named_and_not_read() -> None:
    made = sheet(NAME, REWARD)
    lines_of(made).extend(CONTACTS)
    shown = looked_at(made)
    assert ([row.row for row in shown.rows], shown.bad) == ([2], ())
    assert shown.notes[-1] == f"工作表“{NAME}”第 5 行起是另一张表（姓名、职务、电话），未读取，请核对。"


def test_cases_below_such_a_line_are_not_lost() -> None:
    made = sheet(NAME, REWARD)
    lines_of(made).extend([*CONTACTS, list(case(2).values())])
    shown = looked_at(made)
    assert [row.row for row in shown.rows if not row.errors] == [2, 7]
    assert [row.row for row in shown.bad] == [5, 6]


@pytest.mark.parametrize(
    "furniture",
    [
        line("史河街道"),
        line("", "小计", "", "3人"),
        line("合计", "6人", "", 2000),
        line("经办人：李四", "", "负责人：王五", "", "日期：2024年1月5日"),
        line("第1页，共3页"),
        line(3),
        line("", "", ""),
    ],
)
def test_lines_between_and_below_the_cases_are_left_out(furniture: Line) -> None:
    numbered: list[Line] = [["序号", *LABELS], [1, *case(1).values()], [*furniture, ""], [2, *case(2).values()]]
    shown = looked_at(Sheet(NAME, numbered))
    assert ([row.row for row in shown.rows], shown.bad) == ([2, 4], ())


def test_blank_columns_between_do_not_hurt() -> None:
    rows: list[Line] = [[each for cell in cells for each in (cell, "")] for cells in (line(*LABELS), REWARD.values())]
    shown = looked_at(Sheet(NAME, rows))
    assert (len(shown.rows), shown.bad) == (1, ())

"""Sheets that say everything, but not as a table with a row a case."""

from __future__ import annotations

import pytest
from applications_by_hand import REWARD, TITLES, looked_at, sheet

from app.services.errors import UserError
from app.services.excel.reading.cells import Sheet
from app.services.policy.values import Raw

NAME = TITLES["certificate-reward"]
DOWN: list[list[Raw]] = [[label, raw, raw] for label, raw in REWARD.items()]
PAIRS = list(REWARD.items())
FORM: list[list[Raw]] = [
    [cell for pair in line for cell in pair] for line in (PAIRS[at : at + 3] for at in range(0, len(PAIRS), 3))
]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (DOWN, "是竖排的（栏目名称写在 A 列，一列一件）"),
        ([["", *line] for line in DOWN], "是竖排的（栏目名称写在 B 列，一列一件）"),
        ([[f"{NAME}申报表"], *FORM], "像是一件一张的申请表"),
    ],
    ids=["down the first column", "down the second", "a form"],
)
def test_what_is_no_table_is_said_to_be_none(rows: list[list[Raw]], told: str) -> None:
    with pytest.raises(UserError, match=told):
        looked_at(Sheet(NAME, rows))


def test_a_form_beside_a_table_is_named_and_left_out() -> None:
    shown = looked_at(sheet(NAME, REWARD), Sheet("个人申请表", FORM))
    assert [row.sheet for row in shown.rows] == [NAME]
    assert any("“个人申请表”像是一件一张的申请表，没有读取" in note for note in shown.notes)


def test_lines_of_labels_above_a_wide_header_make_no_form() -> None:
    above: list[list[Raw]] = [
        ["单位性质", "民营企业", "联系人", "李敏"],
        ["申报日期", "2024-05-01", "联系电话", "13805640000"],
    ]
    made = Sheet(NAME, [*above, *sheet(NAME, REWARD).rows])
    assert len(looked_at(made).rows) == 1


def test_a_second_table_on_a_sheet_is_named_and_not_read_under_the_first_header() -> None:
    other: list[Raw] = ["申领主体", "姓名", "身份证号", "费用承担方", "技能等级", "证书编号"]
    below: list[list[Raw]] = [[], ["研修提升补助申报表"], other, ["职工个人", "张伟", "x", "职工个人", "技师", "S1"]]
    made = Sheet(NAME, [*sheet(NAME, REWARD).rows, *below])
    shown = looked_at(made)
    assert [(row.row, row.errors) for row in shown.rows] == [(2, ())]
    assert [note.partition("”")[2] for note in shown.notes] == [
        "第 4 行不是申报数据，已跳过：研修提升补助申报表",
        "第 5 行起是另一张表（申领主体、姓名、身份证号、费用承担方、技能等级、证书编号），未读取，请核对。",
    ]

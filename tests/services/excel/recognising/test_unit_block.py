"""What is said once beside the table for every row: where it may stand, and when it says two things."""

from __future__ import annotations

import pytest
from applications_by_hand import REWARD, UNIT_CODE, looked_at

from app.services.excel.reading.cells import Sheet
from app.services.policy.values import Raw

UNIT = ("单位名称", "统一社会信用代码", "单位性质")
OWN = {label: raw for label, raw in REWARD.items() if label not in (*UNIT, "所在乡镇街道", "联系人")}
Lines = list[list[Raw]]
SAID = "申报单位（盖章）：安徽叶集木业有限公司"
CODE, KIND = f"统一社会信用代码：{UNIT_CODE}", "单位性质：民营企业"


def filled(above: Lines, below: Lines) -> Sheet:
    return Sheet("职业资格证书奖励", [*above, list(OWN), list(OWN.values()), *below])


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ([[SAID, "", CODE, KIND]], []),
        ([], [[], [SAID, "", CODE, KIND], ["经办人：李敏", "", "2024年5月10日"]]),
        ([[CODE, KIND]], [[SAID]]),
        ([["填报单位（盖章）：", "填报日期：2024年5月10日"], [SAID, CODE, KIND]], []),
        ([["单位（盖章）：          年   月   日"], [SAID, CODE, KIND]], []),
        ([[SAID, CODE, KIND]], [["单位（盖章）：", "", "2024年5月10日"], ["单位（公章）：2024年5月10日"]]),
    ],
    ids=["above", "below", "both", "a date beside", "a day to be filled in", "a stamp and a day below"],
)
def test_the_unit_is_taken_from_beside_the_table(above: Lines, below: Lines) -> None:
    shown = looked_at(filled(above, below))
    assert [(row.errors, row.draft.unit) for row in shown.rows] == [((), "安徽叶集木业有限公司")]


def test_below_the_table_only_the_unit_is_looked_for() -> None:
    """A signature's telephone and day are not the applicant's."""
    own = {**OWN, "联系电话": "", "申报日期": ""}
    below: Lines = [[SAID, CODE, KIND], ["填表人：王五", "联系电话：13800000000", "申报日期：2020-01-01"]]
    shown = looked_at(Sheet("职业资格证书奖励", [list(own), list(own.values()), *below]))
    facts = shown.rows[0].draft.facts
    assert (facts.phone, facts.applied_on.year) == (None, 2024)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            ["填报单位：甲公司", "申报单位：乙公司"],
            "表外写了两个不同的单位名称（A1 的“甲公司”和B1 的“乙公司”），请只保留一个",
        ),
        ([SAID, "统一社会信用代码：91341504MA2N0XYT07"], "两个不同的统一社会信用代码"),
    ],
)
def test_two_units_above_the_table_are_an_error_of_every_row_that_names_none(line: list[Raw], told: str) -> None:
    shown = looked_at(filled([line, [SAID if "甲" in str(line[0]) else "", CODE, KIND]], []))
    assert [told in error.text for row in shown.rows for error in row.errors] == [True]


def test_the_same_unit_said_twice_is_one() -> None:
    shown = looked_at(filled([[SAID, CODE, KIND], ["填报单位：安徽叶集木业有限公司", KIND]], []))
    assert not shown.bad

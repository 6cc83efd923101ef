"""Rows that can be read and say two things: errors, never a choice made for them."""

from __future__ import annotations

import pytest
from applications_by_hand import REWARD, TITLES, UNIT_CODE, identity, looked_at

from app.services.excel.reading.cells import Sheet
from app.services.policy.values import Raw

NAME = TITLES["certificate-reward"]
OTHER_CODE = "91341504MA2N0XYT07"
AGENCY: list[Raw] = ["填报单位：六安人力资源服务有限公司", f"统一社会信用代码：{OTHER_CODE}", "单位性质：其他企业"]
AGENCY_MORE: list[Raw] = ["联系人：周经理", "联系电话：0564-6490000", "所在乡镇街道：三元镇"]


def of_agency(**said: Raw) -> Sheet:
    row = {**REWARD, **said}
    return Sheet(NAME, [AGENCY, AGENCY_MORE, list(row), list(row.values())])


@pytest.mark.parametrize("label", ["统一社会信用代码", "单位性质"])
def test_another_unit_lends_no_code_and_no_kind(label: str) -> None:
    [row] = looked_at(of_agency(**{label: ""})).rows
    assert [(error.header, error.cell[-1]) for error in row.errors] == [(label, "4")]
    assert row.errors[0].text == (
        f"本行单位与表外写明的“六安人力资源服务有限公司”不同，不能套用其{label}，请填写本行单位自己的"
    )


def test_another_unit_lends_no_contact_telephone_or_township() -> None:
    [row] = looked_at(of_agency(联系人="", 联系电话="", 所在乡镇街道="")).rows
    assert not row.errors
    facts = row.draft.facts
    assert (facts.contact, facts.phone, facts.township) == (None, None, None)


@pytest.mark.parametrize(
    "said",
    [
        {"单位名称": "", "统一社会信用代码": ""},
        {"单位名称": "六安人力资源服务有限公司", "统一社会信用代码": ""},
        {"单位名称": "六安人力资源服务公司", "统一社会信用代码": OTHER_CODE.lower()},
    ],
    ids=["no unit of its own", "the same name", "the same code"],
)
def test_the_unit_itself_lends_what_it_says(said: dict[str, Raw]) -> None:
    [row] = looked_at(of_agency(**said, 联系人="")).rows
    assert (row.errors, row.draft.facts.credit_code, row.draft.facts.contact) == ((), OTHER_CODE, "周经理")


@pytest.mark.parametrize(
    ("label", "one", "other", "same"),
    [
        ("身份证号", identity(1), identity(1), True),
        ("身份证号", identity(1), identity(2), False),
        ("身份证号", identity(1), "不详", False),
        ("身份证号", identity(1), "", True),
        ("发证日期", "2021-06-10", "2021.6.10", True),
        ("发证日期", "2021-06-10", "2021.6.11", False),
        ("银行账号", "6217000010012345678", "6217 0000 1001 2345 678", True),
        ("银行账号", "6217000010012345678", "6217000010012345679", False),
        ("备注", "甲", "乙", True),
        ("联系电话", "13805640000", "0564-6490000", True),
    ],
)
def test_two_columns_for_one_answer_must_agree(label: str, one: Raw, other: Raw, *, same: bool) -> None:
    row = {**REWARD, label: one}
    [read] = looked_at(Sheet(NAME, [[*row, label], [*row.values(), other]])).rows
    assert [error.header for error in read.errors] == ([] if same else [label])


def test_a_row_that_names_another_subsidy_is_not_read_as_this_one() -> None:
    rows: list[list[Raw]] = [
        ["补贴项目", *REWARD],
        [NAME, *REWARD.values()],
        [" 研修提升补助", *{**REWARD, "证书编号": "S2", "统一社会信用代码": UNIT_CODE}.values()],
    ]
    shown = looked_at(Sheet(NAME, rows))
    assert [row.row for row in shown.bad] == [3]
    [error] = shown.bad[0].errors
    assert (error.cell, error.header) == ("A3", "补贴项目")
    assert error.text == f"本行写明是“研修提升补助”，本表按“{NAME}”读取，请按补贴类型分表填报"

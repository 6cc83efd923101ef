from datetime import date
from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.precedents import Precedents


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({}, 800000),
        ({"wages": 0}, 0),
        ({"wages": 12}, 2),
        ({"wages": 13}, 3),
        ({"level": "高级技师"}, 800000),
        ({"introduction": None}, 800000),
        ({"introduction": "柔性"}, 800000),
        ({"unit_kind": "外资及港澳台企业"}, 800000),
        ({"township": "区外"}, 800000),
        ({"contract_from": date(2024, 1, 31), "contract_until": date(2024, 4, 1)}, 800000),
        ({"contract_from": date(2021, 1, 1), "first_month": "2021-05"}, 800000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("scarce-talent-wage", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"unit_kind": "培训机构"}, ["所在单位为企业"]),
        ({"from_outside": False}, ["从区外引进"]),
        ({"occupation": "电工"}, ["职业工种列入急需紧缺职业目录"]),
        ({"level": "高级工"}, ["技能等级为技师及以上"]),
        ({"contract_from": date(2021, 1, 1), "first_month": "2021-04"}, ["每人累计不超过 36 个月"]),
        ({"contract_from": date(2024, 2, 1)}, ["申领月份在劳动合同期内"]),
        ({"contract_until": date(2024, 3, 31)}, ["申领月份在劳动合同期内"]),
        ({"last_month": "2024-05"}, ["申领月份早于申报月份"]),
        ({"first_month": "2024-05"}, ["申领月份起止顺序正确"]),
        (
            {"contract_from": date(2017, 6, 1), "first_month": "2017-12", "last_month": "2018-02"},
            ["申领月份不早于文件发布月份"],
        ),
        (
            {"contract_from": date(2024, 1, 20), "contract_until": date(2024, 1, 10), "last_month": "2024-01"},
            ["劳动合同期起止顺序正确"],
        ),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("scarce-talent-wage", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed


def test_the_worked_example_of_one_introduction() -> None:
    before = Precedents()
    before.take("住房", assess("settlement-subsidy", before))
    first = assess("scarce-talent-wage", before, wages=18000000)
    assert (first.gross_fen, first.payable_fen) == (3600000, 600000)
    before.take("薪酬", first)
    second = assess("scarce-talent-wage", before, first_month="2023-05", last_month="2023-12", wages=10000000)
    assert (second.gross_fen, second.payable_fen) == (2000000, 2000000)


def test_no_month_of_a_person_in_either_type_twice() -> None:
    before = Precedents()
    before.take("甲", assess("scarce-talent-wage", before, last_month="2024-02"))
    assert failures(assess("top-talent-wage", before, first_month="2024-02")) == ["2024-02 月份未重复申领"]
    assert assess("top-talent-wage", before, first_month="2024-03").eligible


def test_thirty_six_months_are_counted_for_each_type_by_itself() -> None:
    before = Precedents()
    long: dict[str, Any] = {"contract_from": date(2021, 1, 1), "first_month": "2021-01", "last_month": "2023-12"}
    before.take("甲", assess("scarce-talent-wage", before, **long))
    assert failures(assess("scarce-talent-wage", before, last_month="2024-01")) == ["每人累计不超过 36 个月"]
    assert assess("top-talent-wage", before, last_month="2024-01").eligible

from datetime import date
from typing import Any

import pytest
from policy_samples import FULL, WEI, assess, failures, local

from app.services.policy.precedents import Grant, Precedents


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({}, 3000000),
        ({"unit_kind": "区属国有企业"}, 3000000),
        ({"level": "高级技师"}, 3000000),
        ({"level": "首席技师"}, 3000000),
        ({"contract_from": date(2024, 5, 10)}, 3000000),
        ({"contract_until": date(2024, 5, 10)}, 3000000),
        ({"introduced_on": date(2021, 6, 30)}, 3000000),
        ({"introduced_on": date(2018, 1, 1), "insured_months": 77}, 3000000),
        ({"township": "区外"}, 3000000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("settlement-subsidy", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"unit_kind": "其他国有企业"}, ["所在单位为民营企业或区属国有企业"]),
        ({"from_outside": False}, ["从区外引进"]),
        ({"level": "高级工"}, ["技能等级为技师及以上"]),
        ({"contract_from": date(2024, 5, 11)}, ["申报日劳动合同有效"]),
        ({"contract_until": date(2024, 5, 9)}, ["申报日劳动合同有效"]),
        ({"insured_months": 35}, ["引进后社保缴纳满 36 个月"]),
        ({"insured_months": 37}, ["社保缴纳月数不超过引进以来的月数"]),
        ({"introduced_on": date(2021, 7, 1)}, ["社保缴纳月数不超过引进以来的月数"]),
        ({"introduced_on": date(2017, 12, 31)}, ["引进日期不早于文件发布日期"]),
        ({"introduced_on": date(2024, 5, 11)}, ["社保缴纳月数不超过引进以来的月数", "引进日期不晚于申报日期"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("settlement-subsidy", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed


def test_months_not_yet_insured_name_the_first_day_they_can_be() -> None:
    found = assess(
        "settlement-subsidy", insured_months=32, applied_on=date(2026, 7, 15), contract_until=date(2030, 1, 1)
    )
    (failed,) = found.failed
    assert failed.sentence == "引进后社保缴纳满 36 个月：已缴 32 个月，差 4 个月满 36 个月，最早 2026-11-01"
    assert failed.earliest == date(2026, 11, 1)


def test_a_contract_that_has_not_begun_names_its_first_day() -> None:
    found = assess("settlement-subsidy", contract_from=date(2024, 6, 1))
    assert [step.earliest for step in found.failed] == [date(2024, 6, 1)]


def test_once_a_person() -> None:
    before = Precedents()
    before.take("甲", assess("settlement-subsidy", before))
    assert failures(assess("settlement-subsidy", before)) == ["本人生活住房补贴未重复申领"]


@pytest.mark.parametrize(
    ("first_year", "granted", "parts"),
    [
        ("20000", 0, [2000000, 1000000]),
        ("20000", 1200000, [1800000, 0]),
        ("20000", 500000, [2000000, 500000]),
        ("15000", 0, [1500000, 1500000]),
        ("15000", 1200000, [1500000, 300000]),
    ],
)
def test_paid_in_two_parts_which_a_reduced_sum_fills_in_order(first_year: str, granted: int, parts: list[int]) -> None:
    before = Precedents()
    before.grant("introduction", WEI, Grant("乙", "scarce-talent-wage", granted, granted))
    numbers = FULL.plus([local("生活住房补贴首年发放额", first_year)])
    found = assess("settlement-subsidy", before, numbers)
    assert [part.amount_fen for part in found.instalments] == parts
    assert [(part.years_after, part.needs_check) for part in found.instalments] == [(0, False), (1, True)]

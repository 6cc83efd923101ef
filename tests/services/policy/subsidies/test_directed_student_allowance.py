from datetime import date
from typing import Any

import pytest
from policy_samples import SHIPPED, assess, failures

from app.services.policy.precedents import Precedents


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({}, 180000),
        ({"first_month": "2023-09"}, 150000),
        ({"first_month": "2024-01"}, 30000),
        ({"last_month": "2024-04"}, 270000),
        ({"agreed_on": date(2023, 8, 31)}, 180000),
        ({"unit_kind": "行业协会"}, 180000),
        ({"township": "区外"}, 180000),
        ({"agreed_on": date(2017, 6, 1), "first_month": "2018-01", "last_month": "2018-01"}, 30000),
        ({"occupation": "木工"}, 180000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("directed-student-allowance", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"occupation": "电工"}, ["紧缺工种列入急需紧缺职业目录"]),
        ({"agreed_on": date(2023, 9, 1)}, ["补助起始月不早于协议签订当月"]),
        ({"first_month": "2023-07"}, ["补助起始月不早于协议签订当月"]),
        ({"last_month": "2024-05"}, ["补助月份早于申报月份"]),
        ({"first_month": "2024-02"}, ["补助月份起止顺序正确"]),
        ({"agreed_on": date(2017, 6, 1), "first_month": "2017-12"}, ["补助月份不早于文件发布月份"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("directed-student-allowance", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed


def test_no_month_twice() -> None:
    before = Precedents()
    before.take("甲", assess("directed-student-allowance", before))
    assert assess("directed-student-allowance", before, first_month="2024-02", last_month="2024-03").eligible
    again = assess("directed-student-allowance", before, first_month="2024-01", last_month="2024-02")
    assert failures(again) == ["2024-01 月份未重复申领"]


def test_an_empty_list_of_scarce_occupations_says_so() -> None:
    found = assess("directed-student-allowance", parameters=SHIPPED)
    assert failures(found) == ["紧缺工种列入急需紧缺职业目录", "标准未配置：定向培养补助"]
    assert found.failed[0].detail == "数控铣工，目录尚为空"


def test_the_last_month_can_be_asked_for_when_it_is_over() -> None:
    found = assess("directed-student-allowance", last_month="2024-05")
    assert [step.earliest for step in found.failed] == [date(2024, 6, 1)]

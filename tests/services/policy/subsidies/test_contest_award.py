from datetime import date
from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.precedents import Precedents


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({}, 300000),
        ({"prize": "二等奖"}, 200000),
        ({"level": "国家级"}, 1000000),
        ({"won_on": date(2018, 1, 1)}, 300000),
        ({"won_on": date(2024, 5, 10)}, 300000),
        ({"unit_name": "叶集木业有限公司", "credit_code": "91341504MA2N0XYT07", "township": "区外"}, 300000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("contest-award", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"prize": "优秀奖"}, ["标准未配置：竞赛奖励（市级/优秀奖）"]),
        ({"level": "区级"}, ["标准未配置：竞赛奖励（区级/一等奖）"]),
        ({"won_on": date(2017, 12, 31)}, ["获奖日期不早于文件发布日期"]),
        ({"won_on": date(2024, 5, 11)}, ["获奖日期不晚于申报日期"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("contest-award", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed


def test_a_contest_year_and_prize_count_once_a_person() -> None:
    before = Precedents()
    before.take("甲", assess("contest-award", before))
    again = assess("contest-award", before, won_on=date(2023, 1, 1))
    assert failures(again) == ["本人 2023 年六安市职业技能大赛一等奖未重复申领"]
    assert assess("contest-award", before, won_on=date(2022, 10, 20)).payable_fen == 300000


def test_of_several_prizes_in_a_contest_of_a_year_the_highest_counts() -> None:
    before = Precedents()
    before.take("二等", assess("contest-award", before, prize="二等奖"))
    best = assess("contest-award", before)
    assert (best.gross_fen, best.payable_fen) == (300000, 100000)
    before.take("一等", best)
    assert assess("contest-award", before, level="国家级").payable_fen == 700000

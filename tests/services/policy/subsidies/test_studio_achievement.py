from datetime import date
from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.precedents import Precedents


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({}, 8000000),
        ({"level": "国家级"}, 8000000),
        ({"won_on": date(2018, 1, 1)}, 8000000),
        ({"won_on": date(2024, 5, 10)}, 8000000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("studio-achievement", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"level": "市级"}, ["评鉴级别为省级及以上"]),
        ({"township": "区外"}, ["申领单位在本区"]),
        ({"won_on": date(2017, 12, 31)}, ["获奖日期不早于文件发布日期"]),
        ({"won_on": date(2024, 5, 11)}, ["获奖日期不晚于申报日期"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("studio-achievement", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed


def test_an_achievement_of_a_studio_counts_once() -> None:
    before = Precedents()
    before.take("甲", assess("studio-achievement", before))
    again = assess("studio-achievement", before, level="国家级")
    assert failures(again) == ["王建国木工技能大师工作室的成果榫卯快速装配工艺未重复申领"]
    assert assess("studio-achievement", before, achievement="免漆工艺").eligible

from datetime import date
from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.precedents import Precedents


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({"title": "中华技能大奖"}, 15000000),
        ({"title": "全国技术能手"}, 10000000),
        ({"title": "江淮杰出工匠"}, 8000000),
        ({"title": "安徽省技能大奖"}, 6000000),
        ({"title": "安徽省技术能手"}, 5000000),
        ({"awarded_on": date(2018, 1, 1)}, 5000000),
        ({"awarded_on": date(2024, 5, 10)}, 5000000),
        ({"unit_kind": "机关事业单位", "township": "区外"}, 5000000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("honor-award", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"worked_here": False}, ["授予称号时在本区工作"]),
        ({"awarded_on": date(2017, 12, 31)}, ["授予日期不早于文件发布日期"]),
        ({"awarded_on": date(2024, 5, 11)}, ["授予日期不晚于申报日期"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("honor-award", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed


def test_the_worked_example_a_higher_title_is_topped_up_and_a_lower_one_gets_nothing() -> None:
    before = Precedents()
    before.take("一", assess("honor-award", before))
    higher = assess("honor-award", before, title="全国技术能手")
    assert (higher.gross_fen, higher.payable_fen) == (10000000, 5000000)
    before.take("二", higher)
    lower = assess("honor-award", before, title="安徽省技能大奖")
    assert (lower.eligible, lower.gross_fen, lower.payable_fen) == (True, 6000000, 0)


def test_a_title_counts_once_a_person() -> None:
    before = Precedents()
    before.take("一", assess("honor-award", before))
    again = assess("honor-award", before, awarded_on=date(2020, 1, 1))
    assert failures(again) == ["本人安徽省技术能手未重复申领"]
    assert assess("honor-award", before, identity_number="341504199502021235").eligible

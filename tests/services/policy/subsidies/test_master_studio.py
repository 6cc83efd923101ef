from datetime import date
from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.precedents import Precedents


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({"level": "市级"}, 8000000),
        ({"level": "省级"}, 10000000),
        ({"level": "国家级"}, 20000000),
        ({"recognised_on": date(2018, 1, 1)}, 8000000),
        ({"recognised_on": date(2024, 5, 10)}, 8000000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("master-studio", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"township": "区外"}, ["申领单位在本区"]),
        ({"recognised_on": date(2017, 12, 31)}, ["认定日期不早于文件发布日期"]),
        ({"recognised_on": date(2024, 5, 11)}, ["认定日期不晚于申报日期"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("master-studio", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed


def test_the_worked_example_levels_of_a_studio_add_up() -> None:
    before, paid = Precedents(), []
    for level, year in (("市级", 2019), ("省级", 2020), ("国家级", 2023)):
        found = assess("master-studio", before, level=level, recognised_on=date(year, 6, 1))
        before.take(level, found)
        paid.append(found.payable_fen)
    assert paid == [8000000, 10000000, 20000000]


def test_a_level_counts_once_a_studio() -> None:
    before = Precedents()
    before.take("甲", assess("master-studio", before))
    again = assess("master-studio", before, document="六人社秘〔2023〕1号")
    assert failures(again) == ["王建国木工技能大师工作室市级认定未重复申领"]
    assert assess("master-studio", before, studio="李敏工作室").eligible

from datetime import date
from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.kernel import fixed_lower
from app.services.policy.precedents import Precedents


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({}, 6000000),
        ({"asked": 3000000}, 5000000),
        ({"asked": 0}, 5000000),
        ({"asked": 5000000}, 5000000),
        ({"asked": 5000001}, 5000001),
        ({"asked": 10000000}, 10000000),
        ({"asked": 12000000}, 10000000),
        ({"level": "市级", "planned": False}, 6000000),
        ({"level": "省级", "planned": False}, 6000000),
        ({"held_on": date(2018, 1, 1)}, 6000000),
        ({"held_on": date(2024, 5, 10)}, 6000000),
        ({"unit_kind": "行业协会"}, 6000000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("contest-hosting", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"planned": False}, ["区级赛事列入年度竞赛计划"]),
        ({"township": "区外"}, ["申领单位在本区"]),
        ({"held_on": date(2017, 12, 31)}, ["举办日期不早于文件发布日期"]),
        ({"held_on": date(2024, 5, 11)}, ["举办日期不晚于申报日期"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("contest-hosting", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed


def test_an_event_of_a_year_counts_once_whoever_hosts_it() -> None:
    before = Precedents()
    before.take("甲", assess("contest-hosting", before))
    again = assess("contest-hosting", before, credit_code="91341504MA2ABC00X7", held_on=date(2023, 1, 1))
    assert failures(again) == ["2023 年叶集木工技能竞赛未重复申领"]
    assert assess("contest-hosting", before, held_on=date(2022, 12, 31)).eligible


def test_the_approver_may_fix_less_down_to_the_floor() -> None:
    found = assess("contest-hosting", asked=8000000)
    assert found.least_fen == 5000000
    less = fixed_lower(found, 5500000, "参赛人数少于申报")
    assert (less.gross_fen, less.payable_fen) == (5500000, 5500000)
    assert [part.amount_fen for part in less.instalments] == [5500000]
    assert [(part.label, part.amount_fen) for part in less.components] == [
        ("赛事补助", 8000000),
        ("审批核减", -2500000),
    ]
    assert less.components[-1].formula == "审批意见：参赛人数少于申报"
    assert assess("contest-hosting", planned=False).least_fen is None
    assert assess("honor-award").least_fen is None

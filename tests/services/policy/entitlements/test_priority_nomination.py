from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.catalogue import BY_CODE


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"honour": "国家级技能大赛二等奖", "target": "区重大人才工程"},
        {"honour": "皖西杰出工匠", "target": "其他表彰"},
        {"honour": None, "target": "皖西杰出工匠评选"},
        {"honour": None, "target": "六安市技术能手评选"},
    ],
)
def test_what_is_granted(changes: dict[str, Any]) -> None:
    found = assess("priority-nomination", **changes)
    assert (found.eligible, found.gross_fen, found.instalments) == (True, 0, ())


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"honour": None}, ["推荐事项所需荣誉具备"]),
        ({"honour": None, "target": "区重大人才工程"}, ["推荐事项所需荣誉具备"]),
        ({"honour": None, "target": "其他表彰"}, ["推荐事项所需荣誉具备"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    assert failures(assess("priority-nomination", **changes)) == failed


def test_no_money_and_publicity_before_approval() -> None:
    service = BY_CODE["priority-nomination"]
    assert (service.money, service.published) == (False, True)

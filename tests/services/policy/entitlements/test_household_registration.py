from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.catalogue import BY_CODE


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"level": "中级工"},
        {"spouse": "李敏", "children": "张小明、张小红"},
    ],
)
def test_what_is_granted(changes: dict[str, Any]) -> None:
    found = assess("household-registration", **changes)
    assert (found.eligible, found.gross_fen, found.instalments) == (True, 0, ())


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"level": "初级工"}, ["技能等级为中级工及以上"]),
        ({"from_outside": False}, ["户籍在区外"]),
        ({"employed_here": False}, ["在本区就业"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    assert failures(assess("household-registration", **changes)) == failed


def test_no_money_and_no_publicity() -> None:
    service = BY_CODE["household-registration"]
    assert (service.money, service.published) == (False, False)

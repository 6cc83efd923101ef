from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.catalogue import BY_CODE


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"level": "高级技师"},
        {"title": "正高级工程师"},
    ],
)
def test_what_is_granted(changes: dict[str, Any]) -> None:
    found = assess("engineering-title", **changes)
    assert (found.eligible, found.gross_fen, found.instalments) == (True, 0, ())


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"level": "中级工"}, ["技能等级为高级工及以上"]),
        ({"employed_here": False}, ["在本区就业"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    assert failures(assess("engineering-title", **changes)) == failed


def test_no_money_and_no_publicity() -> None:
    service = BY_CODE["engineering-title"]
    assert (service.money, service.published) == (False, False)

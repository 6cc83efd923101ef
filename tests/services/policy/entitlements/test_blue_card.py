from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.catalogue import BY_CODE


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"entry": "YJLK000123"},
        {"level": "初级工"},
    ],
)
def test_what_is_granted(changes: dict[str, Any]) -> None:
    found = assess("blue-card", **changes)
    assert (found.eligible, found.gross_fen, found.instalments) == (True, 0, ())


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"registered": False}, ["证书已列入技能人才台账"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    assert failures(assess("blue-card", **changes)) == failed


def test_no_money_and_no_publicity() -> None:
    service = BY_CODE["blue-card"]
    assert (service.money, service.published) == (False, False)

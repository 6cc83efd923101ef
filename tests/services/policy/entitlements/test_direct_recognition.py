from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.catalogue import BY_CODE


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"held": "初级工", "asked": "高级工"},
        {"held": None, "asked": "中级工"},
        {"way": "直接认定", "asked": "高级工"},
        {"way": "直接认定", "held": None, "asked": "初级工"},
    ],
)
def test_what_is_granted(changes: dict[str, Any]) -> None:
    found = assess("direct-recognition", **changes)
    assert (found.eligible, found.gross_fen, found.instalments) == (True, 0, ())


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"asked": "高级工"}, ["申报等级至少高于现有等级 2 级"]),
        ({"held": None, "asked": "初级工"}, ["申报等级至少高于现有等级 2 级"]),
        ({"way": "直接认定", "asked": "中级工"}, ["申报等级高于现有等级"]),
        ({"way": "直接认定", "asked": "初级工"}, ["申报等级高于现有等级"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    assert failures(assess("direct-recognition", **changes)) == failed


def test_no_money_and_publicity_before_approval() -> None:
    service = BY_CODE["direct-recognition"]
    assert (service.money, service.published) == (False, True)

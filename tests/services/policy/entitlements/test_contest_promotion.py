from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.catalogue import BY_CODE


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"level": "国家级", "prize": "优秀奖"},
        {"held": None, "asked": "初级工"},
        {"unit_name": None, "credit_code": None, "unit_kind": None},
    ],
)
def test_what_is_granted(changes: dict[str, Any]) -> None:
    found = assess("contest-promotion", **changes)
    assert (found.eligible, found.gross_fen, found.instalments) == (True, 0, ())


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"level": "其他"}, ["在区级及以上赛事获奖"]),
        ({"asked": "中级工"}, ["申报等级高于现有等级"]),
        ({"asked": "初级工"}, ["申报等级高于现有等级"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    assert failures(assess("contest-promotion", **changes)) == failed


def test_no_money_and_publicity_before_approval() -> None:
    service = BY_CODE["contest-promotion"]
    assert (service.money, service.published) == (False, True)

from datetime import date
from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.catalogue import BY_CODE


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"unit_kind": "公办职业院校"},
        {"unit_kind": "民办职业院校"},
        {"level": "首席技师"},
        {"form": "咨询服务"},
        {"agreed_until": date(2024, 3, 1)},
    ],
)
def test_what_is_granted(changes: dict[str, Any]) -> None:
    found = assess("flexible-introduction", **changes)
    assert (found.eligible, found.gross_fen, found.instalments) == (True, 0, ())


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"unit_kind": "培训机构"}, ["引进单位为企业或职业院校"]),
        ({"from_outside": False}, ["从区外引进"]),
        ({"level": "中级工"}, ["技能等级为高级工及以上"]),
        ({"agreed_until": date(2024, 2, 29)}, ["协议起止顺序正确"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    assert failures(assess("flexible-introduction", **changes)) == failed


def test_no_money_and_no_publicity() -> None:
    service = BY_CODE["flexible-introduction"]
    assert (service.money, service.published) == (False, False)

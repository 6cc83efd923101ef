from datetime import date
from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.catalogue import BY_CODE


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"in_post_since": date(2021, 5, 10)},
        {"master": "世界技能大赛中国队队员", "in_post_since": None},
        {"master": "中华技能大奖", "in_post_since": None},
        {"master": "全国技术能手", "in_post_since": None},
        {"master": "江淮杰出工匠", "in_post_since": None},
        {"township": "区外"},
    ],
)
def test_what_is_granted(changes: dict[str, Any]) -> None:
    found = assess("teacher-green-channel", **changes)
    assert (found.eligible, found.gross_fen, found.instalments) == (True, 0, ())


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"unit_kind": "民办职业院校"}, ["引进单位为公办职业院校"]),
        ({"key_subject": False}, ["任教专业为重点专业"]),
        ({"in_post_since": date(2021, 5, 11)}, ["企业高级技师在岗满 3 年或获得规定荣誉"]),
        ({"in_post_since": None}, ["企业高级技师在岗满 3 年或获得规定荣誉"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    assert failures(assess("teacher-green-channel", **changes)) == failed


def test_no_money_and_no_publicity() -> None:
    service = BY_CODE["teacher-green-channel"]
    assert (service.money, service.published) == (False, False)

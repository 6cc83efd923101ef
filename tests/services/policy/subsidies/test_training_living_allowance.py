from datetime import date
from typing import Any

import pytest
from policy_samples import SHIPPED, assess, failures

from app.services.policy.precedents import Precedents


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({"days": 1}, 5000),
        ({"days": 20}, 100000),
        ({"days": 30}, 150000),
        ({"days": 1, "begun_on": date(2023, 6, 6)}, 5000),
        ({"days": 29, "begun_on": date(2024, 2, 1), "finished_on": date(2024, 2, 29)}, 145000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("training-living-allowance", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"days": 0}, ["培训天数不少于 1 天、不超过班期日历天数"]),
        ({"days": 31}, ["培训天数不少于 1 天、不超过班期日历天数"]),
        ({"days": 2, "begun_on": date(2023, 6, 6)}, ["培训天数不少于 1 天、不超过班期日历天数"]),
        ({"begun_on": date(2023, 6, 7)}, ["培训班期起止顺序正确", "培训天数不少于 1 天、不超过班期日历天数"]),
        ({"begun_on": date(2017, 12, 1), "finished_on": date(2017, 12, 31)}, ["结业日期不早于文件发布日期"]),
        ({"finished_on": date(2024, 5, 11)}, ["结业日期不晚于申报日期"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("training-living-allowance", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed


def test_a_class_of_a_person_counts_once() -> None:
    before = Precedents()
    before.take("甲", assess("training-living-allowance", before))
    assert failures(assess("training-living-allowance", before)) == ["本人班期 YJ2023-015 未重复申领"]
    assert assess("training-living-allowance", before, identity_number="341504199502021235").eligible


def test_fee_and_allowance_of_one_class_go_side_by_side() -> None:
    before = Precedents()
    before.take("甲", assess("free-training-fee", before))
    assert assess("training-living-allowance", before).payable_fen == 100000


def test_without_the_local_rate_nothing_is_paid() -> None:
    found = assess("training-living-allowance", parameters=SHIPPED)
    assert (found.eligible, found.gross_fen, failures(found)) == (False, 0, ["标准未配置：生活补助"])

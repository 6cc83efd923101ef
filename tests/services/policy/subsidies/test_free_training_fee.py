from datetime import date
from typing import Any

import pytest
from policy_samples import SHIPPED, assess, failures

from app.services.policy.precedents import Precedents


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({"fee": 120000}, 100000),
        ({"fee": 100000}, 100000),
        ({"fee": 99999}, 99999),
        ({"fee": 0}, 0),
        ({"unit_kind": "民营企业"}, 100000),
        ({"unit_kind": "其他企业"}, 100000),
        ({"unit_kind": "公办职业院校"}, 100000),
        ({"unit_kind": "民办职业院校"}, 100000),
        ({"unit_kind": "职业培训学校"}, 100000),
        ({"unit_kind": "培训机构"}, 100000),
        ({"begun_on": date(2023, 6, 6)}, 100000),
        ({"township": None}, 100000),
        ({"begun_on": date(2017, 12, 1), "finished_on": date(2018, 1, 1)}, 100000),
        ({"finished_on": date(2024, 5, 10)}, 100000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("free-training-fee", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"unit_kind": "行业协会"}, ["申领单位为企业、职业院校、职业培训学校或培训机构"]),
        ({"unit_kind": "机关事业单位"}, ["申领单位为企业、职业院校、职业培训学校或培训机构"]),
        ({"township": "区外"}, ["申领单位在本区"]),
        ({"begun_on": date(2023, 6, 7)}, ["培训班期起止顺序正确"]),
        ({"begun_on": date(2017, 12, 1), "finished_on": date(2017, 12, 31)}, ["结业日期不早于文件发布日期"]),
        ({"finished_on": date(2024, 5, 11)}, ["结业日期不晚于申报日期"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("free-training-fee", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed


def test_a_class_of_a_person_counts_once_and_another_class_again() -> None:
    before = Precedents()
    before.take("甲", assess("free-training-fee", before))
    assert failures(assess("free-training-fee", before)) == ["本人班期 YJ2023-015 未重复申领"]
    other = assess("free-training-fee", before, class_number="YJ2023-016")
    assert (other.eligible, other.payable_fen) == (True, 100000)


def test_without_the_local_ceiling_nothing_is_paid() -> None:
    found = assess("free-training-fee", parameters=SHIPPED)
    assert (found.eligible, found.gross_fen, failures(found)) == (False, 0, ["标准未配置：培训费上限"])

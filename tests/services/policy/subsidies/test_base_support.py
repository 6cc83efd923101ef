from datetime import date
from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.precedents import Precedents


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({}, 50000000),
        ({"recognised_on": date(2018, 1, 1)}, 50000000),
        ({"recognised_on": date(2024, 5, 10)}, 50000000),
        ({"unit_kind": "公办职业院校", "township": None}, 50000000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("base-support", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"kind": "世界技能大赛主集训基地"}, ["标准未配置：基地支持（世界技能大赛主集训基地）"]),
        ({"township": "区外"}, ["申领单位在本区"]),
        ({"recognised_on": date(2017, 12, 31)}, ["认定日期不早于文件发布日期"]),
        ({"recognised_on": date(2024, 5, 11)}, ["认定日期不晚于申报日期"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("base-support", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed


def test_a_recognition_counts_once_a_unit() -> None:
    before = Precedents()
    before.take("甲", assess("base-support", before))
    again = failures(assess("base-support", before, recognised_on=date(2020, 1, 1)))
    assert again == ["本单位省级高技能人才培训基地（皖人社秘〔2022〕88号）未重复申领"]
    assert assess("base-support", before, document="皖人社秘〔2022〕89号").eligible
    assert assess("base-support", before, credit_code="91341504MA2ABC00X7").eligible

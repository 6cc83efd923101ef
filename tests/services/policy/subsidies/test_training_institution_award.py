from datetime import date
from typing import Any

import pytest
from policy_samples import SHIPPED, assess, failures

from app.services.policy.precedents import Precedents


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({}, 2000000),
        ({"score": 8550}, 2000000),
        ({"score": 10000}, 2000000),
        ({"placed": 50}, 2000000),
        ({"unit_kind": "职业培训学校"}, 2000000),
        ({"year": 2018}, 2000000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("training-institution-award", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"score": 8549}, ["评估得分达到标准"]),
        ({"score": 0}, ["评估得分达到标准"]),
        ({"placed": 49}, ["区内就业人数达到标准"]),
        ({"unit_kind": "民办职业院校"}, ["申领单位为职业培训学校或培训机构"]),
        ({"unit_kind": "民营企业"}, ["申领单位为职业培训学校或培训机构"]),
        ({"township": "区外"}, ["申领单位在本区"]),
        ({"year": 2017}, ["评估年度不早于文件发布年度"]),
        ({"year": 2024}, ["评估年度早于申报年度"]),
        ({"year": 0}, ["评估年度不早于文件发布年度"]),
        ({"year": 20230}, ["评估年度早于申报年度"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("training-institution-award", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed


def test_a_unit_and_year_count_once() -> None:
    before = Precedents()
    before.take("甲", assess("training-institution-award", before))
    assert failures(assess("training-institution-award", before)) == ["本单位 2023 年度奖励未重复申领"]
    assert assess("training-institution-award", before, year=2022).eligible


def test_this_year_can_be_asked_for_from_the_next_new_year_on() -> None:
    found = assess("training-institution-award", year=2024)
    assert [step.earliest for step in found.failed] == [date(2025, 1, 1)]


def test_every_standard_that_is_missing_is_named_and_nothing_else() -> None:
    found = assess("training-institution-award", parameters=SHIPPED)
    names = ["奖励最低得分", "奖励最低就业人数", "培训机构奖励"]
    assert failures(found) == [f"标准未配置：{name}" for name in names]
    assert found.missing == tuple(names)

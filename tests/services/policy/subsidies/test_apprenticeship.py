from datetime import date
from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.precedents import Precedents


@pytest.mark.parametrize(
    ("fee", "fen"),
    [(1200000, 600000), (1000000, 600000), (999999, 599999), (833333, 500000), (1, 1), (0, 0), (83, 50), (84, 50)],
)
def test_sixty_percent_rounded_half_up_and_at_most_the_year_s_ceiling(fee: int, fen: int) -> None:
    found = assess("apprenticeship", fee=fee)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"training_year": 3}, ["培训年度不超过 2 年"]),
        ({"pilot": False}, ["列入学徒制试点企业名单"]),
        ({"unit_kind": "培训机构"}, ["申领单位为企业"]),
        ({"township": "区外"}, ["申领单位在本区"]),
        ({"apprenticed_on": date(2017, 12, 31)}, ["学徒协议起始日期不早于文件发布日期"]),
        ({"apprenticed_on": date(2021, 9, 2)}, ["学徒协议起始日期不晚于申报日期"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("apprenticeship", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed


@pytest.mark.parametrize("kind", ["民营企业", "区属国有企业", "其他国有企业", "外资及港澳台企业", "其他企业"])
def test_the_first_five_kinds_are_enterprises(kind: str) -> None:
    assert assess("apprenticeship", unit_kind=kind).eligible


def test_a_second_invoice_gets_what_is_left_of_the_year_and_a_third_fails() -> None:
    before = Precedents()
    first = assess("apprenticeship", before, fee=833333, invoice="A")
    before.take("甲", first)
    second = assess("apprenticeship", before, fee=300000, invoice="B")
    assert (first.payable_fen, second.payable_fen) == (500000, 100000)
    assert "余额 1,000.00 元" in second.components[0].formula
    before.take("乙", second)
    assert failures(assess("apprenticeship", before, fee=300000, invoice="C")) == ["本培训年度尚有额度"]
    assert assess("apprenticeship", before, fee=300000, invoice="C", training_year=2).payable_fen == 180000


def test_an_invoice_counts_once_whoever_the_apprentice_is() -> None:
    before = Precedents()
    before.take("YJJG-2021-000001", assess("apprenticeship", before))
    again = assess("apprenticeship", before, identity_number="341504199502021235")
    assert failures(again) == ["发票 034001 未重复申领"]
    assert "YJJG-2021-000001" in again.failed[0].detail


def test_a_blank_township_is_a_warning_not_a_refusal() -> None:
    found: Any = assess("apprenticeship", township=None, account_number=None)
    assert found.eligible
    assert found.warnings == ("所在乡镇街道未填，须在补正时补齐", "银行账号未填，须在补正时补齐")

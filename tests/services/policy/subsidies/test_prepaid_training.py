from datetime import date
from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.precedents import Precedents


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({"level": "初级工"}, 70000),
        ({"level": "中级工"}, 100000),
        ({"level": "高级工"}, 120000),
        ({"level": "高级工", "paid": 150001}, 150000),
        ({"paid": 99999}, 99999),
        ({"claimant": "企业"}, 100000),
        ({"township": "区外"}, 100000),
        ({"finished_on": date(2018, 1, 1)}, 100000),
        ({"finished_on": date(2024, 5, 10)}, 100000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("prepaid-training", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"claimant": "企业", "township": "区外"}, ["申领单位在本区"]),
        ({"level": "技师"}, ["标准未配置：先垫后补标准（技师）"]),
        ({"level": "高级技师"}, ["标准未配置：先垫后补标准（高级技师）"]),
        ({"level": "特级技师"}, ["标准未配置：先垫后补标准（高级技师）"]),
        ({"level": "首席技师"}, ["标准未配置：先垫后补标准（高级技师）"]),
        ({"finished_on": date(2017, 12, 31)}, ["结业日期不早于文件发布日期"]),
        ({"finished_on": date(2024, 5, 11)}, ["结业日期不晚于申报日期"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("prepaid-training", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed


def test_a_certificate_counts_once_whoever_asks() -> None:
    before = Precedents()
    before.take("甲", assess("prepaid-training", before))
    again = assess("prepaid-training", before, claimant="企业", identity_number="341504199502021235")
    assert failures(again) == ["结业证书 JY001 未重复申领"]


def test_the_same_training_cost_is_paid_once_whoever_is_paid() -> None:
    before = Precedents()
    before.take("免费", assess("free-training-fee", before, fee=80000))
    topped = assess("prepaid-training", before)
    assert (topped.gross_fen, topped.payable_fen) == (100000, 20000)
    assert topped.deductions[0].cases == ("免费",)
    assert assess("prepaid-training", before, occupation="木工").payable_fen == 100000
    assert assess("prepaid-training", before, finished_on=date(2024, 1, 6)).payable_fen == 100000


def test_the_formula_names_cost_and_ceiling() -> None:
    formula = assess("prepaid-training").components[0].formula
    assert formula == "实际费用 1,200.00 元，先垫后补标准（中级工） 1,000.00 元，取低者 1,000.00 元"

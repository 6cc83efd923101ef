from datetime import date
from typing import Any

import pytest
from policy_samples import assess, failures


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({}, 2000000),
        ({"wages": 1}, 1),
        ({"talent": "中华技能大奖"}, 2000000),
        ({"talent": "世界技能大赛中国队选手"}, 2000000),
        ({"talent": "全国职业院校技能大赛一等奖", "award_document": "教〔2022〕1号"}, 2000000),
        ({"introduction": None}, 2000000),
        ({"contract_from": date(2024, 1, 1), "contract_until": date(2024, 12, 31)}, 2000000),
        ({"contract_from": date(2024, 1, 31), "contract_until": date(2025, 1, 30)}, 2000000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("top-talent-wage", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"unit_kind": "职业培训学校"}, ["申领单位为企业"]),
        ({"township": "区外"}, ["申领单位在本区"]),
        ({"from_outside": False}, ["从区外引进"]),
        ({"contract_from": date(2024, 1, 1), "contract_until": date(2024, 12, 30)}, ["劳动合同期限满 1 年"]),
        ({"key_post": False}, ["在关键技能岗位工作"]),
        ({"contract_from": date(2021, 1, 1), "first_month": "2021-04"}, ["每人累计不超过 36 个月"]),
        ({"contract_from": date(2024, 2, 1)}, ["申领月份在劳动合同期内"]),
        ({"contract_until": date(2024, 3, 31)}, ["申领月份在劳动合同期内"]),
        ({"last_month": "2024-05"}, ["申领月份早于申报月份"]),
        ({"first_month": "2024-05"}, ["申领月份起止顺序正确"]),
        (
            {"contract_from": date(2017, 6, 1), "first_month": "2017-12", "last_month": "2018-02"},
            ["申领月份不早于文件发布月份"],
        ),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("top-talent-wage", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed

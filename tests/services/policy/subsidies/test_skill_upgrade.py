from datetime import date
from typing import Any

import pytest
from policy_samples import assess, failures


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({"level": "高级工"}, 200000),
        ({"level": "技师"}, 350000),
        ({"level": "高级技师"}, 500000),
        ({"level": "特级技师"}, 500000),
        ({"level": "首席技师"}, 500000),
        ({"claimant": "培养单位", "bearer": "培养单位"}, 350000),
        ({"claimant": "培养单位", "bearer": "培养单位", "township": None}, 350000),
        ({"unit_kind": "机关事业单位"}, 350000),
        ({"township": "区外"}, 350000),
        ({"certified_on": date(2018, 1, 1)}, 350000),
        ({"certified_on": date(2021, 9, 1)}, 350000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("skill-upgrade", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"bearer": "培养单位"}, ["费用由申领主体承担"]),
        ({"claimant": "培养单位"}, ["费用由申领主体承担"]),
        ({"claimant": "培养单位", "bearer": "培养单位", "township": "区外"}, ["申领单位在本区"]),
        ({"level": "中级工"}, ["技能等级为高级工及以上"]),
        ({"certificate_kind": "专项职业能力证书"}, ["证书类别为职业资格证书或职业技能等级证书"]),
        ({"certified_on": date(2017, 12, 31)}, ["发证日期不早于文件发布日期"]),
        ({"certified_on": date(2021, 9, 2)}, ["发证日期不晚于申报日期"]),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("skill-upgrade", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed

from datetime import date
from typing import Any

import pytest
from policy_samples import assess, failures

SERVICE = "在本单位工作满3年"


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({"level": "高级工"}, 100000),
        ({"level": "技师"}, 200000),
        ({"level": "高级技师"}, 300000),
        ({"level": "特级技师"}, 300000),
        ({"level": "首席技师"}, 300000),
        ({"certificate_kind": None}, 200000),
        ({"certificate_kind": "职业技能等级证书"}, 200000),
        ({"unbroken": None}, 200000),
        ({"unbroken": True}, 200000),
        ({"township": "区外"}, 200000),
        ({"hired_on": date(2018, 9, 1), "applied_on": date(2021, 9, 1)}, 200000),
        ({"certified_on": date(2018, 1, 1)}, 200000),
        ({"certified_on": date(2021, 9, 1)}, 200000),
        ({"hired_on": date(2016, 2, 29), "applied_on": date(2021, 9, 1)}, 200000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("certificate-reward", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"unit_kind": "区属国有企业"}, ["所在单位为民营企业"]),
        ({"unit_kind": "其他企业"}, ["所在单位为民营企业"]),
        ({"applied_on": date(2021, 8, 31)}, [SERVICE]),
        ({"hired_on": date(2021, 9, 2)}, [SERVICE]),
        ({"unbroken": False}, ["连续工作无中断"]),
        ({"insured": False}, ["依法参加社会保险"]),
        ({"level": "中级工"}, ["技能等级为高级工及以上"]),
        ({"level": "初级工"}, ["技能等级为高级工及以上"]),
        ({"certificate_kind": "专项职业能力证书"}, ["证书类别为职业资格证书或职业技能等级证书"]),
        ({"certified_on": date(2017, 12, 31)}, ["发证日期不早于文件发布日期"]),
        ({"certified_on": date(2021, 9, 2)}, ["发证日期不晚于申报日期"]),
        (
            {"insured": False, "unbroken": False, "level": "中级工"},
            ["连续工作无中断", "依法参加社会保险", "技能等级为高级工及以上"],
        ),
    ],
)
def test_every_condition_that_fails_is_listed_and_nothing_is_paid(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("certificate-reward", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed


@pytest.mark.parametrize(
    ("hired", "applied", "earliest"),
    [
        (date(2018, 9, 1), date(2021, 8, 31), date(2021, 9, 1)),
        (date(2020, 2, 29), date(2023, 2, 27), date(2023, 2, 28)),
        (date(2023, 11, 1), date(2026, 7, 1), date(2026, 11, 1)),
    ],
)
def test_a_span_not_yet_over_names_the_first_day_it_will_be(hired: date, applied: date, earliest: date) -> None:
    found = assess("certificate-reward", hired_on=hired, applied_on=applied, certified_on=date(2021, 1, 1))
    assert [step.earliest for step in found.failed] == [earliest]
    assert str(earliest) in found.failed[0].sentence

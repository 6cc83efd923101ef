from datetime import date
from typing import Any

import pytest
from policy_samples import assess, failures

from app.services.policy.precedents import Precedents
from app.services.policy.ranges import months_of_term


@pytest.mark.parametrize(
    ("changes", "fen"),
    [
        ({}, 240000),
        ({"first_month": "2023-03", "last_month": "2023-12"}, 600000),
        ({"first_month": "2023-03", "last_month": "2024-04"}, 840000),
        ({"appointed_until": date(2024, 4, 1)}, 240000),
        ({"appointed_from": date(2024, 1, 31)}, 240000),
        ({"appointed_from": date(2018, 1, 1), "first_month": "2018-01", "last_month": "2018-01"}, 60000),
    ],
)
def test_what_is_paid(changes: dict[str, Any], fen: int) -> None:
    found = assess("chief-technician", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (True, fen, fen)


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"appointed_until": date(2024, 3, 31)}, ["申领月份在聘期内"]),
        ({"appointed_from": date(2024, 2, 1)}, ["申领月份在聘期内"]),
        ({"last_month": "2024-05"}, ["申领月份早于申报月份"]),
        ({"first_month": "2024-05"}, ["申领月份起止顺序正确"]),
        (
            {"appointed_from": date(2017, 6, 1), "first_month": "2017-12", "last_month": "2018-02"},
            ["申领月份不早于文件发布月份"],
        ),
        (
            {"appointed_from": date(2024, 1, 20), "appointed_until": date(2024, 1, 10), "last_month": "2024-01"},
            ["聘期起止顺序正确", "同一聘期申领月数不超过聘期月数"],
        ),
    ],
)
def test_what_fails(changes: dict[str, Any], failed: list[str]) -> None:
    found = assess("chief-technician", **changes)
    assert (found.eligible, found.gross_fen, found.payable_fen) == (False, 0, 0)
    assert failures(found) == failed


def test_the_worked_example_of_a_term_of_twenty_four_months() -> None:
    before, late = Precedents(), date(2025, 4, 1)
    first = assess("chief-technician", before, first_month="2023-03", last_month="2023-12", applied_on=late)
    assert first.payable_fen == 600000
    before.take("甲", first)
    over = assess("chief-technician", before, first_month="2024-01", last_month="2025-03", applied_on=late)
    assert failures(over) == ["同一聘期申领月数不超过聘期月数"]
    assert over.failed[0].detail == "已申领 10 个月，本次 15 个月，上限 24 个月"
    rest = assess("chief-technician", before, first_month="2024-01", last_month="2025-02", applied_on=late)
    assert (rest.eligible, rest.payable_fen) == (True, 840000)


def test_no_month_twice_and_another_appointment_counts_by_itself() -> None:
    before = Precedents()
    before.take("甲", assess("chief-technician", before))
    assert failures(assess("chief-technician", before, first_month="2024-04")) == ["2024-04 月份未重复申领"]
    renewed: dict[str, Any] = {"appointed_from": date(2023, 1, 1), "appointed_until": date(2023, 12, 31)}
    assert assess("chief-technician", before, first_month="2023-01", last_month="2023-12", **renewed).eligible


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2023, 3, 15), date(2025, 3, 14), 24),
        (date(2023, 3, 15), date(2025, 3, 15), 25),
        (date(2023, 3, 15), date(2025, 3, 13), 24),
        (date(2024, 1, 1), date(2024, 1, 1), 1),
        (date(2024, 1, 1), date(2024, 1, 31), 1),
        (date(2024, 1, 1), date(2024, 2, 1), 2),
        (date(2024, 1, 31), date(2024, 2, 28), 1),
        (date(2024, 1, 31), date(2024, 2, 29), 2),
        (date(2023, 1, 31), date(2023, 2, 28), 2),
        (date(2024, 2, 2), date(2024, 1, 1), 0),
    ],
)
def test_the_months_of_a_term_count_a_part_month_as_one(start: date, end: date, months: int) -> None:
    assert months_of_term(start, end) == months

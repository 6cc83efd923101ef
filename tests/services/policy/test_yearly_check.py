"""Whether the second part of 生活住房补贴 waits for a 年度核查 is a dated reading of the office."""

from datetime import date

import pytest
from policy_samples import SHIPPED

from app.services.policy.standards import CHECKED, UNCHECKED, YEARLY_CHECK, Entry
from app.services.policy.subsidies.settlement_subsidy import plan


@pytest.mark.parametrize(
    ("entries", "day", "asked"),
    [
        ((), date(2024, 5, 1), True),
        ((UNCHECKED,), date(2023, 12, 31), True),
        ((UNCHECKED,), date(2024, 1, 1), False),
        ((UNCHECKED, CHECKED), date(2024, 1, 1), True),
    ],
)
def test_the_reading_of_the_day_of_application_holds(entries: tuple[str, ...], day: date, asked: bool) -> None:
    known = SHIPPED.plus(Entry(YEARLY_CHECK, "", date(2024, 1, 1), "局办公会", value) for value in entries)
    first, second = plan(3_000_000, known.at(day))
    assert (first.needs_check, second.needs_check) == (False, asked)
    assert (second.years_after, first.amount_fen + second.amount_fen) == (1, 3_000_000)

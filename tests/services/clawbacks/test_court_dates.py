"""When the court may be asked, from the days of service: a table that the legal office can read."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest

from app.services.calendar.deadlines import Calendar
from app.services.clawbacks.court import court_dates
from app.services.policy.months import plus_months


class Row(NamedTuple):
    """Days of service of 责令退回决定书, 催告书 and 复议决定; from then on the time to sue, and the two dates."""

    decision: date
    demand: date
    review: date | None
    suit_until: date
    not_before: date
    not_after: date


D = date
ROWS = (
    Row(D(2024, 1, 8), D(2024, 3, 4), None, D(2024, 7, 8), D(2024, 7, 8), D(2024, 10, 8)),
    Row(D(2024, 1, 8), D(2024, 7, 1), None, D(2024, 7, 8), D(2024, 7, 15), D(2024, 10, 8)),
    Row(D(2023, 8, 31), D(2023, 11, 1), None, D(2024, 2, 29), D(2024, 2, 29), D(2024, 5, 29)),
    Row(D(2022, 8, 31), D(2022, 11, 1), None, D(2023, 2, 28), D(2023, 2, 28), D(2023, 5, 28)),
    Row(D(2024, 1, 8), D(2024, 3, 4), D(2024, 3, 20), D(2024, 4, 4), D(2024, 4, 4), D(2024, 7, 4)),
    Row(D(2024, 1, 8), D(2024, 4, 1), D(2024, 3, 20), D(2024, 4, 4), D(2024, 4, 16), D(2024, 7, 4)),
    Row(D(2024, 3, 29), D(2024, 9, 25), None, D(2024, 9, 29), D(2024, 10, 14), D(2024, 12, 29)),
)


@pytest.mark.parametrize("row", ROWS)
def test_the_court_may_be_asked_between_two_days(row: Row) -> None:
    dates = court_dates(row.decision, row.demand, row.review)
    assert (dates.suit_until, dates.not_before, dates.not_after) == (row.suit_until, row.not_before, row.not_after)
    assert not dates.may_go(row.not_before)
    assert dates.may_go(row.not_before + timedelta(days=1))
    assert dates.may_go(row.not_after)
    assert not dates.may_go(row.not_after + timedelta(days=1))


def test_nothing_is_told_before_it_is_served() -> None:
    unknown = court_dates(None, None)
    assert (unknown.suit_until, unknown.not_before, unknown.not_after) == (None, None, None)
    assert unknown.missing == ("责令退回决定书", "催告书")
    half = court_dates(D(2024, 1, 8), None)
    assert (half.suit_until, half.not_before, half.missing) == (D(2024, 7, 8), None, ("催告书",))
    assert not half.may_go(D(2024, 7, 9))


def test_the_offices_own_calendar_counts() -> None:
    closed = Calendar({D(2024, 7, 2): False})
    assert court_dates(D(2024, 1, 2), D(2024, 7, 1), None, closed).not_before == D(2024, 7, 16)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (D(2024, 1, 31), 1, D(2024, 2, 29)),
        (D(2023, 1, 31), 1, D(2023, 2, 28)),
        (D(2023, 12, 31), 2, D(2024, 2, 29)),
        (D(2024, 2, 29), 12, D(2025, 2, 28)),
        (D(2024, 8, 15), 6, D(2025, 2, 15)),
    ],
)
def test_months_end_with_the_same_day_or_the_last(day: date, months: int, later: date) -> None:
    assert plus_months(day, months) == later

from datetime import date

import pytest

from app.services.calendar.deadlines import PUBLISHED


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (date(2026, 3, 2), 5, date(2026, 3, 9)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2025, 9, 30), 1, date(2025, 10, 9)),
        (date(2025, 9, 26), 1, date(2025, 9, 28)),
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
    ],
)
def test_a_limit_ends_with_its_nth_working_day_holidays_and_shifted_workdays_counted(
    start: date, count: int, last: date
) -> None:
    assert PUBLISHED.add(start, count) == last
    assert PUBLISHED.between(start, last) == count
    assert PUBLISHED.between(last, start) == -count


def test_years_that_the_calendar_does_not_know_are_counted_by_weekdays_and_say_so() -> None:
    assert not PUBLISHED.is_certain(date(2040, 1, 2))
    assert PUBLISHED.is_certain(date(2025, 1, 2))
    assert PUBLISHED.is_working_day(date(2040, 1, 2))
    assert not PUBLISHED.is_working_day(date(2040, 1, 1))


@pytest.mark.parametrize(
    ("due", "text"),
    [
        (None, ""),
        (date(2026, 3, 4), "逾期 1 日"),
        (date(2026, 3, 5), "今天"),
        (date(2026, 3, 6), "明天"),
        (date(2026, 3, 10), "还有 3 个工作日"),
    ],
)
def test_a_due_date_as_the_queue_says_it(due: date | None, text: str) -> None:
    assert PUBLISHED.due_text(due, date(2026, 3, 5)) == text

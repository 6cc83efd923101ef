"""Months, spans of years, sums and clauses."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.policy.clauses import Clause
from app.services.policy.money import from_yuan, percent_of, yuan
from app.services.policy.months import Month, plus_years


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (Month(2024, 1), Month(2024, 12), 12),
        (Month(2023, 3), Month(2023, 12), 10),
        (Month(2024, 5), Month(2024, 5), 1),
        (Month(2024, 5), Month(2024, 4), 0),
        (Month(2024, 1), Month(2025, 3), 15),
    ],
)
def test_a_range_counts_both_ends(start: Month, end: Month, count: int) -> None:
    assert start.until(end) == count


def test_a_month_is_written_and_read() -> None:
    assert str(Month(2024, 1)) == "2024-01"
    assert Month.parse("2024-01") == Month.of(date(2024, 1, 31)) == (2024, 1)
    assert Month(2024, 2).first_day() == date(2024, 2, 1)
    assert Month(2023, 12).plus(1) == Month(2024, 1)
    for wrong in ("2024-13", "24-01", "2024-1", "2024"):
        with pytest.raises(ValueError, match=r".*"):
            Month.parse(wrong)


@pytest.mark.parametrize(
    ("day", "years", "end"),
    [
        (date(2018, 9, 1), 3, date(2021, 9, 1)),
        (date(2020, 2, 29), 3, date(2023, 2, 28)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
    ],
)
def test_a_span_of_years_ends_on_the_same_day(day: date, years: int, end: date) -> None:
    assert plus_years(day, years) == end


@pytest.mark.parametrize(
    ("amount", "percent", "fen"),
    [(833333, 60, 500000), (833332, 60, 499999), (1, 50, 1), (0, 60, 0), (5, 10, 1), (4, 10, 0)],
)
def test_a_percentage_is_rounded_half_up(amount: int, percent: int, fen: int) -> None:
    assert percent_of(amount, percent) == fen


@given(st.integers(0, 10**12), st.integers(0, 100))
def test_rounding_never_moves_by_more_than_half_a_fen(amount: int, percent: int) -> None:
    assert abs(percent_of(amount, percent) * 100 - amount * percent) <= 50


@pytest.mark.parametrize(("fen", "text"), [(1200000, "12,000.00"), (5, "0.05"), (-150, "-1.50"), (0, "0.00")])
def test_sums_are_shown_in_yuan(fen: int, text: str) -> None:
    assert yuan(fen) == text


def test_yuan_of_more_than_two_decimals_are_refused() -> None:
    assert from_yuan(Decimal("50.05")) == 5005
    with pytest.raises(ValueError, match="no whole number"):
        from_yuan(Decimal("0.001"))


def test_a_clause_is_cited_in_letters_and_short_in_lists() -> None:
    assert Clause(3, 2).cited == "《实施意见》第三部分第二段"
    assert str(Clause(10, 1)) == "十.1"

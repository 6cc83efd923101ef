"""What the yearly evaluation, the targets and the budget sheet compute from cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from casebook import TO_APPROVAL, Casebook, course
from hypothesis import given
from hypothesis import strategies as st

from app.services.calendar.deadlines import PUBLISHED
from app.services.money.execution import execution
from app.services.registers.targets import targets
from app.services.reports.evaluation import Pace, WorkingDays, indicators, pace_of
from app.services.reports.figures import year_figures
from app.services.unit_of_work import UnitOfWork

MONDAY = date(2024, 3, 4)
APPROVED = (*TO_APPROVAL, "approved")


@pytest.fixture
def book(uow: UnitOfWork) -> Casebook:
    return Casebook(uow)


def values(book: Casebook, year: int = 2024) -> dict[str, tuple[int, int | None]]:
    with book.uow.read() as work:
        found = indicators(work, year_figures(work, year))
    return {one.name: (one.part, one.whole) for one in found}


def test_a_year_without_cases_has_indicators_without_a_whole(book: Casebook) -> None:
    found = values(book)
    assert found["批准率"] == found["按期办结率"] == found["拨付率"] == (0, 0)
    assert found["受益人数"] == (0, None)


def test_rates_compare_what_was_decided_paid_and_published(book: Casebook) -> None:
    unit_id = book.unit("甲")
    paid = book.case(MONDAY, course(MONDAY, *APPROVED, "completed"), unit_id=unit_id)
    book.pay(paid, MONDAY, 200000)
    book.case(MONDAY, course(MONDAY, *APPROVED), unit_id=unit_id, granted=600000)
    unpublished = book.case(MONDAY, course(MONDAY, *APPROVED), granted=100000, published=False)
    book.pay(unpublished, MONDAY, 100000)
    book.pay(unpublished, MONDAY, 100000, kind="returned")
    book.case(MONDAY, course(MONDAY, *TO_APPROVAL, "completed"), granted=0)
    book.case(MONDAY, course(MONDAY, *TO_APPROVAL, "rejected"))
    found = values(book)
    assert found["审结件数"] == (5, None)
    assert found["批准率"] == (4, 5)
    assert found["公示率"] == (3, 4)
    assert found["拨付率"] == (200000, 900000)
    assert found["退票率"] == (1, 2)
    assert (found["受益人数"], found["受益单位数"]) == ((3, None), (1, None))
    assert found["件均批准金额"] == (900000, 4)


@pytest.mark.parametrize(
    ("decided", "paused", "days", "in_time"),
    [
        (MONDAY, None, 0, 1),
        (MONDAY + timedelta(days=4), None, 4, 1),
        (MONDAY + timedelta(days=7), None, 5, 1),
        (date(2024, 4, 9), None, 25, 1),  # 4 to 6 April off, 7 April worked
        (date(2024, 4, 10), None, 26, 0),
        (date(2024, 4, 10), (date(2024, 3, 11), date(2024, 3, 18)), 21, 1),
    ],
)
def test_the_pace_counts_working_days_after_acceptance_but_not_the_wait_for_papers(
    book: Casebook, decided: date, paused: tuple[date, date] | None, days: int, in_time: int
) -> None:
    stops = [("accepted", MONDAY)]
    if paused:
        stops += [("supplement", paused[0]), ("accepted", paused[1])]
    book.case(MONDAY, [*stops, *course(decided, *APPROVED[1:])])
    with book.uow.read() as work:
        assert pace_of(work, 2024) == Pace(cases=1, days=days, in_time=in_time, limit=25)


@given(start=st.dates(date(2023, 1, 1), date(2024, 6, 1)), span=st.integers(0, 60))
def test_counted_at_once_or_day_by_day_working_days_are_the_same(start: date, span: int) -> None:
    end = start + timedelta(days=span)
    calendar = WorkingDays(PUBLISHED, date(2023, 1, 1), date(2024, 12, 31))
    assert calendar.between(start, end) == PUBLISHED.between(start, end)


def test_targets_count_each_person_once_by_what_is_certified(book: Casebook) -> None:
    for level in ("高级工", "高级工", "技师", "特级技师"):
        book.case(MONDAY, course(MONDAY, *APPROVED), level=level)
    book.case(MONDAY, course(MONDAY, *TO_APPROVAL), level="技师")
    book.case(MONDAY, course(MONDAY, *APPROVED), code="apprenticeship", level="技师")
    with book.uow.read() as work:
        found = {target.name: (target.by_year, target.goal, target.done) for target in targets(work, MONDAY)}
        before = {target.done for target in targets(work, MONDAY - timedelta(days=1))}
    assert found == {
        "技工总量": (2021, 10000, 4),
        "高级工以上": (2021, 400, 4),
        "职业学校在校生": (2021, 1000, None),
        "培养高级技师和技师": (2021, 30, 2),
        "培养高级工": (2021, 100, 2),
    }
    assert before == {0, None}


def test_a_second_instalment_is_committed_in_the_year_in_which_it_is_paid(book: Casebook) -> None:
    day = date(2023, 5, 4)
    number = book.case(day, course(day, *APPROVED), granted=30000, instalments=(20000, 10000))
    book.pay(number, day, 20000)
    book.pay(number, date(2024, 5, 6), 10000, position=2)
    with book.uow.read() as work:
        old = execution(work, year_figures(work, 2023))
        new = execution(work, year_figures(work, 2024))
    assert [(line.committed_fen, line.paid_fen) for line in old if line.committed_fen] == [(20000, 20000)]
    assert [(line.committed_fen, line.paid_fen) for line in new if line.committed_fen] == [(10000, 10000)]

"""What counts in which year, told as cases that an officer would recognise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from casebook import TO_APPROVAL, Casebook, Stop, course
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tampering import tamper
from working_office import Office

from app.services.cases.course import State
from app.services.errors import UserError
from app.services.policy.catalogue import CATALOGUE
from app.services.reports.figures import Figures, annual_overview, reported_years, total_of
from app.services.unit_of_work import UnitOfWork

SPRING, AUTUMN, NEXT = date(2023, 3, 1), date(2023, 10, 8), date(2024, 2, 6)
TO_APPROVED, TO_COMPLETED = (*TO_APPROVAL, "approved"), (*TO_APPROVAL, "approved", "completed")
ONE = Figures(applied=1)
EMPTY = (
    "DELETE FROM row_seals",
    "DELETE FROM ledger_entries",
    "DELETE FROM case_instalments",
    "DELETE FROM case_claims",
    "DELETE FROM case_steps",
    "DELETE FROM cases",
    "DELETE FROM persons",
    "DELETE FROM units",
)


@pytest.fixture
def book(uow: UnitOfWork) -> Casebook:
    return Casebook(uow)


@pytest.mark.parametrize(
    ("stops", "in_2023", "in_2024"),
    [
        pytest.param([], Figures(), Figures(), id="a draft counts nowhere"),
        pytest.param(course(SPRING, "supplement"), Figures(), Figures(), id="nor one sent back before acceptance"),
        pytest.param(course(SPRING, "withdrawn"), Figures(), Figures(), id="nor one withdrawn as a draft"),
        pytest.param(course(SPRING, "accepted"), replace(ONE, open=1), Figures(open=1), id="open in both years"),
        pytest.param(
            course(SPRING, "accepted", "supplement"),
            replace(ONE, open=1),
            Figures(open=1),
            id="a supplement after acceptance is open",
        ),
        pytest.param(
            [*course(SPRING, *TO_APPROVAL), ("accepted", NEXT)],
            replace(ONE, open=1),
            Figures(open=1),
            id="sent back in the new year",
        ),
        pytest.param(course(SPRING, "accepted", "withdrawn"), ONE, Figures(), id="withdrawn after acceptance"),
        pytest.param(
            [*course(SPRING, "accepted"), ("withdrawn", NEXT)],
            replace(ONE, open=1),
            Figures(),
            id="withdrawn in the new year was open at the end of the old",
        ),
        pytest.param(course(NEXT, "accepted"), ONE, Figures(open=1), id="accepted in the year after the application"),
        pytest.param(course(SPRING, *TO_APPROVAL, "rejected"), replace(ONE, refused=1), Figures(), id="refused"),
        pytest.param(
            course(SPRING, "approval", "rejected"), replace(ONE, refused=1), Figures(), id="not admitted by an approver"
        ),
        pytest.param(
            [*course(SPRING, *TO_APPROVAL), ("rejected", NEXT)],
            replace(ONE, open=1),
            Figures(refused=1),
            id="refused in the new year",
        ),
        pytest.param(
            [*course(SPRING, *TO_APPROVAL, "rejected"), ("accepted", NEXT)],
            replace(ONE, refused=1),
            Figures(open=1),
            id="refused, taken up again in the new year",
        ),
        pytest.param(
            [*course(SPRING, *TO_APPROVAL, "rejected"), *course(NEXT, *TO_APPROVED)],
            replace(ONE, refused=1),
            Figures(approved=1, granted_fen=200000, pending_fen=200000),
            id="refused, then approved in the new year",
        ),
        pytest.param(
            course(AUTUMN, *TO_APPROVED),
            replace(ONE, approved=1, granted_fen=200000, pending_fen=200000),
            Figures(pending_fen=200000),
            id="approved, never paid",
        ),
        pytest.param(
            [*course(AUTUMN, *TO_APPROVAL), ("approved", NEXT)],
            replace(ONE, open=1),
            Figures(approved=1, granted_fen=200000, pending_fen=200000),
            id="approved in the new year",
        ),
    ],
)
def test_a_case_counts_in_the_year_of_what_happened(
    book: Casebook, stops: list[Stop], in_2023: Figures, in_2024: Figures
) -> None:
    book.case(SPRING, stops)
    assert annual_overview(book.uow, 2023).total == in_2023
    assert annual_overview(book.uow, 2024).total == in_2024


def test_payments_count_when_they_are_made_less_what_came_back(book: Casebook) -> None:
    number = book.case(SPRING, course(AUTUMN, *TO_COMPLETED))
    book.pay(number, date(2023, 12, 31), 200000)
    book.pay(number, date(2024, 1, 2), 200000, kind="returned")
    book.pay(number, NEXT, 200000)
    old, new = annual_overview(book.uow, 2023), annual_overview(book.uow, 2024)
    assert (old.total.paid_fen, old.total.pending_fen) == (200000, 0)
    assert (new.total.paid_fen, new.total.pending_fen) == (0, 0)
    assert [line.figures.paid_fen for line in new.by_month[:3]] == [-200000, 200000, 0]


def test_a_second_instalment_is_owed_until_it_is_paid(book: Casebook) -> None:
    number = book.case(SPRING, course(AUTUMN, *TO_APPROVED), granted=30000, instalments=(20000, 10000))
    book.pay(number, AUTUMN, 20000)
    assert annual_overview(book.uow, 2023).total.pending_fen == 10000
    book.pay(number, NEXT, 10000, position=2)
    assert annual_overview(book.uow, 2023).total.pending_fen == 10000
    assert annual_overview(book.uow, 2024).total.pending_fen == 0


def test_a_step_that_leads_nowhere_changes_no_figure(book: Casebook) -> None:
    book.case(SPRING, [*course(SPRING, "accepted"), ("accepted", NEXT)])
    assert annual_overview(book.uow, 2023).total.open == 1


def test_a_case_entered_later_stands_where_its_steps_of_the_year_led(uow: UnitOfWork) -> None:
    office = Office(uow)
    number = office.file()  # in November 2024, of the office's own clock
    office.today = date(2023, 12, 4)
    office.walk(number, State.REVIEWED)
    assert (annual_overview(uow, 2023).total.open, annual_overview(uow, 2022).total.open) == (1, 0)


def test_every_type_of_money_has_a_line_even_at_zero(uow: UnitOfWork) -> None:
    figures = annual_overview(uow, 2024)
    assert [line.key for line in figures.by_type] == [subsidy.code for subsidy in CATALOGUE if subsidy.money]
    assert figures.total == Figures()
    assert [line.title for line in figures.by_month] == [f"{month}月" for month in range(1, 13)]
    assert figures.as_at == date(2024, 11, 5)


def test_townships_come_in_the_offices_order_and_the_nameless_last(book: Casebook) -> None:
    for township in ("三元镇", "", "旧镇"):
        book.case(SPRING, course(SPRING, "accepted"), township=township)
    lines = annual_overview(book.uow, 2023).by_township
    listed = ["史河街道", "平岗街道", "三元镇", "姚李镇", "洪集镇", "孙岗乡", "区外"]
    assert [line.title for line in lines] == [*listed, "旧镇", "未填"]
    assert [line.title for line in lines if line.figures.applied] == ["三元镇", "旧镇", "未填"]


def test_units_come_by_what_they_got_and_persons_without_one_last(book: Casebook) -> None:
    small, large, idle = book.unit("甲木业", "三元镇"), book.unit("乙家居"), book.unit("丙建材")
    book.case(SPRING, course(SPRING, *TO_APPROVED), unit_id=small, granted=100000)
    book.case(SPRING, course(SPRING, *TO_APPROVED), unit_id=large, granted=500000)
    book.case(SPRING, [], unit_id=idle)
    book.case(SPRING, course(SPRING, *TO_APPROVED), granted=900000)
    lines = annual_overview(book.uow, 2023).by_unit
    assert [line.title for line in lines] == ["乙家居", "甲木业", "无单位（个人）"]
    assert lines[1].township == "三元镇"
    assert lines[2].figures.granted_fen == 900000


@pytest.mark.parametrize("year", [1999, 2025])
def test_a_year_that_has_not_begun_is_refused_in_a_sentence(uow: UnitOfWork, year: int) -> None:
    with pytest.raises(UserError, match=rf"^{year} 年没有可统计的数据.*。$"):
        annual_overview(uow, year)


def test_the_years_to_choose_from_begin_with_the_first_application(book: Casebook) -> None:
    assert reported_years(book.uow) == (2024,)
    book.case(date(2022, 5, 5))
    assert reported_years(book.uow) == (2024, 2023, 2022)


DAYS = st.dates(date(2022, 1, 1), date(2024, 11, 5))
COURSES = st.sampled_from([(), ("accepted",), TO_APPROVAL, TO_APPROVED, TO_COMPLETED, (*TO_APPROVAL, "rejected")])


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[date], tuple[str, ...], str, bool, str, int]:
    states = draw(COURSES)
    days = sorted(draw(st.lists(DAYS, min_size=len(states) + 1, max_size=len(states) + 1)))
    township = draw(st.sampled_from(["三元镇", "姚李镇", ""]))
    code = draw(st.sampled_from([subsidy.code for subsidy in CATALOGUE if subsidy.money]))
    return days, states, township, draw(st.booleans()), code, draw(st.integers(1, 10**9))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(stories(), min_size=1, max_size=8), year=st.sampled_from([2022, 2023, 2024]))
def test_every_breakdown_comes_to_what_a_clerk_would_count(
    uow: UnitOfWork, told: list[tuple[list[date], tuple[str, ...], str, bool, str, int]], year: int
) -> None:
    tamper(uow, *EMPTY)
    book = Casebook(uow)
    units = [book.unit("甲"), None]
    expected = Figures()
    for days, states, township, has_unit, code, granted in told:
        stops = list(zip(states, days[1:], strict=True))
        number = book.case(days[0], stops, township=township, unit_id=units[not has_unit], code=code, granted=granted)
        if states[-1:] == ("completed",):
            book.pay(number, days[-1], granted)
        expected += _counted(days[0], stops, granted, year)
    figures = annual_overview(uow, year)
    assert figures.total == expected
    assert total_of(figures.by_township) == total_of(figures.by_unit) == expected
    assert total_of(figures.by_month) == replace(expected, open=0, pending_fen=0)


def _counted(applied_on: date, stops: list[Stop], granted: int, year: int) -> Figures:
    """The rules of counting read once more, case by case, from the course alone."""
    end = min(date(year, 12, 31), datetime(2024, 11, 5).date())
    at_end = [state for state, day in stops if day <= end]
    ends = dict(stops)
    approved, refused, paid = ends.get("approved"), ends.get("rejected"), ends.get("completed")
    standing = at_end[-1] if at_end else "draft"
    return Figures(
        applied=int(applied_on.year == year and bool(stops)),
        approved=int(approved is not None and approved.year == year),
        refused=int(refused is not None and refused.year == year),
        open=int(standing in TO_APPROVAL),
        granted_fen=granted if approved and approved.year == year else 0,
        paid_fen=granted if paid and paid.year == year else 0,
        pending_fen=granted if approved and approved <= end and not (paid and paid <= end) else 0,
    )

"""The list of cases: pages that lose and repeat nothing, facets, filters, what is searched for."""

from datetime import date, timedelta
from itertools import pairwise, product
from typing import Any

import pytest
from filled_once import filled_once
from sqlalchemy import select
from working_office import APPROVER, CLERK, FINANCE, REVIEWER, Office

from app.models import Case, CaseInstalment
from app.services.cases.casework import move
from app.services.cases.course import State, Step
from app.services.cases.orders import Order
from app.services.unit_of_work import UnitOfWork
from app.services.worklists import queue
from app.services.worklists.queue_choices import choices, options
from app.services.worklists.queue_query import CaseQuery, Condition, Facet, QueueRow
from app.services.worklists.queue_query import Test as How


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def _pages(uow: UnitOfWork, query: CaseQuery, size: int) -> list[QueueRow]:
    rows: list[QueueRow] = []
    after = None
    while True:
        page = queue.page(uow, query, after, size)
        rows.extend(page.rows)
        if page.next is None:
            return rows
        after = page.next


def _numbers(uow: UnitOfWork, **query: Any) -> list[str]:
    return [row.number for row in _pages(uow, CaseQuery(**query), 3)]


def fill(office: Office) -> None:
    """Cases in all states, some of a sum, some due on one day."""
    for state in State:
        office.at(state, township="三元镇" if state is State.ACCEPTED else "平岗街道")
    for _ in range(6):
        office.file("skill-upgrade")


@pytest.fixture
def mixed(uow: UnitOfWork) -> Office:
    return filled_once(uow, fill)[0]


SORTS = ("", "number", "applicant", "unit", "title", "state", "amount", "township", "applied_on", "due_on")


def test_pages_of_any_size_give_every_case_once_in_order(mixed: Office) -> None:
    for sort, descending in product(SORTS, (False, True)):
        whole = [row.number for row in _pages(mixed.uow, CaseQuery(sort=sort, descending=descending), 500)]
        assert len(set(whole)) == len(whole) == 17
        for size in (1, 4):
            rows = _pages(mixed.uow, CaseQuery(sort=sort, descending=descending), size)
            assert [row.number for row in rows] == whole, (sort, descending, size)


def test_cases_are_sorted_by_due_date_with_those_that_are_due_no_more_last(mixed: Office) -> None:
    for descending in (False, True):
        dues = [row.due_on for row in _pages(mixed.uow, CaseQuery(sort="due_on", descending=descending), 4)]
        known = [due for due in dues if due]
        assert dues == known + [None] * (len(dues) - len(known))
        assert all((one >= other) if descending else (one <= other) for one, other in pairwise(known))


def test_all_of_a_query_comes_in_the_order_of_its_pages(mixed: Office) -> None:
    query = CaseQuery(sort="amount")
    assert list(queue.each(mixed.uow, query)) == _pages(mixed.uow, query, 5)


def test_counting_stops_one_beyond_the_cap(mixed: Office) -> None:
    assert queue.count(mixed.uow, CaseQuery()) == 17
    assert queue.count(mixed.uow, CaseQuery(), 5) == 6


def test_what_waits_for_a_role_is_what_its_next_step_leads_on(mixed: Office) -> None:
    waits = {
        CLERK: {"draft", "supplement", "countersign", "publicity"},
        REVIEWER: {"accepted", "reviewed"},
        APPROVER: {"approval"},
        FINANCE: {"approved"},
    }
    for role, states in waits.items():
        mine = _pages(mixed.acting(role), CaseQuery(Facet.MINE), 3)
        assert {row.state.value for row in mine} == states


def test_a_case_does_not_wait_for_who_has_passed_another_stage_of_it(office: Office) -> None:
    number, other = office.file(), office.file()
    everybody = office.uow
    move(everybody, number, Order(Step.ACCEPT), on=office.today)
    office.take(other, CLERK, Step.ACCEPT)
    assert _numbers(everybody, facet=Facet.MINE) == [other]
    assert set(_numbers(office.acting(REVIEWER), facet=Facet.MINE)) == {number, other}


def test_a_second_instalment_does_not_wait_before_its_day(office: Office) -> None:
    number = office.at(State.APPROVED)
    with office.uow.begin() as work:
        first = work.session.execute(select(CaseInstalment)).scalar_one()
        first.amount_fen = 150000
        later = {"label": "第二年", "amount_fen": 50000, "years_after": 1, "needs_check": False}
        work.session.add(CaseInstalment(case_id=first.case_id, position=2, due_on=None, **later))
    assert _numbers(office.acting(FINANCE), facet=Facet.MINE) == [number]
    office.take(number, FINANCE, Step.PAY, voucher="PZ-1")
    assert _numbers(office.acting(FINANCE), facet=Facet.MINE) == []


def test_overdue_and_doubtful_cases_are_found(office: Office) -> None:
    late, doubtful, fine = office.file(), office.file(phone=None), office.file()
    with office.uow.begin() as work:
        work.session.get_one(Case, office.case(late).id).due_on = date(2024, 11, 4)
    assert _numbers(office.uow, facet=Facet.OVERDUE) == [late]
    assert _numbers(office.uow, facet=Facet.WARNED) == [doubtful]
    waiting = queue.waiting_counts(office.acting(CLERK))
    assert (waiting.mine, waiting.overdue, waiting.warned) == (3, 1, 1)
    assert fine in _numbers(office.uow)


def test_counts_of_the_rounds_leave_out_what_only_time_can_move(office: Office) -> None:
    office.at(State.COUNTERSIGN)
    office.at(State.PUBLICITY)
    office.take(office.at(State.PUBLICITY), CLERK, Step.PUBLISH)
    office.at(State.APPROVED)
    waiting = queue.waiting_counts(office.uow)
    assert (waiting.countersign, waiting.publicity, waiting.payments) == (1, 1, 1)


def test_filters_narrow_together(mixed: Office) -> None:
    assert len(_numbers(mixed.uow, code="skill-upgrade")) == 6
    assert len(_numbers(mixed.uow, township="三元镇")) == 1
    assert len(_numbers(mixed.uow, state=State.SUPPLEMENT)) == 1
    assert _numbers(mixed.uow, year=2023) == []
    assert _numbers(mixed.uow, code="skill-upgrade", state=State.ACCEPTED) == []
    assert _numbers(mixed.uow, batch="PC-2024-0001") == []


def test_conditions_on_columns_compare_by_kind(mixed: Office) -> None:
    def found(column: str, test: How, value: Any) -> int:
        return len(_numbers(mixed.uow, conditions=(Condition(column, test, value),)))

    assert found("amount", How.FROM, 350000) == 6
    assert found("amount", How.TO, 349900) == 11
    assert found("applicant", How.CONTAINS, "张") == 17
    assert found("unit", How.CONTAINS, "100%") == 0
    assert found("applied_on", How.IS, mixed.case("YJJG-2024-000001").applied_on) == 7


def test_a_case_is_found_by_number_serial_name_pinyin_unit_identity_and_certificate(office: Office) -> None:
    wanted = office.file(
        person_name="单雄信", identity_number="34150419900101123X", unit_name="枫叶桥家居", certificate="S77001"
    )
    office.file(person_name="王芳")
    for text in (
        wanted,
        "YJJG-2024-000001",
        "1",
        "单雄",
        "sxx",
        "dxx",
        "123X",
        "123x",
        "34150419900101",
        "叶桥",
        "S77001",
    ):
        assert _numbers(office.uow, text=text) == [wanted], text
    for text in ("没有此人", "9999", "YJJG-2023", "%", "_"):
        assert _numbers(office.uow, text=text) == [], text


def test_a_text_that_very_many_cases_hold_is_met_on_the_walk(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [office.file() for _ in range(4)]
    monkeypatch.setattr("app.services.worklists.searching.MANY", 2)
    assert sorted(_numbers(office.uow, text="叶集")) == numbers


def test_a_row_masks_the_identity_number_and_shows_what_was_granted(office: Office) -> None:
    office.at(State.APPROVED, identity_number="34150419900101123X")
    (row,) = _pages(office.uow, CaseQuery(), 9)
    assert (row.identity, row.granted, row.payable_fen) == ("341504********123X", True, 200000)


def test_options_are_what_there_is(office: Office) -> None:
    assert options(office.uow).years == ()
    office.file(applied_on=office.today - timedelta(days=400), certified_on=office.today - timedelta(days=500))
    office.file()
    assert options(office.uow).years == (2024, 2023)
    assert "三元镇" in options(office.uow).townships


def test_the_steps_for_many_are_those_of_their_states_that_the_roles_allow(mixed: Office) -> None:
    numbers = _numbers(mixed.uow)
    offered = {choice.label: (choice.count, choice.sum_fen) for choice in choices(mixed.acting(CLERK), numbers)}
    assert offered["受理"] == (7, 200000 + 6 * 350000)
    assert "批准" not in offered
    assert "撤回申请" not in offered
    assert choices(mixed.uow, ()) == ()

"""No path pays a case that is held, banned, taken back or otherwise barred: every path against every obstacle."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from payment_paths import (
    PATHS,
    Counter,
    Path,
    approved_at_zero,
    approved_in_a_batch,
    as_shown,
    ready,
    return_undone,
    single,
    top_up_granted,
)
from sqlalchemy import func, select
from working_office import ADMINISTRATOR, APPROVER, REVIEWER

from app.models import CaseInstalment, CaseMaterial, ClosedYear, Doubt, InstalmentCheck, Misconduct, Objection
from app.services.cases.course import State, Step
from app.services.doubts.judging import Verdict, judge
from app.services.errors import UserError
from app.services.money.ledger_check import check_ledger
from app.services.policy.restrictions import BAN_YEARS
from app.services.policy.standards import BUDGET_CONTROL, BY_YEAR, Entry
from app.services.standards.parameters import store
from app.services.supervision.misconduct import BAN, Entering, enter, except_case
from app.services.unit_of_work import UnitOfWork


def held(at: Counter, number: str) -> None:
    case = at.office.case(number)
    if case.state == State.COMPLETED:
        with at.office.uow.begin() as work:
            stored = work.session.merge(case)
            stored.held, stored.hold_reason = True, "收到举报"
    else:
        at.office.take(number, REVIEWER, Step.HOLD, reason="收到举报")


def investigated(at: Counter, number: str) -> None:
    at.desk.opened(number)


def taken_back(at: Counter, number: str) -> None:
    at.desk.taken_back(number)


def banned(at: Counter, number: str) -> None:
    with at.office.uow.begin() as work:
        store(work, [Entry(BAN_YEARS.name, "", date(2018, 1, 1), "叶人社〔2018〕1号", Decimal(2))])
    person = at.office.case(number).facts.split('"identity_number":"')[1][:18]
    today = at.office.today
    new = Entering("person", person, "张某", "造假", (BAN,), today, "叶人社〔2024〕9号")
    enter(at.office.acting(APPROVER), new, on=today)


def last_ban(at: Counter) -> int:
    with at.office.uow.read() as work:
        return work.session.execute(select(func.max(Misconduct.id))).scalar_one()


def banned_but_found_harmless(at: Counter, number: str) -> None:
    banned(at, number)
    with at.office.uow.read() as work:
        found = select(Doubt.id).where(Doubt.case_id == at.office.case(number).id, Doubt.blocks)
        ids = work.session.scalars(found).all()
    judge(at.office.acting(REVIEWER), ids, Verdict.HARMLESS, "同名不同人", on=at.office.today)


def doubted(at: Counter, number: str) -> None:
    with at.office.uow.begin() as work:
        row = Doubt(case_id=at.office.case(number).id, code="invoice", mark="1", text="发票重复", others="[]")
        row.blocks, row.found_at, row.verdict, row.reason, row.judged_by = True, work.now, "", "", ""
        work.session.add(row)


def objected(at: Counter, number: str) -> None:
    with at.office.uow.begin() as work:
        row = Objection(case_id=at.office.case(number).id, raised_on=at.office.today, raised_by="王某", text="有假")
        row.recorded_by, row.at = "李晓梅", work.now
        work.session.add(row)


def material_owing(at: Counter, number: str) -> None:
    with at.office.uow.begin() as work:
        row = CaseMaterial(case_id=at.office.case(number).id, position=9, name="另附材料", state="deferred")
        row.due_on, row.at, row.account = at.office.due_after(-1), work.now, "李晓梅"
        work.session.add(row)


def check_failed(at: Counter, number: str) -> None:
    with at.office.uow.begin() as work:
        for part in work.session.scalars(
            select(CaseInstalment).where(CaseInstalment.case_id == at.office.case(number).id)
        ):
            part.needs_check = True
            row = InstalmentCheck(instalment_id=part.id, checked_on=at.office.today, passed=False, finding="已离职")
            row.at, row.account = work.now, "李晓梅"
            work.session.add(row)


def year_closed(at: Counter, number: str) -> None:
    assert number
    with at.office.uow.begin() as work:
        closed = ClosedYear(year=at.office.today.year, closed_on=at.office.today, figures="{}", at=work.now)
        closed.account = "陈会计"
        work.session.add(closed)


def budget_missing(at: Counter, number: str) -> None:
    assert number
    with at.office.uow.begin() as work:
        store(work, [Entry(BUDGET_CONTROL, "", date(2018, 1, 1), "叶财1号", BY_YEAR)])
    at.office.today = date(at.office.today.year + 1, 12, 1)


OBSTACLES = (held, investigated, taken_back, banned, banned_but_found_harmless, doubted, objected, material_owing,
             check_failed, year_closed, budget_missing)  # fmt: skip
ELSEWHERE = {
    (top_up_granted, taken_back): "the decision overtakes the proposal",
    (top_up_granted, check_failed): "a yearly check is of an instalment, and this one does not exist yet",
    (return_undone, check_failed): "what was paid was paid after its check",
    **{
        (path, taken_back): "nothing to take back before the approval"
        for path in (approved_in_a_batch, approved_at_zero)
    },
    **{(path, check_failed): "no instalment yet" for path in (approved_in_a_batch, approved_at_zero)},
    **{(path, doubted): "what no fact bears out is gone by then" for path in (approved_in_a_batch, approved_at_zero)},
    (approved_at_zero, budget_missing): "nothing is committed",
}


@pytest.mark.parametrize("path", PATHS, ids=lambda one: one.__name__)
def test_every_path_pays_while_nothing_is_in_the_way(uow: UnitOfWork, path: Callable[[Counter], Path]) -> None:
    at, way = ready(uow, path)
    before = at.state_of_money(way.number)
    way.deed(at)
    assert at.state_of_money(way.number) != before
    assert check_ledger(at.office.uow) == []


@pytest.mark.parametrize("obstacle", OBSTACLES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("path", PATHS, ids=lambda one: one.__name__)
def test_no_path_pays_a_case_with_an_obstacle(
    uow: UnitOfWork, path: Callable[[Counter], Path], obstacle: Callable[[Counter, str], None]
) -> None:
    if (path, obstacle) in ELSEWHERE:
        return
    at, way = ready(uow, path)
    obstacle(at, way.number)
    before = at.state_of_money(way.number)
    with suppress(UserError):
        way.deed(at)
    assert at.state_of_money(way.number) == before


@pytest.mark.parametrize("path", PATHS, ids=lambda one: one.__name__)
def test_an_exception_of_the_administrator_opens_every_path_again(
    uow: UnitOfWork, path: Callable[[Counter], Path]
) -> None:
    if path is as_shown:  # an exception is younger than what the form shows
        return
    at, way = ready(uow, path)
    banned(at, way.number)
    before = at.state_of_money(way.number)
    if at.office.case(way.number).state == State.COMPLETED:
        with pytest.raises(UserError, match="已办结"):
            except_case(
                at.office.acting(ADMINISTRATOR), last_ban(at), way.number, "区政府专题会议同意", on=at.office.today
            )
        return
    except_case(at.office.acting(ADMINISTRATOR), last_ban(at), way.number, "区政府专题会议同意", on=at.office.today)
    way.deed(at)
    assert at.state_of_money(way.number) != before
    assert check_ledger(at.office.uow) == []


def test_the_refusal_names_the_ban_and_who_may_lift_it(uow: UnitOfWork) -> None:
    at, way = ready(uow, single)
    banned_but_found_harmless(at, way.number)
    with pytest.raises(
        UserError, match=r"的收款人张某自 .* 限制申报（依据 叶人社〔2024〕9号），.*由管理员准予本件例外后方可拨付"
    ):
        way.deed(at)


def test_a_ban_that_has_ended_stops_no_payment(uow: UnitOfWork) -> None:
    at, way = ready(uow, single)
    banned_but_found_harmless(at, way.number)
    at.office.today += timedelta(days=732)
    way.deed(at)
    assert at.office.case(way.number).state == State.COMPLETED


def test_a_banned_unit_stops_no_payment_to_a_person(uow: UnitOfWork) -> None:
    at, way = ready(uow, single)
    code = at.office.case(way.number).facts.split('"credit_code":"')[1][:18]
    with at.office.uow.begin() as work:
        store(work, [Entry(BAN_YEARS.name, "", date(2018, 1, 1), "叶人社〔2018〕1号", Decimal(2))])
    new = Entering("unit", code, "某公司", "造假", (BAN,), at.office.today, "叶人社〔2024〕9号")
    enter(at.office.acting(APPROVER), new, on=at.office.today)
    way.deed(at)
    assert at.office.case(way.number).state == State.COMPLETED

"""What clawbacks make of a year's figures, of 追回台账 and of what is out; receipts after the year was closed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from clawback_desk import Desk, identity_number
from working_office import APPROVER, FINANCE, Office

from app.models import ClosedYear
from app.services.cases.course import State
from app.services.clawbacks.booking import write_off
from app.services.clawbacks.listing import ClawbackQuery, aging, list_clawbacks
from app.services.clawbacks.proposals import list_proposals, top_up
from app.services.clawbacks.recovery_ledger import recovery_ledger
from app.services.clawbacks.terms import ClawbackState, Ground
from app.services.errors import UserError
from app.services.money.ledger_check import check_ledger
from app.services.reports.figures import Figures, YearFigures, annual_overview
from app.services.unit_of_work import UnitOfWork

WEI = identity_number(77)
NEXT_YEAR = date(2025, 2, 10)


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def in_year(office: Office, year: int) -> YearFigures:
    """The figures of a year, seen from the end of the next."""
    late = replace(office.uow, clock=lambda: office.uow.clock() + timedelta(days=500))
    return annual_overview(late, year)


def by_type(figures: YearFigures, code: str) -> Figures:
    return next(line.figures for line in figures.by_type if line.key == code)


def test_money_counts_as_come_back_in_the_year_of_its_receipt(office: Office, desk: Desk) -> None:
    number = desk.taken_back(office.at(State.COMPLETED))
    desk.repaid(number, 50_000)
    office.today = NEXT_YEAR
    desk.repaid(number, 150_000)
    old, new = in_year(office, 2024), in_year(office, 2025)
    assert (old.total.recovered_fen, new.total.recovered_fen) == (50_000, 150_000)
    assert (old.total.paid_fen, new.total.paid_fen) == (200_000, 0)
    for figures in (old, new):
        for lines in (figures.by_month, figures.by_township, figures.by_unit):
            assert sum(line.figures.recovered_fen for line in lines) == figures.total.recovered_fen
    assert [line.figures.recovered_fen for line in new.by_month if line.key == "2"] == [150_000]


def test_a_receipt_after_the_closing_is_booked_in_the_new_year(office: Office, desk: Desk) -> None:
    number = desk.taken_back(office.at(State.COMPLETED))
    with office.uow.begin() as work:
        work.session.add(ClosedYear(year=2024, closed_on=date(2025, 1, 20), figures="", at=work.now, account="陈会计"))
    with pytest.raises(UserError, match="2024 年度已于 2025-01-20 年终结账"):
        desk.repaid(number, 200_000)
    with pytest.raises(UserError, match="年终结账"):
        write_off(desk.acting(FINANCE), number, 1, "文号", "理由", on=office.today)
    office.today = NEXT_YEAR
    assert desk.repaid(number, 200_000).settled
    assert in_year(office, 2025).total.recovered_fen == 200_000


def test_what_was_cancelled_is_owed_no_more(office: Office, desk: Desk) -> None:
    desk.taken_back(office.at(State.APPROVED))
    total = in_year(office, 2024).total
    assert (total.granted_fen, total.paid_fen, total.pending_fen) == (200_000, 0, 0)


def test_a_top_up_counts_in_the_year_in_which_it_was_decided(office: Office, desk: Desk) -> None:
    reward = office.at(State.COMPLETED, identity_number=WEI, certificate="S-ONE")
    upgrade = office.file("skill-upgrade", identity_number=WEI, certificate="S-ONE", level="技师")
    office.walk(upgrade, State.COMPLETED)
    desk.repaid(desk.taken_back(reward), 200_000)
    before = in_year(office, 2024)
    office.today = NEXT_YEAR
    (one,) = list_proposals(office.uow)
    top_up(desk.acting(APPROVER), one.id, on=office.today)
    after, new = in_year(office, 2024), in_year(office, 2025)
    assert after == before
    assert by_type(after, "skill-upgrade").granted_fen == 150_000
    assert (by_type(new, "skill-upgrade").granted_fen, by_type(new, "skill-upgrade").pending_fen) == (200_000, 200_000)
    assert sum(line.figures.granted_fen for line in new.by_month) == new.total.granted_fen
    assert sum(line.figures.granted_fen for line in after.by_month) == after.total.granted_fen
    assert [problem for problem in check_ledger(office.uow) if "预算" not in problem] == []


def test_the_ledger_of_recoveries_names_party_sums_measures_and_state(office: Office, desk: Desk) -> None:
    settled = desk.taken_back(office.at(State.COMPLETED))
    desk.repaid(settled, 120_000)
    write_off(desk.acting(FINANCE), settled, 80_000, "叶财〔2024〕8号", "死亡无遗产", on=office.today)
    standing = desk.taken_back(office.at(State.COMPLETED))
    rows = {row.number: row for row in recovery_ledger(office.uow)}
    assert (rows[settled].owed_fen, rows[settled].returned_fen, rows[settled].left_fen) == (200_000, 120_000, 0)
    assert rows[settled].state == "已结清（核销 800.00 元）"
    assert (rows[standing].left_fen, rows[standing].measures, rows[standing].state) == (200_000, "责令退回", "已决定")
    assert rows[standing].ground == "弄虚作假"
    assert recovery_ledger(office.uow, 2023) == ()
    assert len(recovery_ledger(office.uow, 2024)) == 2


AGES = (
    (0, "未到期"),
    (31, "逾期 30 日以内"),
    (95, "逾期 31 至 90 日"),
    (150, "逾期 91 至 180 日"),
    (900, "逾期 1 年以上"),
)


@pytest.mark.parametrize(("days", "label"), AGES)
def test_what_is_out_is_told_by_its_age(office: Office, desk: Desk, days: int, label: str) -> None:
    number = desk.taken_back(office.at(State.COMPLETED))
    decided = desk.clawback(number).decided_on
    assert decided is not None
    clock = office.uow.clock()
    until = decided - clock.date() + timedelta(days=days)
    late = replace(office.uow, clock=lambda: clock + until)
    found = {age.label: (age.count, age.left_fen) for age in aging(late) if age.count}
    assert found == {label: (1, 200_000)}


def test_clawbacks_are_narrowed_down(office: Office, desk: Desk) -> None:
    first, second = office.at(State.COMPLETED), office.at(State.COMPLETED)
    opened = desk.opened(first)
    decided = desk.taken_back(second)
    asked = {
        ClawbackQuery(): [decided, opened],
        ClawbackQuery(states=(ClawbackState.DECIDED,)): [decided],
        ClawbackQuery(case=first): [opened],
        ClawbackQuery(ground=Ground.FRAUD): [decided],
        ClawbackQuery(text=second): [decided],
        ClawbackQuery(text="没有"): [],
    }
    for query, numbers in asked.items():
        assert [line.number for line in list_clawbacks(office.uow, query)] == numbers

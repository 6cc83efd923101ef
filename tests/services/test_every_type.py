"""Every type of case goes the whole road: filed, shown, decided, paid, written to, counted."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from letter_samples import FONTS as FOLDER
from openpyxl import load_workbook
from policy_samples import FULL, LOCAL, assess
from working_office import APPROVER, CLERK, FINANCE, REVIEWER, Office

from app.services.cases.course import State, Step
from app.services.cases.dossiers import facts_of
from app.services.errors import UserError
from app.services.excel.books.annual import write_annual
from app.services.letters import issuing
from app.services.letters.kinds import APPROVAL, RESULT
from app.services.letters.paper.fonts import Fonts
from app.services.letters.subjects import Wanted
from app.services.money.ledger import entries
from app.services.money.ledger_check import check_ledger
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.kernel import AnySubsidy
from app.services.registers.entries import store_entry
from app.services.registers.talents import TALENTS, Talent
from app.services.reports.figures import annual_overview
from app.services.standards.parameters import store
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork
from app.services.worklists import queue
from app.services.worklists.case_views import case_view
from app.services.worklists.queue_query import CaseQuery

MONEY = [subsidy for subsidy in CATALOGUE if subsidy.money]
SERVICES = [subsidy for subsidy in CATALOGUE if not subsidy.money]


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    office = Office(uow)
    with uow.begin() as work:
        store(work, LOCAL)
    return office


def to_approval(office: Office, code: str) -> str:
    """A case of a type before the approver, along whatever road its type takes."""
    number = office.file(code)
    office.take(number, CLERK, Step.ACCEPT)
    office.take(number, REVIEWER, Step.PASS)
    after = office.take(number, REVIEWER, Step.SEND).after
    if after is State.COUNTERSIGN:
        after = office.take(number, CLERK, Step.OPINION).after
    if after is State.PUBLICITY:
        office.take(number, CLERK, Step.PUBLISH)
        office.today = max(office.today, (office.case(number).public_until or office.today) + timedelta(days=1))
        after = office.take(number, CLERK, Step.CLOSE).after
    assert after is State.APPROVAL
    if code == "blue-card":
        enter_certificate(office, number)
    return number


def enter_certificate(office: Office, number: str) -> None:
    """Enter the certificate of a case in 技能人才台账."""
    said = facts_of(office.case(number))
    names = ("person_name", "identity_number", "occupation", "certificate")
    stated = {name: getattr(said, name) for name in names} | {"level": said.level, "certified_on": date(2023, 5, 10)}
    with office.acting(CLERK).begin() as work:
        store_entry(work, TALENTS, Talent(**stated))


@pytest.mark.parametrize("subsidy", MONEY, ids=lambda one: one.code)
def test_money_is_granted_paid_and_told(office: Office, subsidy: AnySubsidy) -> None:
    number = to_approval(office, subsidy.code)
    assert office.take(number, APPROVER, Step.APPROVE).after is State.APPROVED
    due = assess(subsidy.code).payable_fen
    assert office.case(number).granted_fen == due
    paid = office.take(number, FINANCE, Step.PAY, voucher="PZ-1").after
    assert paid is (State.APPROVED if subsidy.code == "settlement-subsidy" else State.COMPLETED)
    view = case_view(office.uow, number)
    assert (view.title, view.payable_fen, view.settled) == (subsidy.title, due, True)
    assert sum(part.amount_fen for part in view.instalments) == due
    letter = issuing.preview(office.uow, APPROVAL, number, Fonts(FOLDER))
    assert set(letter.blanks) <= {"办公地址", "联系电话"}
    issued = issuing.issue(office.acting(CLERK), APPROVAL, [number], Fonts(FOLDER))
    assert issued[0].applicant == view.applicant != ""
    assert issuing.due(office.uow, Wanted(APPROVAL)) == []
    (row,) = entries(office.uow)
    assert (row.title, row.cited) == (subsidy.title, subsidy.clause.cited)
    assert check_ledger(office.uow) == []


@pytest.mark.parametrize("subsidy", SERVICES, ids=lambda one: one.code)
def test_a_service_is_completed_by_its_approval(office: Office, subsidy: AnySubsidy) -> None:
    number = to_approval(office, subsidy.code)
    assert (office.case(number).public_from is not None) is subsidy.published
    assert office.take(number, APPROVER, Step.APPROVE).after is State.COMPLETED
    view = case_view(office.uow, number)
    assert (view.title, view.payable_fen, view.instalments, view.opinions) == (subsidy.title, 0, (), ())
    assert view.applicant
    assert verify(office.uow).problems == ()


def test_a_case_of_each_type_is_listed_and_counted(office: Office, tmp_path: Path) -> None:
    begun, numbers = office.today, []
    for subsidy in CATALOGUE:
        office.today = begun
        numbers.append(to_approval(office, subsidy.code))
    office.today = begun + timedelta(days=30)
    for number in numbers:
        office.take(number, APPROVER, Step.APPROVE)
    listed = queue.page(office.uow, CaseQuery(), limit=100).rows
    assert sorted(row.title for row in listed) == sorted(subsidy.title for subsidy in CATALOGUE)
    figures = annual_overview(office.uow, office.today.year)
    assert [(line.title, line.figures.approved) for line in figures.by_type] == [(one.title, 1) for one in MONEY]
    assert [(line.title, line.figures.approved) for line in figures.services] == [(one.title, 1) for one in SERVICES]
    expected = sum(assess(subsidy.code).payable_fen for subsidy in MONEY)
    assert figures.total.granted_fen == sum(line.figures.granted_fen for line in figures.by_unit) == expected
    path = tmp_path / "年度报表.xlsx"
    write_annual(office.uow, office.today.year, path)
    first = [row[0] for row in load_workbook(path)["汇总"].iter_rows(values_only=True)]
    start = first.index(MONEY[0].title)
    assert first[start : start + 19] == [*(one.title for one in MONEY), "合计"]


def test_the_approver_may_fix_less_inside_the_band_with_a_reason(office: Office) -> None:
    number = to_approval(office, "contest-hosting")
    due = assess("contest-hosting", parameters=FULL).payable_fen
    for amount, said in ((due + 1, "之间"), (4999999, "50,000.00 元至 60,000.00 元之间"), (5500000, "须写明理由")):
        with pytest.raises(UserError, match=said):
            office.take(number, APPROVER, Step.APPROVE, amount_fen=amount)
    office.take(number, APPROVER, Step.APPROVE, amount_fen=5500000, reason="参赛人数少于申报")
    case = office.case(number)
    assert (case.gross_fen, case.payable_fen, case.granted_fen) == (5500000, 5500000, 5500000)
    view = case_view(office.uow, number)
    assert [part.amount_fen for part in view.instalments] == [5500000]
    assert view.assessment.components[-1].formula == "审批意见：参赛人数少于申报"
    assert issuing.due(office.uow, Wanted(RESULT)) == []
    assert check_ledger(office.uow) == []


def test_the_floor_of_the_band_may_be_fixed_and_no_other_type_has_one(office: Office) -> None:
    number = to_approval(office, "contest-hosting")
    office.take(number, APPROVER, Step.APPROVE, amount_fen=5000000, reason="规模较小")
    assert office.case(number).granted_fen == 5000000
    other = to_approval(office, "honor-award")
    with pytest.raises(UserError, match="核定金额须等于测算金额"):
        office.take(other, APPROVER, Step.APPROVE, amount_fen=4000000, reason="酌减")


def test_a_missing_standard_keeps_a_case_from_approval_but_not_from_filing(uow: UnitOfWork) -> None:
    office = Office(uow)
    number = to_approval(office, "base-support")
    with pytest.raises(UserError, match="标准未配置（基地支持（省级高技能人才培训基地））"):
        office.take(number, APPROVER, Step.APPROVE)


def test_a_standard_entered_late_reaches_a_case_not_yet_approved(uow: UnitOfWork) -> None:
    office = Office(uow)
    number = to_approval(office, "base-support")
    with uow.begin() as work:
        store(work, LOCAL)
    office.take(number, APPROVER, Step.APPROVE)
    assert office.case(number).granted_fen == 50000000

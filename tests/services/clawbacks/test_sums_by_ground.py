"""What is to come back, by ground: fraud everything, else the part that was not due; all in yuan, as a table."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

import pytest
from clawback_desk import Desk, identity_number
from working_office import APPROVER, CLERK, FINANCE, Office

from app.models import ParameterEntry
from app.services.cases.course import State, Step
from app.services.clawbacks.investigating import Findings, Responsible, record
from app.services.clawbacks.proposing import preview
from app.services.clawbacks.terms import Ground
from app.services.errors import UserError
from app.services.money.ledger_check import check_ledger
from app.services.standards.stored_parameters import packed
from app.services.unit_of_work import UnitOfWork

WEI, TRUE_LEVEL = "341504199001011231", {"level": "高级工"}


class Row(NamedTuple):
    """A paid case of a type; on what ground, with which truth; what comes back, is cancelled, and is left of it alone."""

    code: str
    ground: Ground
    truth: Mapping[str, str]
    lapsed_on: date | timedelta | None  # a day, or so long after the application
    owed: int
    cancelled: int
    left: int


ROWS = (
    Row("certificate-reward", Ground.FRAUD, {}, None, 2000, 0, 0),
    Row("certificate-reward", Ground.ERROR, TRUE_LEVEL, None, 1000, 0, 1000),
    Row("certificate-reward", Ground.ERROR, {"insured": "否"}, None, 2000, 0, 0),
    Row("certificate-reward", Ground.ERROR, {"level": "高级技师"}, None, 0, 0, 2000),
    Row("certificate-reward", Ground.LAPSED, {}, timedelta(1), 0, 0, 2000),
    Row("certificate-reward", Ground.LAPSED, {}, timedelta(0), 2000, 0, 0),
    Row("skill-upgrade", Ground.ERROR, TRUE_LEVEL, None, 1500, 0, 2000),
    Row("apprenticeship", Ground.ERROR, {"fee": "8333.33"}, None, 1000, 0, 5000),
    Row("settlement-subsidy", Ground.FRAUD, {}, None, 20000, 10000, 0),
    Row("settlement-subsidy", Ground.ERROR, {"insured_months": "35"}, None, 20000, 10000, 0),
    Row("settlement-subsidy", Ground.LAPSED, {}, timedelta(1), 0, 10000, 20000),
    Row("settlement-subsidy", Ground.LAPSED, {}, timedelta(-30), 20000, 10000, 0),
    Row("chief-technician", Ground.FRAUD, {}, None, 2400, 0, 0),
    Row("chief-technician", Ground.ERROR, {"last_month": "2024-02"}, None, 1200, 0, 1200),
    Row("chief-technician", Ground.LAPSED, {}, date(2024, 2, 10), 1200, 0, 1200),
    Row("chief-technician", Ground.LAPSED, {}, date(2023, 12, 31), 2400, 0, 0),
    Row("chief-technician", Ground.LAPSED, {}, date(2024, 4, 30), 0, 0, 2400),
    Row("top-talent-wage", Ground.LAPSED, {}, date(2024, 1, 31), 15000, 0, 5000),
    Row("honor-award", Ground.DUPLICATE, {"title": "安徽省技能大奖"}, None, 0, 0, 50000),
    Row("master-studio", Ground.FRAUD, {}, None, 80000, 0, 0),
)


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def first_part_paid(office: Office, code: str, place: int) -> str:
    """A case of a type, approved, its first instalment paid; of a person and studio of its own."""
    number = office.file(code, identity_number=identity_number(place), studio=f"工作室{place}")
    office.walk(number, State.APPROVED)
    office.take(number, FINANCE, Step.PAY, voucher=f"PZ-{place}")
    return number


def test_each_ground_takes_back_what_it_should(office: Office, desk: Desk) -> None:
    for place, row in enumerate(ROWS):
        case = first_part_paid(office, row.code, place)
        number = desk.opened(case)
        office.today = max(office.today, date(2024, 12, 1))
        truth = desk.truth(case, **row.truth) if row.truth else None
        lost = row.lapsed_on
        lost_on = office.case(case).applied_on + lost if isinstance(lost, timedelta) else lost
        desk.found(number, row.ground, true_answers=truth, lapsed_on=lost_on)
        found = preview(office.uow, number)
        got = (found.owed_fen // 100, found.cancelled_fen // 100, found.corrected_fen // 100)
        assert got == (row.owed, row.cancelled, row.left), (row, found.lines)
    assert check_ledger(office.uow) == []


def test_a_clawback_takes_back_only_what_an_earlier_one_left(office: Office, desk: Desk) -> None:
    case = first_part_paid(office, "certificate-reward", 1)
    desk.taken_back(case, Ground.ERROR, true_answers=desk.truth(case, **TRUE_LEVEL))
    assert office.case(case).corrected_fen == 100_000
    second = desk.opened(case)
    desk.found(second, Ground.FRAUD)
    found = preview(office.uow, second)
    assert (found.owed_fen, found.corrected_fen) == (100_000, 0)


def test_a_standard_entered_after_the_decision_does_not_reach_it(office: Office, desk: Desk) -> None:
    case = first_part_paid(office, "certificate-reward", 1)
    later = replace(office.uow, clock=lambda: office.uow.clock() + timedelta(days=90))
    with later.begin() as work:
        work.session.add(
            ParameterEntry(
                name="职业资格证书奖励标准",
                key="技师",
                start=date(2018, 1, 1),
                source="皖人社发〔2024〕9号",
                value=packed(Decimal(1500)),
                entered_at=work.now,
                entered_by="local",
            )
        )
    number = desk.opened(case)
    desk.found(number, Ground.ERROR, true_answers=desk.truth(case))
    assert preview(office.uow, number).owed_fen == 0


def test_the_officer_may_set_another_sum_with_a_reason(office: Office, desk: Desk) -> None:
    case = first_part_paid(office, "certificate-reward", 1)
    number = desk.opened(case)
    desk.found(number, Ground.DUPLICATE)
    with pytest.raises(UserError, match="测算没有应追回"):
        desk.proposed(number)
    with pytest.raises(UserError, match="须写明理由"):
        desk.proposed(number, 80_000)
    with pytest.raises(UserError, match=r"0 元与已拨付未追回的 2,000\.00 元之间"):
        desk.proposed(number, 200_001, "多")
    assert desk.proposed(number, 80_000, "已在外县领取 800 元").corrected_fen == 120_000
    desk.heard(number)
    with pytest.raises(UserError, match="不能高于已告知"):
        desk.decided(number, sum_fen=90_000, reason="多")
    with pytest.raises(UserError, match="须写明理由"):
        desk.decided(number, sum_fen=70_000)
    assert desk.decided(number, sum_fen=70_000, reason="申辩部分采纳").corrected_fen == 130_000
    assert office.case(case).corrected_fen == 130_000


def test_a_fraud_takes_back_everything_whatever_anybody_wishes(office: Office, desk: Desk) -> None:
    number = desk.opened(first_part_paid(office, "certificate-reward", 1))
    desk.found(number, Ground.FRAUD)
    with pytest.raises(UserError, match="全部予以收回"):
        desk.proposed(number, 100_000, "从轻")
    desk.proposed(number)
    desk.heard(number)
    with pytest.raises(UserError, match="全部予以收回"):
        desk.decided(number, sum_fen=100_000, reason="从轻")


WRONG_FINDINGS = (
    (Findings(" ", "", Ground.FRAUD), "不能为空"),
    (Findings("事实", "", Ground.LAPSED), "须填写丧失之日"),
    (Findings("事实", "", Ground.FRAUD, lapsed_on=date(2024, 1, 1)), "其他事由不填"),
    (Findings("事实", "", Ground.LAPSED, lapsed_on=date(2030, 1, 1)), "尚未到来"),
    (Findings("事实", "", Ground.ERROR, {"level": "高级工"}), "为必填项"),
    (Findings("事实", "", Ground.FRAUD, responsible=(Responsible("person", "1", "张三"),)), "证号“1”有误"),
    (Findings("事实", "", Ground.FRAUD, responsible=(Responsible("unit", WEI, ""),)), "须填写名称"),
    (Findings("事实", "", Ground.FRAUD, responsible=(Responsible("person", WEI, "张", ("罚款",)),)), "没有“罚款”"),
)


@pytest.mark.parametrize(("findings", "why"), WRONG_FINDINGS)
def test_findings_that_cannot_be_are_refused(office: Office, desk: Desk, findings: Findings, why: str) -> None:
    number = desk.opened(first_part_paid(office, "certificate-reward", 1))
    with pytest.raises(UserError, match=why):
        record(desk.acting(CLERK), number, findings, on=office.today)


def test_a_case_not_yet_approved_has_nothing_to_take_back(office: Office, desk: Desk) -> None:
    case = office.at(State.APPROVAL)
    number = desk.opened(case)
    desk.found(number, Ground.FRAUD)
    with pytest.raises(UserError, match="测算没有应追回"):
        desk.proposed(number)
    with pytest.raises(UserError, match="正在追回调查"):
        office.take(case, APPROVER, Step.APPROVE)

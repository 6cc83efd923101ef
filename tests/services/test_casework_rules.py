"""What a step does beside leading on: clocks, holds, rounds, publicity."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from tampering import tamper
from working_office import APPROVER, CLERK, FINANCE, REVIEWER, Office

from app.models import CaseStep, FactChange, Opinion
from app.services.calendar.deadlines import PUBLISHED
from app.services.cases.course import State, Step
from app.services.errors import UserError
from app.services.policy.standards import Entry
from app.services.standards.parameters import store
from app.services.unit_of_work import UnitOfWork


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def test_a_step_writes_who_when_from_to_and_why(office: Office) -> None:
    number = office.file()
    office.take(number, CLERK, Step.ASK, reason="缺劳动合同")
    with office.uow.read() as work:
        step = work.session.execute(select(CaseStep).order_by(CaseStep.id.desc()).limit(1)).scalar_one()
    assert (step.account, step.on_day, step.from_state, step.to_state, step.reason) == (
        "李晓梅", date(2024, 11, 5), "draft", "supplement", "缺劳动合同",
    )  # fmt: skip


def test_a_form_that_showed_an_older_version_is_refused_with_what_changed_meanwhile(office: Office) -> None:
    number = office.file()
    seen = office.case(number).version
    office.take(number, CLERK, Step.ASK, reason="缺证书")
    with pytest.raises(UserError) as refusal:
        office.take(number, CLERK, Step.RESUBMIT, seen_version=seen)
    assert refusal.value.text == f"{number} 已被李晓梅 于 2024-11-05 09:30 办理“要求补正”，本次未作改动，请刷新后再办。"
    assert office.case(number).state == "supplement"


def test_the_acceptance_is_named_and_not_the_materials_that_it_stored(office: Office) -> None:
    number = office.file()
    office.take(number, CLERK, Step.ACCEPT)
    with pytest.raises(UserError, match=f"^{number} 已被李晓梅 于 .* 办理“受理”，本次未作改动"):
        office.take(number, CLERK, Step.ACCEPT, seen_version=1)


def test_an_answer_changed_after_the_last_step_is_named_too(office: Office) -> None:
    number = office.file()
    with office.acting(CLERK).begin() as work:
        case = office.case(number)
        change = FactChange(
            case_id=case.id,
            at=work.now + timedelta(minutes=5),
            account="李晓梅",
            question="phone",
            before="1",
            after="2",
        )
        work.session.add(change)
    with pytest.raises(UserError, match="已被李晓梅 于 2024-11-05 09:35 修改填报内容"):
        office.take(number, CLERK, Step.ACCEPT, seen_version=99)


def test_the_filing_is_named_when_it_is_all_that_happened(office: Office) -> None:
    number = office.file()
    with pytest.raises(UserError, match="办理“登记申请”"):
        office.take(number, CLERK, Step.ACCEPT, seen_version=99)


def test_the_clock_stops_in_a_supplement_and_goes_on_after_it(office: Office) -> None:
    number = office.walk(office.file(), State.ACCEPTED)
    office.today = PUBLISHED.add(office.today, 4)
    office.take(number, REVIEWER, Step.ASK, reason="发票不清")
    asked = office.case(number)
    assert (asked.days_left, asked.due_on) == (6, PUBLISHED.add(office.today, 10))
    office.today = PUBLISHED.add(office.today, 9)
    office.take(number, CLERK, Step.RESUBMIT)
    back = office.case(number)
    assert (back.state, back.due_on, back.days_left) == ("accepted", PUBLISHED.add(office.today, 6), None)


def test_what_was_overdue_when_it_was_asked_for_is_due_on_the_day_it_comes_back(office: Office) -> None:
    number = office.walk(office.file(), State.ACCEPTED)
    office.today = PUBLISHED.add(office.today, 12)
    office.take(number, REVIEWER, Step.ASK, reason="发票不清")
    office.take(number, CLERK, Step.RESUBMIT)
    assert office.case(number).due_on == office.today


def test_a_hold_within_a_supplement_leaves_the_clock_alone(office: Office) -> None:
    number = office.at(State.SUPPLEMENT)
    before = office.case(number)
    office.take(number, CLERK, Step.HOLD, reason="群众举报")
    office.take(number, CLERK, Step.LIFT, reason="查无实据")
    after = office.case(number)
    assert (after.due_on, after.days_left) == (before.due_on, before.days_left)


def test_a_withdrawn_supplement_is_due_no_more(office: Office) -> None:
    number = office.at(State.SUPPLEMENT)
    office.take(number, CLERK, Step.WITHDRAW)
    assert office.case(number).due_on is None


def test_the_clerk_asks_for_what_is_missing_only_once(office: Office) -> None:
    number = office.at(State.SUPPLEMENT)
    office.take(number, CLERK, Step.RESUBMIT)
    with pytest.raises(UserError, match="已一次性告知补正"):
        office.take(number, CLERK, Step.ASK, reason="又缺一样")


def test_nothing_is_approved_or_paid_under_a_hold(office: Office) -> None:
    for state, role, step in ((State.APPROVAL, APPROVER, Step.APPROVE), (State.APPROVED, FINANCE, Step.PAY)):
        number = office.at(state)
        office.take(number, role, Step.HOLD, reason="核查社保")
        with pytest.raises(UserError, match="已暂停（核查社保），解除暂停后方可"):
            office.take(number, role, step, voucher="PZ-1")
        with pytest.raises(UserError, match="不必重复暂停"):
            office.take(number, role, Step.HOLD, reason="再次")
        office.take(number, role, Step.LIFT, reason="核查完毕")
        office.take(number, role, step, voucher="PZ-1")
    with pytest.raises(UserError, match="没有暂停"):
        office.take(office.file(), CLERK, Step.LIFT, reason="无")


def test_nothing_is_decided_before_the_date_of_publication_is_confirmed(office: Office) -> None:
    number = office.at(State.APPROVAL)
    tamper(office.uow, "DELETE FROM parameter_entries")
    with pytest.raises(UserError, match="发布日期尚未确认，请管理员"):
        office.take(number, APPROVER, Step.APPROVE)
    with pytest.raises(UserError, match="发布日期尚未确认，请管理员"):
        office.take(number, APPROVER, Step.REFUSE, reason="不符")


def test_all_departments_must_agree_before_publicity(office: Office) -> None:
    _departments(office, "区财政局", "区教育局")
    number = office.walk(office.file(), State.REVIEWED)
    office.take(number, REVIEWER, Step.SEND)
    assert office.take(number, CLERK, Step.OPINION, department="区教育局").after is State.COUNTERSIGN
    with pytest.raises(UserError, match="没有在等“区教育局”的意见，还在等：区财政局"):
        office.take(number, CLERK, Step.OPINION, department="区教育局")
    assert office.take(number, CLERK, Step.OPINION).after is State.PUBLICITY


def test_an_objection_needs_a_reason_and_sends_the_case_back_for_a_round_anew(office: Office) -> None:
    number = office.walk(office.file(), State.COUNTERSIGN)
    with pytest.raises(UserError, match="区财政局不同意的，须写明理由"):
        office.take(number, CLERK, Step.OPINION, reason="不同意。")
    assert office.take(number, CLERK, Step.OPINION, reason="不同意：资金来源重复").after is State.ACCEPTED
    office.take(number, REVIEWER, Step.PASS)
    office.take(number, REVIEWER, Step.SEND)
    with office.uow.read() as work:
        opinions = work.session.execute(select(Opinion).order_by(Opinion.id)).scalars().all()
    assert [(one.round, one.agrees, one.text) for one in opinions] == [
        (1, False, "不同意：资金来源重复"),
        (2, None, ""),
    ]


def test_without_departments_the_case_goes_straight_to_publicity(office: Office) -> None:
    _departments(office)
    number = office.walk(office.file(), State.REVIEWED)
    assert office.take(number, REVIEWER, Step.SEND).after is State.PUBLICITY


def _departments(office: Office, *names: str) -> None:
    with office.uow.begin() as work:
        store(work, [Entry("会签部门", "", date(2018, 1, 1), "测试", names)])


def test_publicity_counts_working_days_from_the_day_after_and_ends_with_the_last(office: Office) -> None:
    office.today = date(2024, 9, 12)  # 中秋 15–17 September, 14 September worked
    number = office.file(applied_on=date(2024, 9, 1), certified_on=date(2024, 8, 1))
    office.walk(number, State.PUBLICITY)
    with pytest.raises(UserError, match="尚未开始公示"):
        office.take(number, CLERK, Step.CLOSE)
    office.take(number, CLERK, Step.PUBLISH)
    case = office.case(number)
    assert (case.public_from, case.public_until) == (date(2024, 9, 12), date(2024, 9, 20))
    with pytest.raises(UserError, match="已自 2024-09-12 起公示，至 2024-09-20 止"):
        office.take(number, CLERK, Step.PUBLISH)
    office.today = date(2024, 9, 20)
    with pytest.raises(UserError, match="公示至 2024-09-20 止，期满后"):
        office.take(number, CLERK, Step.CLOSE)
    office.today = date(2024, 9, 21)
    assert office.take(number, CLERK, Step.CLOSE).after is State.APPROVAL


def test_a_case_that_comes_to_publicity_again_is_publicised_again(office: Office) -> None:
    number = office.walk(office.file(), State.APPROVAL)
    office.take(number, APPROVER, Step.BACK, reason="单位名称有误")
    for role, step in ((REVIEWER, Step.PASS), (REVIEWER, Step.SEND), (CLERK, Step.OPINION)):
        office.take(number, role, step)
    assert office.case(number).public_from is None

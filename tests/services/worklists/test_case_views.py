"""One case whole: what is shown of it, and what its account may do."""

import pytest
from sqlalchemy import select
from working_office import APPROVER, AUDITOR, CLERK, FINANCE, REVIEWER, Office

from app.models import Batch, Case, FactChange
from app.services.cases.casework import take_step
from app.services.cases.course import State, Step
from app.services.cases.orders import Order
from app.services.errors import UserError
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_views import case_view


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def test_personal_numbers_are_masked_with_the_full_text_beside(office: Office) -> None:
    number = office.file(identity_number="34150419900101123X")
    shown = {fact.label: (fact.masked, fact.text) for fact in case_view(office.uow, number).facts}
    assert shown["身份证号"] == ("341504********123X", "34150419900101123X")
    assert shown["联系电话"] == ("138****0000", "13805640000")
    assert shown["银行账号"] == ("6217***********5678", "6217000010012345678")
    assert shown["单位名称"] == ("叶集木业有限公司", "叶集木业有限公司")


def test_facts_come_in_the_groups_of_the_form(office: Office) -> None:
    groups = [fact.group for fact in case_view(office.uow, office.file()).facts]
    assert list(dict.fromkeys(groups)) == ["申报", "申请人", "单位", "条件", "账户"]


def test_the_course_is_told_in_the_words_of_the_office(office: Office) -> None:
    number = office.walk(office.file(), State.ACCEPTED)
    office.take(number, REVIEWER, Step.ASK, reason="发票不清")
    told = [
        (step.label, step.account, step.before, step.after, step.reason)
        for step in case_view(office.uow, number).course
    ]
    assert told == [
        ("登记申请", "李晓梅", "", "草稿", ""),
        ("受理", "李晓梅", "草稿", "已受理", ""),
        ("再次补正", "王芳", "已受理", "待补正", "发票不清"),
    ]


def test_opinions_publicity_and_instalments_are_shown(office: Office) -> None:
    number = office.at(State.COMPLETED)
    view = case_view(office.uow, number)
    assert [(one.round, one.department, one.agrees) for one in view.opinions] == [(1, "区财政局", True)]
    assert view.public_from is not None
    assert [(one.label, one.amount_fen, one.paid_fen) for one in view.instalments] == [("一次性", 200000, 200000)]
    assert (view.granted, view.settled, view.payable_fen, view.letters) == (True, True, 200000, ())


def test_a_changed_answer_is_shown_by_its_label(office: Office) -> None:
    number = office.file()
    with office.uow.begin() as work:
        change = FactChange(
            case_id=office.case(number).id,
            at=work.now,
            account="李晓梅",
            question="phone",
            before="13805640000",
            after="13905640001",
        )
        work.session.add(change)
    (shown,) = case_view(office.uow, number).changes
    assert (shown.label, shown.before, shown.after) == ("联系电话", "138****0000", "139****0001")


def test_a_case_names_the_workbook_and_row_it_came_from(office: Office) -> None:
    number = office.file()
    assert case_view(office.uow, number).origin.batch == ""
    with office.uow.begin() as work:
        counts = {"stored": 1, "errors": 0, "repeated": 0, "payable_fen": 0}
        batch = Batch(
            number="PC-2024-0001", file_name="名册.xlsx", digest="0" * 64, at=work.now, account="李晓梅", **counts
        )
        work.session.add(batch)
        work.session.flush()
        case = work.session.execute(select(Case)).scalar_one()
        case.batch_id, case.batch_row = batch.id, "Sheet1 第3行"
    origin = case_view(office.uow, number).origin
    assert (origin.batch, origin.file_name, origin.row) == ("PC-2024-0001", "名册.xlsx", "Sheet1 第3行")


@pytest.mark.parametrize("state", list(State))
def test_what_is_offered_as_allowed_is_let_through_and_the_rest_refused(office: Office, state: State) -> None:
    number = office.at(state)
    for role in Role:
        for possible in case_view(office.acting(role), number).actions:
            order = Order(possible.step, "" if possible.step is Step.OPINION else "理由", "PZ-1")
            with office.acting(role).begin(on=office.today) as work:
                if possible.allowed:
                    take_step(work, number, order)
                else:
                    with pytest.raises(UserError) as refusal:
                        take_step(work, number, order)
                    assert refusal.value.text == possible.obstacle
                work.session.rollback()


def test_an_auditor_may_do_nothing_and_is_told_who_may(office: Office) -> None:
    view = case_view(office.acting(AUDITOR), office.file())
    assert not any(possible.allowed for possible in view.actions)
    assert view.actions[0].obstacle == f"周审计 不能对 {view.number} “受理”，此步须由经办员办理。"


def _steps(office: Office, number: str, role: Role) -> list[Step]:
    return [possible.step for possible in case_view(office.acting(role), number).actions if possible.allowed]


def test_only_steps_that_make_sense_are_offered_and_the_one_waited_for_first(office: Office) -> None:
    number = office.at(State.PUBLICITY)
    assert _steps(office, number, CLERK) == [Step.PUBLISH, Step.WITHDRAW, Step.HOLD]
    office.take(number, CLERK, Step.PUBLISH)
    assert _steps(office, number, CLERK)[0] is Step.CLOSE
    office.take(number, CLERK, Step.HOLD, reason="核查")
    assert Step.LIFT in _steps(office, number, CLERK)
    assert Step.HOLD not in _steps(office, number, CLERK)
    accepted = office.at(State.ACCEPTED)
    assert _steps(office, accepted, REVIEWER)[0] is Step.PASS
    hopeless = office.at(State.ACCEPTED, insured=False)
    assert _steps(office, hopeless, REVIEWER)[0] is Step.REFUSE


def test_a_proposal_to_refuse_offers_the_refusal_and_needs_no_second_reason(office: Office) -> None:
    number = office.file()
    office.take(number, CLERK, Step.REFUSE, reason="不属于本区")
    first = case_view(office.acting(APPROVER), number).actions[0]
    assert (first.step, first.needs_reason) == (Step.REFUSE, False)
    assert Step.APPROVE not in _steps(office, number, APPROVER)


def test_paying_wants_a_voucher_and_is_not_offered_under_a_hold(office: Office) -> None:
    number = office.at(State.APPROVED)
    assert case_view(office.acting(FINANCE), number).actions[0].needs_voucher
    office.take(number, FINANCE, Step.HOLD, reason="核查")
    assert _steps(office, number, FINANCE) == [Step.LIFT]


def test_facts_may_be_corrected_in_draft_and_supplement_only(office: Office) -> None:
    found = {state for state in State if case_view(office.uow, office.at(state)).correctable}
    assert found == {State.DRAFT, State.SUPPLEMENT}

"""A clawback from its opening to its settlement: who may do what, when, and what it does to the case."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from clawback_desk import FACTS, Desk, identity_number
from working_office import APPROVER, CLERK, FINANCE, REVIEWER, Office

from app.services.cases.course import State, Step
from app.services.clawbacks.amending import amend_decision, record_review
from app.services.clawbacks.booking import book_repayment, correct_entry, write_off
from app.services.clawbacks.deciding import Decision, decide, drop
from app.services.clawbacks.investigating import Findings, Responsible, record
from app.services.clawbacks.listing import ClawbackQuery, list_clawbacks
from app.services.clawbacks.notice import answer_statement, notify, record_statement, waive
from app.services.clawbacks.opening import open_clawback
from app.services.clawbacks.proposing import propose
from app.services.clawbacks.shown import clawback_view
from app.services.clawbacks.terms import Ground
from app.services.errors import UserError
from app.services.money.ledger_check import check_ledger
from app.services.supervision.misconduct_list import register
from app.services.trust.accounts import Role, add_account
from app.services.unit_of_work import UnitOfWork


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def test_a_fraud_is_taken_back_to_the_last_fen(office: Office, desk: Desk) -> None:
    case = office.at(State.COMPLETED)
    number = desk.taken_back(case)
    assert number == "YJZH-2024-000001"
    stored = office.case(case)
    assert (stored.state, stored.corrected_fen, stored.held) == (State.COMPLETED, 0, False)
    assert desk.repaid(number, 150_000).balance.left_fen == 50_000
    assert desk.clawback(number).state == "decided"
    assert desk.repaid(number, 50_000).settled
    assert desk.clawback(number).state == "settled"
    assert check_ledger(office.uow) == []


def test_an_opened_clawback_holds_the_case_at_once(office: Office, desk: Desk) -> None:
    case = office.at(State.APPROVED)
    number = desk.opened(case)
    assert office.case(case).hold_reason == f"追回立案 {number}"
    with pytest.raises(UserError, match=f"正在追回调查（{number}）"):
        office.take(case, FINANCE, Step.PAY, voucher="PZ-9")
    with pytest.raises(UserError, match="正在追回调查"):
        office.take(case, REVIEWER, Step.LIFT, reason="想付款")


def test_a_hold_from_before_stays_when_the_investigation_ends(office: Office, desk: Desk) -> None:
    case = office.at(State.APPROVED)
    office.take(case, FINANCE, Step.HOLD, reason="账户有误")
    number = desk.opened(case)
    drop(desk.acting(APPROVER), number, "查无实据", on=office.today)
    stored = office.case(case)
    assert (stored.held, stored.hold_reason) == (True, "账户有误")
    assert desk.clawback(number).state == "dropped"


def test_unpaid_money_of_a_fraud_is_cancelled_and_the_case_ends(office: Office, desk: Desk) -> None:
    case = office.at(State.APPROVED)
    number = desk.taken_back(case)
    stored = office.case(case)
    assert (stored.state, stored.corrected_fen) == (State.COMPLETED, 0)
    assert (desk.clawback(number).state, desk.clawback(number).cancelled_fen) == ("settled", 200_000)
    assert check_ledger(office.uow) == []


def test_keys_of_a_case_revoked_in_full_are_free_again(office: Office, desk: Desk) -> None:
    case = office.at(State.COMPLETED, certificate="S-SAME")
    desk.taken_back(case)
    again = office.at(State.APPROVED, certificate="S-SAME")
    assert office.case(again).granted_fen == 200_000
    assert check_ledger(office.uow) == []


WRONG_HANDS = (
    ("open", FINANCE, "经办员、复核员"),
    ("open", APPROVER, "经办员、复核员"),
    ("record", FINANCE, "经办员、复核员"),
    ("propose", APPROVER, "经办员、复核员"),
    ("notify", CLERK, "复核员"),
    ("decide", REVIEWER, "审批人"),
    ("drop", CLERK, "审批人"),
    ("repay", CLERK, "财务"),
    ("write_off", APPROVER, "财务"),
    ("correct", APPROVER, "财务"),
    ("amend", FINANCE, "审批人"),
)


@pytest.mark.parametrize(("verb", "role", "who"), WRONG_HANDS)
def test_each_step_is_for_its_roles(office: Office, desk: Desk, verb: str, role: Role, who: str) -> None:
    case = office.at(State.COMPLETED)
    acting = desk.acting(role)
    number = "" if verb == "open" else desk.opened(case)
    ask: dict[str, Callable[[], object]] = {
        "open": lambda: open_clawback(acting, case, "举报", FACTS),
        "record": lambda: record(acting, number, Findings(FACTS, "", Ground.FRAUD)),
        "propose": lambda: propose(acting, number),
        "notify": lambda: notify(acting, number, office.today),
        "decide": lambda: decide(acting, number, Decision(office.today)),
        "drop": lambda: drop(acting, number, "无"),
        "repay": lambda: book_repayment(acting, number, 1, "SK"),
        "write_off": lambda: write_off(acting, number, 1, "文号", "理由"),
        "correct": lambda: correct_entry(acting, number, 1, 1, "理由"),
        "amend": lambda: amend_decision(acting, number, 1, "理由"),
    }
    with pytest.raises(UserError, match=f"此步须由{who}办理"):
        ask[verb]()


def test_who_investigated_or_handled_the_case_does_not_decide(office: Office, desk: Desk) -> None:
    case = office.at(State.COMPLETED)
    add_account(office.uow, "两职", [Role.CLERK, Role.APPROVER])
    both = office.uow.acting_as("两职")
    number = open_clawback(both, case, "举报", FACTS, on=office.today).number
    with pytest.raises(UserError, match="参与调查，四眼原则"):
        drop(both, number, "查无实据", on=office.today)
    drop(desk.acting(APPROVER), number, "查无实据", on=office.today)
    number = desk.opened(case)
    with pytest.raises(UserError, match="此步须由审批人"):
        drop(desk.acting(CLERK), number, "查无实据", on=office.today)


def test_the_party_is_heard_before_the_decision(office: Office, desk: Desk) -> None:
    case = office.at(State.COMPLETED)
    number = desk.opened(case)
    desk.found(number, Ground.FRAUD)
    with pytest.raises(UserError, match="尚未拟定追回金额"):
        notify(desk.acting(REVIEWER), number, office.today, on=office.today)
    desk.proposed(number)
    reply_by = notify(desk.acting(REVIEWER), number, office.today, on=office.today)
    with pytest.raises(UserError, match=f"陈述申辩期限至 {reply_by}"):
        desk.decided(number)
    said = record_statement(desk.acting(CLERK), number, "张伟", "证书是真的", on=office.today)
    with pytest.raises(UserError, match="尚未答复"):
        desk.decided(number)
    answer_statement(desk.acting(CLERK), number, said, "经核实不予采纳", on=office.today)
    assert desk.decided(number).owed_fen == 200_000


def test_a_party_that_waives_its_defence_is_decided_on_at_once(office: Office, desk: Desk) -> None:
    number = desk.opened(office.at(State.COMPLETED))
    desk.found(number, Ground.FRAUD)
    desk.proposed(number)
    notify(desk.acting(REVIEWER), number, office.today, on=office.today)
    with pytest.raises(UserError, match="书面材料"):
        waive(desk.acting(CLERK), number, " ", on=office.today)
    waive(desk.acting(CLERK), number, "放弃陈述申辩声明", on=office.today)
    desk.decided(number)
    assert desk.clawback(number).state == "decided"


def test_new_findings_after_the_notice_are_notified_anew(office: Office, desk: Desk) -> None:
    number = desk.opened(office.at(State.COMPLETED))
    desk.found(number, Ground.FRAUD)
    desk.proposed(number)
    desk.heard(number)
    desk.found(number, Ground.ERROR)
    assert (desk.clawback(number).state, desk.clawback(number).proposed_fen) == ("investigating", None)


def test_a_form_that_shows_an_older_clawback_is_refused(office: Office, desk: Desk) -> None:
    number = desk.opened(office.at(State.COMPLETED))
    seen = desk.clawback(number).version
    desk.found(number, Ground.FRAUD)
    with pytest.raises(UserError, match="已被他人办理"):
        propose(desk.acting(CLERK), number, seen=seen)


def test_taking_nothing_back_needs_a_reason(office: Office, desk: Desk) -> None:
    case = office.at(State.APPROVED)
    number = desk.opened(case)
    with pytest.raises(UserError, match="须写明理由"):
        drop(desk.acting(APPROVER), number, "", on=office.today)
    drop(desk.acting(APPROVER), number, "举报不实", on=office.today)
    assert not office.case(case).held
    assert office.take(case, FINANCE, Step.PAY, voucher="PZ-9").after is State.COMPLETED


def test_more_than_is_owed_is_refused_or_booked_knowingly_and_paid_back(office: Office, desk: Desk) -> None:
    number = desk.taken_back(office.at(State.COMPLETED))
    with pytest.raises(UserError, match=r"尚欠 2,000\.00 元，退款 2,500\.00 元多出 500\.00 元"):
        desk.repaid(number, 250_000)
    booked = desk.repaid(number, 250_000, beyond=True)
    assert (booked.balance.left_fen, booked.settled) == (-50_000, False)
    back = correct_entry(
        desk.acting(FINANCE), number, booked.entry_id, 50_000, "退还多收", voucher="FK-1", on=office.today
    )
    assert (back.balance.left_fen, back.settled) == (0, True)
    assert check_ledger(office.uow) == []


def test_what_arrives_after_the_settlement_is_booked_knowingly_and_paid_back(office: Office, desk: Desk) -> None:
    number = desk.taken_back(office.at(State.COMPLETED))
    assert desk.repaid(number, 200_000).settled
    with pytest.raises(UserError, match=r"尚欠 0\.00 元，退款 2,000\.00 元多出 2,000\.00 元"):
        desk.repaid(number, 200_000)
    twice = desk.repaid(number, 200_000, beyond=True)
    assert (twice.balance.left_fen, desk.clawback(number).state) == (-200_000, "decided")
    assert correct_entry(
        desk.acting(FINANCE), number, twice.entry_id, 200_000, "退还多收", voucher="FK-1", on=office.today
    ).settled
    assert check_ledger(office.uow) == []


def test_a_receipt_booked_by_mistake_opens_a_settled_clawback_again(office: Office, desk: Desk) -> None:
    number = desk.taken_back(office.at(State.COMPLETED))
    booked = desk.repaid(number, 200_000)
    correct_entry(desk.acting(FINANCE), number, booked.entry_id, 200_000, "款项系他案", on=office.today)
    assert desk.clawback(number).state == "decided"
    with pytest.raises(UserError, match=r"余下的 0\.00 元"):
        correct_entry(desk.acting(FINANCE), number, booked.entry_id, 1, "再更正", on=office.today)


def test_a_write_off_settles_but_nothing_has_come_back(office: Office, desk: Desk) -> None:
    number = desk.taken_back(office.at(State.COMPLETED))
    desk.repaid(number, 50_000)
    with pytest.raises(UserError, match="核销依据"):
        write_off(desk.acting(FINANCE), number, 150_000, "", "死亡无遗产", on=office.today)
    done = write_off(desk.acting(FINANCE), number, 150_000, "叶财〔2024〕8号", "死亡无遗产", on=office.today)
    assert done.settled
    assert (done.balance.returned_fen, done.balance.written_off_fen) == (50_000, 150_000)


def test_a_review_that_lowers_the_sum_gives_the_grant_back_in_part(office: Office, desk: Desk) -> None:
    case = office.at(State.COMPLETED)
    number = desk.taken_back(case)
    record_review(desk.acting(CLERK), number, office.today, "叶政复〔2024〕1号", on=office.today)
    amend_decision(desk.acting(APPROVER), number, 120_000, "叶政复〔2024〕1号变更", on=office.today)
    assert office.case(case).corrected_fen == 120_000
    assert desk.repaid(number, 80_000).settled
    assert clawback_view(office.uow, number).court.suit_until is None
    assert check_ledger(office.uow) == []


def test_a_grant_is_not_restored_when_another_case_took_its_key(office: Office, desk: Desk) -> None:
    number = desk.taken_back(office.at(State.COMPLETED, certificate="S-SAME"))
    office.at(State.APPROVED, certificate="S-SAME")
    with pytest.raises(UserError, match="唯一性标识已被其他案件占用"):
        amend_decision(desk.acting(APPROVER), number, 120_000, "判决变更", on=office.today)


def test_what_is_overdue_is_listed_for_a_demand(office: Office, desk: Desk) -> None:
    number = desk.taken_back(office.at(State.COMPLETED))
    late_ones = ClawbackQuery(overdue=True)
    assert list_clawbacks(office.uow, late_ones) == ()
    late = UnitOfWork(office.uow.engine, "local", office.uow.shipped, lambda: office.uow.clock() + timedelta(days=200))
    assert [line.number for line in list_clawbacks(late, late_ones)] == [number]


def test_a_fraud_is_entered_with_the_measures_taken(office: Office, desk: Desk) -> None:
    number = desk.opened(office.at(State.COMPLETED))
    person = Responsible("person", "341504199001011231", "张三", ("责令退回", "移送公安机关"))
    desk.found(number, Ground.FRAUD, responsible=(person,))
    desk.proposed(number)
    desk.heard(number)
    desk.decided(number)
    (row,) = register(office.uow)
    assert "移送公安机关" in row.measures


def test_the_view_tells_course_entries_and_what_would_come_back(office: Office, desk: Desk) -> None:
    case = office.at(State.COMPLETED)
    number = desk.opened(case)
    view = clawback_view(office.uow, number)
    assert (view.computed, view.wanting[-6:]) == (None, "时选择事由。")
    desk.found(number, Ground.FRAUD)
    view = clawback_view(office.uow, number)
    assert view.computed is not None
    assert view.computed.owed_fen == 200_000
    assert [step.label for step in view.steps] == ["追回立案", "登记调查情况"]


def test_what_was_said_of_an_earlier_notice_is_no_answer_to_the_last_one(office: Office, desk: Desk) -> None:
    number = desk.opened(office.at(State.COMPLETED))
    desk.found(number, Ground.FRAUD)
    desk.proposed(number)
    notify(desk.acting(REVIEWER), number, office.today, on=office.today)
    waive(desk.acting(CLERK), number, "放弃陈述申辩声明", on=office.today)
    desk.found(number, Ground.FRAUD)
    desk.proposed(number)
    until = notify(desk.acting(REVIEWER), number, office.today, on=office.today)
    with pytest.raises(UserError, match=f"陈述申辩期限至 {until}"):
        desk.decided(number)
    waive(desk.acting(CLERK), number, "第二份声明", on=office.today)
    desk.decided(number)


def test_a_fraud_without_anybody_responsible_is_not_found(office: Office, desk: Desk) -> None:
    number = desk.opened(office.at(State.COMPLETED))
    with pytest.raises(UserError, match="须列明责任单位或责任人"):
        desk.found(number, Ground.FRAUD, responsible=())


def test_a_party_of_the_case_is_entered_with_the_number_of_the_case(office: Office, desk: Desk) -> None:
    case = office.at(State.COMPLETED, identity_number=identity_number(3), person_name="张伟")
    number = desk.opened(case)
    with pytest.raises(UserError, match="李四的证号“”有误"):
        desk.found(number, Ground.FRAUD, responsible=(Responsible("person", "", "李四"),))
    desk.found(number, Ground.FRAUD, responsible=(Responsible("person", "", "张伟"),))
    (one,) = clawback_view(office.uow, number).responsible
    assert (one.name, one.number) == ("张伟", identity_number(3))

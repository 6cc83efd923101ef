"""Recovered money changes what the other cases of a key may have: too little is topped up, too much taken back."""

import pytest
from clawback_desk import Desk, identity_number, scarce
from sqlalchemy import select
from working_office import APPROVER, CLERK, FINANCE, NAMES, Office

from app.models import Account, AccountRole, BudgetEntry
from app.services.cases.course import State, Step
from app.services.clawbacks.proposals import dismiss, list_proposals, open_proposed, reassess_again, top_up
from app.services.clawbacks.proposing import preview
from app.services.clawbacks.terms import Ground
from app.services.errors import UserError
from app.services.money.ledger_check import check_ledger
from app.services.unit_of_work import UnitOfWork

WEI = identity_number(123)


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


@pytest.fixture
def reward(office: Office) -> str:
    """职业资格证书奖励, 2000 paid for the certificate."""
    return office.at(State.COMPLETED, identity_number=WEI, certificate="S-ONE")


@pytest.fixture
def upgrade(office: Office, reward: str) -> str:
    """研修提升补助 for the same certificate, 3500 alone: topped up by 1500, paid."""
    number = office.file("skill-upgrade", identity_number=WEI, certificate="S-ONE", level="技师")
    office.walk(number, State.COMPLETED)
    assert (office.case(number).granted_fen, office.case(reward).granted_fen) == (150_000, 200_000)
    return number


def proposed(office: Office) -> list[tuple[str, str, int]]:
    return [(one.case, one.kind, one.amount_fen) for one in list_proposals(office.uow)]


def test_a_decision_alone_pays_nobody_more(office: Office, desk: Desk, reward: str, upgrade: str) -> None:
    assert upgrade
    desk.taken_back(reward)
    assert proposed(office) == []


def test_fraud_on_the_case_that_another_was_reckoned_against(
    office: Office, desk: Desk, reward: str, upgrade: str
) -> None:
    number = desk.taken_back(reward)
    desk.repaid(number, 50_000)
    assert proposed(office) == [(upgrade, "top_up", 50_000)]
    desk.repaid(number, 150_000)
    assert proposed(office) == [(upgrade, "top_up", 200_000)]
    (one,) = list_proposals(office.uow)
    top_up(desk.acting(APPROVER), one.id, on=office.today)
    stored = office.case(upgrade)
    assert (stored.state, stored.granted_fen) == (State.APPROVED, 350_000)
    office.take(upgrade, FINANCE, Step.PAY, voucher="PZ-7")
    assert office.case(upgrade).state == State.COMPLETED
    assert check_ledger(office.uow) == []


def test_fraud_on_the_case_that_was_topped_up(office: Office, desk: Desk, reward: str, upgrade: str) -> None:
    """What the fraud had is demanded back from it alone; the honest case keeps its own."""
    number = desk.taken_back(upgrade)
    assert proposed(office) == []
    desk.repaid(number, 150_000)
    assert proposed(office) == []
    assert office.case(reward).granted_fen == 200_000


def test_fraud_on_a_case_whose_money_another_received_as_a_top_up(
    office: Office, desk: Desk, reward: str, upgrade: str
) -> None:
    """The reward comes back, the upgrade is topped up by it and then found a fraud itself: all of it is demanded."""
    desk.repaid(desk.taken_back(reward), 200_000)
    (one,) = list_proposals(office.uow)
    top_up(desk.acting(APPROVER), one.id, on=office.today)
    office.take(upgrade, FINANCE, Step.PAY, voucher="PZ-7")
    second = desk.taken_back(upgrade)
    assert desk.clawback(second).proposed_fen == 350_000
    assert desk.repaid(second, 350_000).settled
    assert proposed(office) == []
    third = office.file("certificate-reward", identity_number=WEI, certificate="S-ONE")
    office.walk(third, State.APPROVED)
    assert office.case(third).granted_fen == 200_000
    assert check_ledger(office.uow) == []


def test_too_much_is_taken_from_the_latest_case(office: Office, desk: Desk) -> None:
    """50000 and then 50000 more for the higher title; when the higher proves lower, only the top-up is too much."""
    first = office.file("honor-award", identity_number=WEI, title="安徽省技术能手")
    office.walk(first, State.COMPLETED)
    second = office.file("honor-award", identity_number=WEI, title="全国技术能手")
    office.walk(second, State.COMPLETED)
    truth = desk.truth(second, title="安徽省技能大奖")
    number = desk.opened(second)
    desk.found(number, Ground.ERROR, true_answers=truth)
    found = preview(office.uow, number)
    assert (found.owed_fen, found.corrected_fen) == (4_000_000, 6_000_000)


def test_what_another_case_keeps_too_much_is_proposed_and_opened(office: Office, desk: Desk) -> None:
    """生活住房补贴 30000, then two wage subsidies topped up to their sum: without the first of them the second is too much."""
    scarce(office.uow, "数控铣工")
    office.walk(office.file("settlement-subsidy", identity_number=WEI), State.APPROVED)
    first = wages(office, "2024-01", 18_000_000)
    second = wages(office, "2024-02", 10_000_000)
    assert [office.case(number).granted_fen for number in (first, second)] == [600_000, 2_000_000]
    desk.taken_back(first)
    assert proposed(office) == [(second, "clawback", 2_000_000)]
    (one,) = list_proposals(office.uow)
    opened = open_proposed(desk.acting(CLERK), one.id, on=office.today)
    assert proposed(office) == []
    assert (opened.case, office.case(second).held) == (second, True)
    assert preview(office.uow, opened.number).owed_fen == 2_000_000
    assert check_ledger(office.uow) == []


def wages(office: Office, month: str, fen: int) -> str:
    """急需紧缺人才薪酬补助 for a month, paid; the sum of the wages in fen."""
    own = {"identity_number": WEI, "first_month": month, "last_month": month, "wages": fen}
    return office.walk(office.file("scarce-talent-wage", **own), State.COMPLETED)


def test_a_lower_title_comes_to_its_own_when_the_higher_one_is_taken_back(office: Office, desk: Desk) -> None:
    first = office.file("honor-award", identity_number=WEI, title="全国技术能手")
    office.walk(first, State.COMPLETED)
    second = office.file("honor-award", identity_number=WEI, title="安徽省技术能手")
    office.walk(second, State.APPROVAL)
    assert office.take(second, APPROVER, Step.APPROVE).after is State.COMPLETED
    desk.repaid(desk.taken_back(first), 10_000_000)
    assert proposed(office) == [(second, "top_up", 5_000_000)]


@pytest.fixture
def waiting(office: Office, desk: Desk, reward: str, upgrade: str) -> int:
    """A 补差 of 2000 for the upgrade that waits for an approver."""
    desk.repaid(desk.taken_back(reward), 200_000)
    (one,) = list_proposals(office.uow)
    assert one.case == upgrade
    return one.id


def test_a_top_up_is_decided_by_other_eyes(office: Office, desk: Desk, upgrade: str, waiting: int) -> None:
    with pytest.raises(UserError, match="须由审批人办理"):
        top_up(desk.acting(CLERK), waiting, on=office.today)
    with office.uow.begin() as work:
        clerk = work.session.scalars(select(Account).where(Account.name == NAMES[CLERK])).one()
        work.session.add(AccountRole(account_id=clerk.id, role="approver"))
    assert office.case(upgrade).state == State.COMPLETED
    with pytest.raises(UserError, match="已由 李晓梅 办理受理，四眼原则"):
        top_up(desk.acting(CLERK), waiting, on=office.today)


def test_a_held_case_is_not_topped_up(office: Office, desk: Desk, upgrade: str, waiting: int) -> None:
    desk.opened(upgrade)
    with pytest.raises(UserError, match="正在追回调查（"):
        top_up(desk.acting(APPROVER), waiting, on=office.today)


def test_a_top_up_needs_room_in_the_budget(office: Office, desk: Desk, waiting: int) -> None:
    with office.uow.begin(on=office.today) as work:
        work.session.add(
            BudgetEntry(
                year=office.today.year,
                source="区级财政",
                direction=1,
                amount_fen=360_000,
                document="叶财〔2024〕1号",
                on_day=office.today,
                at=work.now,
                account="local",
            )
        )
    with pytest.raises(UserError, match=r"还差 1,900\.00 元"):
        top_up(desk.acting(APPROVER), waiting, on=office.today)


def test_a_dismissed_proposal_needs_a_reason_and_does_not_come_again(office: Office, desk: Desk, waiting: int) -> None:
    with pytest.raises(UserError, match="须写明理由"):
        dismiss(desk.acting(APPROVER), waiting, " ", on=office.today)
    dismiss(desk.acting(APPROVER), waiting, "本人书面放弃", on=office.today)
    assert proposed(office) == []
    with pytest.raises(UserError, match="已处理"):
        top_up(desk.acting(APPROVER), waiting, on=office.today)
    (done,) = list_proposals(office.uow, only_open=False)[-1:]
    assert (done.state_label, done.reason) == ("不予办理", "本人书面放弃")


def test_a_proposal_that_time_has_overtaken_is_reckoned_anew(office: Office, desk: Desk, waiting: int) -> None:
    third = office.file("certificate-reward", identity_number=WEI, certificate="S-ONE")
    office.walk(third, State.APPROVED)
    assert office.case(third).granted_fen == 200_000
    with pytest.raises(UserError, match=r"现应补差 0\.00 元"):
        top_up(desk.acting(APPROVER), waiting, on=office.today)
    reassess_again(desk.acting(APPROVER), waiting, on=office.today)
    assert proposed(office) == []


def test_a_hold_outlives_the_end_of_a_case_and_is_lifted_after_it(office: Office, desk: Desk) -> None:
    case = office.at(State.APPROVED)
    office.take(case, CLERK, Step.HOLD, reason="收到举报")
    desk.taken_back(case)
    assert (office.case(case).state, office.case(case).hold_reason) == (State.COMPLETED, "收到举报")
    office.take(case, CLERK, Step.LIFT, reason="核查完毕")
    assert (office.case(case).state, office.case(case).held) == (State.COMPLETED, False)

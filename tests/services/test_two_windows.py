"""A second person at another window on the same data folder: nothing is lost, doubled or overwritten in silence."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from clawback_desk import Desk
from done_once import done_once
from letter_samples import FONTS
from payment_desk import PaymentDesk
from sqlalchemy import func, select
from two_windows import Deed, at_once
from working_office import APPROVER, CLERK, FINANCE, NAMES, ROAD, Office

from app.models import CaseInstalment, CaseStep, LedgerEntry, Letter, PaymentRunLine, RecoveryEntry
from app.services.cases.casework import move, move_many
from app.services.cases.course import State, Step
from app.services.cases.orders import BatchOutcome, Order
from app.services.clawbacks.booking import book_repayment
from app.services.clawbacks.deciding import Decision, decide
from app.services.clawbacks.terms import Ground
from app.services.letters.issuing import issue
from app.services.letters.paper.fonts import Fonts
from app.services.money.payment_runs import Making, make_run
from app.services.money.reversals import Back, Reversal, reverse
from app.services.trust.accounts import create
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork

MANY = 40
OTHER_APPROVER, OTHER_CASHIER, OTHER_CLERK = "吴主任", "何会计", "刘经办"


@dataclass
class Windows:
    """An office with a second person for each desk."""

    office: Office

    def both(self, deed: Deed, *accounts: str) -> list[object]:
        """The same deed by two accounts at the same moment."""
        return at_once(self.office.uow, *((account, deed) for account in accounts))

    def at(self, state: State, count: int = MANY) -> list[str]:
        """So many cases brought to a state as batches."""
        numbers, self.office.today, self.office.filed = done_once(
            self.office.uow, lambda: self._brought(state, count), "brought", state, count
        )
        return numbers

    def _brought(self, state: State, count: int) -> tuple[list[str], date, int]:
        numbers = self.office.file_many(count)
        for role, step, after in ROAD:
            if self.office.case(numbers[0]).state == state and step is not Step.PUBLISH:
                break
            if step is Step.CLOSE:
                self.office.today = (self.office.case(numbers[0]).public_until or self.office.today) + timedelta(days=1)
            done = move_many(self.office.acting(role), numbers, Order(step), on=self.office.today)
            assert [one.after for one in done.moved] == [after] * count
        return numbers, self.office.today, self.office.filed

    def seen(self, numbers: list[str]) -> dict[str, int]:
        """The versions that a list shows."""
        return {number: self.office.case(number).version for number in numbers}

    def count(self, *what: object) -> int:
        """How many rows there are of a table under a condition."""
        table, *conditions = what
        with self.office.uow.read() as work:
            query = select(func.count()).select_from(table).where(*conditions)  # type: ignore[arg-type]
            return work.session.execute(query).scalar_one()


@pytest.fixture
def windows(uow: UnitOfWork) -> Windows:
    office = Office(uow)
    with uow.begin() as work:
        create(work, OTHER_APPROVER, [APPROVER])
        create(work, OTHER_CASHIER, [FINANCE])
        create(work, OTHER_CLERK, [CLERK])
    return Windows(office)


@pytest.mark.parametrize("careful", [True, False], ids=["as shown", "blindly"])
@pytest.mark.parametrize(
    ("state", "step", "accounts", "entries"),
    [
        (State.APPROVAL, Step.APPROVE, (NAMES[APPROVER], OTHER_APPROVER), CaseInstalment),
        (State.APPROVED, Step.PAY, (NAMES[FINANCE], OTHER_CASHIER), LedgerEntry),
    ],
)
def test_the_same_cases_are_decided_and_paid_once(
    windows: Windows, state: State, step: Step, accounts: tuple[str, str], entries: type, *, careful: bool
) -> None:
    numbers, today = windows.at(state), windows.office.today
    seen = windows.seen(numbers) if careful else None
    told = windows.both(lambda uow: move_many(uow, numbers, Order(step, voucher="PZ"), on=today, seen=seen), *accounts)
    outcomes = [one for one in told if isinstance(one, BatchOutcome)]
    assert len(outcomes) == 2
    moved = [one.number for outcome in outcomes for one in outcome.moved]
    assert sorted(moved) == sorted(numbers)
    left = [why for outcome in outcomes for _, why in outcome.left]
    assert len(left) == MANY
    expected = f"办理“{'批准' if step is Step.APPROVE else '登记拨付'}”，本次未作改动" if careful else "处于“"
    assert all(expected in why for why in left), left[0]
    assert windows.count(entries) == windows.count(CaseStep, CaseStep.step == step.value) == MANY
    assert verify(windows.office.uow).ok


def test_one_approves_and_one_refuses_the_same_case(windows: Windows) -> None:
    number, today = windows.at(State.APPROVAL, 1)[0], windows.office.today
    seen = windows.office.case(number).version
    told = at_once(
        windows.office.uow,
        (NAMES[APPROVER], lambda uow: move(uow, number, Order(Step.APPROVE, seen_version=seen), on=today).after),
        (OTHER_APPROVER, lambda uow: move(uow, number, Order(Step.REFUSE, "不符", seen_version=seen), on=today).after),
    )
    (won,) = [one for one in told if isinstance(one, State)]
    (refusal,) = [one for one in told if not isinstance(one, State)]
    assert windows.office.case(number).state == won
    assert "本次未作改动" in refusal
    assert any(f"已被{name} " in refusal for name in (NAMES[APPROVER], OTHER_APPROVER))
    assert windows.count(CaseStep, CaseStep.stage == "approve") == 1


def test_what_is_due_goes_into_one_run(windows: Windows) -> None:
    windows.at(State.APPROVED)
    today = windows.office.today
    told = windows.both(lambda uow: make_run(uow, Making(), on=today).lines, NAMES[FINANCE], OTHER_CASHIER)
    assert sorted(told, key=str)[0] == MANY
    assert "已编入拨付批次 FK-2024-0001" in str(sorted(told, key=str)[1])
    assert windows.count(PaymentRunLine) == MANY


def test_a_payment_comes_back_once(windows: Windows) -> None:
    desk = PaymentDesk(windows.office)
    desk.paid(*windows.at(State.APPROVED, 1))
    asked = Reversal(desk.last_entry(), Back.RETURNED, windows.office.today, "TP-1", "账号有误")
    told = windows.both(lambda uow: reverse(uow, asked).amount_fen, NAMES[FINANCE], OTHER_CASHIER)
    assert 200_000 in told
    assert any("不能再次登记退票" in str(one) for one in told)
    assert desk.ledger_fen() == 0


def test_a_receipt_of_a_clawback_is_booked_once(windows: Windows) -> None:
    office, desk = windows.office, Desk(windows.office)
    number, today = desk.taken_back(office.at(State.COMPLETED)), office.today
    seen = desk.clawback(number).version
    told = windows.both(
        lambda uow: book_repayment(uow, number, 80_000, "SK-1", seen=seen, on=today).balance.left_fen,
        *(NAMES[FINANCE], OTHER_CASHIER),
    )
    assert 120_000 in told
    assert any("已被他人办理，本次未作改动" in str(one) for one in told)
    assert windows.count(RecoveryEntry, RecoveryEntry.kind == "repayment") == 1
    assert verify(office.uow).ok


def test_a_clawback_is_decided_once(windows: Windows) -> None:
    office, desk = windows.office, Desk(windows.office)
    number = desk.opened(office.at(State.COMPLETED))
    desk.found(number, Ground.FRAUD)
    desk.proposed(number)
    desk.heard(number)
    decision, today = Decision(office.due_after(30)), office.today
    told = windows.both(lambda uow: decide(uow, number, decision, on=today).owed_fen, NAMES[APPROVER], OTHER_APPROVER)
    assert 200_000 in told
    assert any("处于“已决定”" in str(one) for one in told)
    assert windows.count(RecoveryEntry) == 1


def test_letters_are_issued_once_and_numbered_without_a_gap(windows: Windows) -> None:
    numbers, today, fonts = windows.at(State.APPROVED, 6), windows.office.today, Fonts(FONTS)
    told = windows.both(
        lambda uow: len(issue(uow, "补贴核准通知书", numbers, fonts, on=today)), NAMES[CLERK], OTHER_CLERK
    )
    assert 6 in told
    assert any("已出具" in str(one) for one in told), told
    with windows.office.uow.read() as work:
        given = list(work.session.scalars(select(Letter.number)))
    assert sorted(int(one.rpartition("〕")[2].rstrip("号")) for one in given) == list(range(1, 7))


def test_drafts_filed_at_once_have_numbers_of_their_own(windows: Windows) -> None:
    before = windows.office.file_many(3)

    def file(uow: UnitOfWork) -> list[str]:
        office = windows.office
        office.uow = uow
        office.filed = 100 if uow.account == OTHER_CLERK else 200
        return [office.file() for _ in range(5)]

    told = at_once(windows.office.uow, (NAMES[CLERK], file), (OTHER_CLERK, file))
    numbers = [*before, *(number for one in told for number in one)]
    assert sorted(numbers) == [f"YJJG-2024-{place:06d}" for place in range(1, 14)]

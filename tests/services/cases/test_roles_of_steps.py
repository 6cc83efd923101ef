"""Who may take which step in which state: every cell of role, step and state, against the table of the casework rules."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select, update
from working_office import APPROVER, AUDITOR, CLERK, FINANCE, NAMES, REVIEWER, Office

from app.models import AuditEntry, Case, CaseStep
from app.services.cases.casework import move, move_many, take_step
from app.services.cases.course import State, Step
from app.services.cases.orders import Order
from app.services.errors import UserError
from app.services.storage.database import FILE_NAME, make_engine
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork

S = State
ANY = (CLERK, REVIEWER, APPROVER, FINANCE)
MAY: dict[State, dict[Step, tuple[Role, ...]]] = {
    S.DRAFT: {Step.ACCEPT: (CLERK,), Step.ASK: (CLERK,), Step.REFUSE: (CLERK,)},
    S.ACCEPTED: {Step.PASS: (REVIEWER,), Step.ASK: (REVIEWER,), Step.REFUSE: (REVIEWER,)},
    S.SUPPLEMENT: {Step.RESUBMIT: (CLERK,)},
    S.REVIEWED: {Step.SEND: (REVIEWER,)},
    S.COUNTERSIGN: {Step.OPINION: (CLERK,)},
    S.PUBLICITY: {Step.PUBLISH: (CLERK,), Step.CLOSE: (CLERK,)},
    S.APPROVAL: {Step.APPROVE: (APPROVER,), Step.REFUSE: (APPROVER,), Step.BACK: (APPROVER,)},
    S.APPROVED: {Step.PAY: (FINANCE,)},
    S.COMPLETED: {},
    S.REJECTED: {Step.REOPEN: (APPROVER,)},
    S.WITHDRAWN: {Step.REOPEN: (APPROVER,)},
}
BEFORE_APPROVED = (S.DRAFT, S.ACCEPTED, S.SUPPLEMENT, S.REVIEWED, S.COUNTERSIGN, S.PUBLICITY, S.APPROVAL)
for _state in BEFORE_APPROVED:
    MAY[_state][Step.WITHDRAW] = (CLERK,)
for _state in (*BEFORE_APPROVED, S.APPROVED):
    MAY[_state] |= {Step.HOLD: ANY, Step.LIFT: ANY}
MAY[S.COMPLETED][Step.LIFT] = ANY
NOBODY = "没有此人"
ACCOUNTS: dict[str, Role | None] = {NAMES[role]: role for role in Role} | {NOBODY: None}


@dataclass(frozen=True)
class Desk:
    """A case in every state; the one in 公示 not begun, `begun` one whose publicity is over, `held` one under a hold."""

    office: Office
    cases: dict[State, str]
    begun: str
    held: dict[State, str]

    def case(self, state: State, step: Step) -> str:
        """The case in a state for which a step has sense."""
        if step is Step.LIFT and state in self.held:
            return self.held[state]
        return self.begun if (state, step) == (S.PUBLICITY, Step.CLOSE) else self.cases[state]


def held(office: Office, state: State) -> str:
    """A case under a hold."""
    number = office.at(state)
    if state is S.COMPLETED:
        with office.uow.begin() as work:
            work.session.execute(update(Case).where(Case.number == number).values(held=True))
    else:
        office.take(number, CLERK, Step.HOLD, reason="收到举报")
    return number


@pytest.fixture(scope="module")
def desk(office_template: UnitOfWork, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Filled once: what is allowed is tried and undone, what is refused leaves nothing but its line in the chain."""
    path = tmp_path_factory.mktemp("steps") / FILE_NAME
    shutil.copyfile(str(office_template.engine.url.database), path)
    engine = make_engine(path)
    office = Office(UnitOfWork(engine, "local", office_template.shipped, office_template.clock))
    begun = office.walk(office.file(), S.PUBLICITY, begun=True)
    kept = {state: held(office, state) for state in (S.COMPLETED, S.APPROVED, S.APPROVAL, S.ACCEPTED)}
    cases = {state: office.at(state) for state in reversed(State)}
    office.today = max(office.today, office.case(begun).public_until or office.today)
    office.today = office.due_after(1)
    cases[S.DRAFT] = office.file()
    yield Desk(office, cases, begun, kept)
    engine.dispose()


class Undone(Exception):
    """Ends a trial."""


def tried(uow: UnitOfWork, desk: Desk, number: str, order: Order) -> None:
    """Take a step and undo it; UserError when it is refused."""
    with suppress(Undone), uow.begin(on=desk.office.today) as work:
        take_step(work, number, order)
        raise Undone


def stood(desk: Desk) -> tuple[int, int, list[tuple[str, str, int]]]:
    """How many steps and entries of the chain there are, and how every case stands."""
    with desk.office.uow.read() as work:
        steps = work.session.scalar(select(func.count()).select_from(CaseStep)) or 0
        chain = work.session.scalar(select(func.count()).select_from(AuditEntry)) or 0
        cases = work.session.execute(select(Case.number, Case.state, Case.version).order_by(Case.id))
        return steps, chain, [(row.number, row.state, row.version) for row in cases]


def last_entries(desk: Desk, count: int) -> list[tuple[str, str, str]]:
    """Account, subject and detail of the latest entries of the chain, the oldest of them first."""
    with desk.office.uow.read() as work:
        found = work.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(count)).all()
        return [(one.account, one.subject, one.detail) for one in reversed(found)]


def order(step: Step) -> Order:
    return Order(step, reason="理由", voucher="记-1")


@pytest.mark.parametrize("state", list(State), ids=lambda state: state.value)
def test_every_cell_of_the_table_is_allowed(desk: Desk, state: State) -> None:
    for step, roles in MAY[state].items():
        for role in roles if step is not Step.LIFT or state in desk.held else ():
            tried(desk.office.acting(role), desk, desk.case(state, step), order(step))


@pytest.mark.parametrize("step", list(Step), ids=lambda step: step.value)
def test_every_other_cell_is_refused_in_words_that_name_who_may_and_written_down(desk: Desk, step: Step) -> None:
    for account, role in ACCOUNTS.items():
        others = [state for state in State if role not in MAY[state].get(step, ())]
        numbers = [desk.case(state, step) for state in others]
        steps, chain, cases = stood(desk)
        outcome = move_many(desk.office.uow.acting_as(account), numbers, order(step), on=desk.office.today)
        assert (outcome.moved, [number for number, _ in outcome.left]) == ((), numbers)
        for state, (_, said) in zip(others, outcome.left, strict=True):
            may = MAY[state].get(step, ())
            named = f"此步须由{'、'.join(one.label for one in may)}办理。" if may else f"处于“{state.label}”"
            assert named in said, (account, state, said)
        assert stood(desk) == (steps, chain + len(numbers), cases)
        assert last_entries(desk, len(numbers)) == [(account, *one) for one in outcome.left]


def test_a_single_step_refused_is_written_down_as_well(desk: Desk) -> None:
    number = desk.cases[S.APPROVAL]
    steps, chain, cases = stood(desk)
    with pytest.raises(UserError) as refused:
        move(desk.office.acting(AUDITOR), number, order(Step.APPROVE), on=desk.office.today)
    assert stood(desk) == (steps, chain + 1, cases)
    assert last_entries(desk, 1) == [(NAMES[AUDITOR], number, refused.value.text)]

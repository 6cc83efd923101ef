"""Moving cases: every step is checked against the course, the roles, four eyes and what the form showed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.models.cases import CLOSED, GRANTED
from app.services.calendar.limits import due_on
from app.services.cases import acceptance, countersigning, decisions
from app.services.cases.access import hands
from app.services.cases.course import State, Step, required_move
from app.services.cases.deeming import DEEMED, deemed_on
from app.services.cases.dossiers import fetch, hold, refresh
from app.services.cases.open_cases import look_beside
from app.services.cases.orders import Action, BatchOutcome, Moved, Order
from app.services.cases.step_days import changed_meanwhile, require_sensible_day
from app.services.cases.stepping import stepped
from app.services.clawbacks.opening import open_of
from app.services.doubts.at_steps import after_step, before_step
from app.services.errors import UserError
from app.services.money import payments
from app.services.storage.trouble import StorageTrouble
from app.services.trust.login_guards import require_recent_password
from app.services.unit_of_work import UnitOfWork, Work

Effect = Callable[[Action], State]


def _set_hold(action: Action) -> State:
    if action.case.held:
        raise action.refuse(f"已处于暂停（{action.case.hold_reason}），不必重复暂停。")
    action.case.held, action.case.hold_reason = True, action.order.reason
    return State(action.case.state)


def _lift_hold(action: Action) -> State:
    if not action.case.held:
        raise action.refuse("没有暂停，不必解除。")
    if standing := open_of(action.work, action.case.id):
        raise action.refuse(f"正在追回调查（{standing.number}），暂停至作出决定或撤销立案为止，请在追回案件中办理。")
    action.case.held, action.case.hold_reason = False, ""
    return State(action.case.state)


UNSAID = {Step.WITHDRAW: "申请人书面要求撤回"}  # what a step without words is done on
EFFECTS: dict[Step, Effect] = {
    Step.ACCEPT: acceptance.accept,
    Step.WITHDRAW: acceptance.withdraw,
    Step.ASK: acceptance.ask,
    Step.RESUBMIT: acceptance.resubmit,
    Step.PASS: acceptance.pass_review,
    Step.REOPEN: acceptance.reopen,
    Step.SEND: countersigning.send,
    Step.OPINION: countersigning.record_opinion,
    Step.PUBLISH: countersigning.publish,
    Step.CLOSE: countersigning.close_publicity,
    Step.APPROVE: decisions.approve,
    Step.BACK: decisions.send_back,
    Step.PAY: payments.pay,
    Step.HOLD: _set_hold,
    Step.LIFT: _lift_hold,
}


def move(uow: UnitOfWork, number: str, order: Order, *, on: date | None = None) -> Moved:
    """Take one case a step; UserError says which rule forbids it and who may act."""
    before_step(uow, [number], order.step, on)
    with uow.begin(on=on) as work:
        moved = take_step(work, number, order)
        after_step(work, [number], order.step)
        return moved


def move_many(
    uow: UnitOfWork,
    numbers: Sequence[str],
    order: Order,
    *,
    on: date | None = None,
    progress: Callable[[int, int], None] | None = None,
    seen: Mapping[str, int] | None = None,
) -> BatchOutcome:
    """Take many cases a step in one commit: what can move moves, the rest is listed with its reason.

    `seen` are the versions that the list showed, by number. What `progress` raises leaves everything as it was.
    """
    versions = seen or {}
    moved: list[Moved] = []
    left: list[tuple[str, str]] = []
    before_step(uow, numbers, order.step, on)
    with uow.begin(on=on) as work:
        for done, number in enumerate(numbers, start=1):
            try:
                with work.session.begin_nested():
                    version = versions.get(number, order.seen_version)
                    moved.append(take_step(work, number, replace(order, seen_version=version)))
            except StorageTrouble:
                raise  # the whole transaction is undone: nothing may be done without it
            except UserError as error:
                left.append((number, error.text))
            if progress:
                progress(done, len(numbers))
        after_step(work, [one.number for one in moved], order.step)
        work.note_refused(left)
    return BatchOutcome(tuple(moved), tuple(left))


def take_step(work: Work, number: str, order: Order) -> Moved:
    """One step of one case in the caller's transaction."""
    case = fetch(work.session, number)
    before = State(case.state)
    if order.seen_version is not None and order.seen_version != case.version:
        raise UserError(changed_meanwhile(work, case))
    line = required_move(order.step, before, number)
    obstacle = hands(work.session, work.account, case.id).obstacle(line, number)
    if obstacle:
        raise UserError(obstacle)
    if order.step in (Step.APPROVE, Step.PAY) or (order.step is Step.REFUSE and before is State.APPROVAL):
        require_recent_password(work, line.label)
    reason = order.reason.strip() or (
        case.proposal_reason if before is State.APPROVAL and order.step is Step.REFUSE else UNSAID.get(order.step, "")
    )
    if line.needs_reason and not reason:
        raise UserError(f"{number} “{line.label}”须写明理由，请补填后再办。")
    require_sensible_day(work, case)
    action = _dated(Action(work, case, replace(order, reason=reason), line))
    after = _carry_out(action, before)
    _record(action, before, after)
    return Moved(number, order.step, before, after, case.version)


def _dated(action: Action) -> Action:
    """The action on its own day; what counts as accepted is accepted as of that day, and nothing else is left to do."""
    day = deemed_on(action.work, action.case)
    if day is None or action.order.step not in (Step.ACCEPT, Step.ASK, Step.REFUSE):
        return action
    if action.order.step is not Step.ACCEPT:
        raise action.refuse(
            f"受理期限已过，自 {day} 起视为受理，不能再“{action.move.label}”，请经办员办理受理，或按申请撤回。"
        )
    order = replace(action.order, reason=f"{action.order.reason or '受理期限届满'}，{DEEMED}")
    return replace(action, work=action.work.dated(day), order=order, deemed=True)


def _carry_out(action: Action, before: State) -> State:
    if action.order.step is Step.REFUSE:
        return decisions.refuse(action) if before is State.APPROVAL else acceptance.propose_refusal(action)
    effect = EFFECTS.get(action.order.step)
    target = effect(action) if effect else action.move.to
    if target is None:
        raise TypeError(f"{action.order.step} leads nowhere")
    return target


def _record(action: Action, before: State, after: State) -> None:
    """Write the step and bring state, version, due date and keys in line, in one transaction."""
    case, work, order = action.case, action.work, action.order
    reason, stage = order.reason or order.voucher, action.move.stage or ""
    step = stepped(work, case, order.step, (before, after), reason=reason, stage=stage)
    work.session.flush()
    if after is State.ACCEPTED and (order.step in (Step.ACCEPT, Step.REOPEN) or case.accepted_order is None):
        case.accepted_order, case.accepted_on = step.id, work.today
    if after is State.PUBLICITY and before is not State.PUBLICITY:
        case.public_from = case.public_until = None
    _set_due(action, before, after)
    if after in CLOSED:
        hold(work.session, case, holds=False)
    elif after not in GRANTED:
        refresh(work, case)
    if {before in CLOSED, after in CLOSED} == {True, False} or (after in GRANTED and before not in GRANTED):
        look_beside(work, case)
    work.note(f"案件{action.move.label}", case.number, reason)


def _set_due(action: Action, before: State, after: State) -> None:
    """A new state has its own limit; coming back from a supplement the clock goes on where it stopped."""
    case, work = action.case, action.work
    if action.order.step is Step.RESUBMIT and case.days_left is not None:
        case.due_on, case.days_left = work.calendar.add(work.today, max(case.days_left, 0)), None
    elif after is not before or action.order.step is Step.PUBLISH:
        case.due_on = due_on(work, after, work.today)

"""One case whole, as the window shows it: facts, sum, course, letters, and what may be done now."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from app.models import Batch, Case, CaseStep, FactChange, Opinion
from app.models.cases import DECIDED
from app.services.cases.access import Hands, hands
from app.services.cases.case_letters import issued_letters_of
from app.services.cases.course import FILED, Move, State, Step, moves_from, step_label
from app.services.cases.deeming import deemed_on
from app.services.cases.dossiers import assessment_of, definition, facts_of, fetch
from app.services.cases.obstacles import obstacles
from app.services.cases.scans import scans_of
from app.services.cases.supplements import requests_of
from app.services.doubts.open_doubts import told
from app.services.letters.masking import masked_answer, masked_within
from app.services.money.payable_cases import payables
from app.services.money.remainders import plan_of
from app.services.policy.questions import Question
from app.services.unit_of_work import UnitOfWork, Work
from app.services.worklists.case_shown import (
    CaseView,
    Origin,
    Possible,
    ShownChange,
    ShownFact,
    ShownInstalment,
    ShownOpinion,
    ShownStep,
)


def case_view(uow: UnitOfWork, number: str) -> CaseView:
    """Everything about one case; UserError when there is none."""
    with uow.read() as work:
        return _view(work, fetch(work.session, number))


def _view(work: Work, case: Case) -> CaseView:
    session, state = work.session, State(case.state)
    deemed, blocked = deemed_on(work, case), _obstacles(work, case)
    return CaseView(
        number=case.number,
        title=definition(case).title,
        state=state,
        version=case.version,
        applicant=case.applicant,
        unit=case.unit_name,
        township=case.township,
        applied_on=case.applied_on,
        filed_at=case.filed_at,
        due_on=case.due_on,
        payable_fen=case.payable_fen if case.granted_fen is None else case.granted_fen,
        granted=case.granted_fen is not None,
        held=case.held,
        hold_reason=case.hold_reason,
        proposal=case.proposal,
        proposal_reason=case.proposal_reason,
        public_from=case.public_from,
        public_until=case.public_until,
        facts=_facts(case),
        assessment=assessment_of(work, case),
        settled=case.state in DECIDED,
        course=_course(work, case),
        opinions=_opinions(work, case),
        instalments=_instalments(work, case),
        letters=issued_letters_of(work, case),
        changes=_changes(work, case),
        origin=_origin(work, case),
        actions=possible(case, hands(session, work.account, case.id), _senseless(deemed, blocked)),
        correctable=state in (State.DRAFT, State.SUPPLEMENT),
        calendar=work.calendar,
        deemed_on=deemed,
        obstacles=blocked,
        doubts=told(session, case.id),
        requests=requests_of(work, case.id),
    )


def _obstacles(work: Work, case: Case) -> tuple[str, ...]:
    """What stops the approval or payment that a case waits for, a sentence each."""
    match State(case.state):
        case State.APPROVAL:
            return tuple(one.sentence("批准") for one in obstacles(work.session, [case.id]).get(case.id, ()))
        case State.APPROVED:
            one = payables(work, [case])[0]
            return (*filter(None, (one.elsewhere,)), *one.obstacles(work.today))
    return ()


def _senseless(deemed: date | None, blocked: tuple[str, ...]) -> frozenset[Step]:
    """Steps that would be refused whoever took them: on a case that counts as accepted, or under an obstacle."""
    return frozenset((Step.ASK, Step.REFUSE) if deemed else (Step.APPROVE, Step.PAY) if blocked else ())


def possible(case: Case, by: Hands, senseless: frozenset[Step] = frozenset()) -> tuple[Possible, ...]:
    """The steps on from a case's state in the order of the course, the first one being what it waits for."""
    lines = [line for line in moves_from(State(case.state)) if _fits(case, line) and line.step not in senseless]
    hopeless = case.state == State.ACCEPTED and not case.eligible
    refusing = hopeless or (case.state == State.APPROVAL and bool(case.proposal))
    lines.sort(key=lambda line: line.step is not Step.REFUSE if refusing else line.needs_reason)
    return tuple(
        Possible(
            line.step,
            line.label,
            by.obstacle(line, case.number),
            line.needs_reason and not (line.step is Step.REFUSE and bool(case.proposal_reason)),
            line.step is Step.PAY,
        )
        for line in lines
    )


def _fits(case: Case, line: Move) -> bool:
    """Whether a step has any sense now: hold or lift, begin or end of publicity, no approval against a proposal."""
    senseless = {
        Step.HOLD: case.held,
        Step.LIFT: not case.held,
        Step.PUBLISH: case.public_from is not None,
        Step.CLOSE: case.public_from is None,
        Step.APPROVE: bool(case.proposal),
    }
    return not senseless.get(line.step, False)


def _facts(case: Case) -> tuple[ShownFact, ...]:
    return tuple(
        ShownFact(question.name, question.label, text, masked_answer(question.kind.name, text), question.group)
        for question, text in definition(case).shown(facts_of(case))
    )


def _course(work: Work, case: Case) -> tuple[ShownStep, ...]:
    steps = work.session.execute(select(CaseStep).where(CaseStep.case_id == case.id).order_by(CaseStep.id)).scalars()
    return tuple(
        ShownStep(
            label=step_label(step.step) if step.step == FILED else _label(step),
            account=step.account,
            on_day=step.on_day,
            at=step.at,
            before=State(step.from_state).label if step.from_state else "",
            after=State(step.to_state).label,
            reason=step.reason,
        )
        for step in steps
    )


def _label(step: CaseStep) -> str:
    """The step as its line of the course names it, which differs by the state it was taken from."""
    before = State(step.from_state)
    line = next((line for line in moves_from(before) if line.step == step.step), None)
    return line.label if line else step_label(step.step)


def _opinions(work: Work, case: Case) -> tuple[ShownOpinion, ...]:
    found = work.session.execute(select(Opinion).where(Opinion.case_id == case.id).order_by(Opinion.id))
    rows = list(found.scalars())
    attached = scans_of(work, "opinion", [row.id for row in rows])
    return tuple(
        ShownOpinion(
            *(row.round, row.department, row.agrees, row.text, row.given_on, row.recorded_by, row.signer),
            tuple(scan for scan in attached if scan.subject_id == row.id),
        )
        for row in rows
    )


def _instalments(work: Work, case: Case) -> tuple[ShownInstalment, ...]:
    return tuple(
        ShownInstalment(one.position, one.label, one.amount_fen, paid, one.due_on, one.needs_check)
        for one, paid in plan_of(work.session, case.id)
    )


def _changes(work: Work, case: Case) -> tuple[ShownChange, ...]:
    questions = {question.name: question for question in definition(case).questions}
    rows = work.session.execute(
        select(FactChange).where(FactChange.case_id == case.id).order_by(FactChange.id)
    ).scalars()
    return tuple(_change(row, questions.get(row.question)) for row in rows)


def _change(row: FactChange, question: Question | None) -> ShownChange:
    if question is None:  # asked no more; what it was is not known, so nothing of it is shown in full
        return ShownChange(row.question, masked_within(row.before), masked_within(row.after), row.account, row.at)
    before, after = (masked_answer(question.kind.name, text) for text in (row.before, row.after))
    return ShownChange(question.label, before, after, row.account, row.at)


def _origin(work: Work, case: Case) -> Origin:
    if case.batch_id is None:
        return Origin(row=case.batch_row)
    batch = work.session.get_one(Batch, case.batch_id)
    return Origin(batch.number, batch.file_name, case.batch_row)

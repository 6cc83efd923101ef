"""The plain lists between review and payment: opinions waited for, publicity, and instalments that are due."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select

from app.models import Case, CaseStep, Objection, Opinion
from app.services.cases.course import State, Step
from app.services.money.payable import Payable
from app.services.money.payable_cases import payables
from app.services.money.remainders import Standing
from app.services.policy.catalogue import BY_CODE
from app.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class InRound:
    """A case in a countersign round: the departments waited for, those that agreed, and since when; sum in fen."""

    number: str
    applicant: str
    unit: str
    title: str
    payable_fen: int
    waiting: tuple[str, ...]
    agreed: tuple[str, ...]
    sent_on: date | None
    due_on: date | None
    version: int


class Publicity(StrEnum):
    """How far the publicity of a case is."""

    WAITING = "未开始"
    RUNNING = "公示中"
    ENDED = "已期满"


@dataclass(frozen=True, slots=True)
class InPublicity:
    """A case that is to be made public, is public, or was; sum in fen."""

    number: str
    applicant: str
    unit: str
    title: str
    payable_fen: int
    stage: Publicity
    public_from: date | None
    public_until: date | None
    due_on: date | None
    version: int
    objections: int = 0


@dataclass(frozen=True, slots=True)
class DueInstalment:
    """The next unpaid instalment of an approved case, in fen; `payable` when it may be paid today, else `why` not.

    `mark` is what stops approval and payment alike, in a word; `unchecked` when its day has come but not its yearly
    check; `run` is the number of the open run that it is in.
    """

    number: str
    applicant: str
    unit: str
    title: str
    label: str
    amount_fen: int
    due_on: date | None
    payable: bool
    mark: str
    why: str
    version: int
    unchecked: bool = False
    run: str = ""


def in_round(uow: UnitOfWork) -> tuple[InRound, ...]:
    """All cases in 会签中, those due first at the top."""
    with uow.read() as work:
        cases = work.session.execute(
            select(Case).where(Case.state == State.COUNTERSIGN.value).order_by(Case.due_on, Case.id)
        ).scalars()
        open_cases = {case.id: case for case in cases}
        standing = Case.state == State.COUNTERSIGN.value
        opinions = work.session.execute(
            select(Opinion).join(Case, Case.id == Opinion.case_id).where(standing).order_by(Opinion.id)
        ).scalars()
        rounds: dict[int, list[Opinion]] = defaultdict(list)
        for opinion in opinions:
            rounds[opinion.case_id] = [one for one in rounds[opinion.case_id] if one.round == opinion.round] + [opinion]
        sent = select(CaseStep.case_id, func.max(CaseStep.on_day)).join(Case, Case.id == CaseStep.case_id)
        sent = sent.where(standing, CaseStep.step == Step.SEND.value).group_by(CaseStep.case_id)
        sent_on = dict(work.session.execute(sent).all())
        return tuple(_in_round(case, rounds[case.id], sent_on.get(case.id)) for case in open_cases.values())


def _in_round(case: Case, opinions: list[Opinion], sent_on: date | None) -> InRound:
    return InRound(
        number=case.number,
        applicant=case.applicant,
        unit=case.unit_name,
        title=BY_CODE[case.code].title,
        payable_fen=case.payable_fen,
        waiting=tuple(one.department for one in opinions if one.agrees is None),
        agreed=tuple(one.department for one in opinions if one.agrees),
        sent_on=sent_on,
        due_on=case.due_on,
        version=case.version,
    )


OPEN_OBJECTIONS = select(Objection.case_id, func.count()).where(Objection.upheld.is_(None)).group_by(Objection.case_id)


def in_publicity(uow: UnitOfWork) -> tuple[InPublicity, ...]:
    """All cases in 公示中: those past their last day first, then those not begun, then those running."""
    with uow.read() as work:
        cases = work.session.execute(
            select(Case).where(Case.state == State.PUBLICITY.value).order_by(Case.public_until, Case.id)
        ).scalars()
        objected = dict(iter(work.session.execute(OPEN_OBJECTIONS)))
        rows = [_in_publicity(case, work.today, objected.get(case.id, 0)) for case in cases]
    order = (Publicity.ENDED, Publicity.WAITING, Publicity.RUNNING)
    return tuple(sorted(rows, key=lambda row: order.index(row.stage)))


def _in_publicity(case: Case, today: date, objections: int) -> InPublicity:
    stage = Publicity.WAITING
    if case.public_until is not None:
        stage = Publicity.ENDED if today > case.public_until else Publicity.RUNNING
    return InPublicity(
        number=case.number,
        applicant=case.applicant,
        unit=case.unit_name,
        title=BY_CODE[case.code].title,
        payable_fen=case.payable_fen,
        stage=stage,
        public_from=case.public_from,
        public_until=case.public_until,
        due_on=case.due_on,
        version=case.version,
        objections=objections,
    )


def due_instalments(uow: UnitOfWork) -> tuple[DueInstalment, ...]:
    """The next unpaid instalment of every approved case, by due date; those of later years are not payable yet."""
    with uow.read() as work:
        cases = work.session.scalars(select(Case).where(Case.state == State.APPROVED.value).order_by(Case.id))
        rows = [_due(one, one.due, work.today) for one in payables(work, list(cases)) if one.due]
    return tuple(sorted(rows, key=lambda row: (row.due_on or date.max, row.number)))


def _due(one: Payable, due: Standing, today: date) -> DueInstalment:
    case, instalment = one.case, due.instalment
    why = next(one.obstacles(today), "")
    return DueInstalment(
        number=case.number,
        applicant=case.applicant,
        unit=case.unit_name,
        title=BY_CODE[case.code].title,
        label=instalment.label,
        amount_fen=due.left_fen,
        due_on=instalment.due_on,
        payable=not why,
        mark=one.blocked[0].mark if one.blocked else "",
        why=why,
        version=case.version,
        unchecked=one.begun(today) and one.waits_for_check,
        run=one.run,
    )

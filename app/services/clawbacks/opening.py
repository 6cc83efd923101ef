"""Opening a clawback: the case is held at once, and what else the party has is listed and marked for review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.models import Case, CaseStep, Clawback
from app.models.cases import CLOSED
from app.services import numbering
from app.services.cases.course import Step
from app.services.cases.dossiers import fetch
from app.services.clawbacks.records import INVESTIGATORS, Hold
from app.services.clawbacks.related import mark_related
from app.services.clawbacks.terms import INVESTIGATED, ORIGINS, SERIES, ClawbackState, ClawbackStepKind, Ground
from app.services.errors import UserError
from app.services.trust.accounts import require_role
from app.services.unit_of_work import UnitOfWork, Work

JOINED = "；"


@dataclass(frozen=True, slots=True)
class Lead:
    """What a clawback is to be opened on: a case, where the lead comes from (one of ORIGINS), and what it says."""

    case: str
    origin: str = ""
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A clawback as opened, and the open cases that were marked for review."""

    number: str
    case: str
    marked: tuple[str, ...]


def open_clawback(
    uow: UnitOfWork, case: str, origin: str, facts: str, ground: Ground = Ground.NONE, *, on: date | None = None
) -> Opened:
    """A clerk or reviewer opens a clawback of a case; from now on nothing is approved or paid on it.

    `origin` is one of ORIGINS, with a remark after a colon where there is one. UserError when the case is closed or one
    is open already.
    """
    with uow.begin(on=on) as work:
        return open_in(work, case, origin, facts, ground)


def open_in(work: Work, number: str, origin: str, facts: str, ground: Ground = Ground.NONE) -> Opened:
    """The same in the caller's transaction."""
    require_role(work.session, work.account, INVESTIGATORS, f"对 {number} 追回立案")
    case = fetch(work.session, number)
    _require_openable(work, case, origin, facts)
    year = work.today.year
    clawback = Clawback(
        number=numbering.register_number(SERIES, year, numbering.take(work.session, SERIES, year)),
        case_id=case.id,
        state=ClawbackState.INVESTIGATING.value,
        origin=origin.strip(),
        opened_on=work.today,
        ground=ground.value,
        facts=facts.strip(),
    )
    work.session.add(clawback)
    work.session.flush()
    hold_case(work, case, clawback)
    Hold(work, clawback, ClawbackStepKind.OPEN).write(facts.strip())
    return Opened(clawback.number, number, mark_related(work, case))


def _require_openable(work: Work, case: Case, origin: str, facts: str) -> None:
    if case.state in CLOSED:
        raise UserError(f"{case.number} 已终结，没有可以追回的款项，不能立案，请核对案件编号。")
    if origin.split("：", maxsplit=1)[0].strip() not in ORIGINS:
        raise UserError(f"线索来源须为{'、'.join(ORIGINS)}之一，请经办人重新选择。")
    if not facts.strip():
        raise UserError(f"对 {case.number} 追回立案须写明线索或事实，请经办人补填。")
    if standing := open_of(work, case.id):
        raise UserError(f"{case.number} 已由 {standing.number} 立案，请在该追回案件中办理。")


def open_of(work: Work, case_id: int) -> Clawback | None:
    """The investigation under way on a case, if there is one."""
    states = [state.value for state in INVESTIGATED]
    query = select(Clawback).where(Clawback.case_id == case_id, Clawback.state.in_(states))
    return work.session.execute(query).scalar_one_or_none()


def hold_reason(clawback: Clawback) -> str:
    """What a case held by an investigation says."""
    return f"追回立案 {clawback.number}"


def hold_case(work: Work, case: Case, clawback: Clawback) -> None:
    """Nothing is approved or paid on the case; a hold that was there before stays beneath."""
    reason = hold_reason(clawback)
    case.hold_reason = f"{case.hold_reason}{JOINED}{reason}" if case.held else reason
    case.held = True
    write_case_step(work, case, Step.HOLD.value, reason)


def release_case(work: Work, case: Case, clawback: Clawback, why: str) -> None:
    """The investigation holds the case no more; a hold from before it goes on."""
    reason = hold_reason(clawback)
    left = [part for part in case.hold_reason.split(JOINED) if part != reason]
    case.hold_reason = JOINED.join(left)
    case.held = bool(left)
    write_case_step(work, case, Step.LIFT.value, f"{reason}：{why}")


def write_case_step(work: Work, case: Case, step: str, reason: str, before: str | None = None) -> None:
    """Write down with the case what a clawback did to it."""
    case.version += 1
    work.session.add(
        CaseStep(
            case_id=case.id,
            at=work.now,
            on_day=work.today,
            account=work.account,
            step=step,
            from_state=before or case.state,
            to_state=case.state,
            reason=reason,
        )
    )
    work.session.flush()

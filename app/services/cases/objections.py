"""Objections during publicity: recorded by a clerk, judged by a reviewer; one that is upheld takes the case back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.models import Case, Objection
from app.services.calendar.limits import due_on
from app.services.cases import scans
from app.services.cases.access import hands
from app.services.cases.course import UPHELD, Move, Stage, State, Step
from app.services.cases.dossiers import fetch, refresh
from app.services.cases.scans import File, Scan
from app.services.cases.stepping import stepped
from app.services.errors import UserError
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork, Work

JUDGING = Move(Step.BACK, "认定异议", (State.PUBLICITY,), State.ACCEPTED, (Role.REVIEWER,), Stage.REVIEW)


@dataclass(frozen=True, slots=True)
class Raised:
    """An objection as it came in."""

    raised_on: date
    raised_by: str
    contact: str
    text: str
    scan: File | None = None


@dataclass(frozen=True, slots=True)
class ShownObjection:
    """An objection of a case; `upheld` is None while nobody has judged it."""

    key: int
    raised_on: date
    raised_by: str
    contact: str
    text: str
    recorded_by: str
    upheld: bool | None
    finding: str
    judged_on: date | None
    judged_by: str
    scans: tuple[Scan, ...]


def objections_of(uow: UnitOfWork, number: str) -> tuple[ShownObjection, ...]:
    """The objections of a case, the first first; UserError when there is no such case."""
    with uow.read() as work:
        case = fetch(work.session, number)
        rows = work.session.execute(select(Objection).where(Objection.case_id == case.id).order_by(Objection.id))
        found = list(rows.scalars())
        attached = scans.scans_of(work, "objection", [row.id for row in found])
        return tuple(_shown(row, attached) for row in found)


def _shown(row: Objection, attached: tuple[Scan, ...]) -> ShownObjection:
    own = tuple(scan for scan in attached if scan.subject_id == row.id)
    return ShownObjection(
        *(row.id, row.raised_on, row.raised_by, row.contact, row.text, row.recorded_by),
        *(row.upheld, row.finding, row.judged_on, row.judged_by, own),
    )


def publicity_of(uow: UnitOfWork, number: str) -> tuple[bool, str]:
    """Whether an objection can be recorded now, and in words how the publicity of a case stands."""
    with uow.read() as work:
        case = fetch(work.session, number)
        if case.public_from is None or case.public_until is None:
            return False, "还没有公示。公示期间收到的异议在这里登记。"
        running = case.state == State.PUBLICITY
        span = f"公示 {case.public_from} 至 {work.calendar.day_text(case.public_until)}"
        return running, f"{span}，没有登记异议。"


def record(uow: UnitOfWork, number: str, raised: Raised, *, on: date | None = None) -> int:
    """A clerk records an objection raised within the publicity of a case; its id. UserError says what it lacks."""
    with uow.begin(on=on) as work:
        require_role(work.session, work.account, {Role.CLERK}, "登记公示异议")
        case = fetch(work.session, number)
        _require_public(work, case, raised.raised_on)
        if not raised.raised_by.strip() or not raised.text.strip():
            lacking = "异议内容" if raised.raised_by.strip() else "异议人（匿名的写“匿名”）"
            raise UserError(f"{number} 的异议缺少{lacking}，请经办员补填。")
        row = Objection(
            case_id=case.id,
            raised_on=raised.raised_on,
            raised_by=raised.raised_by.strip(),
            contact=raised.contact.strip(),
            text=raised.text.strip(),
            recorded_by=work.account,
            at=work.now,
        )
        work.session.add(row)
        work.session.flush()
        if raised.scan is not None:
            scans.attach(work, "objection", [row.id], raised.scan)
        case.version += 1
        work.note("登记公示异议", number, f"{row.raised_by}：{row.text}")
        return row.id


def _require_public(work: Work, case: Case, day: date) -> None:
    if case.state != State.PUBLICITY or case.public_from is None or case.public_until is None:
        raise UserError(
            f"{case.number} 处于“{State(case.state).label}”，没有在公示，不能登记公示异议，请按信访或举报办理。"
        )
    if day > work.today:
        raise UserError(f"{case.number} 的异议日期 {day} 晚于今天，请经办员改正。")
    if not case.public_from <= day <= case.public_until:
        raise UserError(
            f"{case.number} 公示自 {case.public_from} 至 {case.public_until}，{day} 不在公示期内，请经办员核对异议日期。"
        )


def judge(uow: UnitOfWork, key: int, *, upheld: bool, finding: str, on: date | None = None) -> None:
    """A reviewer judges an objection; upheld during publicity it takes the case back to review."""
    with uow.begin(on=on) as work:
        row = work.session.get(Objection, key)
        if row is None or row.upheld is not None:
            raise UserError("这件异议不存在或已经认定，请刷新后再看。")
        case = work.session.get_one(Case, row.case_id)
        obstacle = hands(work.session, work.account, case.id).obstacle(JUDGING, case.number)
        if obstacle:
            raise UserError(obstacle)
        if not finding.strip():
            raise UserError(f"{case.number} 的异议须写明认定理由，请复核员补填。")
        row.upheld, row.finding, row.judged_on, row.judged_by = upheld, finding.strip(), work.today, work.account
        work.note("认定公示异议", case.number, f"{row.raised_by}：{'成立' if upheld else '不成立'}，{row.finding}")
        if upheld and case.state == State.PUBLICITY:
            _send_back(work, case, row.finding)
        else:
            case.version += 1


def _send_back(work: Work, case: Case, finding: str) -> None:
    stages = (State.PUBLICITY, State.ACCEPTED)
    stepped(work, case, UPHELD, stages, reason=f"公示异议成立：{finding}", stage=Stage.REVIEW)
    work.session.flush()
    case.due_on = due_on(work, State.ACCEPTED, work.today)
    refresh(work, case)


def open_count(work: Work, case_id: int) -> int:
    """How many objections of a case nobody has judged."""
    query = select(func.count()).where(Objection.case_id == case_id, Objection.upheld.is_(None))
    return work.session.execute(query).scalar_one()

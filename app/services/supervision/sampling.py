"""双随机: a list frozen first, then drawn from by a seed published later; inspectors by lot too; what each check found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.models import Case, Draw, DrawResult, Unit
from app.models.cases import GRANTED
from app.services import numbering
from app.services.errors import UserError
from app.services.policy.catalogue import BY_CODE
from app.services.supervision.drawing import assigned, drawn, lot
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork, Work

SERIES = "SJCC"
CASES, UNITS = "case", "unit"
KEEPERS = (Role.REVIEWER, Role.APPROVER)
CHECKERS = (Role.CLERK, Role.REVIEWER)
CLEAN, PROBLEM = "clean", "problem"
OUTCOMES = {CLEAN: "未发现问题", PROBLEM: "发现问题"}


@dataclass(frozen=True)
class Scope:
    """What the list is made of: granted cases, or the units that have them, decided within the days given."""

    subject: str
    start: date
    end: date
    code: str = ""
    township: str = ""

    @property
    def text(self) -> str:
        """The scope in words, as the record says it."""
        what = "已批准的案件" if self.subject == CASES else "有已批准案件的单位"
        narrowed = [BY_CODE[self.code].title] if self.code else []
        narrowed += [self.township] if self.township else []
        return f"{self.start} 至 {self.end} {what}" + (f"（{'，'.join(narrowed)}）" if narrowed else "")


@dataclass(frozen=True)
class Plan:
    """How many are drawn, by whom they are checked (names), and how many inspectors each check gets."""

    wanted: int
    inspectors: tuple[str, ...]
    per_member: int = 2


@dataclass(frozen=True)
class Member:
    """A member of a frozen list: the number of a case or the credit code of a unit, and the name."""

    number: str
    name: str


@dataclass(frozen=True)
class DrawnMember:
    """What was drawn, in the order of the draw, with its inspectors and what the check found."""

    position: int
    member: Member
    lot: str
    inspectors: tuple[str, ...]
    outcome: str
    finding: str
    checked_on: date | None
    checked_by: str


@dataclass(frozen=True)
class DrawView:
    """A draw whole. `seed` is empty until it has been drawn."""

    number: str
    subject: str
    scope: str
    members: tuple[Member, ...]
    wanted: int
    inspectors: tuple[str, ...]
    per_member: int
    digest: str
    frozen_on: date
    frozen_by: str
    seed: str
    seed_source: str
    drawn_on: date | None
    drawn_by: str
    results: tuple[DrawnMember, ...]


@dataclass(frozen=True, slots=True)
class DrawLine:
    """A draw in the list: how many are drawn of how many, how many checks are done, and how many found something."""

    number: str
    scope: str
    listed: int
    wanted: int
    frozen_on: date
    drawn_on: date | None
    checked: int
    problems: int


def freeze(uow: UnitOfWork, scope: Scope, plan: Plan) -> str:
    """Freeze the list of a scope before the seed is known; the number of the draw. UserError when it cannot be drawn."""
    inspectors = sorted({name.strip() for name in plan.inspectors if name.strip()})
    with uow.begin() as work:
        require_role(work.session, work.account, KEEPERS, "发起双随机抽查")
        members = [Member(code, name) for code, name in work.session.execute(_listed(scope))]
        _require_drawable(scope, plan, members, inspectors)
        frozen = json.dumps([[member.number, member.name] for member in members], ensure_ascii=False)
        chosen = json.dumps(inspectors, ensure_ascii=False)
        year = work.today.year
        number = f"{SERIES}-{year}-{numbering.take(work.session, SERIES, year):04d}"
        draw = Draw(
            number=number,
            subject=scope.subject,
            scope=scope.text,
            frozen=frozen,
            digest=digest_of(frozen, chosen, plan),
            listed=len(members),
            wanted=plan.wanted,
            inspectors=chosen,
            per_member=plan.per_member,
            frozen_on=work.today,
            at=work.now,
            account=work.account,
            **dict.fromkeys(("seed", "seed_source", "drawn_by"), ""),
        )
        work.session.add(draw)
        work.note("冻结双随机名单", number, f"{scope.text}，{len(members)} 个，摘要 {draw.digest}")
    return number


def digest_of(frozen: str, inspectors: str, plan: Plan) -> str:
    """The digest of a frozen list with its inspectors and how many are drawn, as the record prints it."""
    return sha256(f"{frozen}\n{inspectors}\n{plan.wanted}\n{plan.per_member}".encode()).hexdigest()


def draw(uow: UnitOfWork, number: str, seed: str, source: str) -> DrawView:
    """Draw by a published seed, once; UserError without a seed, its source, or when it was drawn before."""
    seed, source = seed.strip(), source.strip()
    if not seed or not source:
        raise UserError("请填写公开的种子和它的公布出处（如 福彩双色球第 2026136 期开奖号码），再抽取。")
    with uow.begin() as work:
        require_role(work.session, work.account, KEEPERS, "双随机抽取")
        row = _fetch(work.session, number)
        if row.seed:
            raise UserError(f"{number} 已于 {row.drawn_on} 用种子“{row.seed}”抽取，不能重抽，需要时请另行冻结名单。")
        row.seed, row.seed_source, row.drawn_on, row.drawn_by = seed, source, work.today, work.account
        names = [name for name, _ in json.loads(row.frozen)]
        inspectors = json.loads(row.inspectors)
        work.session.add_all(
            DrawResult(
                draw_id=row.id,
                position=position,
                member=member,
                inspectors=json.dumps(assigned(seed, member, inspectors, row.per_member), ensure_ascii=False),
                **dict.fromkeys(("outcome", "finding", "checked_by"), ""),
            )
            for position, member in enumerate(drawn(seed, names, row.wanted), start=1)
        )
        work.session.flush()
        work.note("双随机抽取", number, f"种子 {seed}（{source}）")
        return _view(work, row)


def record(uow: UnitOfWork, number: str, position: int, outcome: str, finding: str, on: date | None = None) -> None:
    """Record what the check of a drawn member found; a problem needs words. UserError for what cannot be recorded."""
    with uow.begin(on=on) as work:
        require_role(work.session, work.account, CHECKERS, "登记抽查结果")
        row = _fetch(work.session, number)
        result = work.session.execute(
            select(DrawResult).where(DrawResult.draw_id == row.id, DrawResult.position == position)
        ).scalar_one_or_none()
        if result is None:
            raise UserError(f"{number} 没有抽中第 {position} 个对象，请核对序号。")
        if result.outcome:
            raise UserError(f"{result.member} 的抽查结果已由 {result.checked_by} 登记，不能改动，有误请另行说明。")
        if outcome not in OUTCOMES or (outcome == PROBLEM and not finding.strip()):
            raise UserError(f"{result.member} 请选择抽查结果；发现问题的须写明情况。")
        if row.drawn_on and work.today < row.drawn_on:
            raise UserError(f"{number} 于 {row.drawn_on} 抽取，检查日期不能早于抽取日期。")
        result.outcome, result.finding = outcome, finding.strip()
        result.checked_on, result.checked_by = work.today, work.account
        work.note("登记抽查结果", number, f"{result.member} {OUTCOMES[outcome]} {finding.strip()}")


def draws(uow: UnitOfWork) -> tuple[DrawLine, ...]:
    """All draws, the latest first."""
    checked = func.count(DrawResult.checked_on)
    problems = func.count().filter(DrawResult.outcome == PROBLEM)
    query = (
        select(Draw, checked, problems)
        .outerjoin(DrawResult, DrawResult.draw_id == Draw.id)
        .group_by(Draw.id)
        .order_by(Draw.id.desc())
    )
    with uow.read() as work:
        return tuple(
            DrawLine(one.number, one.scope, one.listed, one.wanted, one.frozen_on, one.drawn_on, done, found)
            for one, done, found in work.session.execute(query)
        )


def draw_view(uow: UnitOfWork, number: str) -> DrawView:
    """A draw whole; UserError when there is none."""
    with uow.read() as work:
        return _view(work, _fetch(work.session, number))


def _listed(scope: Scope) -> Select[str, str]:
    rows = select(Case.number, Case.applicant) if scope.subject == CASES else select(Unit.credit_code, Unit.name)
    if scope.subject == UNITS:
        rows = rows.join(Case, Case.unit_id == Unit.id).distinct().order_by(Unit.credit_code)
    else:
        rows = rows.order_by(Case.number)
    rows = rows.where(Case.state.in_(GRANTED), Case.decided_on.between(scope.start, scope.end))
    if scope.code:
        rows = rows.where(Case.code == scope.code)
    return rows.where(Case.township == scope.township) if scope.township else rows


def _require_drawable(scope: Scope, plan: Plan, members: Sequence[Member], inspectors: Sequence[str]) -> None:
    if scope.start > scope.end:
        raise UserError("起始日期晚于截止日期，请改正抽查范围。")
    if not members:
        raise UserError(f"{scope.text}一件也没有，请换一个范围再冻结名单。")
    if not 1 <= plan.wanted <= len(members):
        raise UserError(f"抽取数应在 1 至 {len(members)} 之间，请改正。")
    if not 1 <= plan.per_member <= len(inspectors):
        raise UserError(f"检查人员名单有 {len(inspectors)} 人，每个对象派 {plan.per_member} 人不够，请补充名单。")


def _fetch(session: Session, number: str) -> Draw:
    row = session.execute(select(Draw).where(Draw.number == number)).scalar_one_or_none()
    if row is None:
        raise UserError(f"没有双随机抽查 {number}，请核对编号。")
    return row


def _view(work: Work, row: Draw) -> DrawView:
    members = tuple(Member(number, name) for number, name in json.loads(row.frozen))
    known = {member.number: member for member in members}
    results = work.session.execute(
        select(DrawResult).where(DrawResult.draw_id == row.id).order_by(DrawResult.position)
    ).scalars()
    return DrawView(
        number=row.number,
        subject=row.subject,
        scope=row.scope,
        members=members,
        wanted=row.wanted,
        inspectors=tuple(json.loads(row.inspectors)),
        per_member=row.per_member,
        digest=row.digest,
        frozen_on=row.frozen_on,
        frozen_by=row.account,
        seed=row.seed,
        seed_source=row.seed_source,
        drawn_on=row.drawn_on,
        drawn_by=row.drawn_by,
        results=tuple(
            DrawnMember(
                one.position,
                known[one.member],
                lot(row.seed, one.member),
                tuple(json.loads(one.inspectors)),
                one.outcome,
                one.finding,
                one.checked_on,
                one.checked_by,
            )
            for one in results
        ),
    )

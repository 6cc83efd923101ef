"""事前筛查: all checks on demand, before a campaign of approvals."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import case, func, select

from app.models import Case, Doubt
from app.services.cases.course import State
from app.services.doubts.catalogue import CHECKS
from app.services.doubts.open_doubts import BLOCKING, OPEN
from app.services.doubts.reading import COUNTED
from app.services.doubts.running import Progress, run
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork, Work

SCREENERS = frozenset({Role.CLERK, Role.REVIEWER, Role.APPROVER})


class Scope(StrEnum):
    """Over which cases."""

    APPROVAL = "approval"
    ALL = "all"

    @property
    def label(self) -> str:
        """The scope as the office calls it."""
        return "待审批案件" if self is Scope.APPROVAL else "全部案件"


@dataclass(frozen=True)
class Screened:
    """What stands on the cases of a screening by a check: doubts waiting, how many of them block, how many are new."""

    code: str
    title: str
    open: int
    blocking: int
    new: int


@dataclass(frozen=True)
class Screening:
    """What a screening found; `gone` are doubts that no longer hold."""

    scope: Scope
    cases: int
    lines: tuple[Screened, ...]
    gone: int

    @property
    def sentence(self) -> str:
        """The outcome in one sentence."""
        waiting, blocking = sum(line.open for line in self.lines), sum(line.blocking for line in self.lines)
        new = sum(line.new for line in self.lines)
        return (
            f"已筛查{self.scope.label} {self.cases} 件：待核实疑点 {waiting} 条，其中阻断 {blocking} 条；"
            f"本次新增 {new} 条，消失 {self.gone} 条。"
        )


def screen(uow: UnitOfWork, scope: Scope, progress: Progress | None = None) -> Screening:
    """Run all checks over the cases waiting for approval, with those they touch, or over all; stored and noted.

    Cancelled, raised by `progress`, leaves everything as it was. UserError for an account that only reads.
    """
    with uow.begin() as work:
        require_role(work.session, work.account, SCREENERS, "进行事前筛查")
        ids = None if scope is Scope.ALL else _waiting(work)
        outcome = run(work, ids, progress)
        found = _standing(work, scope)
        lines = tuple(
            Screened(check.code, check.title, *found.get(check.code, (0, 0)), outcome.new[check.code])
            for check in CHECKS
            if check.code in found or outcome.new[check.code]
        )
        cases = len(ids) if ids is not None else _counted(work)
        screening = Screening(scope, cases, lines, outcome.gone)
        work.note("事前筛查", scope.label, screening.sentence)
        return screening


def _waiting(work: Work) -> list[int]:
    return list(work.session.execute(select(Case.id).where(Case.state == State.APPROVAL.value)).scalars())


def _counted(work: Work) -> int:
    return work.session.execute(select(func.count()).select_from(Case).where(COUNTED)).scalar_one()


def _standing(work: Work, scope: Scope) -> dict[str, tuple[int, int]]:
    """Open and blocking doubts by check on the cases of the scope."""
    waiting, blocking = func.count(case((OPEN, 1))), func.count(case((BLOCKING, 1)))
    query = select(Doubt.code, waiting, blocking).group_by(Doubt.code).having((waiting > 0) | (blocking > 0))
    if scope is Scope.APPROVAL:
        query = query.join(Case, Case.id == Doubt.case_id).where(Case.state == State.APPROVAL.value)
    return {code: (open_, blocks) for code, open_, blocks in work.session.execute(query)}

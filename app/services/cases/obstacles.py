"""What stands in the way of approving or paying a case, whoever acts: one small check each, many cases a query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Case, CaseMaterial, Clawback, Doubt, Objection
from app.services.bulk import KEYS, in_slices
from app.services.cases.course import State
from app.services.clawbacks.terms import INVESTIGATED
from app.services.doubts.open_doubts import BLOCKING
from app.services.errors import UserError
from app.services.unit_of_work import Work

LACKING = "缺材料"
DECIDING = (State.APPROVAL, State.APPROVED)
_HELD = select(Case.id, Case.hold_reason).where(Case.id.in_(KEYS), Case.held)
_OBJECTED = (
    select(Objection.case_id, func.min(Objection.raised_by), func.count())
    .where(Objection.case_id.in_(KEYS), Objection.upheld.is_(None))
    .group_by(Objection.case_id)
)
_WANTING = (
    select(CaseMaterial.case_id, CaseMaterial.name, CaseMaterial.due_on)
    .where(CaseMaterial.case_id.in_(KEYS), CaseMaterial.state != "received")
    .order_by(CaseMaterial.case_id, CaseMaterial.position)
)
_DOUBTED = select(Doubt.case_id, Doubt.text, Doubt.verdict).where(Doubt.case_id.in_(KEYS), BLOCKING).order_by(Doubt.id)
_INVESTIGATED = select(Clawback.case_id, Clawback.number).where(
    Clawback.case_id.in_(KEYS), Clawback.state.in_([state.value for state in INVESTIGATED])
)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why nothing is decided or paid on a case, and who does what first; `mark` is the same in a word, for lists."""

    case_id: int
    mark: str
    why: str
    cure: str

    def sentence(self, deed: str) -> str:
        """The obstacle as it refuses a deed (批准, 拨付)."""
        return f"{self.why}，{self.cure}后方可{deed}。"


Check = Callable[[Session, str], Iterator[Obstacle]]
"""What one check finds of cases, whose ids it is given as the parameter `keys` of its query."""


def obstacles(session: Session, case_ids: Sequence[int]) -> dict[int, tuple[Obstacle, ...]]:
    """All obstacles of each case that has any, in the order of the checks."""
    found: dict[int, list[Obstacle]] = defaultdict(list)
    for keys in in_slices(case_ids):
        for check in CHECKS:
            for obstacle in check(session, keys):
                found[obstacle.case_id].append(obstacle)
    return {case_id: tuple(several) for case_id, several in found.items()}


def stopped(session: Session, cases: Mapping[int, State]) -> dict[int, str]:
    """What stops cases, in a word each; materials still to come only where approval or payment waits for them."""
    found: dict[int, str] = {}
    for case_id, several in obstacles(session, list(cases)).items():
        marks = [one.mark for one in several if one.mark != LACKING or cases[case_id] in DECIDING]
        if marks:
            found[case_id] = marks[0]
    return found


def require_none(work: Work, case: Case, deed: str) -> None:
    """UserError with the first obstacle of a case, naming the case, when there is one."""
    for obstacle in obstacles(work.session, [case.id]).get(case.id, ()):
        raise UserError(f"{case.number} {obstacle.sentence(deed)}")


def _held(session: Session, keys: str) -> Iterator[Obstacle]:
    """A hold, by whomever it was set."""
    for case_id, reason in session.execute(_HELD, {"keys": keys}):
        yield Obstacle(case_id, "暂停", f"已暂停（{reason}）", "解除暂停")


def _objected(session: Session, keys: str) -> Iterator[Obstacle]:
    """An objection that nobody has judged."""
    for case_id, who, count in session.execute(_OBJECTED, {"keys": keys}):
        why = f"有 {count} 件公示异议未认定（{who}）"
        yield Obstacle(case_id, "异议", why, "复核员在案件的“公示异议”页认定")


def _wanting(session: Session, keys: str) -> Iterator[Obstacle]:
    """Materials that were promised for later, or found missing, and have not come."""
    for case_id, name, due in session.execute(_WANTING, {"keys": keys}):
        why = f"容缺材料“{name}”应于 {due} 前补交，尚未收到" if due else f"材料“{name}”缺少"
        yield Obstacle(case_id, LACKING, why, "经办员在案件的“材料”页登记收到")


def _doubted(session: Session, keys: str) -> Iterator[Obstacle]:
    """A warning that blocks and that nobody has found harmless."""
    for case_id, text, verdict in session.execute(_DOUBTED, {"keys": keys}):
        known = "疑点已核实属实" if verdict else "有未处理的疑点"
        cure = "复核员或审批人在案件的“疑点”页" + ("重新核实并排除" if verdict else "核实并排除")
        yield Obstacle(case_id, "疑点·阻断", f"{known}（{text.rstrip('。')}）", cure)


def _investigated(session: Session, keys: str) -> Iterator[Obstacle]:
    """An investigation (追回立案) that is neither decided nor dropped."""
    for case_id, number in session.execute(_INVESTIGATED, {"keys": keys}):
        yield Obstacle(case_id, "追回调查", f"正在追回调查（{number}）", "在追回案件中作出决定或撤销立案")


CHECKS: tuple[Check, ...] = (_investigated, _held, _objected, _wanting, _doubted)

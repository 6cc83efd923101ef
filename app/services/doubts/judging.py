"""A person judges what the checks found: borne out or harmless, with a written reason that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from app.models import Case, Doubt
from app.services.doubts.catalogue import title_of
from app.services.doubts.running import show_warned
from app.services.errors import UserError
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork, Work

JUDGES = frozenset({Role.REVIEWER, Role.APPROVER})
PART = 5_000


class Verdict(StrEnum):
    """What a doubt turned out to be."""

    CONFIRMED = "confirmed"
    HARMLESS = "harmless"

    @property
    def label(self) -> str:
        """The verdict as the office calls it."""
        return "属实" if self is Verdict.CONFIRMED else "排除"


def judge(
    uow: UnitOfWork, doubt_ids: Sequence[int], verdict: Verdict, reason: str, *, on: date | None = None
) -> tuple[str, ...]:
    """A reviewer or an approver judges doubts, all or none; the numbers of their cases.

    A judgement may be changed by another one; both stay in the audit chain. UserError without a reason, for a doubt
    that no longer holds, and for one already judged so.
    """
    if not reason.strip():
        raise UserError("核实疑点须写明理由，请补填后再办。", "reason")
    with uow.begin(on=on) as work:
        require_role(work.session, work.account, JUDGES, "核实疑点")
        found = _found(work, doubt_ids)
        for doubt, number in found:
            _judge(work, doubt, number, verdict, reason.strip())
        work.session.flush()
        show_warned(work, {doubt.case_id for doubt, _ in found})
        return tuple(dict.fromkeys(number for _, number in found))


def _found(work: Work, doubt_ids: Sequence[int]) -> list[tuple[Doubt, str]]:
    found: list[tuple[Doubt, str]] = []
    for start in range(0, len(doubt_ids), PART):
        query = select(Doubt, Case.number).join(Case, Case.id == Doubt.case_id)
        rows = work.session.execute(query.where(Doubt.id.in_(doubt_ids[start : start + PART])).order_by(Doubt.id))
        found += [(doubt, number) for doubt, number in rows]
    if not found or len(found) < len(set(doubt_ids)):
        raise UserError("所选疑点已不存在，请刷新后再办。")
    return found


def _judge(work: Work, doubt: Doubt, number: str, verdict: Verdict, reason: str) -> None:
    title = title_of(doubt.code)
    if doubt.gone_at is not None:
        raise UserError(f"{number} 的疑点“{title}”已随内容更改而消失，不必再核实，请刷新。")
    if doubt.verdict == verdict and doubt.reason == reason:
        raise UserError(f"{number} 的疑点“{title}”已由 {doubt.judged_by} 核实为{verdict.label}，请刷新。")
    before = f"（原为{Verdict(doubt.verdict).label}：{doubt.reason}）" if doubt.verdict else ""
    doubt.verdict, doubt.reason = verdict.value, reason
    doubt.judged_by, doubt.judged_at = work.account, work.now
    work.note(f"疑点{verdict.label}", number, f"{title}：{doubt.text}；理由：{reason}{before}")

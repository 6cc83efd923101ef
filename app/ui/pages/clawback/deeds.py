"""What can be done to a clawback before money moves: what is asked for, and the service that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.services.clawbacks import deciding, notice, proposing
from app.services.clawbacks.desk import Desk
from app.services.clawbacks.records import INVESTIGATORS
from app.services.clawbacks.terms import NOTICE, ClawbackState, Ground
from app.services.policy.values import read_day, read_fen
from app.services.supervision.misconduct import BAN
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork
from app.ui.widgets.asking.fields import Ask, AskKind
from app.ui.widgets.table.formats import money

Texts = Mapping[str, str]
Kind = AskKind


@dataclass(frozen=True)
class ClawbackDeed:
    """A verb on a clawback: `asks` its fields, `verb` the words on the button that cannot be taken back, `run` does it."""

    label: str
    roles: tuple[Role, ...]
    when: Callable[[Desk], bool]
    question: Callable[[Desk], str]
    asks: Callable[[Desk], Sequence[Ask]]
    run: Callable[[UnitOfWork, Desk, Texts], None]
    verb: Callable[[Desk], str] | None = None

    def offered(self, desk: Desk) -> bool:
        """Whether the account at work may do it now."""
        return bool(desk.roles & set(self.roles)) and self.when(desk)


def in_state(*states: ClawbackState) -> Callable[[Desk], bool]:
    """While the clawback is in one of the states."""
    return lambda desk: desk.view.line.state in states


def day_of(texts: Texts, name: str) -> date | None:
    """A day as typed; None when the field is empty."""
    return read_day(texts[name]) if texts[name] else None


def fen_of(texts: Texts, name: str) -> int:
    """A sum in fen as typed, 0 when the field is empty."""
    return read_fen(texts[name]) if texts[name] else 0


def _propose(uow: UnitOfWork, desk: Desk, texts: Texts) -> None:
    line = desk.view.line
    proposing.propose(uow, line.number, fen_of(texts, "sum"), texts["reason"], seen=line.version)


def _proposed_fields(desk: Desk) -> Sequence[Ask]:
    found = desk.view.computed
    fixed = desk.view.ground is Ground.FRAUD
    text = money(found.owed_fen).replace(",", "") if found else ""
    note = "弄虚作假的全部予以收回，不能更改" if fixed else ""
    return (
        Ask("sum", "应退回金额（元）", Kind.MONEY, text, hint=note),
        Ask("reason", "与测算金额不同的理由", Kind.TEXT, needed=False, hint="金额与测算相同的，不必填写"),
    )


def _proposed_words(desk: Desk) -> str:
    found = desk.view.computed
    return "\n".join(found.lines) if found else desk.view.wanting


def served_on(desk: Desk, kind: str) -> date | None:
    """The day from which the last letter of a kind counts as served."""
    return next((paper.served_on for paper in reversed(desk.papers) if paper.kind == kind), None)


def _notify_fields(desk: Desk) -> Sequence[Ask]:
    return (Ask("day", "事先告知书送达日期", Kind.DAY, str(served_on(desk, NOTICE) or desk.today)),)


def _notify(uow: UnitOfWork, desk: Desk, texts: Texts) -> None:
    notice.notify(uow, desk.view.line.number, read_day(texts["day"]), seen=desk.view.line.version)


def _state(uow: UnitOfWork, desk: Desk, texts: Texts) -> None:
    line = desk.view.line
    notice.record_statement(uow, line.number, texts["by"], texts["text"], seen=line.version)


def _waive(uow: UnitOfWork, desk: Desk, texts: Texts) -> None:
    notice.waive(uow, desk.view.line.number, texts["document"], seen=desk.view.line.version)


def _answer(uow: UnitOfWork, desk: Desk, texts: Texts) -> None:
    open_one = next(one for one in desk.view.statements if one.answered_on is None)
    line = desk.view.line
    notice.answer_statement(uow, line.number, open_one.id, texts["answer"], seen=line.version)


def _unanswered(desk: Desk) -> bool:
    return any(one.answered_on is None for one in desk.view.statements)


def _statement_words(desk: Desk) -> str:
    open_one = next(one for one in desk.view.statements if one.answered_on is None)
    return f"{open_one.made_by}于 {open_one.received_on} 提出：{open_one.text}"


def _banned(desk: Desk) -> bool:
    return any(BAN in one.measures for one in desk.view.responsible)


def _decide_fields(desk: Desk) -> Sequence[Ask]:
    told = desk.view.line.proposed_fen or 0
    authority = Ask("authority", "限制申报依据文号", hint="责任人的处理措施含限制申报，须有依据")
    return (
        *([Ask("return_by", "退回期限", Kind.DAY)] if told else []),
        Ask("sum", "责令退回金额（元）", Kind.MONEY, money(told).replace(",", "")),
        Ask("reason", "低于告知金额的理由", Kind.TEXT, needed=False),
        *([authority] if _banned(desk) else []),
    )


def _decide(uow: UnitOfWork, desk: Desk, texts: Texts) -> None:
    line = desk.view.line
    decision = deciding.Decision(
        day_of(texts, "return_by") if "return_by" in texts else None,
        fen_of(texts, "sum"),
        texts["reason"],
        texts.get("authority", ""),
    )
    deciding.decide(uow, line.number, decision, seen=line.version)


def _decide_words(desk: Desk) -> str:
    line, view = desk.view.line, desk.view
    cancelled = view.computed.cancelled_fen if view.computed else 0
    unpaid = f"，尚未拨付的 {money(cancelled)} 元不再拨付" if cancelled else ""
    entered = f"；{len(view.responsible)} 个责任人列入违规申领台账" if view.ground is Ground.FRAUD else ""
    return (
        f"{line.number} {line.applicant}：以“{view.ground.label}”撤销核准，责令退回 {money(line.proposed_fen or 0)} 元"
        f"{unpaid}{entered}。决定作出后不能撤销，只能依复议决定或者判决更正。"
    )


def _drop(uow: UnitOfWork, desk: Desk, texts: Texts) -> None:
    deciding.drop(uow, desk.view.line.number, texts["reason"], seen=desk.view.line.version)


INVESTIGATING, NOTIFIED = ClawbackState.INVESTIGATING, ClawbackState.NOTIFIED
PROPOSE = ClawbackDeed(
    "拟定追回金额",
    INVESTIGATORS,
    lambda desk: desk.view.line.state is INVESTIGATING and desk.view.computed is not None,
    _proposed_words,
    _proposed_fields,
    _propose,
)
NOTIFY = ClawbackDeed(
    "确认送达，听取陈述申辩",
    (Role.REVIEWER,),
    lambda desk: desk.view.line.state is INVESTIGATING and desk.view.line.proposed_fen is not None,
    lambda desk: f"{desk.view.line.number}：事先告知书送达当事人以后，自次日起计算陈述申辩期限，并写入办理过程。",
    _notify_fields,
    _notify,
)
STATEMENT = ClawbackDeed(
    "登记陈述申辩",
    INVESTIGATORS,
    in_state(NOTIFIED),
    lambda desk: f"{desk.view.line.number} {desk.view.line.applicant}：谁提出了什么陈述和申辩？登记后不能修改。",
    lambda desk: (Ask("by", "陈述人", text=desk.view.line.applicant), Ask("text", "陈述申辩内容", Kind.TEXT)),
    _state,
)
WAIVE = ClawbackDeed(
    "当事人放弃陈述申辩",
    INVESTIGATORS,
    lambda desk: desk.view.line.state is NOTIFIED and not desk.view.statements,
    lambda desk: f"{desk.view.line.number} {desk.view.line.applicant} 书面放弃陈述申辩。",
    lambda _: (Ask("document", "书面材料的名称和日期", hint="如 2024-11-12 放弃陈述申辩声明"),),
    _waive,
)
ANSWER = ClawbackDeed(
    "答复陈述申辩",
    INVESTIGATORS,
    _unanswered,
    _statement_words,
    lambda _: (Ask("answer", "复核意见（采纳与否及理由）", Kind.TEXT, hint="写入责令退回决定书"),),
    _answer,
)
DECIDE = ClawbackDeed(
    "作出追回决定",
    (Role.APPROVER,),
    in_state(NOTIFIED),
    _decide_words,
    _decide_fields,
    _decide,
    lambda desk: f"责令退回 {money(desk.view.line.proposed_fen or 0)} 元",
)
DROP = ClawbackDeed(
    "撤销立案",
    (Role.APPROVER,),
    in_state(INVESTIGATING, NOTIFIED),
    lambda desk: f"{desk.view.line.number} {desk.view.line.applicant}：不予追回，案件恢复办理。撤销后不能恢复。",
    lambda _: (Ask("reason", "不予追回的理由", Kind.TEXT, hint="写入撤销立案告知书"),),
    _drop,
    lambda _: "撤销立案",
)
INVESTIGATION = (PROPOSE, NOTIFY, STATEMENT, ANSWER, WAIVE, DECIDE, DROP)

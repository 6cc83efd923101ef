"""What can be done to a clawback after its decision: receipts, agreements, corrections, write-offs, reviews."""

from __future__ import annotations

from collections.abc import Sequence

from app.services.clawbacks import agreements, amending, booking
from app.services.clawbacks.desk import Desk
from app.services.clawbacks.next_steps import Next
from app.services.clawbacks.records import INVESTIGATORS
from app.services.clawbacks.shown import EntryShown
from app.services.clawbacks.terms import ClawbackState, EntryKind
from app.services.errors import UserError
from app.services.policy.months import plus_months
from app.services.policy.values import Unreadable, read_day, read_fen
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork
from app.ui.pages.clawback.deeds import (
    ANSWER,
    DECIDE,
    INVESTIGATION,
    NOTIFY,
    PROPOSE,
    STATEMENT,
    ClawbackDeed,
    Kind,
    Texts,
    fen_of,
    in_state,
)
from app.ui.widgets.asking.fields import Ask
from app.ui.widgets.table.formats import money

DECIDED, SETTLED = ClawbackState.DECIDED, ClawbackState.SETTLED
YES, NO = "是", "否"
PARTS = 3


def plain(fen: int) -> str:
    """A sum as it is typed: 1500.00."""
    return money(fen).replace(",", "")


def _owing(desk: Desk) -> bool:
    return desk.view.line.state is DECIDED and desk.view.line.left_fen > 0


def _repay_fields(desk: Desk) -> Sequence[Ask]:
    return (
        Ask("day", "到账日期", Kind.DAY, str(desk.today)),
        Ask("sum", "退款金额（元）", Kind.MONEY, plain(max(0, desk.view.line.left_fen))),
        Ask("voucher", "凭证号", hint="如 收-2024-11-003"),
        Ask("beyond", "银行确已多收", Kind.CHOICE, NO, (NO, YES)),
        Ask("note", "备注", needed=False),
    )


def _repay(uow: UnitOfWork, desk: Desk, texts: Texts) -> None:
    booking.book_repayment(
        uow,
        desk.view.line.number,
        fen_of(texts, "sum"),
        texts["voucher"],
        note=texts["note"],
        beyond=texts["beyond"] == YES,
        seen=desk.view.line.version,
        on=read_day(texts["day"]),
    )


def _parts_text(desk: Desk) -> str:
    """Equal parts a month, the last one takes the rest; to be changed as agreed."""
    left = max(0, desk.view.line.left_fen)
    each = left // PARTS // 100 * 100
    sums = [each] * (PARTS - 1) + [left - each * (PARTS - 1)]
    return "\n".join(f"{plus_months(desk.today, number)} {plain(fen)}" for number, fen in enumerate(sums, 1))


def read_parts(text: str) -> list[agreements.Part]:
    """Day and sum of each line; UserError at the first line that cannot be read."""
    parts = []
    for number, line in enumerate((line for line in text.splitlines() if line.strip()), 1):
        day, _, amount = line.strip().partition(" ")
        try:
            parts.append(agreements.Part(read_day(day), read_fen(amount.strip())))
        except Unreadable as error:
            raise UserError(
                f"还款安排第 {number} 行“{line.strip()}”读不出（{error.text}），请按“日期 金额”改正。"
            ) from error
    return parts


def _agree(uow: UnitOfWork, desk: Desk, texts: Texts) -> None:
    agreements.agree(uow, desk.view.line.number, read_parts(texts["parts"]), seen=desk.view.line.version)


def _correctable(desk: Desk) -> list[EntryShown]:
    kinds = (EntryKind.REPAYMENT, EntryKind.WRITE_OFF)
    return [one for one in desk.view.entries if one.kind in kinds and one.correctable_fen > 0]


def _named(one: EntryShown) -> str:
    return f"第 {one.id} 笔 {one.on_day} {one.label} {money(one.correctable_fen)} 元"


def _correct_fields(desk: Desk) -> Sequence[Ask]:
    names = tuple(_named(one) for one in _correctable(desk))
    surplus = max(0, -desk.view.line.left_fen)
    return (
        Ask("entry", "更正哪一笔", Kind.CHOICE, names[-1], names),
        Ask("sum", "更正金额（元）", Kind.MONEY, plain(surplus) if surplus else ""),
        Ask("reason", "理由", Kind.TEXT, hint="如 多收款项退还、重复登记"),
        Ask("voucher", "退还的凭证号", needed=False),
    )


def _correct(uow: UnitOfWork, desk: Desk, texts: Texts) -> None:
    entry = next(one for one in _correctable(desk) if _named(one) == texts["entry"])
    line = desk.view.line
    booking.correct_entry(
        uow,
        line.number,
        entry.id,
        fen_of(texts, "sum"),
        texts["reason"],
        voucher=texts["voucher"],
        seen=line.version,
    )


def _write_off(uow: UnitOfWork, desk: Desk, texts: Texts) -> None:
    line = desk.view.line
    booking.write_off(uow, line.number, fen_of(texts, "sum"), texts["authority"], texts["reason"], seen=line.version)


def _review(uow: UnitOfWork, desk: Desk, texts: Texts) -> None:
    line = desk.view.line
    amending.record_review(uow, line.number, read_day(texts["day"]), texts["document"], seen=line.version)


def _amend(uow: UnitOfWork, desk: Desk, texts: Texts) -> None:
    line = desk.view.line
    amending.amend_decision(uow, line.number, fen_of(texts, "sum"), texts["reason"], seen=line.version)


def _left(desk: Desk) -> str:
    line = desk.view.line
    stands = f"尚欠 {money(line.left_fen)} 元" if line.left_fen >= 0 else f"多收 {money(-line.left_fen)} 元"
    return f"{line.number} {line.applicant}：应退回 {money(line.balance.owed_fen)} 元，{stands}。"


REPAY = ClawbackDeed(
    "登记退款",
    (Role.FINANCE,),
    lambda desk: desk.view.line.state in (DECIDED, SETTLED) and desk.view.line.balance.owed_fen > 0,
    lambda desk: f"{_left(desk)}登记后记入台账，不能修改，请先核对日期、金额和凭证号。",
    _repay_fields,
    _repay,
    lambda _: "登记退款",
)
AGREE = ClawbackDeed(
    "约定分期还款",
    INVESTIGATORS,
    _owing,
    lambda desk: f"{_left(desk)}每行一期：日期、空格、金额，合计须等于尚欠金额；新的约定代替以前的约定。",
    lambda desk: (Ask("parts", "还款安排", Kind.TEXT, _parts_text(desk)),),
    _agree,
)
CORRECT = ClawbackDeed(
    "更正入账",
    (Role.FINANCE,),
    lambda desk: desk.view.line.state in (DECIDED, SETTLED) and bool(_correctable(desk)),
    lambda desk: f"{_left(desk)}更正是一笔反向分录，原分录保留。",
    _correct_fields,
    _correct,
    lambda _: "更正入账",
)
WRITE_OFF = ClawbackDeed(
    "核销",
    (Role.FINANCE,),
    _owing,
    lambda desk: f"{_left(desk)}核销的款项不再追收，不恢复补贴额度。",
    lambda desk: (
        Ask("sum", "核销金额（元）", Kind.MONEY, plain(max(0, desk.view.line.left_fen))),
        Ask("authority", "核销依据（文号）"),
        Ask("reason", "理由", Kind.TEXT),
    ),
    _write_off,
    lambda _: "核销",
)
REVIEW = ClawbackDeed(
    "登记复议决定",
    INVESTIGATORS,
    in_state(DECIDED, SETTLED),
    lambda desk: f"{desk.view.line.number}：复议决定送达以后 15 日为起诉期限，申请强制执行的日期随之改变。",
    lambda desk: (
        Ask("day", "复议决定送达日期", Kind.DAY, str(desk.today)),
        Ask("document", "复议机关和文号"),
    ),
    _review,
)
AMEND = ClawbackDeed(
    "更正决定",
    (Role.APPROVER,),
    lambda desk: desk.view.line.state in (DECIDED, SETTLED) and desk.view.line.balance.owed_fen > 0,
    lambda desk: f"{_left(desk)}依复议决定或者判决减少责令退回的金额，并恢复相应的补贴。",
    lambda _: (
        Ask("sum", "减少的金额（元）", Kind.MONEY),
        Ask("reason", "依据和理由", Kind.TEXT, hint="复议决定书或者判决书的文号"),
    ),
    _amend,
    lambda _: "更正决定",
)
DEEDS = (*INVESTIGATION, REPAY, AGREE, CORRECT, WRITE_OFF, REVIEW, AMEND)
BY_STEP = {
    Next.PROPOSE: PROPOSE,
    Next.NOTIFY: NOTIFY,
    Next.HEAR: STATEMENT,
    Next.ANSWER: ANSWER,
    Next.DECIDE: DECIDE,
    Next.REPAY: REPAY,
    Next.REFUND: CORRECT,
}

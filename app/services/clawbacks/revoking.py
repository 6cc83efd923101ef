"""What a decision to take back does to its case: the sum it gives alone, its unpaid instalments, its keys, its state."""

from __future__ import annotations

from app.models import Case
from app.services.cases.course import REVOKED
from app.services.cases.dossiers import hold as hold_keys
from app.services.clawbacks.opening import write_case_step
from app.services.clawbacks.records import Hold
from app.services.clawbacks.sums import TakeBack
from app.services.money.payments import settle
from app.services.money.remainders import plan_of
from app.services.policy.money import yuan
from app.services.unit_of_work import Work


def revoke(hold: Hold, found: TakeBack) -> None:
    """Correct what the case gives alone, cancel what is not to be paid, and free its keys when nothing is left of it."""
    case, work = hold.case, hold.work
    cancel(work, case, found.cancelled_fen)
    hold.clawback.cancelled_fen = found.cancelled_fen
    correct(work, case, found.corrected_fen)
    before = case.state
    settle(work, case, plan_of(work.session, case.id))
    extent = "全部撤销" if found.corrected_fen == 0 else "部分撤销"
    write_case_step(work, case, REVOKED, f"{hold.clawback.number} {extent}，退回 {yuan(found.owed_fen)} 元", before)


def cancel(work: Work, case: Case, amount_fen: int) -> None:
    """Revoke so many fen of what is not yet paid, the last instalments first."""
    for part in reversed(plan_of(work.session, case.id)):
        taken = min(amount_fen, max(0, part.left_fen))
        part.instalment.cancelled_fen += taken
        amount_fen -= taken
    work.session.flush()


def correct(work: Work, case: Case, alone_fen: int) -> None:
    """What the case gives alone from now on, in fen; at 0 its keys are free for others."""
    case.corrected_fen = alone_fen
    hold_keys(work.session, case, holds=alone_fen > 0)

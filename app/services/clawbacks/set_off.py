"""Set-off (抵扣): part of a later payment is kept against what the payee owes, when the payee agrees in writing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Case, CaseInstalment, Clawback, LedgerEntry, PaymentRun, PaymentRunLine
from app.services.cases.dossiers import definition, facts_of
from app.services.clawbacks.balances import balances
from app.services.clawbacks.booking import book
from app.services.clawbacks.entries import entry_of
from app.services.clawbacks.records import Hold
from app.services.clawbacks.terms import ClawbackState, ClawbackStepKind, EntryKind
from app.services.errors import UserError
from app.services.money.payment_run_changes import open_run
from app.services.policy.money import yuan
from app.services.policy.terms import Payee
from app.services.unit_of_work import UnitOfWork, Work


@dataclass(frozen=True, slots=True)
class Debt:
    """What a party still owes on a clawback, in fen."""

    clawback: str
    case: str
    applicant: str
    return_by: date | None
    left_fen: int


def debts(uow: UnitOfWork, case: str) -> tuple[Debt, ...]:
    """What the payee of a case owes on clawbacks of any case, the oldest decision first."""
    with uow.read() as work:
        found = work.session.execute(select(Case).where(Case.number == case)).scalar_one()
        return tuple(
            Debt(one.number, of.number, of.applicant, one.return_by, left)
            for one, of, left in owed_by_payee(work.session, found)
        )


def owed_by_payee(session: Session, case: Case) -> list[tuple[Clawback, Case, int]]:
    """The decided clawbacks with a balance whose payee is that of a case, with what is left of each in fen."""
    to_unit = definition(case).payee(facts_of(case)) is Payee.UNIT
    party = Case.unit_id == case.unit_id if to_unit else Case.person_id == case.person_id
    rows = session.execute(
        select(Clawback, Case)
        .join(Case, Case.id == Clawback.case_id)
        .where(party, Clawback.state == ClawbackState.DECIDED.value)
        .order_by(Clawback.decided_on, Clawback.id)
    ).all()
    same = [(one, of) for one, of in rows if (definition(of).payee(facts_of(of)) is Payee.UNIT) is to_unit]
    left = balances(session, [one.id for one, _ in same])
    return [(one, of, left[one.id].left_fen) for one, of in same if one.id in left and left[one.id].left_fen > 0]


def consent(
    uow: UnitOfWork,
    run: str,
    position: int,
    amount_fen: int,
    document: str,
    *,
    seen: int | None = None,
    on: date | None = None,
) -> None:
    """Finance notes on an open line of a payment run how much the payee lets be kept, with the written consent.

    0 takes the consent back. UserError above the sum of the line or of what the payee owes, or when the run is not as it
    was shown (`seen`).
    """
    with uow.begin(on=on) as work:
        standing = open_run(work, run, seen, "登记抵扣")
        line, case = _line(work, standing, position)
        owed = owed_by_payee(work.session, case)
        most = min(line.amount_fen, sum(left for _, _, left in owed))
        if not 0 <= amount_fen <= most:
            raise UserError(
                f"{case.number} 的抵扣金额须在 0 元与 {yuan(most)} 元之间（本次应付与尚欠金额），请财务改正。"
            )
        if not document.strip():
            raise UserError(f"{case.number} 抵扣须经当事人书面同意，请财务填写同意材料的名称和日期。")
        line.set_off_fen = amount_fen
        standing.version += 1
        for clawback, _, _ in owed[:1]:  # the oldest, on which the set-off is booked first
            told = f"{run} 第 {position} 行拨付 {case.number} 时抵扣 {yuan(amount_fen)} 元：{document.strip()}"
            Hold(work, clawback, ClawbackStepKind.CONSENT).write(told)


def _line(work: Work, run: PaymentRun, position: int) -> tuple[PaymentRunLine, Case]:
    row = work.session.execute(
        select(PaymentRunLine, Case)
        .join(CaseInstalment, CaseInstalment.id == PaymentRunLine.instalment_id)
        .join(Case, Case.id == CaseInstalment.case_id)
        .where(PaymentRunLine.run_id == run.id, PaymentRunLine.position == position, PaymentRunLine.state == "open")
    ).one_or_none()
    if row is None:
        raise UserError(f"拨付批次 {run.number} 没有待到账的第 {position} 行，请刷新后再办。")
    return row[0], row[1]


def set_off(work: Work, case: Case, entry: LedgerEntry, amount_fen: int) -> None:
    """Book what is kept of a payment just entered against what its payee owes, the oldest decision first.

    Called where a payment is booked; the ledger entry stays gross. UserError when the payee no longer owes so much.
    """
    work.session.flush()
    rest = amount_fen
    for clawback, _, left in owed_by_payee(work.session, case):
        part = min(rest, left)
        if part <= 0:
            break
        hold = Hold(work, clawback, ClawbackStepKind.SET_OFF)
        made = entry_of(hold, EntryKind.SET_OFF, -1, part, voucher=entry.voucher, ledger_id=entry.id)
        book(hold, made, f"拨付 {case.number} 时抵扣 {yuan(part)} 元，凭证 {entry.voucher}")
        rest -= part
    if rest:
        raise UserError(_no_longer_owed(case, amount_fen))


class Reserved:
    """What the lines booked together set off so far, so that no debt is set off twice over before it is stored."""

    def __init__(self, session: Session) -> None:
        """Nothing yet; debts are read from `session`."""
        self._session = session
        self._taken: dict[int, int] = defaultdict(int)

    def reserve(self, case: Case, amount_fen: int) -> None:
        """Keep so much for a line that pays a case; UserError, with nothing kept, when its payee no longer owes it."""
        owed = [(one.id, left - self._taken[one.id]) for one, _, left in owed_by_payee(self._session, case)]
        if sum(left for _, left in owed) < amount_fen:
            raise UserError(_no_longer_owed(case, amount_fen))
        for clawback_id, left in owed:
            part = min(amount_fen, left)
            self._taken[clawback_id] += part
            amount_fen -= part


def _no_longer_owed(case: Case, amount_fen: int) -> str:
    return f"{case.number} 的收款人已不再欠 {yuan(amount_fen)} 元，不能全额抵扣，请财务更改该行的抵扣金额后再登记。"

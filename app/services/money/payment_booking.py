"""Booking a run: what the bank has paid goes into the ledger line by line, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from app.models import Case, CaseInstalment, LedgerEntry, PaymentRun, PaymentRunLine
from app.services.bulk import collection_paused
from app.services.cases.course import Stage, State, Step
from app.services.cases.stepping import stepped
from app.services.clawbacks.set_off import Reserved, set_off
from app.services.errors import UserError
from app.services.money.payable import Payable, Payee
from app.services.money.payable_cases import payables
from app.services.money.payment_run_changes import end_when_done, open_lines, open_run
from app.services.money.payment_runs import Left, Told, require_source
from app.services.money.payments import Payment, book
from app.services.money.remainders import PART
from app.services.money.year_closing import require_open
from app.services.policy.money import yuan
from app.services.storage.trouble import StorageTrouble
from app.services.trust.login_guards import require_recent_password
from app.services.unit_of_work import UnitOfWork, Work


@dataclass(frozen=True)
class Slip:
    """The day on which the bank paid, and the voucher."""

    day: date
    voucher: str


@dataclass(frozen=True)
class Booking:
    """What of a run was paid: these lines by their places (None: all that are open), some with slips of their own."""

    slip: Slip
    lines: tuple[int, ...] | None = None
    own: Mapping[int, Slip] = field(default_factory=dict)

    def slip_of(self, line: PaymentRunLine) -> Slip:
        """The slip of a line."""
        return self.own.get(line.position, self.slip)


@dataclass(frozen=True)
class Booked:
    """What came of it: lines booked and their sum in fen, and those that a rule kept out, with the reason."""

    number: str
    lines: int
    amount_fen: int
    left: Left


class BookedLine(NamedTuple):
    """A line with the entry that it became."""

    line: PaymentRunLine
    entry: LedgerEntry


def book_run(
    uow: UnitOfWork, number: str, booking: Booking, *, seen: int | None = None, progress: Told | None = None
) -> Booked:
    """Finance books a run, whole or by line; lines that may not be paid any more stay open and are listed.

    UserError when the run is not as it was shown (`seen`), a year is closed or the source has too little left; what
    `progress` raises leaves everything as it was.
    """
    with collection_paused(), uow.begin(on=booking.slip.day) as work:
        run = open_run(work, number, seen, "登记到账")
        require_recent_password(work, "登记到账")
        lines = open_lines(work, run, booking.lines)
        _require_slips(work, run, booking, lines)
        standing, kept = _payables(work, lines), Reserved(work.session)
        booked: list[BookedLine] = []
        left: list[tuple[str, str]] = []
        with work.session.no_autoflush:
            for done, line in enumerate(lines, start=1):
                one, slip = standing[line.instalment_id], booking.slip_of(line)
                try:
                    if line.set_off_fen:
                        kept.reserve(one.case, line.set_off_fen)
                    booked.append(BookedLine(line, book_line(work.dated(slip.day), run, line, one, slip.voucher)))
                except StorageTrouble:
                    raise  # the whole transaction is undone: nothing may be done without it
                except UserError as error:
                    left.append((one.case.number, error.text))
                if progress:
                    progress(done, len(lines))
        work.note_refused(left)
        _finish(work, run, booked, [standing[line.instalment_id].case for line, _ in booked])
        return Booked(number, len(booked), sum(line.amount_fen for line, _ in booked), tuple(left))


def book_line(work: Work, run: PaymentRun, line: PaymentRunLine, one: Payable, voucher: str) -> LedgerEntry:
    """Book a line on the day of the action: the entry holds its whole amount, whatever of it is set off; not flushed.

    UserError, with nothing changed, when a rule forbids it.
    """
    case, before = one.case, State(one.case.state)
    if why := one.not_mine():
        raise UserError(why)
    if one.due is None or one.due.instalment.id != line.instalment_id:
        raise UserError(f"{case.number} 的该期款项已无应付金额，请财务将其移出批次 {run.number}。")
    payee = Payee(line.bank, line.account_name, line.account_number)
    entry = book(work, one, Payment(line.amount_fen, voucher, payee, run.source, run.id))
    line.state = "booked"
    stepped(work, case, Step.PAY, (before, State(case.state)), reason=entry.voucher, stage=Stage.PAY)
    return entry


def _payables(work: Work, lines: Sequence[PaymentRunLine]) -> dict[int, Payable]:
    """The cases of lines by the instalments that the lines pay."""
    owners: dict[int, Case] = {}
    for start in range(0, len(lines), PART):
        ids = [line.instalment_id for line in lines[start : start + PART]]
        query = select(CaseInstalment.id, Case).join(Case, Case.id == CaseInstalment.case_id)
        owners.update({row[0]: row[1] for row in work.session.execute(query.where(CaseInstalment.id.in_(ids)))})
    cases = list({case.id: case for case in owners.values()}.values())
    found = {one.case.id: one for one in payables(work, cases)}
    return {instalment_id: found[case.id] for instalment_id, case in owners.items()}


def _require_slips(work: Work, run: PaymentRun, booking: Booking, lines: Sequence[PaymentRunLine]) -> None:
    """Every slip has a voucher, its year is open, and the source has the money."""
    if not lines:
        raise UserError(f"拨付批次 {run.number} 没有选中待到账的款项，请财务勾选后再登记。")
    by_year: dict[int, int] = defaultdict(int)
    for line in lines:
        slip = booking.slip_of(line)
        if not slip.voucher.strip():
            raise UserError(f"拨付批次 {run.number} 第 {line.position} 行登记到账须填凭证号，请财务补填。")
        by_year[slip.day.year] += line.amount_fen
    for year, amount in by_year.items():
        require_open(work, date(year, 12, 31))
        require_source(work, year, run.source, amount)


def _finish(work: Work, run: PaymentRun, booked: Sequence[BookedLine], cases: Sequence[Case]) -> None:
    """Store the lines, then what follows from their entries, the run's own state, and the audit chain."""
    if not booked:
        return
    end_when_done(work, run)
    for case, (line, entry) in zip(cases, booked, strict=True):
        if line.set_off_fen:
            set_off(work.dated(entry.paid_on), case, entry, line.set_off_fen)
    total = sum(line.amount_fen for line, _ in booked)
    acts = [
        ("案件登记拨付", case.number, f"{entry.voucher}，{run.number}")
        for case, (_, entry) in zip(cases, booked, strict=True)
    ]
    work.note_many([*acts, ("拨付批次登记到账", run.number, f"{len(booked)} 笔，{yuan(total)} 元")])

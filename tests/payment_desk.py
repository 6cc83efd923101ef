"""Finance at its desk: approved cases, runs made of them, and what the ledger says."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from working_office import FINANCE, Office

from app.models import CaseInstalment, LedgerEntry
from app.services.cases.course import State
from app.services.money.ledger import entries
from app.services.money.ledger_check import check_ledger
from app.services.money.payment_booking import Booked, Booking, Slip, book_run
from app.services.money.payment_run_views import RunLine, RunRow, run_lines, runs
from app.services.money.payment_runs import MadeRun, Making, make_run
from app.services.money.reversals import Back, Reversal, Reversed, reverse
from app.services.unit_of_work import UnitOfWork


class PaymentDesk:
    """Works for the account of finance, on the office's day."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.uow: UnitOfWork = office.acting(FINANCE)

    def approved(self, count: int = 1) -> list[str]:
        """So many cases of one instalment, approved and unpaid."""
        return [self.office.at(State.APPROVED) for _ in range(count)]

    def in_two_parts(self, *, checked: bool = False, **changes: str) -> str:
        """An approved case with a second instalment a year later, which needs a yearly check or not."""
        number = self.office.at(State.APPROVED, **changes)
        with self.office.uow.begin() as work:
            first = work.session.scalars(
                select(CaseInstalment).where(CaseInstalment.case_id == self.office.case(number).id)
            ).one()
            first.amount_fen, first.label = 150000, "第一年"
            later = {"label": "第二年", "amount_fen": 50000, "years_after": 1, "needs_check": checked}
            work.session.add(CaseInstalment(case_id=first.case_id, position=2, due_on=None, **later))
        return number

    def make(self, *numbers: str, until: date | None = None, source: str = "") -> MadeRun:
        """A run of these cases, or of all that is due."""
        return make_run(self.uow, Making(numbers or None, until, source), on=self.office.today)

    def book(self, run: str, *places: int, seen: int | None = None, voucher: str = "PZ-1") -> Booked:
        """The whole run, or some of its lines, on the office's day."""
        booking = Booking(Slip(self.office.today, voucher), places or None)
        return book_run(self.uow, run, booking, seen=seen)

    def paid(self, *numbers: str) -> str:
        """These cases in a run that is booked whole."""
        run = self.make(*numbers).number
        self.book(run)
        return run

    def back(self, entry_id: int, why: Back = Back.RETURNED, reason: str = "账号有误") -> Reversed:
        """An entry taken back on the office's day."""
        return reverse(self.uow, Reversal(entry_id, why, self.office.today, "PZ-9", reason))

    def run(self, number: str) -> RunRow:
        """A run as it is shown."""
        return next(row for row in runs(self.uow) if row.number == number)

    def lines(self, number: str) -> tuple[RunLine, ...]:
        """The lines of a run."""
        return run_lines(self.uow, number)

    def last_entry(self) -> int:
        """The id of the entry made last."""
        return max(row.entry_id for row in entries(self.uow))

    def ledger_fen(self) -> int:
        """What the ledger comes to."""
        with self.uow.read() as work:
            signed = func.sum(LedgerEntry.amount_fen * LedgerEntry.direction)
            return work.session.execute(select(func.coalesce(signed, 0))).scalar_one()

    def problems(self) -> list[str]:
        """What the check of the ledger finds."""
        return check_ledger(self.uow)

"""Random days at the desk of finance: whatever is paid, returned and countered, the ledger adds up."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from payment_desk import PaymentDesk
from working_office import APPROVER, FINANCE, Office

from app.services.cases.course import State, Step
from app.services.errors import UserError
from app.services.money.ledger import entries
from app.services.money.payment_booking import Booking, Slip, book_run
from app.services.money.payment_run_changes import cancel_run, take_out
from app.services.money.payment_run_views import runs
from app.services.money.reversals import Back
from app.services.storage.database import FILE_NAME, make_engine
from app.services.unit_of_work import UnitOfWork

CASES = 4
GRANTED = 200000


class DaysOfFinance(RuleBasedStateMachine):
    """Four approved cases, two of them in two instalments."""

    template: UnitOfWork

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        source = self.template.engine.url.database
        assert source
        shutil.copyfile(source, self.folder / FILE_NAME)
        engine = make_engine(self.folder / FILE_NAME)
        self.desk = PaymentDesk(Office(UnitOfWork(engine, "local", self.template.shipped, self.template.clock)))

    @initialize()
    def approve(self) -> None:
        self.numbers = [*self.desk.approved(CASES - 2), self.desk.in_two_parts(), self.desk.in_two_parts()]

    def teardown(self) -> None:
        self.desk.office.uow.engine.dispose()
        shutil.rmtree(self.folder)

    @rule(chosen=st.sets(st.integers(0, CASES - 1)))
    def make(self, chosen: set[int]) -> None:
        self._try(lambda: self.desk.make(*(self.numbers[place] for place in sorted(chosen))))

    @rule(run=st.integers(0, 3), places=st.sets(st.integers(1, CASES), max_size=2))
    def book(self, run: int, places: set[int]) -> None:
        if number := self._run(run):
            before = {case for case in self.numbers if self.desk.office.case(case).held}
            paid = {row.case_number: row.amount_fen for row in entries(self.desk.uow) if row.amount_fen > 0}
            slip = Slip(self.desk.office.today, "PZ-1")
            self._try(lambda: book_run(self.desk.uow, number, Booking(slip, tuple(sorted(places)) or None)))
            now = {row.case_number: row.amount_fen for row in entries(self.desk.uow) if row.amount_fen > 0}
            assert not before & (set(now) - set(paid))

    @rule(run=st.integers(0, 3), place=st.integers(1, CASES))
    def remove(self, run: int, place: int) -> None:
        if number := self._run(run):
            self._try(lambda: take_out(self.desk.uow, number, [place], "核实"))

    @rule(run=st.integers(0, 3))
    def cancel(self, run: int) -> None:
        if number := self._run(run):
            self._try(lambda: cancel_run(self.desk.uow, number, "重编"))

    @rule(place=st.integers(0, CASES - 1))
    def pay(self, place: int) -> None:
        self._try(lambda: self.desk.office.take(self.numbers[place], FINANCE, Step.PAY, voucher="PZ-2"))

    @rule(entry=st.integers(1, 12), why=st.sampled_from(Back))
    def take_back(self, entry: int, why: Back) -> None:
        self._try(lambda: self.desk.back(entry, why))

    @rule(place=st.integers(0, CASES - 1), step=st.sampled_from([Step.HOLD, Step.LIFT]))
    def hold(self, place: int, step: Step) -> None:
        self._try(lambda: self.desk.office.take(self.numbers[place], APPROVER, step, reason="核查"))

    @rule(days=st.sampled_from([1, 40, 366]))
    def wait(self, days: int) -> None:
        self.desk.office.today += timedelta(days=days)

    def _run(self, place: int) -> str:
        found = runs(self.desk.uow)
        return found[place].number if place < len(found) else ""

    def _try(self, deed: Callable[[], object]) -> None:
        with suppress(UserError):
            deed()

    @invariant()
    def the_ledger_is_payments_less_what_came_back_and_nothing_is_paid_twice(self) -> None:
        sums: dict[str, int] = {}
        for row in entries(self.desk.uow):
            sums[row.case_number] = sums.get(row.case_number, 0) + row.amount_fen
        assert all(0 <= amount <= GRANTED for amount in sums.values()), sums
        for number in getattr(self, "numbers", []):
            done = self.desk.office.case(number).state == State.COMPLETED
            assert done == (sums.get(number, 0) == GRANTED), number

    @invariant()
    def the_check_of_the_ledger_finds_nothing(self) -> None:
        assert self.desk.problems() == []


def test_random_days_of_finance_leave_the_ledger_in_order(office_template: UnitOfWork) -> None:
    kept = settings(
        max_examples=6, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(type("Finance", (DaysOfFinance,), {"template": office_template}), settings=kept)

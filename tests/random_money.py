"""Random days of money: budgets, runs, single payments, returns and counter-entries, yearly checks, closing of years."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule
from random_casework import CASHIER, PLACE, Days
from working_office import CLERK, FINANCE

from app.services.clawbacks.set_off import consent
from app.services.money.budget_entry import NewBudget, enter_budget
from app.services.money.instalment_checks import record_check
from app.services.money.payment_booking import Booking, Slip, book_run
from app.services.money.payment_run_changes import cancel_run, take_out
from app.services.money.payment_runs import Making, make_run
from app.services.money.reversals import Back, Reversal, reverse
from app.services.money.year_closing import close_year

SOURCES = ("区级财政", "省级补助")


class MoneyDays(Days):
    """Finance at work, sometimes by people who are not."""

    @rule(later=st.integers(0, 1), source=st.sampled_from(SOURCES), yuan=st.sampled_from([500, 40_000, 90_000]))
    def give(self, later: int, source: str, yuan: int) -> None:
        new = NewBudget(str(self.office.today.year + later), source, str(yuan), "叶财2号")
        self.attempt(lambda: enter_budget(self.office.acting(FINANCE), new))

    @rule(source=st.sampled_from(SOURCES), yuan=st.sampled_from([500, 40_000]))
    def cut(self, source: str, yuan: int) -> None:
        new = NewBudget(str(self.office.today.year), source, str(yuan), "叶财3号", cut=True)
        self.attempt(lambda: enter_budget(self.office.acting(FINANCE), new))

    @rule(ago=st.integers(0, 1))
    def close_a_year(self, ago: int) -> None:
        self.attempt(lambda: close_year(self.office.acting(FINANCE), self.office.today.year - ago))

    @rule(who=CASHIER, chosen=st.sets(PLACE, max_size=4), ahead=st.sampled_from([0, 400]))
    def make_a_run(self, who: str, chosen: set[int], ahead: int) -> None:
        known = [number for place in sorted(chosen) if (number := self.case_at(place, "state = 'approved'"))]
        making = Making(tuple(known) or None, self.office.due_after(ahead) if ahead else None)
        self.attempt(lambda: make_run(self.office.uow.acting_as(who), making, on=self.office.today))

    def run_at(self, place: int) -> str:
        return self.pick(self.office.numbers("payment_runs", where="state = 'open'"), place) or ""

    @rule(
        place=PLACE, who=CASHIER, lines=st.sets(st.integers(1, 4), max_size=2), back=st.sampled_from([0, 0, 0, 30, 400])
    )
    def book_a_run(self, place: int, who: str, lines: set[int], back: int) -> None:
        if run := self.run_at(place):
            booking = Booking(Slip(self.office.due_after(-back), "PZ-1"), tuple(sorted(lines)) or None)
            self.attempt(lambda: book_run(self.office.uow.acting_as(who), run, booking))

    @rule(chosen=st.sets(PLACE, min_size=1, max_size=4))
    def pay_in_a_run(self, chosen: set[int]) -> None:
        """What is due now is made into a run and booked at once."""
        known = tuple(filter(None, (self.case_at(place, "state = 'approved'") for place in sorted(chosen))))
        if known and self.attempt(lambda: make_run(self.office.acting(FINANCE), Making(known), on=self.office.today)):
            booking = Booking(Slip(self.office.today, "PZ-2"))
            self.attempt(lambda: book_run(self.office.acting(FINANCE), self.run_at(0), booking))

    @rule(place=PLACE, line=st.integers(1, 4), fen=st.integers(0, 300_000))
    def agree_to_a_set_off(self, place: int, line: int, fen: int) -> None:
        if run := self.run_at(place):
            act = self.office.acting(FINANCE)
            self.attempt(lambda: consent(act, run, line, fen, "同意书", on=self.office.today))

    @rule(place=PLACE, line=st.integers(1, 4), whole=st.booleans())
    def take_out_or_cancel(self, place: int, line: int, *, whole: bool) -> None:
        if run := self.run_at(place):
            act = self.office.acting(FINANCE)
            self.attempt(lambda: cancel_run(act, run, "重编") if whole else take_out(act, run, [line], "核实"))

    @rule(place=PLACE, who=CASHIER, why=st.sampled_from(Back), ago=st.sampled_from([0, 0, 30]))
    def take_a_payment_back(self, place: int, who: str, why: Back, ago: int) -> None:
        if entry := self.pick(self.office.numbers("ledger_entries", "id"), place):
            asked = Reversal(entry, why, self.office.due_after(-ago), "PZ-9", "账号有误")
            self.attempt(lambda: reverse(self.office.uow.acting_as(who), asked))

    @rule(place=PLACE, passed=st.booleans())
    def check_the_conditions(self, place: int, *, passed: bool) -> None:
        if number := self.case_at(place, "code = 'settlement-subsidy'"):
            act = self.office.acting(CLERK)
            self.attempt(lambda: record_check(act, number, passed=passed, finding="走访", on=self.office.today))

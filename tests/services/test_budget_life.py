"""Random offices under a budget: whatever is approved, paid, returned or cut, nothing exceeds what was given."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from app.models import BudgetEntry, Case, CaseInstalment, LedgerEntry
from app.services.errors import UserError
from app.services.money.budget_entry import NewBudget, enter_budget
from app.services.money.budget_sums import committed, given, paid, unpaid
from app.services.money.budgets import choose_source, commit_again, commit_payment, commit_plan
from app.services.money.remainders import remainder
from app.services.money.year_closing import close_year
from app.services.policy.standards import BUDGET_CONTROL, BY_YEAR, Entry
from app.services.standards.parameters import store
from app.services.storage.database import FILE_NAME, make_engine
from app.services.unit_of_work import UnitOfWork, Work

YEARS = (2024, 2025, 2026)
SOURCES = ("区级财政", "省级补助")
SUMS = st.sampled_from([100, 250, 400, 1000])


class BudgetsAtWork(RuleBasedStateMachine):
    """Approvers approve plans of one or two instalments, finance pays, takes back, gives and cuts, and years go by."""

    template: UnitOfWork

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        source = self.template.engine.url.database
        assert source
        shutil.copyfile(source, self.folder / FILE_NAME)
        self.day = date(2024, 3, 1)
        self.serial = 0
        engine = make_engine(self.folder / FILE_NAME)
        self.uow = UnitOfWork(engine, "local", self.template.shipped, lambda: datetime.combine(self.day, time(9)))

    def teardown(self) -> None:
        self.uow.engine.dispose()
        shutil.rmtree(self.folder)

    @initialize()
    def limit(self) -> None:
        with self.uow.begin() as work:
            store(work, [Entry(BUDGET_CONTROL, "", date(2018, 1, 1), "测试", BY_YEAR)])

    @rule(year=st.sampled_from(YEARS), source=st.sampled_from(SOURCES), fen=SUMS, cut=st.booleans())
    def give_or_cut(self, year: int, source: str, fen: int, cut: bool) -> None:
        self._attempt(lambda: enter_budget(self.uow, NewBudget(str(year), source, f"{fen / 100}", "1号", cut=cut)))

    @rule(first=SUMS, second=st.sampled_from([0, 100, 300]))
    def approve(self, first: int, second: int) -> None:
        def act() -> None:
            with self.uow.begin() as work:
                case = self._case(work)
                plan = [CaseInstalment(case_id=case.id, position=1, label="一", amount_fen=first, years_after=0)]
                if second:
                    plan.append(
                        CaseInstalment(case_id=case.id, position=2, label="二", amount_fen=second, years_after=1)
                    )
                commit_plan(work, case.number, plan)
                work.session.add_all(plan)

        self._attempt(act)

    @rule(place=st.integers(0, 30))
    def pay(self, place: int) -> None:
        def act() -> None:
            with self.uow.begin() as work:
                one = self._instalment(work, place)
                rest = unpaid(work.session, one) if one else 0
                if one and rest > 0:
                    commit_payment(work, one, rest)
                    source = choose_source(work, self.day.year, rest)
                    work.session.add(self._entry(one, 1, rest, source))

        self._attempt(act)

    @rule(place=st.integers(0, 30), part=st.integers(1, 3))
    def take_back(self, place: int, part: int) -> None:
        """A payment comes back whole or in part; that is never refused."""
        with self.uow.begin() as work:
            one = self._instalment(work, place)
            if one is None:
                return
            net = one.amount_fen - one.cancelled_fen - unpaid(work.session, one)
            if net // part > 0:
                last = work.session.scalars(
                    select(LedgerEntry).where(LedgerEntry.instalment_id == one.id).order_by(LedgerEntry.id.desc())
                ).first()
                assert last is not None
                work.session.add(self._entry(one, -1, net // part, last.source))
                commit_again(work, one)

    @rule(place=st.integers(0, 30))
    def revoke(self, place: int) -> None:
        """What is unpaid is cancelled."""
        with self.uow.begin() as work:
            one = self._instalment(work, place)
            if one is not None:
                one.cancelled_fen += max(0, unpaid(work.session, one))

    @rule(days=st.integers(20, 200))
    def wait(self, days: int) -> None:
        self.day = min(date.fromordinal(self.day.toordinal() + days), date(2026, 12, 31))

    @rule()
    def close(self) -> None:
        self._attempt(lambda: close_year(self.uow, self.day.year - 1))

    @invariant()
    def nothing_exceeds_its_budget(self) -> None:
        with self.uow.read() as work:
            for year in YEARS:
                budget, spent = given(work.session, year), paid(work.session, year)
                assert committed(work.session, year) <= sum(budget.values()), year
                assert all(spent.get(source, 0) <= amount for source, amount in budget.items()), year

    @invariant()
    def commitments_are_payments_and_what_is_unpaid_of_what_was_committed(self) -> None:
        signed = func.coalesce(func.sum(LedgerEntry.direction * LedgerEntry.amount_fen), 0)
        rests = func.coalesce(func.sum(remainder()), 0)
        with self.uow.read() as work:
            bound = sum(committed(work.session, year) for year in YEARS)
            booked = work.session.execute(select(signed)).scalar_one()
            rest = work.session.execute(select(rests).where(CaseInstalment.budget_year.is_not(None))).scalar_one()
            assert bound == booked + rest
            assert all(entry.amount_fen > 0 for entry in work.session.scalars(select(BudgetEntry)))

    def _attempt(self, act: Callable[[], object]) -> None:
        with suppress(UserError):
            act()

    def _case(self, work: Work) -> Case:
        self.serial += 1
        blank = ("batch_row", "search", "assessment", "came_from", "proposal", "proposal_reason", "hold_reason")
        case = Case(
            **dict.fromkeys(blank, ""),
            number=f"YJJG-{self.day.year}-{self.serial:06d}",
            code="certificate-reward",
            applied_on=self.day,
            filed_at=work.now,
            applicant="张三",
            unit_name="",
            township="",
            facts="{}",
            eligible=True,
            state="draft",
        )
        work.session.add(case)
        work.session.flush()
        return case

    def _instalment(self, work: Work, place: int) -> CaseInstalment | None:
        known = work.session.scalars(select(CaseInstalment).order_by(CaseInstalment.id)).all()
        return known[place % len(known)] if known else None

    def _entry(self, one: CaseInstalment, direction: int, fen: int, source: str) -> LedgerEntry:
        texts = dict.fromkeys(("bank", "account_name", "account_number", "note"), "")
        return LedgerEntry(
            **texts,
            instalment_id=one.id,
            kind="payment" if direction == 1 else "returned",
            direction=direction,
            amount_fen=fen,
            paid_on=self.day,
            voucher="PZ",
            at=datetime.combine(self.day, time(9)),
            account="local",
            source=source,
        )


def test_random_years_stay_within_their_budgets(office_template: UnitOfWork) -> None:
    kept = settings(
        max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(type("AnOffice", (BudgetsAtWork,), {"template": office_template}), settings=kept)

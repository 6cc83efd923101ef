"""Random offices as a whole: whatever anybody tries for how long, everything agrees and nobody is paid who may not be."""

import json
from collections import Counter, defaultdict

from hypothesis import HealthCheck, settings
from hypothesis.stateful import initialize, invariant, run_state_machine_as_test
from paper_reckoning import granted_cases, payable
from random_casework import CaseDays
from random_clawbacks import ClawbackDays
from random_money import MoneyDays
from random_office import facts_for

from app.services.cases.course import Step
from app.services.clawbacks.recovery_ledger import recovery_ledger
from app.services.money.budget_sums import committed, given
from app.services.money.ledger_check import check_ledger
from app.services.reports.figures import annual_overview
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork

BARRED = """
    SELECT id FROM cases WHERE held
    UNION SELECT case_id FROM clawbacks WHERE state IN ('investigating', 'notified')
    UNION SELECT case_id FROM objections WHERE upheld IS NULL
    UNION SELECT case_id FROM case_materials WHERE state = 'missing'
    UNION SELECT case_id FROM doubts WHERE blocks AND verdict != 'harmless' AND gone_at IS NULL"""
PAYMENTS = """
    SELECT l.id, i.case_id FROM ledger_entries l
    JOIN case_instalments i ON i.id = l.instalment_id WHERE l.direction = 1"""
PAYERS = """
    SELECT DISTINCT i.case_id, l.account, 'pay' FROM ledger_entries l
    JOIN case_instalments i ON i.id = l.instalment_id WHERE l.direction = 1"""
RESTS = """
    SELECT c.number, c.state, i.amount_fen - i.cancelled_fen - coalesce((
        SELECT sum(l.direction * l.amount_fen) FROM ledger_entries l WHERE l.instalment_id = i.id), 0)
    FROM cases c LEFT JOIN case_instalments i ON i.case_id = c.id WHERE c.state IN ('approved', 'completed')"""
PAID = "SELECT sum(direction * amount_fen) FROM ledger_entries WHERE substr(paid_on, 1, 4) = :year"
BACK = """
    SELECT sum(-e.direction * e.amount_fen) FROM recovery_entries e
    LEFT JOIN recovery_entries o ON o.id = e.reverses_id
    WHERE coalesce(o.kind, e.kind) IN ('repayment', 'set_off') AND substr(e.on_day, 1, 4) = :year"""


class WholeOffice(CaseDays, MoneyDays, ClawbackDays):
    """All that can be done in an office, in any order, and what holds whatever was done."""

    def __init__(self) -> None:
        super().__init__()
        self.barred: set[int] = set()
        self.entries: set[int] = set()
        self.expected = 0

    @initialize()
    def begin(self) -> None:
        """Some work is done already: two certificates of one key, an introduction paid in part, one case to be paid."""
        for kind, variant, count in ((0, 0, 8), (1, 8, 8), (3, 0, 8), (4, 9, 7)):
            code, facts = facts_for(kind, 0, variant, self.office.today)
            self.walk(self.office.file(code, **facts), count)

    def before_step(self, number: str, step: Step) -> None:
        self.watch()
        if step is Step.APPROVE:
            case = self.office.case(number)
            self.expected = payable(case.code, json.loads(case.facts), granted_cases(self.office.uow))

    def after_step(self, number: str, step: Step, *, done: bool) -> None:
        if done and step is Step.APPROVE:
            assert self.office.case(number).granted_fen == self.expected, number
        self.nothing_was_paid_that_was_barred_before()

    def watch(self) -> None:
        """Note which cases may not be paid now, and which entries there are."""
        self.barred = {row[0] for row in self.office.rows(BARRED)}
        self.entries = {row[0] for row in self.office.rows(PAYMENTS)}

    @invariant()
    def nothing_was_paid_that_was_barred_before(self) -> None:
        new = self.office.rows(PAYMENTS)
        paid = {case_id for entry_id, case_id in new if entry_id not in self.entries}
        assert not paid & self.barred
        self.watch()

    @invariant()
    def the_check_of_the_ledger_finds_nothing(self) -> None:
        assert check_ledger(self.office.uow) == []

    @invariant()
    def a_case_is_completed_when_nothing_is_left_to_pay(self) -> None:
        left: Counter[tuple[str, str]] = Counter()
        for number, state, rest in self.office.rows(RESTS):
            assert (rest or 0) >= 0, number
            left[number, state] += rest or 0
        assert all((state == "completed") == (rest == 0) for (_, state), rest in left.items()), left

    @invariant()
    def nobody_passed_two_stages_of_a_case(self) -> None:
        stages = self.office.rows("SELECT DISTINCT case_id, account, stage FROM case_steps WHERE stage != ''")
        paid = self.office.rows(PAYERS)
        seen = Counter((case_id, account) for case_id, account, _ in {*stages, *paid})
        assert not seen or max(seen.values()) == 1

    @invariant()
    def no_budget_is_exceeded(self) -> None:
        with self.office.uow.read() as work:
            for year in range(2024, self.office.today.year + 2):
                if budget := given(work.session, year):
                    assert committed(work.session, year) <= sum(budget.values()), year

    @invariant()
    def keys_are_held_once(self) -> None:
        held = self.office.rows(
            "SELECT k.scope, k.key, c.state, c.eligible, c.corrected_fen FROM case_claims k "
            "JOIN cases c ON c.id = k.case_id WHERE k.live"
        )
        assert len({row[:2] for row in held}) == len(held)
        for *_, state, eligible, corrected in held:
            assert eligible
            assert state not in ("draft", "rejected", "withdrawn")
            assert corrected != 0

    def teardown(self) -> None:
        try:
            self.at_the_end()
        finally:
            super().teardown()

    def at_the_end(self) -> None:
        """What is too slow for every step."""
        found = verify(self.office.uow)
        assert found.ok, found.problems
        self.numbers_have_no_gap()
        for year in range(2024, self.office.today.year + 1):
            self.figures_agree(year)
        owed = sum(row[0] for row in self.office.rows("SELECT direction * amount_fen FROM recovery_entries"))
        assert sum(row.left_fen for row in recovery_ledger(self.office.uow)) == owed

    def numbers_have_no_gap(self) -> None:
        """Cases, clawbacks, runs and letters count from 1 a year and kind."""
        series: dict[str, list[int]] = defaultdict(list)
        for table in ("cases", "clawbacks", "payment_runs"):
            for number in self.office.numbers(table):
                head, _, last = number.rpartition("-")
                series[head].append(int(last))
        for number in self.office.numbers("letters"):
            head, _, last = number.rpartition("〕")
            series[head].append(int(last.rstrip("号")))
        for head, taken in series.items():
            assert sorted(taken) == list(range(1, len(taken) + 1)), head

    def figures_agree(self, year: int) -> None:
        """The year's tables add up to the same sums, and to the ledger and the entries of clawbacks."""
        shown = annual_overview(self.office.uow, year)
        paid, back = (self.office.rows(query, year=str(year))[0][0] for query in (PAID, BACK))
        total = shown.total
        assert (total.paid_fen, total.recovered_fen) == (paid or 0, back or 0)
        for table in (shown.by_month, shown.by_township, shown.by_unit):
            assert sum(line.figures.paid_fen for line in table) == total.paid_fen
            assert sum(line.figures.granted_fen for line in table) == total.granted_fen
            assert sum(line.figures.recovered_fen for line in table) == total.recovered_fen
        if year == self.office.today.year:
            assert total.pending_fen == sum(rest or 0 for _, _, rest in self.office.rows(RESTS))
        assert sum(line.figures.granted_fen for line in shown.services) == 0


def test_random_offices_end_in_order(office_template: UnitOfWork) -> None:
    kept = settings(
        max_examples=6, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(type("AnOffice", (WholeOffice,), {"template": office_template}), settings=kept)

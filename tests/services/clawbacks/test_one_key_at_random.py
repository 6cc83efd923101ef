"""Random mixes of grants, payments, clawbacks, recoveries and top-ups on one key, against an independent reckoning."""

import shutil
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from clawback_desk import Desk, identity_number, scarce
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from working_office import APPROVER, CLERK, FINANCE, Office

from app.models import Case
from app.services.cases.course import State, Step
from app.services.clawbacks.balances import net_grants, paid_of
from app.services.clawbacks.booking import correct_entry, write_off
from app.services.clawbacks.proposals import list_proposals, open_proposed, top_up
from app.services.clawbacks.sums import TakeBack
from app.services.clawbacks.terms import Ground
from app.services.money.ledger_check import check_ledger
from app.services.storage.database import FILE_NAME, make_engine
from app.services.unit_of_work import UnitOfWork

WEI = identity_number(7)
SETTLEMENT, WAGES = "settlement-subsidy", "scarce-talent-wage"


@dataclass
class Plain:
    """A case as a clerk would keep it on paper: what it gives alone, was granted, paid, cancelled and ordered back."""

    code: str
    alone: int
    granted: int
    paid: int = 0
    cancelled: int = 0
    ordered: int = 0
    returned: int = 0

    @property
    def kept(self) -> int:
        return self.granted - self.cancelled - self.returned

    @property
    def kept_in_the_end(self) -> int:
        return self.granted - self.cancelled - self.ordered


@dataclass
class Due:
    """A clawback on the same paper: of which case, what is still owed, and the receipts by their entries."""

    case: str
    left: int
    receipts: dict[int, int]


class OneKey(RuleBasedStateMachine):
    """生活住房补贴 and wage subsidies of one person, granted, found wrong, returned and made good."""

    template: UnitOfWork

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        source = self.template.engine.url.database
        assert source
        shutil.copyfile(source, self.folder / FILE_NAME)
        engine = make_engine(self.folder / FILE_NAME)
        self.office = Office(UnitOfWork(engine, "local", self.template.shipped, self.template.clock))
        self.desk = Desk(self.office)
        self.paper: dict[str, Plain] = {}
        self.dues: dict[str, Due] = {}
        self.month = 0

    def teardown(self) -> None:
        self.office.uow.engine.dispose()
        shutil.rmtree(self.folder)

    @initialize()
    def settle_in(self) -> None:
        scarce(self.office.uow, "数控铣工")

    def ceiling(self, beside: tuple[str, int] | None = None) -> int:
        """The most that one type gives for the key."""
        sums: dict[str, int] = defaultdict(int)
        for case in self.paper.values():
            sums[case.code] += case.alone
        if beside:
            sums[beside[0]] += beside[1]
        return max(sums.values(), default=0)

    def grant(self, code: str, alone: int, number: str) -> None:
        expected = min(alone, max(0, self.ceiling((code, alone)) - sum(one.kept for one in self.paper.values())))
        self.office.walk(number, State.APPROVAL)
        self.office.take(number, APPROVER, Step.APPROVE)
        assert self.office.case(number).granted_fen == expected
        self.paper[number] = Plain(code, alone, expected)

    @rule(wages=st.integers(1, 20_000_000))
    def grant_wages(self, wages: int) -> None:
        self.month += 1
        month = f"2024-{self.month % 9 + 1:02d}" if self.month < 9 else f"2023-{self.month - 5:02d}"
        own = {"identity_number": WEI, "first_month": month, "last_month": month, "wages": wages}
        self.grant(WAGES, (wages * 20 * 2 + 100) // 200, self.office.file(WAGES, **own))

    @precondition(lambda self: all(one.code != SETTLEMENT or not one.alone for one in self.paper.values()))
    @rule()
    def grant_settlement(self) -> None:
        self.grant(SETTLEMENT, 3_000_000, self.office.file(SETTLEMENT, identity_number=WEI))

    @rule(data=st.data())
    def pay(self, data: st.DataObject) -> None:
        open_ones = [n for n, one in self.paper.items() if self.office.case(n).state == "approved"]
        open_ones = [n for n in open_ones if self.paper[n].code == WAGES or not self.paper[n].paid]
        if not open_ones:
            return
        number = data.draw(st.sampled_from(sorted(open_ones)))
        before = self.ledger(number)
        self.office.take(number, FINANCE, Step.PAY, voucher="PZ")
        self.paper[number].paid += self.ledger(number) - before

    def ledger(self, number: str) -> int:
        with self.office.uow.read() as work:
            return paid_of(work.session, self.office.case(number).id)

    @rule(data=st.data(), fraud=st.booleans())
    def take_back(self, data: st.DataObject, *, fraud: bool) -> None:
        able = [n for n, one in self.paper.items() if one.paid > one.ordered and not self.office.case(n).held]
        if not able:
            return
        number = data.draw(st.sampled_from(sorted(able)))
        plain = self.paper[number]
        clawback = self.desk.opened(number)
        most = plain.paid - plain.ordered
        self.desk.found(clawback, Ground.FRAUD if fraud else Ground.DUPLICATE)
        wanted = None if fraud else data.draw(st.integers(1, most))
        self.desk.proposed(clawback, wanted, "查实金额")
        self.desk.heard(clawback)
        unpaid = plain.granted - plain.cancelled - plain.paid
        found = self.decide(clawback, number)
        assert found.owed_fen == (most if wanted is None else wanted)
        if fraud:
            assert found.cancelled_fen == unpaid
            assert found.corrected_fen == 0

    def decide(self, clawback: str, number: str) -> TakeBack:
        """Decided, and written on the paper."""
        found, plain = self.desk.decided(clawback), self.paper[number]
        plain.alone = found.corrected_fen
        plain.cancelled += found.cancelled_fen
        plain.ordered += found.owed_fen
        self.dues[clawback] = Due(number, found.owed_fen, {})
        return found

    @rule()
    def take_back_what_is_too_much(self) -> None:
        """What is proposed to be taken back of a case is what its assessment makes of it."""
        for one in list_proposals(self.office.uow):
            if one.kind == "clawback":
                clawback = open_proposed(self.desk.acting(CLERK), one.id, on=self.office.today).number
                self.desk.found(clawback, Ground.DUPLICATE)
                found = self.desk.proposed(clawback)
                assert found.owed_fen + found.cancelled_fen == one.amount_fen
                self.desk.heard(clawback)
                self.decide(clawback, one.case)
                return

    def owing(self, data: st.DataObject) -> str | None:
        able = sorted(n for n, due in self.dues.items() if due.left > 0)
        return data.draw(st.sampled_from(able)) if able else None

    @rule(data=st.data())
    def repay(self, data: st.DataObject) -> None:
        if clawback := self.owing(data):
            due = self.dues[clawback]
            amount = data.draw(st.integers(1, due.left))
            booked = self.desk.repaid(clawback, amount)
            due.left -= amount
            due.receipts[booked.entry_id] = amount
            self.paper[due.case].returned += amount
            assert (booked.balance.left_fen, booked.settled) == (due.left, due.left == 0)

    @rule(data=st.data())
    def take_a_receipt_back(self, data: st.DataObject) -> None:
        receipts = [(n, entry) for n, due in sorted(self.dues.items()) for entry in due.receipts]
        if not receipts:
            return
        clawback, entry = data.draw(st.sampled_from(receipts))
        due = self.dues[clawback]
        amount = due.receipts.pop(entry)
        correct_entry(self.desk.acting(FINANCE), clawback, entry, amount, "误登", on=self.office.today)
        due.left += amount
        self.paper[due.case].returned -= amount

    @rule(data=st.data())
    def write_some_off(self, data: st.DataObject) -> None:
        if clawback := self.owing(data):
            amount = data.draw(st.integers(1, self.dues[clawback].left))
            write_off(self.desk.acting(FINANCE), clawback, amount, "叶财〔2024〕8号", "无力偿还", on=self.office.today)
            self.dues[clawback].left -= amount

    @rule()
    def make_good(self) -> None:
        """Every 补差 that is still that of the moment is granted; the key then has all that it may have."""
        for one in list_proposals(self.office.uow):
            if one.kind == "top_up" and not one.held:
                top_up(self.desk.acting(APPROVER), one.id, on=self.office.today)
                self.paper[one.case].granted += one.amount_fen
        total = sum(one.kept for one in self.paper.values())
        for plain in self.paper.values():
            assert min(plain.alone, max(0, self.ceiling() - (total - plain.kept))) <= plain.kept

    @invariant()
    def what_is_kept_too_much_is_proposed(self) -> None:
        """Once all that was ordered has come back, and all that is proposed, the key has no more than it may."""
        proposed = sum(one.amount_fen for one in list_proposals(self.office.uow) if one.kind == "clawback")
        total = sum(one.kept_in_the_end for one in self.paper.values())
        assert total - proposed <= self.ceiling()

    @invariant()
    def the_program_keeps_the_same_paper(self) -> None:
        net, last = net_grants(), net_grants(demanded=True)
        with self.office.uow.read() as work:
            rows = work.session.execute(
                select(Case.number, net.alone, net.granted, last.granted)
                .outerjoin(net.recovered, net.recovered.c.case_id == Case.id)
                .outerjoin(last.recovered, last.recovered.c.case_id == Case.id)
            )
            stored = {number: tuple(sums) for number, *sums in rows}
        assert stored == {n: (one.alone, one.kept, one.kept_in_the_end) for n, one in self.paper.items()}

    @invariant()
    def proposals_never_give_more_than_the_key_may_have(self) -> None:
        given = sum(one.amount_fen for one in list_proposals(self.office.uow) if one.kind == "top_up")
        kept = sum(one.kept for one in self.paper.values())
        assert not given or kept + given <= self.ceiling()

    @invariant()
    def ledger_clawbacks_and_cases_agree(self) -> None:
        assert check_ledger(self.office.uow) == []


def test_one_key_at_random_agrees_with_the_paper(office_template: UnitOfWork) -> None:
    kept = settings(
        max_examples=5, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(type("AKey", (OneKey,), {"template": office_template}), settings=kept)

"""Payments, recoveries, set-offs, corrections, write-offs, top-ups and closings at random, against a plain reckoning.

The paper knows nothing of the program: it keeps the sums that the text of the policy (十.1, 十.2) makes of each event.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest
from clawback_desk import Desk, identity_number, scarce
from paper_recoveries import HOME, HOME_ALONE, WAGES, Reckoning
from payment_desk import PaymentDesk
from sqlalchemy import select
from working_office import APPROVER, CLERK, FINANCE, Office

from app.models import Case
from app.services.cases.course import State, Step
from app.services.clawbacks.amending import amend_decision
from app.services.clawbacks.balances import net_grants
from app.services.clawbacks.booking import correct_entry, write_off
from app.services.clawbacks.deciding import drop
from app.services.clawbacks.desk_list import desk_lines
from app.services.clawbacks.proposals import Proposal, list_proposals, open_proposed, top_up
from app.services.clawbacks.recovery_ledger import recovery_ledger
from app.services.clawbacks.set_off import consent
from app.services.clawbacks.terms import Ground
from app.services.errors import UserError
from app.services.money.ledger_check import check_ledger
from app.services.money.year_closing import close_year
from app.services.reports.figures import annual_overview
from app.services.storage.database import FILE_NAME, make_engine
from app.services.unit_of_work import UnitOfWork

PERSONS = (identity_number(7), identity_number(8))
EPISODES, EVENTS = (int(os.environ.get(name, few)) for name, few in (("PAPER_EPISODES", "1"), ("PAPER_EVENTS", "20")))


class Paper(Reckoning):
    """The office on paper beside the program; `lot` decides what happens next."""

    def __init__(self, office: Office, lot: Random) -> None:
        super().__init__()
        self.office, self.lot = office, lot
        self.desk, self.cashier = Desk(office), PaymentDesk(office)
        self.months: dict[str, int] = defaultdict(int)
        scarce(office.uow, "数控铣工")

    def grant(self) -> None:
        person = self.lot.choice(PERSONS)
        has_home = any(one.code == HOME and one.alone and one.person == person for one in self.claims.values())
        if has_home or self.lot.random() < 0.7:
            self.months[person] += 1
            month = self.months[person]
            if month > 14:
                return
            name = f"2023-{month + 2:02d}" if month <= 10 else f"2024-{month - 10:02d}"
            wages = self.lot.randrange(1, 9_000_000)
            alone = (wages * 20 + 50) // 100
            case = self.office.file(WAGES, identity_number=person, first_month=name, last_month=name, wages=wages)
            self.granted(case, WAGES, person, alone)
        else:
            self.granted(self.office.file(HOME, identity_number=person), HOME, person, HOME_ALONE)

    def granted(self, case: str, code: str, person: str, alone: int) -> None:
        self.office.walk(case, State.APPROVAL)
        self.office.take(case, APPROVER, Step.APPROVE)
        assert self.office.case(case).granted_fen == self.write_claim(case, code, person, alone)

    def pay(self) -> None:
        approved = (n for n, one in self.claims.items() if one.due_now and not self.office.case(n).held)
        if not (able := sorted(approved)):
            return
        number = self.lot.choice(able)
        one, run = self.claims[number], self.cashier.make(number).number
        at, (line,) = one.due_now[0], [line.amount_fen for line in self.cashier.lines(run)]
        assert line == one.parts[at]
        owing = [key for key, debt in self.debts.items() if debt.left > 0 and self.person(key) == one.person]
        kept = self.lot.randint(0, min(line, sum(self.debts[key].left for key in owing))) if owing else 0
        if kept:
            consent(self.office.acting(FINANCE), run, 1, kept, "同意抵扣书", on=self.office.today)
        self.cashier.book(run)
        one.paid[at] = one.parts[at]
        self.set_off(owing, kept)

    def set_off(self, owing: list[str], kept: int) -> None:
        """The oldest decision first."""
        for key in owing:
            part = min(kept, self.debts[key].left)
            if part:
                self.come(key, self.newest_entry(key), part)
                kept -= part
        assert kept == 0

    def come(self, clawback: str, entry: int, amount: int) -> None:
        self.write_receipt(clawback, entry, amount, self.office.today.year)

    def person(self, clawback: str) -> str:
        return self.claims[self.debts[clawback].of].person

    def newest_entry(self, clawback: str) -> int:
        with self.office.uow.read() as work:
            rows = work.session.connection().exec_driver_sql(
                "SELECT max(e.id) FROM recovery_entries e JOIN clawbacks c ON c.id = e.clawback_id WHERE c.number = ?",
                (clawback,),
            )
            return int(rows.scalar_one())

    def take_back(self) -> None:
        able = sorted(n for n, one in self.claims.items() if sum(one.paid) > one.ordered or one.unpaid)
        able = [number for number in able if not self.office.case(number).held]
        if not able:
            return
        number = self.lot.choice(able)
        one, clawback = self.claims[number], self.desk.opened(number)
        if self.lot.random() < 0.4:
            self.desk.found(clawback, Ground.FRAUD)
            self.decided(clawback, number, sum(one.paid) - one.ordered, one.unpaid, 0)
        elif one.code == WAGES:
            wages = self.lot.randrange(1, 9_000_000)
            truth = self.desk.truth(number, wages=f"{wages // 100}.{wages % 100:02d}")
            self.desk.found(clawback, Ground.ERROR, true_answers=truth)
            self.by_truth(clawback, number, (wages * 20 + 50) // 100)
        else:
            self.desk.found(clawback, Ground.DUPLICATE)
            self.by_truth(clawback, number, HOME_ALONE)

    def by_truth(self, clawback: str, number: str, true_alone: int) -> None:
        """What is not due by the true facts; nothing of it is what the approver drops."""
        one = self.claims[number]
        granted = self.others(number, after_all=True)
        due = self.due(one.person, one.code, true_alone, granted, without=number)
        excess = max(0, sum(one.parts) - one.ordered - due)
        cancelled = min(excess, one.unpaid)
        if excess:
            self.decided(clawback, number, excess - cancelled, cancelled, min(one.alone, true_alone))
        else:
            with pytest.raises(UserError, match="没有应追回"):
                self.desk.proposed(clawback)
            drop(self.office.acting(APPROVER), clawback, "不需追回", on=self.office.today)

    def decided(self, clawback: str, number: str, owed: int, cancelled: int, alone: int) -> None:
        found = self.desk.proposed(clawback)
        assert (found.owed_fen, found.cancelled_fen, found.corrected_fen) == (owed, cancelled, alone)
        self.desk.heard(clawback)
        assert self.desk.decided(clawback).owed_fen == owed
        self.write_decision(clawback, number, owed, cancelled, alone)

    def owing(self, *, settled: bool = False) -> str | None:
        able = sorted(key for key, debt in self.debts.items() if debt.ordered and (settled or debt.left > 0))
        return self.lot.choice(able) if able else None

    def repay(self) -> None:
        if key := self.owing(settled=self.lot.random() < 0.15):
            most = max(1, self.debts[key].left)
            amount = self.lot.choice((most, self.lot.randint(1, most), most + self.lot.randint(1, 90_000)))
            beyond = amount > self.debts[key].left
            if beyond:
                with pytest.raises(UserError, match="多出"):
                    self.desk.repaid(key, amount)
            booked = self.desk.repaid(key, amount, beyond=beyond)
            self.come(key, booked.entry_id, amount)

    def correct(self) -> None:
        receipts = [(key, entry) for key, debt in sorted(self.debts.items()) for entry in sorted(debt.came)]
        if receipts:
            key, entry = self.lot.choice(receipts)
            stands = self.debts[key].came[entry]
            amount = self.lot.randint(1, stands) if stands else 1
            with suppress(UserError):  # a set-off is corrected with its payment, nothing left not at all
                correct_entry(self.office.acting(FINANCE), key, entry, amount, "误登", on=self.office.today)
                self.come(key, entry, -amount)

    def write_some_off(self) -> None:
        if key := self.owing():
            amount = self.lot.randint(1, self.debts[key].left)
            write_off(self.office.acting(FINANCE), key, amount, "叶财〔2024〕8号", "无力偿还", on=self.office.today)
            self.debts[key].written_off += amount

    def amend(self) -> None:
        """A judgment lowers what is owed: the case gives so much more alone."""
        if key := self.owing(settled=True):
            debt = self.debts[key]
            one, amount = self.claims[debt.of], self.lot.randint(1, debt.ordered)
            with suppress(UserError):  # its keys may be held by a later case
                amend_decision(self.office.acting(APPROVER), key, amount, "判决", on=self.office.today)
                debt.ordered -= amount
                one.ordered -= amount
                one.alone = min(one.first, one.alone + amount)

    def follow(self) -> None:
        """What is proposed is granted if it is that of the moment, or taken back."""
        for one in list_proposals(self.office.uow):
            if one.kind == "top_up" and not one.held:
                self.top_up(one)
            elif one.kind == "clawback" and not one.held:
                clawback = open_proposed(self.office.acting(CLERK), one.id, on=self.office.today).number
                self.desk.found(clawback, Ground.DUPLICATE)
                self.by_truth(clawback, one.case, self.claims[one.case].alone)
                return

    def top_up(self, proposed: Proposal) -> None:
        claim = self.claims[proposed.case]
        granted = self.others(proposed.case, after_all=False)
        missing = self.due(claim.person, claim.code, claim.alone, granted, proposed.case) - claim.kept
        if missing == proposed.amount_fen:
            top_up(self.office.acting(APPROVER), proposed.id, on=self.office.today)
            claim.parts.append(missing)
            claim.paid.append(0)
        else:
            with pytest.raises(UserError):
                top_up(self.office.acting(APPROVER), proposed.id, on=self.office.today)

    def close(self) -> None:
        """The year is closed; nothing is booked into it any more."""
        year = self.office.today.year
        if year > 2025 or self.lot.random() < 0.7:
            return
        january = datetime(year + 1, 1, 4, 9)
        close_year(replace(self.office.acting(FINANCE), clock=lambda: january), year)
        if key := self.owing():
            with pytest.raises(UserError, match="年终结账"):
                self.desk.repaid(key, 1)
        self.office.today = january.date()

    def compare(self) -> None:
        net, last = net_grants(), net_grants(demanded=True)
        with self.office.uow.read() as work:
            rows = work.session.execute(
                select(Case.number, net.alone, net.granted, last.granted)
                .outerjoin(net.recovered, net.recovered.c.case_id == Case.id)
                .outerjoin(last.recovered, last.recovered.c.case_id == Case.id)
                .where(Case.number.in_(self.claims))
            )
            stored = {number: tuple(sums) for number, *sums in rows}
        assert stored == {n: (one.alone, one.kept, one.kept_after_all) for n, one in self.claims.items()}
        lines = {one.line.number: one.line.left_fen for one in desk_lines(self.office.uow) if one.line.balance.owed_fen}
        assert lines == {key: debt.left for key, debt in self.debts.items() if debt.ordered}
        assert sum(row.left_fen for row in recovery_ledger(self.office.uow)) == sum(
            debt.left for debt in self.debts.values()
        )
        assert self.cashier.ledger_fen() == sum(sum(one.paid) for one in self.claims.values())
        now = replace(self.office.uow, clock=lambda: datetime.combine(self.office.today, time(9)))
        for year, came in self.back.items():
            assert annual_overview(now, year).total.recovered_fen == came
        assert check_ledger(self.office.uow) == []

    def play(self, events: int) -> None:
        deeds: tuple[Callable[[], None], ...] = (
            self.grant, self.grant, self.grant, self.pay, self.pay, self.pay, self.take_back, self.take_back,
            self.repay, self.repay, self.correct, self.write_some_off, self.amend, self.follow, self.follow, self.close,
        )  # fmt: skip
        for _ in range(events):
            deed = self.lot.choice(deeds)
            deed()
            self.compare()
            self.office.today += timedelta(days=self.lot.randint(0, 3))


@pytest.mark.parametrize("seed", range(EPISODES))
def test_recoveries_agree_with_the_paper(office_template: UnitOfWork, tmp_path: Path, seed: int) -> None:
    source = office_template.engine.url.database
    assert source
    shutil.copyfile(source, tmp_path / FILE_NAME)
    engine = make_engine(tmp_path / FILE_NAME)
    office = Office(UnitOfWork(engine, "local", office_template.shipped, office_template.clock))
    office.today = date(2024, 11, 5)
    paper = Paper(office, Random(seed))  # noqa: S311
    paper.play(EVENTS)
    engine.dispose()

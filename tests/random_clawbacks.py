"""Random days of supervision: clawbacks from the opening to the last fen, and what follows for others of the key."""

from __future__ import annotations

from datetime import timedelta

from clawback_desk import identity_number
from hypothesis import strategies as st
from hypothesis.stateful import rule
from random_casework import CASHIER, JUDGE, PLACE, WHO, Days
from working_office import APPROVER, CLERK, FINANCE, REVIEWER

from app.services.clawbacks.agreements import Part, agree
from app.services.clawbacks.amending import amend_decision, record_review
from app.services.clawbacks.booking import book_repayment, correct_entry, write_off
from app.services.clawbacks.deciding import Decision, decide, drop
from app.services.clawbacks.investigating import Findings, Responsible, record
from app.services.clawbacks.notice import answer_statement, notify, record_statement, waive
from app.services.clawbacks.opening import open_clawback
from app.services.clawbacks.proposals import dismiss, open_proposed, reassess_again, top_up
from app.services.clawbacks.proposing import propose
from app.services.clawbacks.recovery_ledger import recovery_ledger
from app.services.clawbacks.terms import Ground
from app.services.letters.issuing import issue
from app.services.supervision.misconduct import BAN, RETURN

FEN = st.one_of(st.sampled_from([1, 50_000, 200_000]), st.integers(1, 3_000_000))
LETTERS = ("事先告知书", "责令退回决定书", "催告书", "撤销立案告知书", "结清证明")
PAID = "id IN (SELECT i.case_id FROM case_instalments i JOIN ledger_entries l ON l.instalment_id = i.id)"


class ClawbackDays(Days):
    """Investigators, approvers and finance, sometimes people who are none of them."""

    def clawback_at(self, place: int, *states: str) -> str:
        named = ", ".join(f"'{state}'" for state in states)
        return self.pick(self.office.numbers("clawbacks", where=f"state IN ({named})"), place) or ""

    @rule(place=PLACE, who=WHO, paid=st.booleans())
    def open(self, place: int, who: str, *, paid: bool) -> None:
        if number := self.case_at(place, PAID if paid else "1"):
            act = self.office.uow.acting_as(who)
            self.attempt(lambda: open_clawback(act, number, "举报", "有人举报", on=self.office.today))

    @rule(place=PLACE, ground=st.sampled_from(Ground), person=st.integers(0, 2), banned=st.booleans())
    def find_out(self, place: int, ground: Ground, person: int, *, banned: bool) -> None:
        if clawback := self.clawback_at(place, "investigating", "notified"):
            self.findings(clawback, ground, person, banned=banned)

    def findings(self, clawback: str, ground: Ground, person: int, *, banned: bool) -> bool:
        measures = (RETURN, BAN) if banned else (RETURN,)
        named = person or ground is Ground.FRAUD
        responsible = (Responsible("person", identity_number(person), "张某", measures),) if named else ()
        lapsed = self.office.due_after(-40) if ground is Ground.LAPSED else None
        found = Findings("查明不符", "复函", ground, lapsed_on=lapsed, responsible=responsible)
        return self.attempt(lambda: record(self.office.acting(CLERK), clawback, found, on=self.office.today))

    @rule(place=PLACE, fen=st.one_of(st.none(), FEN))
    def propose(self, place: int, fen: int | None) -> None:
        if clawback := self.clawback_at(place, "investigating"):
            act = self.office.acting(CLERK)
            self.attempt(lambda: propose(act, clawback, fen, "查实金额", on=self.office.today))

    @rule(
        place=PLACE, ground=st.sampled_from(list(Ground)[1:]), fen=st.one_of(st.none(), FEN), person=st.integers(0, 2)
    )
    def take_back(self, place: int, ground: Ground, fen: int | None, person: int) -> None:
        """The whole course at one go, as far as it is let."""
        number, today = self.case_at(place, f"NOT held AND {PAID}"), self.office.today
        if not number:
            return
        clerk = self.office.acting(CLERK)
        if not self.attempt(lambda: open_clawback(clerk, number, "举报", "有人举报", on=today)):
            return
        clawback = self.clawback_at(0, "investigating")
        self.findings(clawback, ground, person, banned=False)
        self.attempt(lambda: propose(clerk, clawback, fen, "查实金额", on=today))
        self.attempt(lambda: notify(self.office.acting(REVIEWER), clawback, today, on=today))
        self.office.today += timedelta(days=20)
        self.decide(0, "赵主任", None)

    @rule(place=PLACE)
    def notify(self, place: int) -> None:
        if clawback := self.clawback_at(place, "investigating"):
            today = self.office.today
            self.attempt(lambda: notify(self.office.acting(REVIEWER), clawback, today, on=today))

    @rule(place=PLACE, waived=st.booleans())
    def be_heard(self, place: int, *, waived: bool) -> None:
        if clawback := self.clawback_at(place, "notified"):
            act, today = self.office.acting(REVIEWER), self.office.today
            if waived:
                self.attempt(lambda: waive(act, clawback, "书面放弃", on=today))
            else:
                self.attempt(lambda: record_statement(act, clawback, "本人", "不知情", on=today))

    @rule(place=PLACE, statement=PLACE)
    def answer(self, place: int, statement: int) -> None:
        clawback, key = (
            self.clawback_at(place, "notified"),
            self.pick(self.office.numbers("statements", "id"), statement),
        )
        if clawback and key:
            act = self.office.acting(REVIEWER)
            self.attempt(lambda: answer_statement(act, clawback, key, "不予采纳", on=self.office.today))

    @rule(place=PLACE, who=JUDGE, fen=st.one_of(st.none(), FEN))
    def decide(self, place: int, who: str, fen: int | None) -> None:
        if clawback := self.clawback_at(place, "notified"):
            decision = Decision(self.office.due_after(30), fen, "酌减" if fen else "", "叶人社〔2024〕9号")
            act = self.office.uow.acting_as(who)
            self.attempt(lambda: decide(act, clawback, decision, on=self.office.today))

    @rule(place=PLACE, who=JUDGE)
    def drop(self, place: int, who: str) -> None:
        if clawback := self.clawback_at(place, "investigating", "notified"):
            act = self.office.uow.acting_as(who)
            self.attempt(lambda: drop(act, clawback, "查无实据", on=self.office.today))

    @rule(place=PLACE, who=CASHIER, fen=FEN, whole=st.booleans(), beyond=st.booleans())
    def repay(self, place: int, who: str, fen: int, *, whole: bool, beyond: bool) -> None:
        if clawback := self.clawback_at(place, "decided"):
            left = {row.number: row.left_fen for row in recovery_ledger(self.office.uow)}[clawback]
            act, amount = self.office.uow.acting_as(who), left if whole else fen
            self.attempt(lambda: book_repayment(act, clawback, amount, "SK", beyond=beyond, on=self.office.today))

    @rule(place=PLACE, entry=PLACE, fen=FEN)
    def correct(self, place: int, entry: int, fen: int) -> None:
        clawback = self.clawback_at(place, "decided", "settled")
        found = self.office.rows("SELECT id FROM clawbacks WHERE number = :number", number=clawback)
        where = f"clawback_id = {found[0][0]}" if found else "0"
        if key := self.pick(self.office.numbers("recovery_entries", "id", where), entry):
            act = self.office.acting(FINANCE)
            self.attempt(lambda: correct_entry(act, clawback, key, fen, "误登", on=self.office.today))

    @rule(place=PLACE, fen=FEN)
    def write_off(self, place: int, fen: int) -> None:
        if clawback := self.clawback_at(place, "decided"):
            act = self.office.acting(FINANCE)
            self.attempt(lambda: write_off(act, clawback, fen, "叶财8号", "无力偿还", on=self.office.today))

    @rule(place=PLACE, fen=FEN)
    def amend(self, place: int, fen: int) -> None:
        if clawback := self.clawback_at(place, "decided", "settled"):
            act, today = self.office.acting(APPROVER), self.office.today
            self.attempt(lambda: record_review(self.office.acting(CLERK), clawback, today, "复议1号", on=today))
            self.attempt(lambda: amend_decision(act, clawback, fen, "复议变更", on=today))

    @rule(place=PLACE, fen=FEN)
    def agree(self, place: int, fen: int) -> None:
        if clawback := self.clawback_at(place, "decided"):
            left = {row.number: row.left_fen for row in recovery_ledger(self.office.uow)}[clawback]
            parts = [Part(self.office.due_after(30), fen), Part(self.office.due_after(60), left - fen)]
            self.attempt(lambda: agree(self.office.acting(CLERK), clawback, parts, on=self.office.today))

    @rule(place=PLACE, who=JUDGE, deed=st.sampled_from([top_up, top_up, open_proposed, reassess_again, dismiss]))
    def follow_up(self, place: int, who: str, deed: object) -> None:
        if key := self.pick(self.office.numbers("reassessments", "id", "state = 'open'"), place):
            act, today = self.office.uow.acting_as(who), self.office.today
            more = ("不必",) if deed is dismiss else ()
            self.attempt(lambda: deed(act, key, *more, on=today))  # type: ignore[operator]

    @rule(place=PLACE, kind=st.sampled_from(LETTERS))
    def write(self, place: int, kind: str) -> None:
        if clawback := self.pick(self.office.numbers("clawbacks"), place):
            act = self.office.acting(CLERK)
            self.attempt(lambda: issue(act, kind, [clawback], self.fonts, on=self.office.today))

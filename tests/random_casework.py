"""Random days of casework: filing, materials, requests, countersigning, publicity, decisions, doubts, bans, letters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from clawback_desk import identity_number
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from letter_samples import FONTS
from random_office import EVERYBODY, RandomOffice, facts_for
from working_office import ADMINISTRATOR, APPROVER, CLERK, REVIEWER, ROAD

from app.services.cases.applications import case_form, change_facts
from app.services.cases.case_materials import Handed, Tick, material_sheet
from app.services.cases.case_materials import record as record_materials
from app.services.cases.casework import move, move_many
from app.services.cases.course import State, Step, move_for
from app.services.cases.objections import Raised
from app.services.cases.objections import judge as judge_objection
from app.services.cases.objections import record as record_objection
from app.services.cases.orders import Order
from app.services.doubts.at_steps import before_step
from app.services.doubts.judging import Verdict, judge
from app.services.doubts.screening import Scope, screen
from app.services.letters.correcting import correct
from app.services.letters.issuing import issue
from app.services.letters.paper.fonts import Fonts
from app.services.letters.service_record import Manner, Service, record_service
from app.services.supervision.misconduct import BAN, Entering, enter, except_case, lift
from app.services.unit_of_work import UnitOfWork

T = TypeVar("T")
PLACE = st.integers(0, 11)
WHO = st.sampled_from(EVERYBODY)
CASHIER = st.sampled_from(["陈会计", "陈会计", "陈会计", "孙样样", "李晓梅", "周审计"])
JUDGE = st.sampled_from(["赵主任", "赵主任", "吴主任", "钱多能", "孙样样", "李晓梅", "周审计"])
REASON = st.sampled_from(["", "理由", "不同意：理由"])
CASES_EACH_TIME = 12
LETTERS = ("受理通知书", "补正通知书", "补贴核准通知书", "审核结果告知书", "不予补贴决定书", "暂停通知书")


class Days(RuleBasedStateMachine):
    """What every part of the office's day uses."""

    template: UnitOfWork
    fonts = Fonts(FONTS)

    def __init__(self) -> None:
        super().__init__()
        self.office = RandomOffice(self.template)

    def teardown(self) -> None:
        self.office.close()

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Whether it was done."""
        return self.office.attempt(deed)

    def pick(self, known: list[T], place: int) -> T | None:
        """One of those known, the last ones first."""
        return known[-1 - place % len(known)] if known else None

    def case_at(self, place: int, where: str = "1") -> str:
        """The number of a case; empty when there is none."""
        return self.pick(self.office.numbers("cases", where=where), place) or ""


class CaseDays(Days):
    """Cases come in and move, by the right people and by the wrong ones."""

    @rule(kind=st.integers(0, 9), person=st.integers(0, 2), variant=st.integers(0, 11))
    def file(self, kind: int, person: int, variant: int) -> None:
        code, facts = facts_for(kind, person, variant, self.office.today)
        self.office.file(code, **facts)

    @rule(kind=st.integers(0, 9), person=st.integers(0, 2), variant=st.integers(0, 11), count=st.integers(3, 8))
    def file_and_go_on(self, kind: int, person: int, variant: int, count: int) -> None:
        code, facts = facts_for(kind, person, variant, self.office.today)
        self.walk(self.office.file(code, **facts), count)

    @rule(place=PLACE, count=st.integers(1, len(ROAD)))
    def go_on(self, place: int, count: int) -> None:
        if number := self.case_at(place, "state NOT IN ('completed', 'rejected', 'withdrawn')"):
            self.walk(number, count)

    def walk(self, number: str, count: int) -> None:
        """So many steps of the straight road from where the case stands, as far as it is let."""
        for role, step, after in ROAD:
            case = self.office.case(number)
            begun = step is Step.PUBLISH and case.public_from is not None
            if move_for(step, State(case.state)) is None or begun or count <= 0:
                continue
            if step is Step.CLOSE:
                self.office.today = max(self.office.today, case.public_until or self.office.today) + timedelta(days=1)
            self.step(number, self.office.acting(role).account, Order(step, voucher="PZ"))
            if self.office.case(number).state != after:
                break
            count -= 1

    @rule(place=PLACE, step=st.sampled_from(Step), who=WHO, reason=REASON, fen=st.sampled_from([None, 100, 200_000]))
    def try_a_step(self, place: int, step: Step, who: str, reason: str, fen: int | None) -> None:
        if number := self.case_at(place):
            self.step(number, who, Order(step, reason, "PZ", fen))

    def step(self, number: str, who: str, order: Order) -> None:
        """One step; what the checks find beforehand is kept whether or not it is then taken."""
        uow = self.office.uow.acting_as(who)
        self.look(uow, [number], order.step)
        self.before_step(number, order.step)
        done = self.attempt(lambda: move(uow, number, order, on=self.office.today))
        self.after_step(number, order.step, done=done)

    def look(self, uow: UnitOfWork, numbers: list[str], step: Step) -> None:
        """The checks before a step, which write for themselves."""
        self.attempt(lambda: before_step(uow, numbers, step, self.office.today))

    def before_step(self, number: str, step: Step) -> None:
        """For who watches."""

    def after_step(self, number: str, step: Step, *, done: bool) -> None:
        """For who watches."""

    @rule(who=WHO, step=st.sampled_from(Step), state=st.sampled_from(State))
    def move_a_batch(self, who: str, step: Step, state: State) -> None:
        numbers = self.office.numbers("cases", where=f"state = '{state}'")[-CASES_EACH_TIME:]
        uow, order = self.office.uow.acting_as(who), Order(step, "成批办理", "PZ")
        if step is not Step.APPROVE:  # a sum is watched one by one
            self.attempt(lambda: move_many(uow, numbers, order, on=self.office.today))

    @rule(days=st.sampled_from([1, 3, 7, 20, 100, 366]))
    def wait(self, days: int) -> None:
        self.office.today += timedelta(days=days)

    @rule(place=PLACE, line=st.integers(0, 5), handed=st.sampled_from(Handed), days=st.integers(1, 30))
    def look_at_materials(self, place: int, line: int, handed: Handed, days: int) -> None:
        if number := self.case_at(place):
            sheet = material_sheet(self.office.uow, number)
            day = self.office.due_after(days) if handed is Handed.DEFERRED else None
            ticks = {one.material.name: Tick(Handed.RECEIVED) for one in sheet.lines if one.handed is None}
            if sheet.lines:
                ticks[sheet.lines[line % len(sheet.lines)].material.name] = Tick(handed, day)
            act = self.office.acting(CLERK)
            self.attempt(lambda: record_materials(act, number, ticks, sheet.version, on=self.office.today))

    @rule(place=PLACE, level=st.sampled_from(["高级工", "技师", "高级技师"]), stale=st.booleans())
    def change_an_answer(self, place: int, level: str, *, stale: bool) -> None:
        if number := self.case_at(place, "state IN ('draft', 'supplement')"):
            form = case_form(self.office.uow, number)
            answers = {**form.answers, "level": level} if "level" in form.answers else dict(form.answers)
            act, seen = self.office.acting(CLERK), form.version - stale
            done = self.attempt(lambda: change_facts(act, number, answers, seen, on=self.office.today))
            assert not (done and stale)

    @rule(place=PLACE)
    def object_to(self, place: int) -> None:
        if number := self.case_at(place, "state = 'publicity'"):
            raised = Raised(self.office.today, "匿名", "", "不符合条件")
            self.attempt(lambda: record_objection(self.office.acting(CLERK), number, raised, on=self.office.today))

    @rule(place=PLACE, who=WHO, upheld=st.booleans())
    def judge_an_objection(self, place: int, who: str, *, upheld: bool) -> None:
        if key := self.pick(self.office.numbers("objections", "id"), place):
            act = self.office.uow.acting_as(who)
            self.attempt(lambda: judge_objection(act, key, upheld=upheld, finding="查实", on=self.office.today))

    @rule(everything=st.booleans())
    def screen(self, *, everything: bool) -> None:
        scope = Scope.ALL if everything else Scope.APPROVAL
        self.attempt(lambda: screen(self.office.acting(REVIEWER), scope))

    @rule(place=PLACE, who=WHO, verdict=st.sampled_from(Verdict))
    def judge_a_doubt(self, place: int, who: str, verdict: Verdict) -> None:
        if doubt := self.pick(self.office.numbers("doubts", "id", "gone_at IS NULL"), place):
            act = self.office.uow.acting_as(who)
            self.attempt(lambda: judge(act, [doubt], verdict, "已核实", on=self.office.today))

    @rule(person=st.integers(0, 2), banned=st.booleans())
    def enter_a_cheat(self, person: int, *, banned: bool) -> None:
        measures = (BAN,) if banned else ("函告主管部门",)
        new = Entering(
            "person", identity_number(person), "张某", "造假", measures, self.office.today, "叶人社〔2024〕9号"
        )
        self.attempt(lambda: enter(self.office.acting(APPROVER), new, on=self.office.today))

    @rule(place=PLACE, who=st.sampled_from([APPROVER, ADMINISTRATOR, CLERK]))
    def lift_a_ban(self, place: int, who: Any) -> None:
        if key := self.pick(self.office.numbers("misconduct", "id"), place):
            self.attempt(lambda: lift(self.office.acting(who), key, "已改正", on=self.office.today))

    @rule(place=PLACE, ban=PLACE)
    def make_an_exception(self, place: int, ban: int) -> None:
        key, number = self.pick(self.office.numbers("misconduct", "id"), ban), self.case_at(place)
        if key and number:
            admin = self.office.acting(ADMINISTRATOR)
            self.attempt(lambda: except_case(admin, key, number, "准予一次", on=self.office.today))

    @rule(place=PLACE, kind=st.sampled_from(LETTERS))
    def issue_a_letter(self, place: int, kind: str) -> None:
        if number := self.case_at(place):
            act = self.office.acting(CLERK)
            self.attempt(lambda: issue(act, kind, [number], self.fonts, on=self.office.today))

    @rule(place=PLACE, again=st.booleans())
    def serve_or_correct_a_letter(self, place: int, *, again: bool) -> None:
        if letter := self.pick(self.office.numbers("letters"), place):
            act, today = self.office.acting(CLERK), self.office.today
            if again:
                self.attempt(lambda: correct(act, letter, "写错", self.fonts, on=today))
            else:
                served = Service(today, Manner.DIRECT, "本人")
                self.attempt(lambda: record_service(act, [letter], served, on=today))

"""An office at work: an account a role, cases filed as forms file them, and moved by those who may."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from done_once import done_once
from policy_samples import SHIPPED, facts_of

from app.models import Case
from app.services.cases import holdings
from app.services.cases.casework import move
from app.services.cases.course import State, Step
from app.services.cases.dossiers import fetch
from app.services.cases.filing import Filing, file_cases
from app.services.cases.orders import Moved, Order
from app.services.policy.catalogue import BY_CODE
from app.services.policy.terms import Payee
from app.services.trust.accounts import Role, create
from app.services.unit_of_work import UnitOfWork, Work

CLERK, REVIEWER, APPROVER, FINANCE, AUDITOR, ADMINISTRATOR = Role
NAMES = {
    CLERK: "李晓梅",
    REVIEWER: "王芳",
    APPROVER: "赵主任",
    FINANCE: "陈会计",
    AUDITOR: "周审计",
    ADMINISTRATOR: "管理员甲",
}
ROAD: tuple[tuple[Role, Step, State], ...] = (
    (CLERK, Step.ACCEPT, State.ACCEPTED),
    (REVIEWER, Step.PASS, State.REVIEWED),
    (REVIEWER, Step.SEND, State.COUNTERSIGN),
    (CLERK, Step.OPINION, State.PUBLICITY),
    (CLERK, Step.PUBLISH, State.PUBLICITY),
    (CLERK, Step.CLOSE, State.APPROVAL),
    (APPROVER, Step.APPROVE, State.APPROVED),
    (FINANCE, Step.PAY, State.COMPLETED),
)


class Office:
    """Accounts by role, and a case whenever one is needed; `today` is the day on which they work."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.uow = uow
        self.today = uow.clock().date()
        self.filed = 0
        done_once(uow, self._take_on, "an account a role")

    def _take_on(self) -> None:
        with self.uow.begin() as work:
            for role, name in NAMES.items():
                create(work, name, [role])

    def acting(self, role: Role) -> UnitOfWork:
        """The data folder for the account of a role."""
        return self.uow.acting_as(NAMES[role])

    def file(self, code: str = "certificate-reward", **changes: Any) -> str:
        """A draft of a person of its own, with papers, phone and account of its own unless told otherwise."""
        with self.acting(CLERK).begin() as work:
            return file_cases(work, [self._filing(work, code, **changes)])[0]

    def file_many(self, count: int) -> list[str]:
        """So many drafts at once, as an import files them."""
        with self.acting(CLERK).begin() as work:
            return file_cases(work, [self._filing(work, "certificate-reward") for _ in range(count)])

    def _filing(self, work: Work, code: str, **changes: Any) -> Filing:
        self.filed += 1
        own = {
            "applied_on": self.today - timedelta(days=3),
            "person_name": f"张{'伟芳娜敏静'[self.filed % 5]}{chr(0x4E00 + self.filed)}",
            "identity_number": f"3415041990{self.filed:08d}",
            "certified_on": self.today - timedelta(days=90),
            "certificate": f"S{self.filed:06d}",
            "invoice": f"0340{self.filed:05d}",
            "apprenticed_on": self.today - timedelta(days=200),
            "phone": str(13805640000 + self.filed - 1),
            "account_number": str(6217000010012345678 + self.filed - 1),
        }
        fields = BY_CODE[code].facts.model_fields
        facts = facts_of(code, **{name: value for name, value in (own | changes).items() if name in fields})
        if "account_name" in fields and "account_name" not in changes:
            holder = facts.unit_name if BY_CODE[code].payee(facts) is Payee.UNIT else facts.person_name
            facts = facts.model_copy(update={"account_name": holder})
        claims, grounds = BY_CODE[code].claims(facts), BY_CODE[code].grounds(facts)
        return Filing(code, facts, BY_CODE[code].assess(facts, SHIPPED, holdings.load(work.session, claims, grounds)))

    def take(self, number: str, role: Role, step: Step, **order: Any) -> Moved:
        """A step by the account of a role, on the office's day."""
        return move(self.acting(role), number, Order(step, **order), on=self.today)

    def walk(self, number: str, to: State, *, begun: bool = False) -> str:
        """Take a draft along the straight road to a state; `begun` stops within 公示中 after it was begun."""
        for role, step, after in ROAD:
            state = self.case(number).state
            if state == to and not (begun and self.case(number).public_from is None):
                break
            if step is Step.CLOSE:
                self.today = max(self.today, (self.case(number).public_until or self.today) + timedelta(days=1))
            voucher = "PZ-001" if step is Step.PAY else ""
            assert self.take(number, role, step, voucher=voucher).after is after
        assert self.case(number).state == to
        return number

    def at(self, state: State, **changes: Any) -> str:
        """A new case in a state."""
        number = self.file(**changes)
        match state:
            case State.SUPPLEMENT:
                self.take(number, CLERK, Step.ASK, reason="缺证书复印件")
            case State.REJECTED:
                self.walk(number, State.APPROVAL)
                self.take(number, APPROVER, Step.REFUSE, reason="查实不符")
            case State.WITHDRAWN:
                self.take(number, CLERK, Step.WITHDRAW)
            case _:
                self.walk(number, state)
        return number

    def case(self, number: str) -> Case:
        """The case as stored, read anew."""
        with self.uow.read() as work:
            return fetch(work.session, number)

    def due_after(self, days: int) -> date:
        """So many calendar days from the office's day."""
        return self.today + timedelta(days=days)

"""Clawbacks played through by those who may: opened, notified, decided and paid back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from working_office import APPROVER, CLERK, FINANCE, REVIEWER, Office

from app.models import Clawback, ParameterEntry
from app.services.cases.dossiers import definition, facts_of
from app.services.clawbacks.booking import Booked, book_repayment
from app.services.clawbacks.deciding import Decision, decide
from app.services.clawbacks.investigating import Findings, Responsible, record
from app.services.clawbacks.notice import notify
from app.services.clawbacks.opening import open_clawback
from app.services.clawbacks.proposing import propose
from app.services.clawbacks.records import fetch_clawback
from app.services.clawbacks.sums import TakeBack
from app.services.clawbacks.terms import Ground
from app.services.policy.answers import typed
from app.services.policy.standards import SCARCE_OCCUPATIONS
from app.services.standards.stored_parameters import packed
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork

FACTS, EVIDENCE = "证书系伪造", "发证机构复函"


def identity_number(place: int) -> str:
    """A sound identity number, another one for each place below 1000."""
    digits = f"34150419900101{place:03d}"
    rest = sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(digits)) % 11
    return digits + "10X98765432"[rest]


GO_BETWEEN = Responsible("person", identity_number(999), "钱某")


def scarce(uow: UnitOfWork, *occupations: str) -> None:
    """Enter the office's list of scarce occupations, in force since 2018."""
    with uow.begin() as work:
        work.session.add(
            ParameterEntry(
                name=SCARCE_OCCUPATIONS,
                start=date(2018, 1, 1),
                source="测试",
                value=packed(occupations),
                entered_at=work.now,
                entered_by="local",
            )
        )


class Desk:
    """The office's accounts at the clawbacks of its cases, on the office's day."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def acting(self, role: Role) -> UnitOfWork:
        """The data folder for the account of a role."""
        return self.office.acting(role)

    def opened(self, case: str, origin: str = "举报") -> str:
        """A clawback that a clerk has opened on a case."""
        return open_clawback(self.acting(CLERK), case, origin, FACTS, on=self.office.today).number

    def truth(self, case: str, **changes: str) -> dict[str, str]:
        """A case's answers as they should have been."""
        stored = self.office.case(case)
        return typed(definition(stored), facts_of(stored)) | changes

    def found(self, number: str, ground: Ground, **more: Any) -> None:
        """What the clerk found; for a fraud a go-between is held responsible unless told otherwise."""
        if ground is Ground.FRAUD:
            more = {"responsible": (GO_BETWEEN,)} | more
        record(self.acting(CLERK), number, Findings(FACTS, EVIDENCE, ground, **more), on=self.office.today)

    def proposed(self, number: str, sum_fen: int | None = None, reason: str = "") -> TakeBack:
        """The sum as the clerk proposes it."""
        return propose(self.acting(CLERK), number, sum_fen, reason, on=self.office.today)

    def heard(self, number: str) -> None:
        """Notified today, and the time to state passed without a word."""
        today = self.office.today
        reply_by = notify(self.acting(REVIEWER), number, today, on=today)
        self.office.today = reply_by + timedelta(days=1)

    def decided(self, number: str, **decision: Any) -> TakeBack:
        """Decided by the approver, to be returned within 30 days."""
        today = self.office.today
        ordered = Decision(return_by=today + timedelta(days=30), **decision)
        return decide(self.acting(APPROVER), number, ordered, on=today)

    def taken_back(self, case: str, ground: Ground = Ground.FRAUD, **more: Any) -> str:
        """A clawback of a case from its opening to its decision."""
        number = self.opened(case)
        self.found(number, ground, **more)
        self.proposed(number)
        self.heard(number)
        self.decided(number)
        return number

    def repaid(self, number: str, amount_fen: int, **more: Any) -> Booked:
        """A receipt booked by finance today."""
        return book_repayment(self.acting(FINANCE), number, amount_fen, "SK-001", on=self.office.today, **more)

    def clawback(self, number: str) -> Clawback:
        """The clawback as stored, read anew."""
        with self.office.uow.read() as work:
            return fetch_clawback(work.session, number)

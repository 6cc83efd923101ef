"""Cases as their course leaves them, stored through the models: for tests of what is counted from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Case, CaseClaim, CaseInstalment, CaseStep, LedgerEntry, Person, Unit
from app.services.unit_of_work import UnitOfWork

GRANTED = ("approved", "completed")
Stop = tuple[str, date]  # a state and the day it was reached


def course(start: date, *states: str) -> list[Stop]:
    """The states reached one after the other, all on one day."""
    return [(state, start) for state in states]


TO_APPROVAL = ("accepted", "reviewed", "countersign", "publicity", "approval")


@dataclass
class Casebook:
    """Adds cases to a data folder; sums in fen."""

    uow: UnitOfWork
    serial: int = 0

    def unit(self, name: str, township: str = "") -> int:
        """A unit of the register."""
        self.serial += 1
        with self.uow.begin() as work:
            unit = Unit(
                credit_code=f"9134{self.serial:014d}",
                name=name,
                kind="民营企业",
                township=township,
                contact="",
                phone="",
            )
            work.session.add(unit)
            work.session.flush()
            return unit.id

    def case(
        self,
        applied_on: date,
        stops: Sequence[Stop] = (),
        *,
        code: str = "certificate-reward",
        unit_id: int | None = None,
        township: str = "",
        granted: int = 200000,
        instalments: Sequence[int] | None = None,
        level: str = "高级工",
        published: bool = True,
        eligible: bool = True,
    ) -> str:
        """A case that went through these states, and its number; keys and instalments as its last state has them."""
        self.serial += 1
        number = f"YJJG-{applied_on.year}-{self.serial:06d}"
        state = stops[-1][0] if stops else "draft"
        granting = [day for reached, day in stops if reached in GRANTED]
        public_from = next((day for reached, day in stops if reached == "publicity"), None)
        with self.uow.begin() as work:
            unit = work.session.get(Unit, unit_id) if unit_id else None
            case = self._case(applied_on, number, code)
            case.person_id, case.unit_id = self._person(work.session), unit_id
            case.unit_name, case.township = unit.name if unit else "", township
            case.facts, case.eligible, case.state = f'{{"level": "{level}"}}', eligible, state
            case.gross_fen = case.payable_fen = granted
            case.granted_fen = granted if granting else None
            case.decided_on = granting[0] if granting else stops[-1][1] if state == "rejected" else None
            case.public_from = public_from if published else None
            work.session.add(case)
            work.session.flush()
            self._walk(work.session, case, stops)
            self._plan(work.session, case, instalments)
            live = eligible and case.accepted_order is not None and state not in ("rejected", "withdrawn")
            work.session.add(CaseClaim(case_id=case.id, scope=code, key=number, live=live))
        return number

    def _person(self, session: Session) -> int:
        person = Person(identity_number=f"341504{self.serial:012d}", name=f"张{self.serial}", phone="")
        session.add(person)
        session.flush()
        return person.id

    def _case(self, applied_on: date, number: str, code: str) -> Case:
        blank = ("batch_row", "search", "assessment", "came_from", "proposal", "proposal_reason", "hold_reason")
        return Case(
            **dict.fromkeys(blank, ""),
            number=number,
            code=code,
            applied_on=applied_on,
            filed_at=datetime.combine(applied_on, time(9)),
            applicant=f"张{self.serial}",
        )

    def _walk(self, session: Session, case: Case, stops: Sequence[Stop]) -> None:
        before = "draft"
        for state, day in stops:
            step = CaseStep(
                case_id=case.id,
                at=datetime.combine(day, time(10)),
                on_day=day,
                account="某人",
                step="reopen" if before in ("rejected", "withdrawn") else "move",
                from_state=before,
                to_state=state,
                reason="",
                stage="",
            )
            session.add(step)
            session.flush()
            if state == "accepted" and (case.accepted_order is None or step.step == "reopen"):
                case.accepted_on, case.accepted_order = day, step.id
            before = state

    def _plan(self, session: Session, case: Case, instalments: Sequence[int] | None) -> None:
        if case.granted_fen:
            parts = instalments if instalments is not None else (case.granted_fen,)
            session.add_all(
                CaseInstalment(
                    case_id=case.id,
                    position=position,
                    label="一次性" if len(parts) == 1 else f"第{position}次",
                    amount_fen=amount,
                    years_after=position - 1,
                )
                for position, amount in enumerate(parts, start=1)
            )

    def pay(
        self, number: str, day: date, amount: int, *, kind: str = "payment", position: int = 1, note: str = ""
    ) -> None:
        """An entry of the ledger on an instalment of the case."""
        self.serial += 1
        with self.uow.begin() as work:
            instalment_id = work.session.execute(
                select(CaseInstalment.id)
                .join(Case, Case.id == CaseInstalment.case_id)
                .where(Case.number == number, CaseInstalment.position == position)
            ).scalar_one()
            work.session.add(
                LedgerEntry(
                    instalment_id=instalment_id,
                    kind=kind,
                    direction=1 if kind == "payment" else -1,
                    amount_fen=amount,
                    paid_on=day,
                    voucher=f"PZ-{self.serial}",
                    bank="徽商银行叶集支行",
                    account_name="张某",
                    account_number="6217000010012345678",
                    note=note,
                    at=datetime.combine(day, time(15)),
                    account="财务",
                )
            )

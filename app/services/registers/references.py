"""Cases that refer to entries of registers: the contest plan, the round, the meeting that they rest on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.models import Case, CaseReference, RegisterEntry
from app.services.cases.dossiers import fetch
from app.services.errors import UserError
from app.services.registers.catalogue import BY_CODE, register_named
from app.services.registers.stored import fetch_entry, read_facts
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork

REFERRERS = {Role.CLERK, Role.REVIEWER}


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry that a case refers to: the register's title, and the entry in a line."""

    register: str
    entry_id: int
    title: str
    told: str


@dataclass(frozen=True, slots=True)
class ReferringCase:
    """A case that refers to an entry."""

    number: str
    applicant: str
    unit: str


def refer(uow: UnitOfWork, number: str, code: str, entry_id: int) -> None:
    """A clerk or reviewer lets a case refer to an entry of a dated list; UserError when it does so already."""
    register = register_named(code)
    with uow.begin() as work:
        require_role(work.session, work.account, REFERRERS, f"为案件引用{register.title}")
        case, row = fetch(work.session, number), fetch_entry(work, register, entry_id)
        if not register.scanned or not register.by_hand:
            raise UserError(f"案件不能引用{register.title}。")
        if work.session.get(CaseReference, (case.id, row.id)):
            raise UserError(f"{number} 已引用这条记录，不必重复。")
        work.session.add(CaseReference(case_id=case.id, entry_id=row.id, at=work.now, account=work.account))
        work.note("案件引用台账", number, f"{register.title}：{register.told(read_facts(register, row))}")


def drop_reference(uow: UnitOfWork, number: str, code: str, entry_id: int) -> None:
    """A clerk or reviewer takes a reference back; UserError when there is none."""
    register = register_named(code)
    with uow.begin() as work:
        require_role(work.session, work.account, REFERRERS, f"取消案件引用{register.title}")
        found = work.session.get(CaseReference, (fetch(work.session, number).id, entry_id))
        if found is None:
            raise UserError(f"{number} 没有引用这条记录，请刷新后再办。")
        work.session.delete(found)
        work.note("取消案件引用", number, register.title)


def references_of(uow: UnitOfWork, number: str) -> tuple[Reference, ...]:
    """What a case refers to, in the order in which it was entered."""
    query = select(RegisterEntry).join(CaseReference, CaseReference.entry_id == RegisterEntry.id)
    with uow.read() as work:
        case = fetch(work.session, number)
        rows = work.session.execute(query.where(CaseReference.case_id == case.id).order_by(CaseReference.at)).scalars()
        found = [(BY_CODE[row.register], row) for row in rows]
        return tuple(
            Reference(register.code, row.id, register.title, register.told(read_facts(register, row)))
            for register, row in found
        )


def cases_referring(uow: UnitOfWork, entry_id: int) -> tuple[ReferringCase, ...]:
    """The cases that refer to an entry, in queue order."""
    query = select(Case.number, Case.applicant, Case.unit_name).join(CaseReference, CaseReference.case_id == Case.id)
    with uow.read() as work:
        rows = work.session.execute(query.where(CaseReference.entry_id == entry_id).order_by(Case.id))
        return tuple(ReferringCase(*row) for row in rows)

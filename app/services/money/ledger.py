"""The ledger of payments as people read it: entries with case, person, unit and account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.models import Case, CaseInstalment, LedgerEntry, PaymentRun, Person, Unit
from app.services.cases.course import BOOKED_BACK
from app.services.policy.catalogue import BY_CODE
from app.services.unit_of_work import UnitOfWork

KINDS = {"payment": "发放"} | BOOKED_BACK


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """Which entries: of a year, a type, a township, and with a text in number, name, unit, voucher or account."""

    year: int | None = None
    code: str = ""
    township: str = ""
    text: str = ""


ROWS_AT_ONCE = 1000
EVERYTHING = LedgerQuery()


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An entry; `amount_fen` is negative for a returned payment or a counter-entry, whose `remark` names it.

    `taken_back` when a later entry took it back; `run` is the number of the payment run that it was booked with.
    """

    entry_id: int
    case_number: str
    code: str
    title: str
    cited: str
    person_name: str
    identity_number: str
    unit_name: str
    credit_code: str
    township: str
    granted_fen: int
    amount_fen: int
    term: str
    paid_on: date
    voucher: str
    account_name: str
    bank: str
    account_number: str
    remark: str
    kind: str = "payment"
    source: str = ""
    run: str = ""
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class LedgerTotal:
    """How many entries, and their sum in fen."""

    entries: int
    amount_fen: int


def entries(
    uow: UnitOfWork, query: LedgerQuery = EVERYTHING, *, limit: int | None = None, offset: int = 0
) -> tuple[LedgerRow, ...]:
    """The entries asked for, in the order of payment; a page of them when there is a limit."""
    with uow.read() as work:
        return tuple(ledger_rows(work.session, query, limit=limit, offset=offset))


def ledger_total(uow: UnitOfWork, query: LedgerQuery = EVERYTHING) -> LedgerTotal:
    """How many entries are asked for and what they come to."""
    with uow.read() as work:
        signed = LedgerEntry.direction * LedgerEntry.amount_fen
        counted = _chosen(select(func.count(), func.coalesce(func.sum(signed), 0)).select_from(LedgerEntry), query)
        count, amount = work.session.execute(counted).one()
        return LedgerTotal(count, amount)


def ledger_rows(
    session: Session, query: LedgerQuery = EVERYTHING, *, limit: int | None = None, offset: int = 0
) -> Iterator[LedgerRow]:
    """The same within an action under way, one by one."""
    chosen = _chosen(_read(), query).order_by(LedgerEntry.paid_on, LedgerEntry.id).limit(limit).offset(offset or None)
    return (_row(row) for row in session.execute(chosen, execution_options={"yield_per": ROWS_AT_ONCE}))


def _read() -> Select[*tuple[Any, ...]]:
    """Everything a row needs; a negative entry comes with the payment that it takes back."""
    original, earlier, sibling = aliased(LedgerEntry), aliased(LedgerEntry), aliased(CaseInstalment)
    back = aliased(LedgerEntry)
    taken_back = select(back.id).where(back.reverses_id == LedgerEntry.id).correlate(LedgerEntry).exists()
    last_payment = (
        select(func.max(earlier.id))
        .where(
            earlier.instalment_id == LedgerEntry.instalment_id,
            earlier.direction == 1,
            earlier.id < LedgerEntry.id,
        )
        .correlate(LedgerEntry)
        .scalar_subquery()
    )
    terms = (
        select(func.max(sibling.position))
        .where(sibling.case_id == CaseInstalment.case_id)
        .correlate(CaseInstalment)
        .scalar_subquery()
    )
    return (
        select(
            *(LedgerEntry.id, LedgerEntry.kind, LedgerEntry.paid_on, LedgerEntry.voucher, LedgerEntry.note),
            *(LedgerEntry.bank, LedgerEntry.account_name, LedgerEntry.account_number),
            (LedgerEntry.direction * LedgerEntry.amount_fen).label("amount_fen"),
            *(CaseInstalment.position, CaseInstalment.label, terms.label("terms")),
            *(Case.number, Case.code, Case.unit_name, Case.township, Case.granted_fen),
            *(Person.name.label("person_name"), Person.identity_number, Unit.credit_code),
            *(original.paid_on.label("original_day"), original.voucher.label("original_voucher")),
            *(original.kind.label("original_kind"), LedgerEntry.source, PaymentRun.number.label("run")),
            taken_back.label("taken_back"),
        )
        .select_from(LedgerEntry)
        .outerjoin(PaymentRun, PaymentRun.id == LedgerEntry.run_id)
        .outerjoin(original, original.id == func.coalesce(LedgerEntry.reverses_id, _negative(last_payment)))
    )


def _negative(entry: ColumnElement[Any]) -> ColumnElement[Any]:
    """A value of negative entries alone."""
    return case((LedgerEntry.direction == -1, entry))


def _chosen(rows: Select[*tuple[Any, ...]], query: LedgerQuery) -> Select[*tuple[Any, ...]]:
    joined = (
        rows.join(CaseInstalment, CaseInstalment.id == LedgerEntry.instalment_id)
        .join(Case, Case.id == CaseInstalment.case_id)
        .outerjoin(Person, Person.id == Case.person_id)
        .outerjoin(Unit, Unit.id == Case.unit_id)
    )
    return joined.where(*_conditions(query))


def _conditions(query: LedgerQuery) -> Iterator[ColumnElement[bool]]:
    if query.year is not None:
        yield LedgerEntry.paid_on.between(date(query.year, 1, 1), date(query.year, 12, 31))
    if query.code:
        yield Case.code == query.code
    if query.township:
        yield Case.township == query.township
    if text := query.text.strip():
        sought = (
            *(Case.number, Case.unit_name, Person.name, Person.identity_number),
            *(LedgerEntry.voucher, LedgerEntry.account_name, LedgerEntry.account_number),
        )
        yield or_(*(column.contains(text, autoescape=True) for column in sought))


def _row(row: Row[Any]) -> LedgerRow:
    subsidy = BY_CODE[row.code]
    return LedgerRow(
        entry_id=row.id,
        case_number=row.number,
        code=row.code,
        title=subsidy.title,
        cited=subsidy.clause.cited,
        person_name=row.person_name or "",
        identity_number=row.identity_number or "",
        unit_name=row.unit_name,
        credit_code=row.credit_code or "",
        township=row.township,
        granted_fen=row.granted_fen or 0,
        amount_fen=row.amount_fen,
        term=row.label if row.terms == 1 else f"第{row.position}期 {row.label}",
        paid_on=row.paid_on,
        voucher=row.voucher,
        account_name=row.account_name,
        bank=row.bank,
        account_number=row.account_number,
        remark=_remark(row),
        kind=row.kind,
        source=row.source,
        run=row.run or "",
        taken_back=row.taken_back,
    )


def _remark(row: Row[Any]) -> str:
    """The note of an entry; one that takes another back names it."""
    if not row.original_day:
        named = "" if row.kind == "payment" else KINDS[row.kind]
    elif row.kind == "payment":
        named = f"冲正：冲回 {row.original_day} {KINDS[row.original_kind]}凭证 {row.original_voucher}，恢复发放"
    else:
        named = f"{KINDS[row.kind]}：冲减 {row.original_day} 凭证 {row.original_voucher}"
    return "；".join(filter(None, (named, row.note)))

"""A disk that is full in the middle of a batch: one sentence, and nothing of the batch is stored, however far it was."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from payment_desk import PaymentDesk
from sqlalchemy import func, select
from working_office import CLERK, Office

from app.models import CaseStep, LedgerEntry
from app.services.cases.casework import move_many
from app.services.cases.course import State, Step
from app.services.cases.orders import Order
from app.services.errors import UserError
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork


@contextmanager
def full_before_row(uow: UnitOfWork, table: str, row: int) -> Iterator[None]:
    """SQLite undoes the whole transaction, savepoints too, when the so-manieth row of a table finds no room."""
    path = str(uow.engine.url.database)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute(
            f"CREATE TRIGGER full BEFORE INSERT ON {table} WHEN (SELECT count(*) FROM {table}) >= {row} - 1 "  # noqa: S608
            "BEGIN SELECT RAISE(ROLLBACK, 'database or disk is full'); END"
        )
        yield
        plain.execute("DROP TRIGGER full")


def count(uow: UnitOfWork, table: type) -> int:
    with uow.read() as work:
        return work.session.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_batch_of_steps(uow: UnitOfWork) -> None:
    office = Office(uow)
    numbers = office.file_many(8)
    before = count(uow, CaseStep)
    with full_before_row(uow, "case_steps", before + 4), pytest.raises(UserError, match="磁盘已满"):
        move_many(office.acting(CLERK), numbers, Order(Step.ACCEPT), on=office.today)
    assert count(uow, CaseStep) == before
    assert {office.case(number).state for number in numbers} == {State.DRAFT}
    assert verify(uow).problems == ()


def test_a_payment_run_that_is_booked(uow: UnitOfWork) -> None:
    desk = PaymentDesk(Office(uow))
    run = desk.make(*desk.approved(4)).number
    with full_before_row(uow, "ledger_entries", 3), pytest.raises(UserError, match="磁盘已满"):
        desk.book(run)
    assert count(uow, LedgerEntry) == 0
    assert desk.problems() == []
    desk.book(run)
    assert count(uow, LedgerEntry) == 4
    assert verify(uow).problems == ()

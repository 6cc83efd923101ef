"""Gapless numbers a year, taken in the transaction that uses them."""

from __future__ import annotations

from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from app.models import Series

CASES = "YJJG"
BATCHES = "PC"
PAYMENT_RUNS = "FK"


def take(session: Session, series: str, year: int, count: int = 1) -> int:
    """Take so many numbers of a series at once and return the first of them."""
    statement = (
        insert(Series)
        .values(name=series, year=year, last=count)
        .on_conflict_do_update(index_elements=["name", "year"], set_={"last": Series.last + count})
        .returning(Series.last)
    )
    last: int = session.execute(statement).scalar_one()
    return last - count + 1


def case_number(year: int, serial: int) -> str:
    """A case number: YJJG-2026-000123."""
    return register_number(CASES, year, serial)


def batch_number(year: int, serial: int) -> str:
    """The number of an import: PC-2026-0012."""
    return f"{BATCHES}-{year}-{serial:04d}"


def run_number(year: int, serial: int) -> str:
    """The number of a payment run: FK-2026-0001."""
    return f"{PAYMENT_RUNS}-{year}-{serial:04d}"


def register_number(prefix: str, year: int, serial: int) -> str:
    """The number of a registration: YJLK-2026-000012."""
    return f"{prefix}-{year}-{serial:06d}"


def letter_number(prefix: str, year: int, serial: int) -> str:
    """The number of a letter: 叶人社技补〔2026〕12号, without leading zeros."""
    return f"{prefix}〔{year}〕{serial}号"

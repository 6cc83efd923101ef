"""Whether numbers run without a gap: of cases, imports, payment runs, clawbacks, random checks, and of letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Integer, Select, and_, cast, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from app.models import Batch, Case, Clawback, Draw, Letter, PaymentRun, Series
from app.services import numbering
from app.services.clawbacks.terms import SERIES as CLAWBACKS
from app.services.supervision.sampling import SERIES as DRAWS
from app.services.unit_of_work import Work

_YEAR = 4
_SERIES: tuple[tuple[str, str, InstrumentedAttribute[str]], ...] = (
    (numbering.CASES, "案件编号", Case.number),
    (numbering.BATCHES, "导入批次编号", Batch.number),
    (numbering.PAYMENT_RUNS, "拨付批次编号", PaymentRun.number),
    (CLAWBACKS, "追回案件编号", Clawback.number),
    (DRAWS, "抽查编号", Draw.number),
)


def number_problems(work: Work, since: int = 0) -> Iterator[str]:
    """A number for every serial taken, up to the last one, and none twice; by series and year, of years `since` one."""
    taken_numbers = select(Series.name, Series.year, Series.last).where(Series.year >= since)
    given = {(name, year): last for name, year, last in work.session.execute(taken_numbers)}
    letters: Select[*tuple[Any, ...]] = (
        select(Letter.series, Letter.year, func.count(), func.max(Letter.serial))
        .where(Letter.year >= since)
        .group_by(Letter.series, Letter.year)
    )
    queries = [(_counted(prefix, column, since), called) for prefix, called, column in _SERIES]
    for query, called in (*queries, (letters, "")):
        for series, year, count, last in work.session.execute(query):
            taken = given.get((series, year), 0)
            if not count == last == taken:
                what = called or f"“{series}”文号"
                yield f"{year} 年{what}不连续（共 {count} 个，最大 {last} 号，已取至 {taken} 号），请管理员核对。"
            given.pop((series, year), None)
    prefixes = {prefix: called for prefix, called, _ in _SERIES}
    for (series, year), last in given.items():
        if series in prefixes and last:
            yield f"{year} 年{prefixes[series]}已取至 {last} 号，却一个也没有，请管理员核对。"


def _counted(prefix: str, column: InstrumentedAttribute[str], since: int) -> Select[*tuple[Any, ...]]:
    """How many numbers PREFIX-YEAR-SERIAL of a series there are in each year, and the highest serial."""
    year = cast(func.substr(column, len(prefix) + 2, _YEAR), Integer)
    serial = cast(func.substr(column, len(prefix) + _YEAR + 3), Integer)
    of_years = and_(column >= f"{prefix}-{since:04d}", column < f"{prefix}.")  # a dot follows the hyphen
    return select(literal(prefix), year, func.count(), func.max(serial)).where(of_years).group_by(year)

"""日结单: what was done on one day, and the head of the audit chain at its end; printed, it anchors the chain on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from app.models import AuditEntry, CaseStep, LedgerEntry, Letter, RecoveryEntry
from app.services.cases.course import step_label
from app.services.errors import UserError
from app.services.money.ledger import KINDS
from app.services.policy.standards import OFFICE
from app.services.unit_of_work import UnitOfWork, Work

_RECOVERIES = {
    "decision": "决定追回",
    "repayment": "追回到账",
    "set_off": "抵扣",
    "correction": "追回更正",
    "write_off": "核销",
}
SHORTEST = 8


@dataclass(frozen=True)
class StepsOfDay:
    """How often a step was taken on the day, and by which accounts how often."""

    label: str
    count: int
    accounts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class MoneyOfDay:
    """Entries of one kind that were booked on the day: how many, and their sum in fen (negative: what was taken back)."""

    label: str
    count: int
    fen: int


@dataclass(frozen=True)
class LettersOfDay:
    """Letters of one kind issued on the day, the first and the last number."""

    kind: str
    count: int
    first: str
    last: str


@dataclass(frozen=True)
class Head:
    """An entry of the audit chain by which the chain up to it is known."""

    entry: int
    at: datetime
    digest: str


@dataclass(frozen=True)
class DaySheet:
    """The day in figures; `entries` counts the day's entries of the audit chain, `head` is the last one up to its end."""

    day: date
    office: str
    steps: tuple[StepsOfDay, ...]
    money: tuple[MoneyOfDay, ...]
    letters: tuple[LettersOfDay, ...]
    entries: int
    head: Head
    made_at: datetime
    made_by: str


def day_sheet(uow: UnitOfWork, day: date) -> DaySheet:
    """The figures of a day as they were booked on it, written down as printed; UserError for a day without data."""
    with uow.begin() as work:
        if day > work.now.date():
            raise UserError(f"{day} 还没有到，日结单只能打印今天或以前的日期。")
        end = datetime.combine(day + timedelta(days=1), time.min)
        head = _head(work, AuditEntry.at < end)
        if head is None:
            raise UserError(f"{day} 以前还没有数据，没有可打印的日结单，请换一个日期。")
        sheet = DaySheet(
            day=day,
            office=work.parameters.at(day).text(OFFICE, "名称"),
            steps=tuple(_steps(work, day)),
            money=tuple(_money(work, day)),
            letters=tuple(_letters(work, day)),
            entries=work.session.execute(
                select(func.count(AuditEntry.id)).where(_within(AuditEntry.at, day))
            ).scalar_one(),
            head=head,
            made_at=work.now,
            made_by=work.account,
        )
        work.note("打印日结单", str(day), f"第 {head.entry} 条，链头 {head.digest}")
        return sheet


def find_head(uow: UnitOfWork, printed: str) -> Head | None:
    """The entry whose digest begins as printed, blanks and case aside; UserError for fewer than eight signs."""
    wanted = "".join(printed.split()).lower()
    if len(wanted) < SHORTEST or not set(wanted) <= set("0123456789abcdef"):
        raise UserError(f"链头“{printed}”应是日结单上的十六进制字符，至少 {SHORTEST} 位，请核对后重新输入。")
    with uow.read() as work:
        return _head(work, AuditEntry.digest.startswith(wanted))


def head_sentence(printed: str, head: Head | None) -> str:
    """Whether the chain has the printed head, and where."""
    if head is None:
        return f"审计链里没有链头 {printed}：打印以后的链被改动或替换过，请管理员保留现场并用备份核对。"
    return f"链头 {printed} 在审计链第 {head.entry} 条（{head.at:%Y-%m-%d %H:%M}），打印以前的记录没有改动。"


def _head(work: Work, condition: ColumnElement[bool]) -> Head | None:
    query = select(AuditEntry.id, AuditEntry.at, AuditEntry.digest).where(condition)
    row = work.session.execute(query.order_by(AuditEntry.id.desc()).limit(1)).one_or_none()
    return Head(row.id, row.at, row.digest) if row else None


def _within(moment: Any, day: date) -> ColumnElement[bool]:
    begin = datetime.combine(day, time.min)
    return and_(moment >= begin, moment < begin + timedelta(days=1))


def _steps(work: Work, day: date) -> Iterator[StepsOfDay]:
    """Steps in the order in which they first came up on the day."""
    query = select(CaseStep.step, CaseStep.account).where(_within(CaseStep.at, day)).order_by(CaseStep.id)
    by_step: dict[str, Counter[str]] = {}
    for step, account in work.session.execute(query):
        by_step.setdefault(step, Counter())[account] += 1
    for step, accounts in by_step.items():
        yield StepsOfDay(step_label(step), accounts.total(), tuple(sorted(accounts.items())))


def _money(work: Work, day: date) -> Iterator[MoneyOfDay]:
    for table, labels in ((LedgerEntry, KINDS), (RecoveryEntry, _RECOVERIES)):
        sums = func.sum(table.amount_fen * table.direction)
        query = select(table.kind, func.count(), sums).where(_within(table.at, day)).group_by(table.kind)
        found = {kind: (count, fen) for kind, count, fen in work.session.execute(query)}
        yield from (MoneyOfDay(labels[kind], *found[kind]) for kind in labels if kind in found)


def _letters(work: Work, day: date) -> Iterator[LettersOfDay]:
    query = select(Letter.kind, Letter.number).where(_within(Letter.issued_at, day)).order_by(Letter.id)
    by_kind: dict[str, list[str]] = {}
    for kind, number in work.session.execute(query):
        by_kind.setdefault(kind, []).append(number)
    return (LettersOfDay(kind, len(numbers), numbers[0], numbers[-1]) for kind, numbers in by_kind.items())

"""The clawbacks of the auditors' folder: what was found, every entry with its voucher, and the course."""

from __future__ import annotations

from app.services.excel.writing.sheet import Column, Row, yuan_value
from app.services.excel.writing.styles import Kind
from app.services.supervision.package_recoveries import ClawbackLine, EntryLine, StepLine, clawbacks, entries, steps
from app.services.unit_of_work import Work

Sheet = tuple[str, tuple[Column, ...], list[Row], Row | None]

CASES = (
    Column("追回编号", Kind.CODE),
    Column("案件编号", Kind.CODE),
    Column("当事人", widest=16),
    Column("线索来源", widest=12),
    Column("事由", widest=10),
    Column("查明的事实", widest=40),
    Column("证据", widest=30),
    Column("状态", widest=10),
    Column("立案日期", Kind.DAY),
    Column("决定日期", Kind.DAY),
    Column("退回期限", Kind.DAY),
    Column("不再拨付（元）", Kind.MONEY),
    Column("理由", widest=30),
)
ENTRIES = (
    Column("追回编号", Kind.CODE),
    Column("案件编号", Kind.CODE),
    Column("日期", Kind.DAY),
    Column("事项", widest=16),
    Column("应退增减（元）", Kind.MONEY),
    Column("已退增减（元）", Kind.MONEY),
    Column("核销增减（元）", Kind.MONEY),
    Column("凭证号", widest=16),
    Column("核销依据", widest=16),
    Column("备注", widest=30),
    Column("经办人", widest=12),
)
STEPS = (
    Column("追回编号", Kind.CODE),
    Column("日期", Kind.DAY),
    Column("经办人", widest=12),
    Column("步骤", widest=20),
    Column("新状态", widest=10),
    Column("理由或凭证", widest=50),
)


def clawback_sheets(work: Work, year: int) -> tuple[Sheet, ...]:
    """The sheets by name with columns, rows and last line; of clawbacks with a step or an entry in the year."""
    booked = list(entries(work.session, year))
    sums = (yuan_value(sum(getattr(one, side) for one in booked)) for side in ("owed_fen", "back_fen", "written_fen"))
    return (
        ("追回案件", CASES, [_case(one) for one in clawbacks(work.session, year)], None),
        ("追回入账", ENTRIES, [_entry(one) for one in booked], ("合计", *[""] * 3, *sums, *[""] * 4)),
        ("追回经过", STEPS, [_step(one) for one in steps(work.session, year)], None),
    )


def _case(one: ClawbackLine) -> Row:
    found = (one.origin, one.ground, one.facts, one.evidence, one.state)
    days = (one.opened_on, one.decided_on, one.return_by)
    return one.number, one.case, one.party, *found, *days, yuan_value(one.cancelled_fen), one.reason


def _entry(one: EntryLine) -> Row:
    sums = (yuan_value(one.owed_fen), yuan_value(one.back_fen), yuan_value(one.written_fen))
    return one.number, one.case, one.on_day, one.label, *sums, one.voucher, one.authority, one.note, one.account


def _step(one: StepLine) -> Row:
    return one.number, one.on_day, one.account, one.label, one.after, one.reason

"""The rows of payment runs as tables show them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.services.money.payment_run_views import RunLine, RunRow
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.table.query import TICK, CellKind, Column

RUNS = (
    Column("number", "批次", width=108),
    Column("mark", "状态", CellKind.CHIP, 92, filterable=False),
    Column("lines", "笔数", CellKind.WHOLE, 52),
    Column("amount", "合计（元）", CellKind.MONEY, 100),
    Column("booked", "已到账（元）", CellKind.MONEY, 100, shown=False),
    Column("made_on", "编制日期", CellKind.DATE, 92, shown=False),
    Column("source", "资金来源", width=96, shown=False),
    Column("account", "编制人", width=80, shown=False),
    Column("note", "备注", width=120, shown=False),
)
LINES = (
    TICK,
    Column("position", "序号", CellKind.WHOLE, 46),
    Column("case_number", "案件编号", width=132),
    Column("applicant", "收款对象", width=96),
    Column("title", "类型", width=124, shown=False),
    Column("term", "期次", width=76),
    Column("amount", "应付（元）", CellKind.MONEY, 88),
    Column("set_off", "抵扣（元）", CellKind.MONEY, 80, shown=False),
    Column("net", "实付（元）", CellKind.MONEY, 88, shown=False),
    Column("account_name", "开户名", width=84),
    Column("bank", "开户银行", width=120, shown=False),
    Column("account_number", "银行账号", CellKind.MASKED, 168),
    Column("mark", "状态", CellKind.CHIP, 80, filterable=False),
    Column("paid_on", "到账日期", CellKind.DATE, 92, shown=False),
    Column("voucher", "凭证号", width=96),
    Column("remark", "备注", width=120),
)
RUN_TONES = {"待到账": Tone.ACTIVE, "部分到账": Tone.SOON, "已到账": Tone.DONE, "已作废": Tone.NEUTRAL}
LINE_TONES = {"open": Tone.ACTIVE, "booked": Tone.DONE, "removed": Tone.NEUTRAL}


class RunShown(NamedTuple):
    """A run as the table shows it; sums in fen."""

    number: str
    mark: Tag
    lines: int
    amount: int
    booked: int
    made_on: date
    source: str
    account: str
    note: str


class LineShown(NamedTuple):
    """A line as the table shows it; sums in fen."""

    position: int
    case_number: str
    applicant: str
    title: str
    term: str
    amount: int
    set_off: int
    net: int
    account_name: str
    bank: str
    account_number: str
    mark: Tag
    paid_on: date | None
    voucher: str
    remark: str


def shown_run(row: RunRow) -> RunShown:
    """A run as a row."""
    sums = (row.lines, row.amount_fen, row.booked_fen)
    return RunShown(
        row.number, Tag(row.label, RUN_TONES[row.label]), *sums, row.made_on, row.source, row.account, row.note
    )


def shown_line(line: RunLine) -> LineShown:
    """A line as a row."""
    return LineShown(
        line.position,
        line.case_number,
        line.applicant,
        line.title,
        line.term,
        line.amount_fen,
        line.set_off_fen,
        line.net_fen,
        line.account_name,
        line.bank,
        line.account_number,
        Tag(line.label, LINE_TONES[line.state]),
        line.paid_on,
        line.voucher,
        line.remark,
    )

"""日结单 as PDF: the day's steps, money and letters, the head of the audit chain, and places to sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from app.services.excel.writing.saving import save_bytes
from app.services.letters.paper.content import Align, Block, Column, Note, Table, chinese_date
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.sheets import Sheet, render_sheets
from app.services.policy.money import yuan
from app.services.trust.day_sheet import DaySheet, day_sheet
from app.services.unit_of_work import UnitOfWork

_STEPS = (Column("案件办理", 18), Column("件数", 8, Align.END), Column("办理账号（件）", 24))
_MONEY = (Column("资金", 18), Column("笔数", 8, Align.END), Column("金额（元）", 24, Align.END))
_LETTERS = (Column("文书", 36), Column("份数", 14, Align.END), Column("文号", 50))
_HEAD = (Column("审计链", 18), Column("内容", 82))
_SIGNED = (Column("制表", 33, Align.CENTRE), Column("复核", 34, Align.CENTRE), Column("负责人", 33, Align.CENTRE))
_GROUP = 8
_ROOM = 48.0


def day_sheet_pdf(sheet: DaySheet, fonts: Fonts) -> bytes:
    """The sheet on A4; UserError for a character that no face has."""
    return render_sheets([Sheet(("日结单",), tuple(_body(sheet)))], sheet.office, f"日结单 {sheet.day}", fonts)


def save_day_sheet(uow: UnitOfWork, day: date, path: Path, fonts: Fonts) -> DaySheet:
    """Write the sheet of a day to a file; UserError for a day without data or a file that cannot be written."""
    sheet = day_sheet(uow, day)
    save_bytes(path, day_sheet_pdf(sheet, fonts))
    return sheet


def _body(sheet: DaySheet) -> list[Block]:
    steps = [(one.label, f"{one.count:,}", _by_whom(one.accounts)) for one in sheet.steps]
    money = [(one.label, f"{one.count:,}", yuan(one.fen)) for one in sheet.money]
    letters = [(one.kind, f"{one.count:,}", _numbers(one.first, one.last)) for one in sheet.letters]
    head = sheet.head
    chain = (
        ("当日记录", f"{sheet.entries:,} 条"),
        ("截至", f"第 {head.entry:,} 条，{head.at:%Y-%m-%d %H:%M:%S}"),
        ("链头", grouped(head.digest)),
    )
    made = f"{sheet.made_at:%Y-%m-%d %H:%M} 由 {sheet.made_by} 打印。"
    return [
        Note(f"{sheet.office}　{chinese_date(sheet.day)}（按登记时间统计）"),
        _halves(_STEPS, steps or [("当日没有", "", "")]),
        _halves(_MONEY, money or [("当日没有", "", "")]),
        Table(_LETTERS, tuple(letters or [("当日没有", "", "")])),
        Table(_HEAD, chain),
        Note(f"{made}以后核对时输入链头（前 8 位以上），即知打印以前的记录有没有改动。"),
        Table(_SIGNED, (("", "", ""),), least=_ROOM),
    ]


def _halves(columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    """A table of short rows, two side by side, the left half filled first."""
    middle = (len(rows) + 1) // 2
    right = [*rows[middle:], *[("",) * len(columns)] * (2 * middle - len(rows))]
    return Table(
        (*columns, *columns), tuple((*left, *beside) for left, beside in zip(rows[:middle], right, strict=True))
    )


def _by_whom(accounts: tuple[tuple[str, int], ...]) -> str:
    return "、".join(f"{name} {count:,}" for name, count in accounts)


def _numbers(first: str, last: str) -> str:
    return first if first == last else f"{first} 至 {last}"


def grouped(digest: str) -> str:
    """A digest in groups of eight, as one reads it out."""
    return " ".join(digest[place : place + _GROUP] for place in range(0, len(digest), _GROUP))

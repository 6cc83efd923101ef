"""发放台账: every payment, returned payment and counter-entry, 合计 in column A and nothing below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from app.services.excel.writing.sheet import Column, Row, Table, yuan_value
from app.services.excel.writing.streaming import poured, save_poured
from app.services.excel.writing.styles import Kind
from app.services.money.ledger import LedgerQuery, LedgerRow, ledger_rows
from app.services.policy.standards import OFFICE
from app.services.unit_of_work import UnitOfWork, Work

COLUMNS = (
    Column("序号", Kind.COUNT),
    Column("案件编号", Kind.CODE),
    Column("补贴类型", widest=14),
    Column("政策依据", widest=14),
    Column("姓名", widest=10),
    Column("身份证号", Kind.CODE),
    Column("单位名称", widest=20),
    Column("统一社会信用代码", Kind.CODE),
    Column("所在乡镇街道", widest=10),
    Column("核定金额（元）", Kind.MONEY),
    Column("本次发放（元）", Kind.MONEY),
    Column("期次", widest=12),
    Column("发放日期", Kind.DAY),
    Column("凭证号", widest=14),
    Column("开户银行", widest=16),
    Column("银行账号", widest=20),
    Column("备注", widest=20),
)
PAID = next(index for index, column in enumerate(COLUMNS) if column.header == "本次发放（元）")


def write_ledger(uow: UnitOfWork, path: Path, year: int | None = None) -> int:
    """Write the ledger of a year or of all years and return its number of entries; UserError when it cannot be saved."""
    with uow.read() as work:
        table = Table("发放台账", heading(work, year, "补贴资金发放台账"), _caption(work, year), COLUMNS, ())
        paid = 0

        def lines() -> Iterator[Row]:
            nonlocal paid
            for number, row in enumerate(ledger_rows(work.session, LedgerQuery(year)), 1):
                paid += row.amount_fen
                yield _line(number, row)

        made = poured(path, table, lines(), lambda: _total(paid))
    told = f"{year or '全部'}年度，{made.body.count} 笔"
    return save_poured(path, made, partial(uow.note, "导出发放台账", path.name, told))


def ledger_table(name: str, title: str, caption: str, rows: Sequence[LedgerRow]) -> Table:
    """The ledger's columns under a title of the caller's."""
    paid = sum(row.amount_fen for row in rows)
    return Table(
        name, title, caption, COLUMNS, [_line(number, row) for number, row in enumerate(rows, 1)], _total(paid)
    )


def _total(paid_fen: int) -> Row:
    return ("合计", *[""] * (PAID - 1), yuan_value(paid_fen), *[""] * (len(COLUMNS) - PAID - 1))


def heading(work: Work, year: int | None, subject: str) -> str:
    """The title of a sheet: the office, the year, what it shows."""
    office = work.parameters.at(work.today).text(OFFICE, "名称")
    return f"{office}{f'{year}年度' if year else ''}{subject}"


def _caption(work: Work, year: int | None) -> str:
    return f"年度：{f'{year}年' if year else '全部'}　制表日期：{work.today}"


def _line(number: int, row: LedgerRow) -> Row:
    return (
        number,
        row.case_number,
        row.title,
        row.cited,
        row.person_name,
        row.identity_number,
        row.unit_name,
        row.credit_code,
        row.township,
        yuan_value(row.granted_fen),
        yuan_value(row.amount_fen),
        row.term,
        row.paid_on,
        row.voucher,
        row.bank,
        row.account_number,
        row.remark,
    )

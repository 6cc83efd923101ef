"""资金拨付花名册 as a workbook for the bank: a line a payment, account numbers whole and as text, the total in capitals."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from app.services.excel.writing.sheet import Column, Row, Table, Value, yuan_value
from app.services.excel.writing.styles import Kind
from app.services.excel.writing.table_books import save_tables
from app.services.money.payment_run_views import RunLine, RunRow, lines_of, run_row
from app.services.policy.capitals import capitals
from app.services.policy.standards import OFFICE
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork

READERS = (Role.FINANCE, Role.AUDITOR)
BEFORE = (
    Column("序号", Kind.COUNT),
    Column("案件编号", Kind.CODE),
    Column("姓名或单位", widest=24),
    Column("开户名", widest=24),
    Column("开户银行", widest=24),
    Column("银行账号", Kind.CODE),
)
PLAIN = (Column("金额（元）", Kind.MONEY),)
SET_OFF = (Column("应付金额（元）", Kind.MONEY), Column("抵扣（元）", Kind.MONEY), Column("实付金额（元）", Kind.MONEY))


def write_pay_list(uow: UnitOfWork, path: Path, number: str) -> int:
    """Write the lines of a run that were not taken out and say how many; UserError when it cannot be saved."""
    with uow.begin() as work:
        require_role(work.session, work.account, READERS, "导出资金拨付花名册")
        run = run_row(work.session, number)
        lines = [line for line in lines_of(work.session, number) if line.state != "removed"]
        office = work.parameters.at(work.today).text(OFFICE, "名称")
        table = pay_table(run, lines, office)
    told = f"{path.name}，{len(lines)} 笔"
    save_tables(path, [table], noted=partial(uow.note, "导出资金拨付花名册", number, told))
    return len(lines)


def pay_table(run: RunRow, lines: list[RunLine], office: str) -> Table:
    """The lines of a run as the bank takes them, a column more each for what is kept back and paid out if any is."""
    kept = sum(line.set_off_fen for line in lines)
    gross = sum(line.amount_fen for line in lines)
    rows: list[Row] = [_row(place, line, kept=bool(kept)) for place, line in enumerate(lines, start=1)]
    total: Row = (
        "合计",
        *[""] * (len(BEFORE) - 1),
        *_sums(gross, kept, kept=bool(kept)),
        f"人民币{capitals(gross - kept)}",
    )
    caption = f"批次：{run.number}　编制日期：{run.made_on}" + (f"　资金来源：{run.source}" if run.source else "")
    columns = (*BEFORE, *(SET_OFF if kept else PLAIN), Column("备注", widest=24))
    return Table("资金拨付花名册", f"{office}技能人才补贴资金拨付花名册", caption, columns, rows, total)


def _row(place: int, line: RunLine, *, kept: bool) -> Row:
    sums = _sums(line.amount_fen, line.set_off_fen, kept=kept)
    account = (line.applicant, line.account_name, line.bank, line.account_number)
    return (place, line.case_number, *account, *sums, line.term if line.term.startswith("第") else "")


def _sums(gross_fen: int, kept_fen: int, *, kept: bool) -> tuple[Value, ...]:
    """The sum alone, or what is due, kept back and paid out."""
    if not kept:
        return (yuan_value(gross_fen),)
    return yuan_value(gross_fen), yuan_value(kept_fen), yuan_value(gross_fen - kept_fen)

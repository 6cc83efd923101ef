"""What the sample district hands out: letters, the papers of the last run and list, books, and what keeps them safe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.models import PaymentRun
from app.services.excel.books.annual import write_annual
from app.services.excel.books.ledger_sheet import write_ledger
from app.services.excel.books.pay_list import write_pay_list
from app.services.excel.books.public_book import write_public_list
from app.services.excel.writing.saving import save_bytes
from app.services.letters import issuing
from app.services.letters.course.public_list import KIND as PUBLIC_LIST
from app.services.letters.kinds import KINDS
from app.services.letters.office.day_sheet_page import save_day_sheet
from app.services.letters.paper.fonts import Fonts
from app.services.letters.payments.payment_letters import REQUEST, ROSTER
from app.services.letters.subjects import Wanted
from app.services.money.payment_run_views import runs
from app.services.policy.money import yuan
from app.services.storage.backups import back_up_to
from app.services.supervision.audit_package import write_package
from app.services.unit_of_work import UnitOfWork

Say = Callable[[str], None]


def write_letters(uow: UnitOfWork, fonts: Fonts, folder: Path, say: Say) -> None:
    """A PDF a kind of letters, all of them in it; those of payment runs have a folder of their own."""
    for kind, written in KINDS.items():
        numbers = [letter.number for letter in issuing.issued_letters(uow, Wanted(kind))]
        if not numbers or written.about is PaymentRun:
            continue
        save_bytes(folder / f"{kind}.pdf", issuing.batch_file(uow, numbers, fonts))
        say(f"{kind} {len(numbers)} 份：{numbers[0]} 等")


def write_last_list(uow: UnitOfWork, folder: Path, say: Say) -> None:
    """The last list of cases made public, as the website and the notice board take it."""
    lists = issuing.issued_letters(uow, Wanted(PUBLIC_LIST))
    if not lists:
        return
    folder.mkdir(exist_ok=True)
    number = lists[-1].number
    save_bytes(folder / f"{PUBLIC_LIST}.pdf", issuing.stored(uow, number))
    count = write_public_list(uow, number, folder / f"{PUBLIC_LIST}.xlsx")
    say(f"最近一期公示 {number}，{count} 件：{folder}")


def write_last_run(finance: UnitOfWork, folder: Path, say: Say) -> None:
    """The last payment run as it goes to the bank and to the finance bureau."""
    made = runs(finance)
    if not made:
        return
    folder.mkdir(exist_ok=True)
    run = made[0]
    write_pay_list(finance, folder / f"{ROSTER}.xlsx", run.number)
    for kind in (ROSTER, REQUEST):
        (paper,) = issuing.issued_letters(finance, Wanted(kind, run.number))
        save_bytes(folder / f"{kind}.pdf", issuing.stored(finance, paper.number))
    say(
        f"拨付批次 {len(made)} 个，最近一批 {run.number}（{run.label}），{run.lines} 笔 {yuan(run.amount_fen)} 元：{folder}"
    )


def write_books(uow: UnitOfWork, folder: Path) -> None:
    """The workbook of the year and the whole ledger."""
    write_annual(uow, uow.clock().year, folder / "年度报表.xlsx")
    write_ledger(uow, folder / "发放台账.xlsx")


def write_safe_keeping(uow: UnitOfWork, fonts: Fonts, folder: Path, say: Say) -> None:
    """What auditors get of the year, the day's sheet that anchors the chain on paper, and a backup."""
    now = uow.clock()
    packed = write_package(uow, now.year, folder / "迎审包.zip", fonts)
    say(f"迎审包 {now.year} 年，案件 {packed.cases} 件，文书 {packed.letters} 份：{folder / '迎审包.zip'}")
    sheet = save_day_sheet(uow, now.date(), folder / "日结单.pdf", fonts)
    say(f"日结单 {sheet.day}，审计链第 {sheet.head.entry} 条，链头 {sheet.head.digest[:16]}")
    backup = folder / "备份" / "演示数据.yjbak"
    backup.parent.mkdir(exist_ok=True)
    back_up_to(uow, backup)
    say(f"备份：{backup}")

"""A pay list of 5,000 lines: the PDF against reportlab's canvas drawing the same strings, the workbook against csv."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

from app.services.excel.books.pay_list import pay_table
from app.services.excel.writing.table_books import save_tables
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.page import lay_out
from app.services.letters.paper.rendering import render_batch
from app.services.letters.paper.typesetter import Typesetter
from app.services.letters.payments.payment_letters import PayLine, RunFacts, roster
from app.services.money.payment_run_views import RunLine, RunRow
from benchmarks.letters import FACTS, FONTS, draw_bare

LINES = 5_000
PDF_LIMIT, BOOK_LIMIT = 2.0, 10.0
DAY = date(2026, 3, 24)
TITLE, BANK = "职业资格证书奖励", "徽商银行六安叶集支行"


def drawn() -> tuple[float, float]:
    """Seconds of the bare canvas and ours, laying out included, fonts parsed before."""
    fonts = Fonts(FONTS)
    letter = roster(RunFacts(FACTS.office, "1号", "BF-2026-001", "就业补助资金", "区财政局", tuple(_paid()), DAY))
    pages = lay_out(letter, Typesetter(fonts))
    started = perf_counter()
    draw_bare(pages, fonts.face("fang").fontName)
    middle = perf_counter()
    render_batch([letter], fonts)
    return middle - started, perf_counter() - middle


def listed() -> tuple[float, float]:
    """Seconds of the csv writer and ours for the same rows."""
    run = RunRow("BF-2026-001", "open", DAY, "就业补助资金", "财务", "", 1, LINES, 0, 200_000 * LINES, 0, 0)
    lines = list(_lines())
    with tempfile.TemporaryDirectory() as name:
        started = perf_counter()
        with (Path(name) / "list.csv").open("w", newline="", encoding="utf-8") as target:
            csv.writer(target).writerows(pay_table(run, lines, FACTS.office.name).rows)
        middle = perf_counter()
        save_tables(Path(name) / "list.xlsx", [pay_table(run, lines, FACTS.office.name)])
        return middle - started, perf_counter() - middle


def _paid() -> Iterator[PayLine]:
    for one in _lines():
        account = (one.account_name, one.bank, one.account_number)
        yield PayLine(one.case_number, one.code, one.title, "三.2", one.applicant, *account, one.amount_fen, 0, "")


def _lines() -> Iterator[RunLine]:
    for number in range(LINES):
        name = f"{'赵钱孙李周吴郑王'[number % 8]}{'建国志强晓明文华'[number // 8 % 8]}{'林森木杰'[number // 64 % 4]}"
        yield RunLine(
            position=number + 1,
            case_id=number + 1,
            case_number=f"YJJG-2026-{number:06d}",
            code="certificate-reward",
            title=TITLE,
            applicant=name,
            unit="",
            term="一次性",
            amount_fen=200_000 + number,
            set_off_fen=0,
            bank=BANK,
            account_name=name,
            account_number=f"62170000{number:011d}",
            state="open",
            remark="",
            voucher="",
            paid_on=None,
        )

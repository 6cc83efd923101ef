"""Exporting a long styled list, against XlsxWriter with constant_memory writing the same rows, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.services.excel.writing.sheet import Column, Row, Table, yuan_value
from app.services.excel.writing.streaming import poured, save_poured
from app.services.excel.writing.styles import Kind

LIMIT, LIMIT_MB = 0.5, 200.0
ROOT = Path(__file__).parents[1]
KINDS = (Kind.COUNT, Kind.CODE, *[Kind.TEXT] * 8, Kind.MONEY, Kind.MONEY, Kind.DAY, *[Kind.CODE] * 3, *[Kind.TEXT] * 4)
HEADERS = tuple(f"栏目{number}" for number in range(len(KINDS)))
STYLES = {Kind.COUNT: "0", Kind.CODE: "@", Kind.MONEY: "#,##0.00", Kind.DAY: "yyyy-mm-dd"}
ALONE = """
import sys, time
from pathlib import Path
from benchmarks import exports
started = time.process_time()
getattr(exports, sys.argv[1])(Path(sys.argv[2]), int(sys.argv[3]))
taken = time.process_time() - started
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(taken, int(peak) / 1024)
"""


def listed(rows: int) -> tuple[float, float, float]:
    """Seconds of work of XlsxWriter and ours for so many rows of 20 columns, and the most MB that ours takes."""
    with tempfile.TemporaryDirectory() as name:
        bare, _ = _alone("by_xlsxwriter", Path(name) / "bare.xlsx", rows)
        ours, peak = _alone("by_ours", Path(name) / "ours.xlsx", rows)
    return bare, ours, peak


def by_ours(path: Path, rows: int) -> None:
    """As the window writes a list."""
    table = Table("列表", "列表", "导出", tuple(map(Column, HEADERS, KINDS)), ())
    save_poured(path, poured(path, table, _rows(rows)))


def by_xlsxwriter(path: Path, rows: int) -> None:
    """A header, a frozen row, widths and a format a column; no more."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("列表")
    formats = [book.add_format({"num_format": STYLES.get(kind, "General"), "border": 1}) for kind in KINDS]
    sheet.freeze_panes(1, 0)
    for place in range(len(KINDS)):
        sheet.set_column(place, place, 14)
    sheet.write_row(0, 0, HEADERS, book.add_format({"bold": True, "border": 1}))
    for number, row in enumerate(_rows(rows), 1):
        for place, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, place, value, formats[place])
            else:
                sheet.write(number, place, value, formats[place])
    book.close()


def _alone(who: str, path: Path, rows: int) -> tuple[float, float]:
    command = [sys.executable, "-c", ALONE, who, str(path), str(rows)]
    seconds, peak = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(peak)


def _rows(count: int) -> Iterator[Row]:
    for number in range(count):
        yield (
            number,
            f"YJJG-2024-{number:06d}",
            *(
                f"张{number}",
                "职业资格证书奖励",
                "三.2",
                "安徽叶集木业有限公司",
                "史河街道",
                "第1期",
                "民营企业",
                "木工",
            ),
            yuan_value(200_000),
            yuan_value(number),
            date(2024, 3, 1),
            *(f"341504199001{number:06d}", "91341504MA2ABC00X7", f"6217000{number:012d}"),
            *("徽商银行叶集支行", f"记-{number}", "", "=1+1"),
        )

"""Whatever is written for people: a full disk or a target in the way is one sentence, and the old file stays."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from applications_by_hand import REWARD, ROOT, TITLES
from openpyxl import Workbook
from payment_desk import PaymentDesk
from sqlalchemy.exc import IntegrityError
from tampering import outside
from working_office import ADMINISTRATOR, AUDITOR, CLERK, FINANCE, Office

from app.services.cases.course import State
from app.services.errors import UserError
from app.services.excel.applications.importing import prepare
from app.services.excel.applications.returning import write_marked
from app.services.excel.applications.templates import write_office_template
from app.services.excel.books.annual import write_annual
from app.services.excel.books.calendar_book import write_calendar
from app.services.excel.books.ledger_sheet import write_ledger
from app.services.excel.books.overview_book import write_overview
from app.services.excel.books.pay_list import write_pay_list
from app.services.excel.books.recovery_sheet import write_recoveries
from app.services.excel.books.register_books import write_register_template
from app.services.excel.books.register_sheets import write_register
from app.services.excel.writing.table_book import write_list
from app.services.letters.office.day_sheet_page import save_day_sheet
from app.services.letters.office.overview_sheets import overview_pdf
from app.services.letters.paper.fonts import Fonts
from app.services.standards.policy_overview import overview
from app.services.standards.standards_exchange import export_file
from app.services.storage.backups import back_up_to
from app.services.supervision.audit_package import write_package
from app.services.trust.exporting import save_noted
from app.services.unit_of_work import UnitOfWork

FONTS = Fonts(ROOT / "resources" / "fonts")
ROOM = 200
"""Bytes that a file may have on the full disk: less than any of them needs."""
OLD = b"what was there before"
Export = Callable[[Path], object]


def exports(uow: UnitOfWork, folder: Path) -> dict[str, Export]:
    """Every way of writing a file out of an office with a case paid and one to be paid, by the name of the file."""
    desk = PaymentDesk(office := Office(uow))
    office.at(State.APPROVED)
    run = desk.make().number
    office.walk(office.file(), State.APPROVED)
    day, shown = uow.clock().date(), overview(uow)
    clerk, finance, auditor = (office.acting(role) for role in (CLERK, FINANCE, AUDITOR))
    sent = _with_an_error(folder)
    prepared = prepare(uow, sent)
    listed = [(f"张{number}", number * 100) for number in range(300)]
    headings = (("姓名", "TEXT"), ("金额", "MONEY"))
    return {
        "列表.xlsx": lambda path: write_list(uow, path, "列表", headings, listed, lambda _: None),
        "花名册.xlsx": lambda path: write_pay_list(finance, path, run),
        "年度报表.xlsx": partial(write_annual, uow, day.year),
        "发放台账.xlsx": partial(write_ledger, uow),
        "追回台账.xlsx": partial(write_recoveries, uow),
        "申报表.xlsx": partial(write_office_template, uow, "certificate-reward"),
        "登记表.xlsx": partial(write_register_template, uow, "talents"),
        "台账.xlsx": lambda path: write_register(clerk, "talents", path, ()),
        "标注.xlsx": partial(write_marked, prepared.content, prepared.preview),
        "工作日.xlsx": partial(write_calendar, uow),
        "政策一览.xlsx": partial(write_overview, shown),
        "政策一览.pdf": lambda path: save_noted(uow, path, overview_pdf(shown, FONTS), "政策一览"),
        "日结单.pdf": lambda path: save_day_sheet(uow, day, path, FONTS),
        "迎审包.zip": lambda path: write_package(auditor, day.year, path, FONTS),
        "标准.toml": partial(export_file, uow),
        "标准.xlsx": partial(export_file, uow),
        "备份.yjbak": partial(back_up_to, office.acting(ADMINISTRATOR)),
    }


def _with_an_error(folder: Path) -> Path:
    book, path = Workbook(), folder / "报来.xlsx"
    sheet = book.worksheets[0]
    sheet.title = TITLES["certificate-reward"]
    sheet.append(list(REWARD))
    sheet.append([str(value) for value in (REWARD | {"身份证号": "341504"}).values()])
    book.save(path)
    return path


@contextmanager
def full_disk() -> Iterator[None]:
    """Files cannot grow beyond ROOM meanwhile."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def refused(write: Export, path: Path) -> str:
    with pytest.raises(UserError) as told:
        write(path)
    return told.value.text


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # openpyxl's sheets, cut off while written
@pytest.mark.skipif(sys.platform == "win32", reason="files are limited by a POSIX call")
def test_every_export_says_in_a_sentence_that_it_cannot_be_written_and_keeps_the_old_file(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name, write in exports(uow, tmp_path).items():
        path, way = out / name, out / "way" / name
        path.write_bytes(OLD)
        with full_disk():
            texts = [refused(write, path)]
        assert path.read_bytes() == OLD, name
        way.mkdir(parents=True)
        texts += [refused(write, way), refused(write, out / "没有" / name)]
        assert {one.name for one in out.iterdir()} == {name, "way"}
        assert [one.name for one in way.parent.iterdir()] == [name]
        for text in texts:
            assert "写不进去" in text or "没有保存任何内容" in text, name  # the disk is full for the database, too
            assert text.endswith("。"), name
        way.rmdir()
        way.parent.rmdir()
        write(path)
        assert path.read_bytes() != OLD, name
        for left in out.iterdir():
            left.unlink()
    gc.collect()  # what was cut off goes within this test


def test_what_cannot_be_written_down_is_not_handed_out(uow: UnitOfWork, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    noted = exports(uow, tmp_path)
    with outside(uow) as tool:
        tool.execute("CREATE TRIGGER full BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(ABORT, 'no room'); END")
    for name in (
        "列表.xlsx",
        "花名册.xlsx",
        "年度报表.xlsx",
        "发放台账.xlsx",
        "追回台账.xlsx",
        "台账.xlsx",
        "政策一览.pdf",
    ):
        path = out / name
        path.write_bytes(OLD)
        with pytest.raises(IntegrityError, match="no room"):
            noted[name](path)
        assert path.read_bytes() == OLD, name
        assert [one.name for one in out.iterdir()] == [name]
        path.unlink()

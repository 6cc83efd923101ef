"""What leaves the window: exports, commands and what a crash says show no number of a person in full but the pay list."""

import shutil
import sys
import threading
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from applications_by_hand import REWARD, TITLES
from filled_once import filled_once
from known_numbers import Known, knowing
from openpyxl import Workbook
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from whole_window import NOW, Answers, Watch, WholeWindow
from window_walk import texts_of
from working_office import FINANCE, NAMES, Office

from app.commands import run
from app.services.excel.books.pay_list import write_pay_list
from app.services.storage.database import FILE_NAME
from app.services.trust.audit_trail import each
from app.services.unit_of_work import UnitOfWork
from app.ui.messages import CrashDialog
from app.ui.pages.clawback.page import ClawbackPage
from app.ui.pages.payments.page import PaymentsPage
from app.ui.theme import Theme

Filled = tuple[Office, Known, list[str]]


@pytest.fixture
def filled(uow: UnitOfWork) -> Iterator[Filled]:
    office, (known, cases) = filled_once(uow, knowing)
    yield office, known, cases
    office.uow.engine.dispose()


def words_in(book: Path) -> list[str]:
    """All text of a workbook, with its notes and properties."""
    with zipfile.ZipFile(book) as parts:
        return [parts.read(name).decode("utf-8", "ignore") for name in parts.namelist()]


def test_tables_are_exported_as_shown_and_the_pay_list_in_full(
    tmp_path: Path, theme: Theme, qtbot: QtBot, filled: Filled
) -> None:
    office, known, _ = filled
    with office.uow.read() as work:
        run_number = work.session.connection().exec_driver_sql("SELECT number FROM payment_runs").scalar_one()
    pay_list = tmp_path / "花名册.xlsx"
    write_pay_list(office.acting(FINANCE), pay_list, run_number)
    assert known.found_in(words_in(pay_list)) == {"account_number 更改账户"}
    office.uow.engine.dispose()
    folder = tmp_path / "whole" / "data"
    folder.mkdir(parents=True)
    shutil.copyfile(tmp_path / FILE_NAME, folder / FILE_NAME)
    outs = [tmp_path / f"导出{place}.xlsx" for place in range(2)]
    late = NOW + timedelta(days=(office.today - NOW.date()).days)
    window = WholeWindow(folder.parent, theme, qtbot, Watch(late), Answers(*outs))
    window.enter_as(NAMES[FINANCE])
    claws = window.go("追回")
    assert isinstance(claws, ClawbackPage)
    claws.tabs.setCurrentWidget(claws.misconduct)
    window.settle()
    claws.misconduct.table.export()
    window.settle()
    pays = window.go("拨付台账")
    assert isinstance(pays, PaymentsPage)
    pays.tabs.setCurrentWidget(pays.runs)
    window.settle()
    pays.runs.lines.export()
    window.settle()
    window.close()
    for out, masked in zip(outs, ("341504********", "6228********"), strict=True):
        words = words_in(out)
        assert masked in "".join(words)
        assert known.found_in(words) == set()


def report_of(known: Known, folder: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = TITLES["certificate-reward"]
    sheet.append(list(REWARD))
    identity, account, phone = list(known.numbers)[:3]
    own = {"身份证号": identity, "银行账号": account, "联系电话": phone}
    sheet.append([str(own.get(name, value)) for name, value in REWARD.items()])
    book.save(folder / "报来.xlsx")
    return folder / "报来.xlsx"


def test_commands_print_no_number_of_a_person(
    tmp_path: Path, filled: Filled, capsys: pytest.CaptureFixture[str]
) -> None:
    office, known, cases = filled
    folder = tmp_path / "data"
    folder.mkdir()
    office.uow.engine.dispose()
    shutil.copyfile(tmp_path / FILE_NAME, folder / FILE_NAME)
    sent, out = str(report_of(known, tmp_path)), str(tmp_path / "out.pdf")
    asked = [
        ("cases",),
        ("cases", "--json"),
        ("verify",),
        ("verify", "--json"),
        ("assess", sent),
        ("assess", "--json", sent),
        ("import", sent),
        ("import", "--json", sent),
        ("import", sent + "x"),
        ("letters", "--kind", "受理通知书", out),
        ("letters", "--kind", "不予补贴决定书", "--case", cases[0], out),
        *(("move", case, step) for case in cases for step in ("accept", "approve", "pay")),
    ]
    capsys.readouterr()
    for arguments in asked:
        run([*arguments, "--data", str(folder)])
        said = capsys.readouterr()
        assert said.out + said.err
        assert known.found_in([said.out, said.err]) == set(), arguments


def test_a_name_that_differs_is_warned_of_and_audited_without_the_number(filled: Filled) -> None:
    office, known, _ = filled
    number = next(iter(known.numbers))
    office.file(identity_number=number, person_name="另一个")
    last = [one.detail for one in each(office.uow) if one.action == "登记申请"][-1]
    assert "本次为“另一个”" in " ".join(one.detail for one in each(office.uow))
    assert known.found_in([last]) == set()


def test_a_crash_in_a_slot_names_nobody(
    tmp_path: Path, theme: Theme, qtbot: QtBot, filled: Filled, capsys: pytest.CaptureFixture[str]
) -> None:
    _, known, _ = filled
    hooks = sys.excepthook, threading.excepthook
    window = WholeWindow(tmp_path / "whole", theme, qtbot, Watch(NOW))

    def slot() -> None:
        raise ValueError(" ".join(known.numbers))

    window.program.crashes.install()
    QTimer.singleShot(0, slot)
    qtbot.waitUntil(lambda: bool(window.window.findChildren(CrashDialog)))
    sys.excepthook, threading.excepthook = hooks
    (dialog,) = window.window.findChildren(CrashDialog)
    said = [text for one in dialog.findChildren(QWidget) for text in texts_of(one)]
    assert any("ValueError" in text for text in said)
    reports = list(tmp_path.rglob("错误报告*"))
    assert len(reports) == 1
    told = capsys.readouterr()
    parts = {"dialog": said, "report": [reports[0].read_text(encoding="utf-8")], "out": [told.out], "err": [told.err]}
    assert {name for name, texts in parts.items() if known.found_in(texts)} == set()
    dialog.accept()
    window.close()

"""What is done with letters once issued: service recorded, receipts printed, corrected, the list for the website."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QLabel

from app.services.errors import UserError
from app.services.excel.books.public_book import write_public_list
from app.services.letters.correcting import correct
from app.services.letters.issuing import Issued
from app.services.letters.paper.fonts import Fonts
from app.services.letters.receipt import receipts
from app.services.letters.service_record import Manner, Service, record_service
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.files import EXCEL, FileChoice, written
from app.ui.notices import Kind, Notice
from app.ui.pages.letters.view import LettersView
from app.ui.printing import print_letters
from app.ui.widgets.asking.fields import Ask, AskKind, FieldsDialog
from app.ui.widgets.asking.scan_choice import ScanChoice
from app.ui.widgets.asking.step import ReasonDialog

if TYPE_CHECKING:
    from app.ui.pages.letters.page import LettersPage

WRONG = ("文书所列信息有误", "金额计算有误", "收款账户有误", "依据条款引用有误")


class LettersAfter(QObject):
    """The buttons of the letters page that act on letters issued."""

    def __init__(
        self, uow: UnitOfWork, jobs: Jobs, fonts: Fonts, files: FileChoice, printer: QPrinter, page: LettersPage
    ) -> None:
        """Reads what is chosen from the page's view, and has the page read anew when something was stored."""
        super().__init__(page)
        self._uow, self._jobs, self._fonts, self._files = uow, jobs, fonts, files
        self._printer, self._page = printer, page

    def connect_to(self, view: LettersView) -> None:
        """Bind the buttons."""
        view.serve.clicked.connect(self._ask_service)
        view.receipt.clicked.connect(self._print_receipts)
        view.correct.clicked.connect(self._ask_correction)
        view.workbook.clicked.connect(self._write_workbook)

    def _ask_service(self) -> None:
        numbers = self._page.view.chosen
        if not numbers:
            return
        what = numbers[0] if len(numbers) == 1 else f"{numbers[0]} 等 {len(numbers):,} 份文书"
        today = self._uow.clock().date().isoformat()
        asks = (
            Ask("day", "送达日期（公告送达写公告之日）", AskKind.DAY, today),
            Ask("manner", "送达方式", AskKind.CHOICE, choices=tuple(Manner)),
            Ask("receiver", "收件人（留置送达写见证人）", needed=False),
            Ask("note", "备注（邮单号、公告载体等）", needed=False),
        )
        dialog = FieldsDialog("登记送达", f"登记送达：{what}", asks, self._page)
        scan = ScanChoice(self._files)
        dialog.column.insertWidget(dialog.column.count() - 2, QLabel("送达回证扫描件"))
        dialog.column.insertWidget(dialog.column.count() - 2, scan)
        dialog.given.connect(partial(self._serve, dialog, scan, numbers))
        dialog.open()

    def _serve(self, dialog: FieldsDialog, scan: ScanChoice, numbers: list[str], texts: dict[str, str]) -> None:
        service = Service(date.fromisoformat(texts["day"]), Manner(texts["manner"]), texts["receiver"], texts["note"])
        file = scan.file
        self._jobs.run(
            lambda _: record_service(self._uow, numbers, service, file),
            partial(self._served, dialog),
            partial(self._refused, dialog),
        )

    def _served(self, dialog: FieldsDialog, count: int) -> None:
        dialog.accept()
        self._page.refresh()
        self._page.noticed.emit(Notice(Kind.OK, f"已登记 {count:,} 份文书的送达。"))

    def _refused(self, dialog: FieldsDialog, error: Exception) -> None:
        if isinstance(error, UserError):
            dialog.say(error.text)
        else:
            self._jobs.crashed.emit(error)

    def _print_receipts(self) -> None:
        numbers = self._page.view.chosen
        if not numbers:
            return
        dialog = QPrintDialog(self._printer, self._page)
        dialog.setWindowTitle(f"打印 {len(numbers):,} 份送达回证")
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        uow, fonts, printer = self._uow, self._fonts, self._printer
        self._jobs.run(
            lambda _: print_letters(
                [lambda: receipts(uow, numbers, fonts)], printer, lambda _done, _all: None, both_sides=False
            ),
            lambda _: self._page.noticed.emit(Notice(Kind.OK, f"已送打印机 {len(numbers):,} 份送达回证。")),
            title="打印送达回证",
        )

    def _ask_correction(self) -> None:
        numbers = self._page.view.chosen
        if len(numbers) != 1:
            return
        question = f"出具一份新文书替代 {numbers[0]}？原文书保留，标明已更正；更正原因写入新文书。"
        dialog = ReasonDialog("出具更正文书", question, WRONG, self._page)
        dialog.text.setPlaceholderText("更正原因会写在新文书上")
        dialog.given.connect(partial(self._correct, numbers[0]))
        dialog.open()

    def _correct(self, number: str, reason: str) -> None:
        self._jobs.run(lambda _: correct(self._uow, number, reason, self._fonts), partial(self._corrected, number))

    def _corrected(self, old: str, issued: Issued) -> None:
        self._page.show_issued([issued.number])
        self._page.noticed.emit(Notice(Kind.OK, f"已出具 {issued.number}，替代 {old}。请一并打印、送达。"))

    def _write_workbook(self) -> None:
        numbers = self._page.view.chosen
        if len(numbers) != 1:
            return
        out = self._files.save_as(self._page, "写出公示 Excel", f"拟补贴公示 {numbers[0]}.xlsx", EXCEL)
        if out is not None:
            self._jobs.run(
                lambda _: write_public_list(self._uow, numbers[0], out),
                lambda count: self._page.noticed.emit(written(f" {count:,} 件的公示名单", out)),
                title=f"写出 {out.name}",
            )

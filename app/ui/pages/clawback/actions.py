"""Doing what is pressed on the desk of a clawback: ask, confirm what is final, store behind the window, tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.services.clawbacks.desk import Desk, case_found
from app.services.clawbacks.investigating import Findings, record
from app.services.clawbacks.opening import Lead, Opened, open_clawback
from app.services.clawbacks.terms import ORIGINS
from app.services.errors import Cancelled, UserError
from app.services.letters import issuing
from app.services.letters.paper.fonts import Fonts
from app.services.letters.service_record import Manner, Service, record_service
from app.services.policy.values import read_day
from app.services.unit_of_work import UnitOfWork
from app.ui import messages
from app.ui.background import Jobs
from app.ui.files import PDF, FileChoice, written
from app.ui.notices import Kind, Notice
from app.ui.pages.clawback.deeds import ClawbackDeed
from app.ui.pages.clawback.letters import PaperLine
from app.ui.pages.letters import work as letters_work
from app.ui.printing import letter_printer, on_both_sides
from app.ui.widgets.asking.fields import Ask, AskKind, FieldsDialog
from app.ui.widgets.asking.scan_choice import ScanChoice
from app.ui.widgets.asking.stored import store_given

T = TypeVar("T")


class ClawbackActions(QObject):
    """`done` says that something was stored (the number of a clawback, empty for the one shown); `noticed` tells about it."""

    done = Signal(str)
    noticed = Signal(object)

    def __init__(self, uow: UnitOfWork, jobs: Jobs, files: FileChoice, fonts: Fonts, page: QWidget) -> None:
        """Dialogs open over `page`."""
        super().__init__(page)
        self._uow, self._jobs, self._files, self._fonts, self._page = uow, jobs, files, fonts, page

    def do(self, deed: ClawbackDeed, desk: Desk) -> None:
        """Ask for what the deed needs, confirm what is final, do it."""
        verb = deed.verb(desk) if deed.verb else deed.label
        dialog = FieldsDialog(verb, deed.question(desk), deed.asks(desk), self._page)
        dialog.given.connect(
            lambda texts: self._store(dialog, partial(deed.run, self._uow, desk, texts), f"已{deed.label}。")
        )
        dialog.open()

    def begin(self) -> None:
        """Ask which case a clawback is to be opened of."""
        self.ask_open(Lead(""))

    def ask_open(self, lead: Lead) -> None:
        """Ask for a case, where the lead comes from, and what is known; then open a clawback of it."""
        asks = (
            Ask("case", "案件编号、姓名或证号", text=lead.case, hint="YJJG-…"),
            Ask("origin", "线索来源", AskKind.CHOICE, lead.origin, ORIGINS),
            Ask("facts", "线索或事实", AskKind.TEXT, lead.facts, hint="立案以后，该案件的批准和拨付即行暂停"),
        )
        question = "对一个案件追回立案。立案以后该案件暂停，当事人的其他在办案件标记复查。"
        dialog = FieldsDialog("追回立案", question, asks, self._page)
        dialog.given.connect(partial(self._open, dialog))
        dialog.open()

    def record(self, findings: Findings, desk: Desk) -> None:
        """Store what was found."""
        work = partial(record, self._uow, desk.view.line.number, findings, seen=desk.view.line.version)
        self._run(work, lambda _: self._told("已保存调查情况。", ""))

    def preview(self, line: PaperLine, show: Callable[[PaperLine, bytes, tuple[str, ...]], None], desk: Desk) -> None:
        """Show a letter as it was issued, or as it would be."""
        number, kind, uow, fonts = desk.view.line.number, line.kind, self._uow, self._fonts

        def work() -> tuple[bytes, tuple[str, ...]]:
            if line.number:
                return issuing.stored(uow, line.number), ()
            draft = issuing.preview(uow, kind, number, fonts)
            return draft.pdf, draft.blanks

        self._run(work, lambda read: show(line, *read))

    def issue(self, line: PaperLine, desk: Desk) -> None:
        """Ask once more, then issue a letter."""
        number = desk.view.line.number
        details = f"{number} {desk.view.line.applicant}：取得文号并存档，存档后不能撤销或修改。"
        if messages.confirm(self._page, f"出具{line.kind}？", details, f"出具{line.kind}"):
            work = partial(issuing.issue, self._uow, line.kind, [number], self._fonts)
            self._run(lambda: work()[0].number, lambda given: self._told(f"已出具 {given}。", ""))

    def serve(self, line: PaperLine) -> None:
        """Ask when, how and to whom a letter was served, with the scan of the 送达回证."""
        manners = tuple(manner.value for manner in Manner)
        asks = (
            Ask("day", "送达日期", AskKind.DAY, str(self._uow.clock().date())),
            Ask("manner", "送达方式", AskKind.CHOICE, manners[0], manners),
            Ask("receiver", "收件人", needed=False, hint="公告送达的不填"),
            Ask("note", "备注", needed=False),
        )
        question = f"{line.number} {line.kind}：期限自送达次日起算，请按送达回证填写。"
        dialog = FieldsDialog("登记送达", question, asks, self._page)
        scan = ScanChoice(self._files)
        dialog.column.insertWidget(dialog.column.count() - 2, scan)
        dialog.given.connect(lambda texts: self._serve(dialog, line.number, texts, scan))
        dialog.open()

    def save(self, line: PaperLine) -> None:
        """Write a letter as issued where the person says."""
        out = self._files.save_as(self._page, "另存为 PDF", f"{line.number}.pdf", PDF)
        if out is not None:
            work = partial(letters_work.save_one, self._uow, line.number, out)
            self._run(work, lambda _: self.noticed.emit(written("文书", out)))

    def print(self, line: PaperLine, printer: QPrinter | None = None) -> None:
        """Print a letter as issued."""
        chosen = printer or letter_printer()
        dialog = QPrintDialog(chosen, self._page)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            both = on_both_sides(chosen)
            work = partial(letters_work.print_out, self._uow, [line.number], chosen)
            self._jobs.run(
                lambda progress: work(progress, both_sides=both),
                lambda _: self._told(f"已送打印机：{line.number}。", ""),
                self._failed,
                "打印",
            )

    def _serve(self, dialog: FieldsDialog, number: str, texts: Mapping[str, str], scan: ScanChoice) -> None:
        service = Service(read_day(texts["day"]), Manner(texts["manner"]), texts["receiver"], texts["note"])
        work = partial(record_service, self._uow, [number], service, scan.file)
        self._store(dialog, work, f"已登记 {number} 的送达。")

    def _open(self, dialog: FieldsDialog, texts: Mapping[str, str]) -> None:
        def work() -> Opened:
            return open_clawback(self._uow, case_found(self._uow, texts["case"]), texts["origin"], texts["facts"])

        def opened(found: Opened) -> None:
            marked = f"，{len(found.marked)} 件关联在办案件已标记复查" if found.marked else ""
            self._told(f"已立案 {found.number}，{found.case} 已暂停{marked}。", found.number)

        store_given(self._jobs, dialog, work, opened)

    def _store(self, dialog: FieldsDialog, work: Callable[[], object], said: str) -> None:
        store_given(self._jobs, dialog, work, lambda _: self._told(said, ""))

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._jobs.run(lambda _: work(), done, self._failed)

    def _told(self, text: str, number: str) -> None:
        self.noticed.emit(Notice(Kind.OK, text))
        self.done.emit(number)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.noticed.emit(Notice(Kind.ERROR, error.text))
        elif not isinstance(error, Cancelled):
            self._jobs.crashed.emit(error)

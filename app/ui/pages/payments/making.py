"""Asking what goes into a payment run, and making it behind the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.services.errors import Cancelled, UserError
from app.services.money.budgets import sources
from app.services.money.payment_runs import MadeRun, Making, make_run
from app.services.policy.values import read_day
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.notices import Action, Kind, Notice
from app.ui.pages.payments.pane import left_sheet
from app.ui.widgets.asking.fields import Ask, AskKind, FieldsDialog
from app.ui.widgets.table.formats import money

ALL, FULLEST = "到期的全部款项", "自动选择余额最多的"
QUESTION = "编入批次的款项按案件的收款账户列出，送银行前可以移出或改账户；登记到账以后才记入台账。"


class MakingDialog(QObject):
    """`made` carries the number of the run, `noticed` what to say about it."""

    made = Signal(str)
    noticed = Signal(object)

    def __init__(self, uow: UnitOfWork, jobs: Jobs, chosen: tuple[str, ...], page: QWidget, *, ticked: bool) -> None:
        """`chosen` are the cases that are `ticked`, else the current one, which is offered after all that is due."""
        super().__init__(page)
        self._uow, self._jobs, self._chosen, self._page, self._ticked = uow, jobs, chosen, page, ticked
        self._some = f"所选 {len(chosen):,} 件"

    def ask(self) -> None:
        """Ask for scope, day, source and a note."""
        some = (self._some,) if self._chosen else ()
        scopes = (*some, ALL) if self._ticked else (ALL, *some)
        asks = (
            Ask("scope", "范围", AskKind.CHOICE, scopes[0], scopes),
            Ask("until", "到期截至（选“全部”时）", AskKind.DAY, self._uow.clock().date().isoformat()),
            self._source(),
            Ask("note", "备注", needed=False, hint="如 11 月第一批"),
        )
        dialog = FieldsDialog("编制拨付批次", QUESTION, asks, self._page)
        dialog.given.connect(lambda texts: self._make(dialog, texts))
        dialog.open()

    def _source(self) -> Ask:
        """A choice among the sources of the year's budget; free where there is none."""
        with self._uow.read() as work:
            names = tuple(sources(work, work.today.year))
        if names:
            return Ask("source", "资金来源", AskKind.CHOICE, FULLEST, (FULLEST, *names))
        return Ask("source", "资金来源", needed=False, hint="如 区级财政")

    def _make(self, dialog: FieldsDialog, texts: dict[str, str]) -> None:
        chosen = texts["scope"] == self._some
        source = "" if texts["source"] == FULLEST else texts["source"]
        cases = self._chosen if chosen else None
        making = Making(cases, None if chosen else read_day(texts["until"]), source, texts["note"])
        uow = self._uow
        dialog.accept()
        self._jobs.run(
            lambda progress: make_run(uow, making, progress=progress.step), self._told, self._failed, "编制拨付批次"
        )

    def _told(self, made: MadeRun) -> None:
        text = f"已编制 {made.number}：{made.lines:,} 笔，合计 {money(made.amount_fen)} 元。"
        if made.left:
            show = left_sheet(f"未编入的 {len(made.left):,} 件", made.left, self._page)
            self.noticed.emit(Notice(Kind.WARN, f"{text}{len(made.left):,} 件未编入。", Action("查看", show)))
        else:
            self.noticed.emit(Notice(Kind.OK, text))
        self.made.emit(made.number)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.noticed.emit(Notice(Kind.ERROR, error.text))
        elif not isinstance(error, Cancelled):
            self._jobs.crashed.emit(error)

"""重新测算: what a recovery means for the other cases of its key, to be granted, taken back, or left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.clawbacks.proposals import (
    Proposal,
    dismiss,
    list_proposals,
    open_proposed,
    reassess_again,
    top_up,
)
from app.services.clawbacks.reassessing import CLAWBACK, TOP_UP
from app.services.errors import Cancelled, UserError
from app.services.unit_of_work import UnitOfWork
from app.ui import messages, tokens
from app.ui.background import Jobs
from app.ui.notices import Kind, Notice
from app.ui.widgets.asking.fields import Ask, AskKind, FieldsDialog
from app.ui.widgets.asking.stored import store_given
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.formats import money
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

T = TypeVar("T")
COLUMNS = (
    Column("kind_label", "建议", width=76),
    Column("case", "案件编号", width=128),
    Column("applicant", "申请人", width=110),
    Column("title", "类型", width=130),
    Column("amount_fen", "金额（元）", CellKind.MONEY, 96),
    Column("explanation", "理由", width=330),
    Column("clawback", "起因", width=126),
    Column("made_on", "提出日期", CellKind.DATE, 92),
)


class ProposalsTab(QWidget):
    """`noticed` tells what was done, `counted` how many wait; `go` leads to a case, `opened` to a clawback by number."""

    noticed = Signal(object)
    counted = Signal(int)
    go = Signal(str, object)
    opened = Signal(str)

    def __init__(self, uow: UnitOfWork, jobs: Jobs) -> None:
        """Reads and acts as the account of `uow`."""
        super().__init__()
        self._uow, self._jobs = uow, jobs
        self._rows: dict[object, Proposal] = {}
        empty = EmptyState("payments", "没有待处理的建议", "退款或者撤销以后，同一依据的其他案件在这里提示补差或追回。")
        self.table = TableView(COLUMNS, ListSource(()), "重新测算建议", "id", empty)
        self.said = QLabel(wordWrap=True)
        self.said.setProperty("role", "secondary")
        self.grant, self.take = QPushButton("核定补差…"), QPushButton("追回立案…")
        self.again, self.leave = QPushButton("重新测算"), QPushButton("不予办理…")
        self.grant.setProperty("role", "primary")
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.said, 1)
        for button in (self.leave, self.again, self.take, self.grant):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_12, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.current.connect(self._offer)
        self.table.opened.connect(self._open_case)
        self.grant.clicked.connect(self._grant)
        self.take.clicked.connect(self._take)
        self.again.clicked.connect(self._again)
        self.leave.clicked.connect(self._leave)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Read the proposals anew."""
        uow = self._uow
        self._jobs.run(lambda _: list_proposals(uow), self._show)

    @property
    def _chosen(self) -> Proposal | None:
        return self._rows.get(self.table.current_key)

    def _show(self, rows: tuple[Proposal, ...]) -> None:
        self._rows = {row.id: row for row in rows}
        kept = self.table.current_key
        self.table.set_source(ListSource(rows, ("case", "applicant", "title")))
        self.table.select(kept if kept in self._rows else None)
        self.counted.emit(len(rows))
        self._offer()

    def _offer(self, _key: object = None) -> None:
        one = self._chosen
        self.grant.setVisible(one is not None and one.kind == TOP_UP)
        self.take.setVisible(one is not None and one.kind == CLAWBACK)
        for button in (self.again, self.leave):
            button.setEnabled(one is not None)
        self.said.setText(one.explanation if one else "")

    def _open_case(self, _key: object) -> None:
        if (one := self._chosen) is not None:
            self.go.emit("case", one.case)

    def _grant(self) -> None:
        one = self._chosen
        if one is None:
            return
        details = f"{one.case} {one.applicant}：{one.explanation}。核定后列入待拨付，占用预算，不能撤销。"
        verb = f"核定补差 {money(one.amount_fen)} 元"
        if messages.confirm(self, f"{verb}？", details, verb):
            self._run(partial(top_up, self._uow, one.id), lambda _: self._told(f"{one.case} 已{verb}。"))

    def _take(self) -> None:
        one = self._chosen
        if one is None:
            return
        details = f"{one.case} {one.applicant}：{one.explanation}。立案以后该案件暂停。"
        if messages.confirm(self, f"{one.case} 追回立案？", details, "追回立案"):
            self._run(partial(open_proposed, self._uow, one.id), lambda found: self.opened.emit(found.number))

    def _again(self) -> None:
        if (one := self._chosen) is not None:
            self._run(partial(reassess_again, self._uow, one.id), lambda _: self._told("已重新测算。"))

    def _leave(self) -> None:
        one = self._chosen
        if one is None:
            return
        question = f"{one.case} {one.applicant}：{one.kind_label} {money(one.amount_fen)} 元，为什么不予办理？"
        dialog = FieldsDialog("不予办理", question, (Ask("reason", "理由", AskKind.TEXT),), self)

        dialog.given.connect(
            lambda texts: store_given(
                self._jobs,
                dialog,
                partial(dismiss, self._uow, one.id, texts["reason"]),
                lambda _: self._told(f"{one.case} 的建议不予办理，理由已记录。"),
            )
        )
        dialog.open()

    def _told(self, text: str) -> None:
        self.noticed.emit(Notice(Kind.OK, text))
        self.refresh()

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._jobs.run(lambda _: work(), done, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.noticed.emit(Notice(Kind.ERROR, error.text))
        elif not isinstance(error, Cancelled):
            self._jobs.crashed.emit(error)

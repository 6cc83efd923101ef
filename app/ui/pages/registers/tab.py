"""One register: its list with what goes with it, its form, and the preview of a file, one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.services.excel.books.register_books import RegisterImport, RegisterPreview
from app.services.policy.questions import Lists
from app.services.registers import entries
from app.services.registers.definition import Line, Register
from app.services.unit_of_work import UnitOfWork
from app.ui import tokens
from app.ui.background import Jobs
from app.ui.files import FileChoice
from app.ui.notices import Kind, Notice
from app.ui.pages.registers.form import RegisterForm, read_entry
from app.ui.pages.registers.importing import RegisterImportPane
from app.ui.pages.registers.rows import Shown, columns, shown
from app.ui.pages.registers.side import RegisterSide
from app.ui.pages.registers.workbooks import RegisterBooks
from app.ui.settings import Settings
from app.ui.widgets.asking.step import ReasonDialog
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

REASONS = ("重复登记", "内容填错，另行登记", "登记的事项已取消")
Read = tuple[Sequence[Line], bool, Lists]


class RegisterTab(QWidget):
    """`noticed` takes a Notice for the bar above the page, `go` the key of a page and what to show there."""

    noticed = Signal(object)
    go = Signal(str, object)

    def __init__(
        self, uow: UnitOfWork, jobs: Jobs, choice: FileChoice, register: Register, side: RegisterSide | None = None
    ) -> None:
        """`side` stands at the right of the list and brings buttons of its own."""
        super().__init__()
        self._uow, self._jobs, self.register, self.side = uow, jobs, register, side
        self.books = RegisterBooks(uow, jobs, choice, register, self)
        self._lists: Lists = {}
        self._lines: Sequence[Line] = ()
        self._rows: dict[object, Shown] = {}
        self._asked = 0
        self._searched = ""
        self.form: RegisterForm | None = None
        self.preview: RegisterImportPane | None = None
        step = "新增第一条" if register.by_hand else ""
        empty = EmptyState("registers", f"{register.title}还没有记录", register.purpose, step)
        empty.stepped.connect(self.add)
        self.empty = empty
        self.table = TableView(
            columns(register), ListSource([]), register.title, "key", empty, unit=register.counted_in
        )
        self.new, self.change = QPushButton("新增登记"), QPushButton("更正…")
        self.withdraw, self.bring = QPushButton("撤销登记…"), QPushButton("从 Excel 导入…")
        self.template, self.export = QPushButton("导入模板…"), QPushButton("导出台账…")
        self._lay_out()
        self._connect()
        self._allow(False)

    @property
    def current(self) -> Line | None:
        """The line that is selected."""
        row = self._rows.get(self.table.current_key)
        return row.line if row else None

    def refresh(self) -> None:
        """Read the register anew."""
        self._asked += 1
        asked, searched, code = self._asked, self._searched, self.register.code

        def work(_progress: object) -> Read:
            found = entries.lines(self._uow, code, searched)
            return found, entries.may_keep(self._uow), entries.office_lists(self._uow)

        self._jobs.run(work, partial(self._show, asked))

    def search(self, text: str) -> None:
        """Narrow to lines that have every word."""
        self._searched = text.strip()
        self.refresh()

    def add(self) -> None:
        """Open an empty form."""
        if self.new.isEnabled():
            self._open(RegisterForm(self._uow, self._jobs, self.register, self._lists))

    def back(self) -> bool:
        """From form or preview to the list; whether there was one open."""
        if self.form is None and self.preview is None:
            return False
        self.close_over()
        return True

    def keep(self) -> None:
        """Keep a form that was begun."""
        if self.form is not None:
            self.form.keep()

    def save_state(self, settings: Settings) -> None:
        """Keep columns, sort and widths, and a form that was begun."""
        self.keep()
        self.table.save(settings, f"page/registers/{self.register.code}")

    def restore_state(self, settings: Settings) -> None:
        """Take up columns, sort and widths."""
        self.table.restore(settings, f"page/registers/{self.register.code}")

    def close_over(self) -> None:
        """Close form or preview."""
        self.keep()
        for over in (self.form, self.preview):
            if over is not None:
                self._stack.removeWidget(over)
                over.deleteLater()
        self.form = self.preview = None
        self._stack.setCurrentIndex(0)
        self.table.setFocus()

    def say(self, kind: Kind, text: str) -> None:
        """Say above the page what happened, and read the list anew."""
        self.noticed.emit(Notice(kind, text))
        self.refresh()

    def _show(self, asked: int, read: Read) -> None:
        if asked != self._asked:
            return
        self._lines, allowed, self._lists = read
        narrowed = self.side.narrowed(self._lines) if self.side else self._lines
        rows = shown(self.register, narrowed)
        self._rows = {row.cells["key"]: row for row in rows}
        kept = self.table.current_key
        self.table.set_source(ListSource([row.cells for row in rows]))
        self.table.select(kept)
        self._allow(allowed)
        if self.side:
            self.side.show_lines(self._lines)
            self.side.allow(allowed)
        self._pick()

    def _allow(self, allowed: bool, /) -> None:
        keeps = allowed and self.register.by_hand
        self._keeps = keeps
        for button in (self.new, self.bring):
            button.setEnabled(keeps)
        self.empty.button.setVisible(keeps)

    def _pick(self) -> None:
        line = self.current
        own = line is not None and line.key > 0
        for button in (self.change, self.withdraw):
            button.setEnabled(self._keeps and own)
        self.export.setEnabled(bool(self._rows))
        if self.side:
            self.side.show_line(line)

    def _opened(self) -> None:
        line = self.current
        if line is None:
            return
        if line.key and self._keeps:
            self._change()
        elif line.extras.get("origin"):
            self.go.emit("case", line.extras["origin"])

    def _change(self) -> None:
        line = self.current
        if line is not None and line.key:
            read = partial(read_entry, self._uow, self.register, line.key)
            self._jobs.run(
                lambda _: read(),
                lambda entry: self._open(RegisterForm(self._uow, self._jobs, self.register, self._lists, entry)),
            )

    def _open(self, form: RegisterForm) -> None:
        self.close_over()
        self.form = form
        form.left.connect(self.close_over)
        form.stored.connect(lambda said: self.say(Kind.OK, said))
        form.refused.connect(lambda error: self.noticed.emit(Notice(Kind.ERROR, error.text)))
        self._stack.addWidget(form)
        self._stack.setCurrentWidget(form)
        form.begin()

    def _withdraw(self) -> None:
        line = self.current
        if line is None or not line.key:
            return
        asked = f"撤销后不再列入{self.register.title}，原记录保留备查：\n{self.register.told(line.facts)}"
        dialog = ReasonDialog("撤销登记", asked, REASONS, self)
        dialog.text.setPlaceholderText("理由随记录保留")
        act = partial(entries.withdraw_entry, self._uow, self.register.code, line.key)
        dialog.given.connect(
            lambda reason: self._jobs.run(lambda _: act(reason), lambda _: self.say(Kind.OK, "已撤销登记。"))
        )
        dialog.open()

    def _preview(self, found: RegisterPreview) -> None:
        self.close_over()
        self.preview = pane = RegisterImportPane(found)
        pane.left.connect(self.close_over)
        pane.stored.connect(lambda only_good: self.books.store(found, only_good=only_good))
        pane.marked.connect(lambda: self.books.mark(found))
        self._stack.addWidget(pane)
        self._stack.setCurrentWidget(pane)
        pane.setFocus()

    def _imported(self, result: RegisterImport) -> None:
        self.close_over()
        self.say(Kind.OK if result.stored else Kind.WARN, result.sentence)

    def _connect(self) -> None:
        self.table.current.connect(lambda _: self._pick())
        self.table.opened.connect(lambda _: self._opened())
        for button, act in (
            (self.new, self.add),
            (self.change, self._change),
            (self.withdraw, self._withdraw),
            (self.bring, self.books.bring),
            (self.template, self.books.template),
            (self.export, lambda: self.books.export([row.line for row in self._rows.values()])),
        ):
            button.clicked.connect(act)
        self.books.noticed.connect(self.noticed)
        self.books.read.connect(self._preview)
        self.books.stored.connect(self._imported)
        if self.side:
            self.side.noticed.connect(self.noticed)
            self.side.changed.connect(self.refresh)
            self.side.go.connect(self.go)

    def _lay_out(self) -> None:
        purpose = QLabel(self.register.purpose, wordWrap=True)
        purpose.setProperty("role", "secondary")
        bar = QHBoxLayout()
        bar.setSpacing(tokens.SPACE_8)
        self.new.setProperty("role", "primary")
        hand = (self.new, self.change, self.withdraw, self.bring, self.template) if self.register.by_hand else ()
        for button in (*hand, self.export, *(self.side.buttons if self.side else ())):
            bar.addWidget(button)
        bar.addStretch(1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(tokens.SPACE_8)
        split.addWidget(self.table)
        if self.side:
            split.addWidget(self.side)
            split.setStretchFactor(0, 1)
            split.setSizes([620, 300])
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(purpose)
        column.addLayout(bar)
        column.addWidget(split, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(first)

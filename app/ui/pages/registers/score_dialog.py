"""A score sheet to fill: year and subject above, the indicators below; Ctrl+S stores it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.errors import UserError
from app.services.registers import score_entry
from app.services.registers.definition import Register
from app.services.registers.score_entry import LINES, SheetForm
from app.services.registers.score_sheets import FUNDS
from app.services.unit_of_work import UnitOfWork
from app.ui import keys, tokens
from app.ui.background import Jobs
from app.ui.widgets.form.field import Field
from app.ui.widgets.score_grid import ScoreGrid

SIZE = (1040, 640)


class ScoreDialog(QDialog):
    """`stored` says what was stored; what is wrong is said above the buttons and the sheet stays open."""

    stored = Signal(str)

    def __init__(
        self, uow: UnitOfWork, jobs: Jobs, register: Register, form: SheetForm, parent: QWidget | None = None
    ) -> None:
        """`form` is the sheet as stored, or a blank one."""
        super().__init__(parent)
        self._uow, self._jobs, self._register, self._form = uow, jobs, register, form
        self.setWindowTitle(f"{register.title}：{'评分' if form.entry_id else '新增评分表'}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.fields = {each.name: Field(each, {}) for each in register.questions if each.name != LINES}
        for name, field in self.fields.items():
            field.set_text(form.answers.get(name, ""))
        self.grid = ScoreGrid(valued=register is FUNDS)
        self.sums, self.wrong = QLabel(), QLabel(wordWrap=True)
        self.wrong.setProperty("role", "error")
        self.add, self.remove = QPushButton("添加指标"), QPushButton("删除指标")
        self.save, self.leave = QPushButton("保存"), QPushButton("取消")
        self.save.setProperty("role", "primary")
        self._lay_out()
        self._connect()
        self.grid.show_lines(form.lines, form.computed)

    def store(self) -> None:
        """Store the sheet, or say what is wrong."""
        for field in self.fields.values():
            field.show_reason(field.reason)
        if first := next((field for field in self.fields.values() if field.reason), None):
            first.setFocus()
            self._say(f"“{first.question.label}”：{first.reason}。")
            return
        self.grid.setCurrentCell(-1, -1)  # takes what is still being typed
        answers = {name: field.text for name, field in self.fields.items()}
        form, code, lines = self._form, self._register.code, self.grid.lines
        self.save.setEnabled(False)

        def work(_progress: object) -> int:
            return score_entry.store_sheet(self._uow, code, answers, lines, form.entry_id, form.version)

        self._jobs.run(work, self._stored, self._failed)

    def _stored(self, _key: int) -> None:
        named = self.fields.get("subject") or self.fields["unit_name"]
        self.stored.emit(f"已保存 {self.fields['year'].text} 年度{self._register.title}：{named.text}。")
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if isinstance(error, UserError):
            self._say(error.text)
        else:
            self._jobs.crashed.emit(error)

    def _say(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))

    def _recompute(self) -> None:
        year = self.fields["year"].text
        work = partial(score_entry.computed_values, self._uow, self._register.code, year)
        self._jobs.run(lambda _: work(), self.grid.show_computed)

    def _connect(self) -> None:
        self.grid.summed.connect(self.sums.setText)
        self.add.clicked.connect(self.grid.add)
        self.remove.clicked.connect(self.grid.remove)
        self.save.clicked.connect(self.store)
        self.leave.clicked.connect(self.reject)
        keys.bind(self, keys.SAVE, self.save.click)
        keys.tip(self.save, "保存", keys.SAVE)
        for button in (self.add, self.remove, self.save, self.leave):
            button.setAutoDefault(False)  # Enter belongs to the cells
        if self._register is FUNDS:
            self.fields["year"].edited.connect(self._recompute)

    def _lay_out(self) -> None:
        head = QGridLayout()
        head.setHorizontalSpacing(tokens.SPACE_16)
        head.setVerticalSpacing(tokens.SPACE_4)
        for place, field in enumerate(self.fields.values()):
            head.addWidget(field, place // 2, place % 2)
        tools = QHBoxLayout()
        tools.setSpacing(tokens.SPACE_8)
        for button in (self.add, self.remove):
            tools.addWidget(button)
        tools.addStretch(1)
        for widget in (self.sums, self.leave, self.save):
            tools.addWidget(widget)
        self.wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_16] * 4)
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(head)
        column.addWidget(self.grid, 1)
        column.addWidget(self.wrong)
        column.addLayout(tools)

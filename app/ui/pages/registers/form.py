"""The form of a register: a new entry, or an entry to correct."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.cases import unfinished_forms
from app.services.cases.known_parties import known_person, known_unit
from app.services.errors import UserError
from app.services.letters.masking import PERSONAL
from app.services.policy.questions import Lists
from app.services.registers import entries
from app.services.registers.definition import Register
from app.services.registers.entries import EntryForm
from app.services.trust.revealing import reveal_form
from app.services.unit_of_work import UnitOfWork
from app.ui import keys, tokens
from app.ui.background import Jobs
from app.ui.widgets.form.form import Form


def read_entry(uow: UnitOfWork, register: Register, entry_id: int) -> EntryForm:
    """An entry to correct; numbers of persons in it are seen in full, which is written down. UserError when it is gone."""
    entry = entries.entry_form(uow, register.code, entry_id)
    if any(question.kind.name in PERSONAL and entry.answers[question.name] for question in register.questions):
        reveal_form(uow, f"{register.title} {entry.told}", "更正登记")
    return entry


class RegisterForm(QWidget):
    """`stored` says what was stored, `left` that the clerk goes back to the list; a new entry begun is kept."""

    stored = Signal(str)
    refused = Signal(object)
    left = Signal()

    def __init__(
        self, uow: UnitOfWork, jobs: Jobs, register: Register, lists: Lists, entry: EntryForm | None = None
    ) -> None:
        """`entry` is the one to correct; without it a new one is begun."""
        super().__init__()
        self._uow, self._jobs, self._register, self.entry = uow, jobs, register, entry
        self._sheet = f"register/{register.code}"
        self.form = Form(register.questions, lists)
        self.head = QLabel(f"更正：{entry.told}" if entry else f"新增登记：{register.title}", wordWrap=True)
        self.head.setProperty("role", "cardtitle")
        self.save = QPushButton("保存更正" if entry else "保存")
        self.following = QPushButton("保存并登记下一条")
        self.leave = QPushButton("返回列表")
        (self.save if entry else self.following).setProperty("role", "primary")
        self._lay_out()
        self._connect()
        if entry is not None:
            self.form.set_answers(entry.answers)
        self.setFocusProxy(self.form)

    def begin(self) -> None:
        """Put the cursor into the form; a new entry left unfinished comes back."""
        if self.entry is None:
            self._jobs.run(lambda _: unfinished_forms.kept_form(self._uow, self._sheet), self._take_up)
        else:
            self.form.begin()

    def keep(self) -> None:
        """Keep a new entry as far as it is typed."""
        if self.entry is None:
            unfinished_forms.keep_form(self._uow, self._sheet, self.form.answers)

    def _take_up(self, kept: unfinished_forms.KeptForm | None) -> None:
        if kept is not None and not self.form.answers:
            self.form.set_answers(kept.answers)
        self.form.begin()

    def _store(self, *, go_on: bool) -> None:
        if not self.form.check():
            return
        answers, entry = self.form.answers, self.entry
        self._set_busy(True)

        def work(_progress: object) -> str:
            if entry is not None:
                changed = entries.change_entry(self._uow, self._register.code, entry.entry_id, answers, entry.version)
                return f"已更正：{'、'.join(changed)}。" if changed else "内容没有变化，未作更正。"
            entries.add_entry(self._uow, self._register.code, answers)
            unfinished_forms.forget_form(self._uow, self._sheet)
            return f"已登记到{self._register.title}。"

        self._jobs.run(work, partial(self._stored, go_on), self._failed)

    def _stored(self, go_on: bool, said: str) -> None:
        self._set_busy(False)
        self.form.set_answers({})
        self.stored.emit(said)
        if go_on:
            self.form.begin()
        else:
            self.left.emit()

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, UserError) and error.field in self.form.fields:
            self.form.point_out(str(error.field), error.text)
        elif isinstance(error, UserError):
            self.refused.emit(error)
        else:
            self._jobs.crashed.emit(error)

    def _set_busy(self, busy: bool, /) -> None:
        for button in (self.save, self.following):
            button.setDisabled(busy)

    def _recognise(self, name: str, value: str) -> None:
        asked = known_person if name == "identity_number" else known_unit
        self._jobs.run(lambda _: asked(self._uow, value), self._suggest)

    def _suggest(self, known: Mapping[str, str]) -> None:
        self.form.suggest(known)

    def _connect(self) -> None:
        self.form.recognised.connect(self._recognise)
        self.form.finished.connect((self.save if self.entry else self.following).setFocus)
        self.save.clicked.connect(lambda: self._store(go_on=False))
        self.following.clicked.connect(lambda: self._store(go_on=True))
        self.leave.clicked.connect(self.left)
        keys.bind(self, keys.SAVE, self.save.click)
        keys.bind(self, keys.HAND_OVER, (self.save if self.entry else self.following).click)
        keys.tip(self.save, "保存", keys.SAVE)
        keys.tip(self.leave, "返回列表，没保存的新登记会保留", keys.ESCAPE)
        if self.entry is None:
            keys.tip(self.following, "保存并登记下一条", keys.HAND_OVER)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        buttons.addWidget(self.following)
        if self.entry is not None:
            self.following.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.head)
        column.addWidget(self.form, 1)
        column.addLayout(buttons)

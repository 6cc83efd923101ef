"""One form in front of the clerk: the fields at the left, what they give at the right, what to do with it below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.cases.applications import DraftAssessment
from app.services.policy.catalogue import BY_CODE
from app.ui import keys, tokens
from app.ui.pages.application.opening import Subject
from app.ui.widgets.case.explanation import Explanation
from app.ui.widgets.case.material_text import materials_html
from app.ui.widgets.form.form import Form
from app.ui.widgets.sheet import Sheet

SETTLES_MS = 150
KEEPS_MS = 1500
_EXPLANATION_NARROWEST, _EXPLANATION_WIDEST = 300, 440


class ApplicationSheet(QWidget):
    """`settled` comes when typing rests and the answers can be assessed, `rested` when they are worth keeping."""

    settled = Signal()
    rested = Signal()
    stored = Signal()
    handed_over = Signal()
    cleared = Signal()
    left = Signal()
    templated = Signal()

    def __init__(self, subject: Subject, answers: Mapping[str, str], parent: QWidget | None = None) -> None:
        """Shows `answers`, which may be more than the subject begins with."""
        super().__init__(parent)
        self.subject = subject
        self.form = Form(BY_CODE[subject.code].questions, subject.lists)
        self.explanation = Explanation()
        self.kept = QLabel()
        self.kept.setProperty("role", "secondary")
        self.save, self.hand_over, self.clear = QPushButton(), QPushButton(), QPushButton()
        self.hand_over.setProperty("role", "primary")
        self.leave = QPushButton("换一种类型")
        self._pressed: QPushButton | None = None
        self.template = QPushButton("导入模板…")
        self.papers = QPushButton("材料清单")
        self._settle = QTimer(self, singleShot=True, interval=SETTLES_MS)
        self._rest = QTimer(self, singleShot=True, interval=KEEPS_MS)
        self._name_buttons()
        self._lay_out()
        self._connect()
        self.form.set_answers(answers)
        self.set_busy(False)
        self.form.set_locked(bool(subject.locked))

    def show_draft(self, draft: DraftAssessment) -> None:
        """Show what the answers give, or what they still want."""
        if draft.assessment is not None:
            self.explanation.show_assessment(draft.assessment)
            return
        blank = {question.name for question in draft.blank}
        wanted = []
        for name, one in self.form.fields.items():
            label = one.question.label
            wanted += [label] if name in blank else [f"{label}（填写有误）"] if name in draft.wrong else []
        self.explanation.show_wanting(wanted, self.subject.about)

    def take_up(self, subject: Subject, answers: Mapping[str, str]) -> None:
        """Go on with another subject of the same type in the same fields."""
        self.subject = subject
        self._name_buttons()
        self.form.set_answers(answers)
        self.stop()
        self.settled.emit()

    def set_busy(self, busy: bool, /) -> None:
        """Let nobody store twice while a store is under way; the button pressed has the keyboard again after it."""
        buttons = (self.save, self.hand_over)
        if busy:
            self._pressed = next((button for button in buttons if button.hasFocus()), None)
        for button in buttons:
            button.setDisabled(busy or bool(self.subject.locked))
        if not busy and self._pressed is not None:
            self._pressed.setFocus()
            self._pressed = None

    def stop(self) -> None:
        """Forget that something was to be assessed or kept."""
        self._settle.stop()
        self._rest.stop()

    def _connect(self) -> None:
        self.form.edited.connect(self._settle.start)
        self.form.edited.connect(self._rest.start)
        self._settle.timeout.connect(self.settled)
        self._rest.timeout.connect(self.rested)
        self.form.finished.connect(self.hand_over.setFocus)
        for button, signal in (
            (self.save, self.stored),
            (self.hand_over, self.handed_over),
            (self.clear, self.cleared),
            (self.leave, self.left),
            (self.template, self.templated),
        ):
            button.clicked.connect(signal)
        self.papers.clicked.connect(self._show_papers)
        keys.bind(self, keys.SAVE, self.save.click)
        keys.bind(self, keys.HAND_OVER, self.hand_over.click)
        keys.tip(self.leave, "换一种类型，已填内容会保留", keys.ESCAPE)

    def _show_papers(self) -> None:
        """Beside the form, to be ticked off against what lies on the counter."""
        Sheet(f"材料清单 · {self.subject.title}", materials_html(self.subject.materials), self).show()

    def _name_buttons(self) -> None:
        stored = self.subject.number is not None
        self.save.setText("保存更正" if stored else "保存草稿")
        self.hand_over.setText("保存并返回案件" if stored else "提交并填下一件")
        self.clear.setText("还原" if stored else "清空")
        for key, button in ((keys.SAVE, self.save), (keys.HAND_OVER, self.hand_over)):
            keys.tip(button, button.text(), key)

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setContentsMargins(0, 0, tokens.SPACE_16, 0)
        upper.setSpacing(0)
        upper.addWidget(self.form, 5)
        self.explanation.setMinimumWidth(_EXPLANATION_NARROWEST)
        self.explanation.setMaximumWidth(_EXPLANATION_WIDEST)
        right = QVBoxLayout()
        right.setContentsMargins(tokens.SPACE_8, tokens.SPACE_12, 0, tokens.SPACE_12)
        right.addWidget(self.explanation)
        upper.addLayout(right, 3)
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_8)
        row.setSpacing(tokens.SPACE_8)
        for button in (self.leave, self.template, self.papers, self.clear):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.kept)
        row.addWidget(self.save)
        row.addWidget(self.hand_over)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        line = QFrame()
        line.setProperty("role", "line")
        column.addWidget(line)
        column.addWidget(bar)

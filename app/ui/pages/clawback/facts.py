"""事实与证据: what the investigation found, the true answers, and who is held responsible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.services.clawbacks.desk import Desk
from app.services.clawbacks.investigating import Findings, Responsible
from app.services.clawbacks.records import INVESTIGATORS
from app.services.clawbacks.terms import INVESTIGATED, Ground
from app.services.letters.masking import masked_identity
from app.services.policy.values import Unreadable, is_blank, read_day
from app.services.supervision.misconduct import MEASURES, PARTIES
from app.ui import tokens
from app.ui.widgets.asking.fields import SEPARATOR, Ask, AskKind, FieldsDialog
from app.ui.widgets.form.day_editor import DayEditor

_ROWS = 96
_CODES = {label: code for code, label in PARTIES.items()}


class FactsPane(QScrollArea):
    """`saved` carries Findings; `truth_asked` wants the form of the case's true answers opened."""

    saved = Signal(object)
    truth_asked = Signal()

    def __init__(self) -> None:
        """Empty until a clawback is shown."""
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.ground, self.lapsed_on = QComboBox(), DayEditor()
        for ground in Ground:
            self.ground.addItem(ground.label, ground.value)
        self.ground.setAccessibleName("事由")
        self.lapsed_on.line.setAccessibleName("资格丧失之日")
        self.facts, self.evidence = _text("查明的事实"), _text("证据")
        self.truth, self.differs = QPushButton("真实情况…"), QLabel(wordWrap=True)
        self.differs.setProperty("role", "secondary")
        self.people = QListWidget()
        self.people.setAccessibleName("责任单位和责任人")
        self.people.setFixedHeight(72)
        self.add, self.drop = QPushButton("添加责任人…"), QPushButton("移除")
        self.save = QPushButton("保存调查情况")
        self.save.setProperty("role", "primary")
        self._responsible: list[Responsible] = []
        self._true: Mapping[str, str] = {}
        self._desk: Desk | None = None
        self._lay_out()
        self.ground.currentIndexChanged.connect(self._weigh)
        self.truth.clicked.connect(self.truth_asked)
        self.add.clicked.connect(self._add_one)
        self.drop.clicked.connect(self._drop_one)
        self.save.clicked.connect(self._save)

    def show_desk(self, desk: Desk) -> None:
        """Show what was found so far; locked once it has been decided or for who does not investigate."""
        self._desk, view = desk, desk.view
        self.ground.setCurrentIndex(self.ground.findData(view.ground.value))
        self.facts.setPlainText(view.facts)
        self.evidence.setPlainText(view.evidence)
        self.lapsed_on.set_text(str(view.lapsed_on or ""))
        self._responsible = list(view.responsible)
        self.set_truth(view.true_answers, {})
        may = view.line.state in INVESTIGATED and bool(desk.roles & set(INVESTIGATORS))
        for widget in (self.ground, self.lapsed_on, self.truth, self.add, self.drop, self.save):
            widget.setEnabled(may)
        for text in (self.facts, self.evidence):
            text.setReadOnly(not may)
        self._list_people()
        self._weigh()

    def set_truth(self, answers: Mapping[str, str], changed: Mapping[str, str]) -> None:
        """Take the true answers; `changed` names those that differ, as people read them."""
        self._true = dict(answers)
        told = "；".join(f"{label}：{text}" for label, text in changed.items())
        self.differs.setText(told or ("已填写真实情况" if answers else "与申报内容一致"))

    def _findings(self) -> Findings:
        day = self.lapsed_on.text()
        return Findings(
            facts=self.facts.toPlainText(),
            evidence=self.evidence.toPlainText(),
            ground=Ground(self.ground.currentData()),
            true_answers=self._true or None,
            lapsed_on=None if is_blank(day) or not self._lapsed else read_day(day),
            responsible=tuple(self._responsible),
        )

    @property
    def _lapsed(self) -> bool:
        return bool(self.ground.currentData() == Ground.LAPSED)

    def _save(self) -> None:
        try:
            self.saved.emit(self._findings())
        except Unreadable as error:
            self.lapsed_on.set_wrong(True)
            self.differs.setText(f"资格丧失之日{error.text}，请改正。")

    def _weigh(self) -> None:
        self._form.setRowVisible(self.lapsed_on, self._lapsed)
        fraud = self.ground.currentData() == Ground.FRAUD
        self._form.setRowVisible(self._people_row, fraud or bool(self._responsible))
        self._form.setRowVisible(self._truth_row, not fraud)

    def _add_one(self) -> None:
        if self._desk is None:
            return
        line = self._desk.view.line
        asks = (
            Ask("party", "单位还是个人", AskKind.CHOICE, PARTIES["person"], tuple(PARTIES.values())),
            Ask("name", "名称", text=line.applicant),
            Ask("number", "身份证号或统一社会信用代码", needed=False, hint="本案的个人或单位不必填写，按案件取用"),
            Ask("measures", "处理措施", AskKind.MANY, MEASURES[0], MEASURES),
        )
        dialog = FieldsDialog("添加责任人", f"{line.number}：对弄虚作假负有责任的单位或个人。", asks, self)
        dialog.given.connect(lambda texts: self._took(dialog, texts))
        dialog.open()

    def _took(self, dialog: FieldsDialog, texts: Mapping[str, str]) -> None:
        measures = tuple(texts["measures"].split(SEPARATOR))
        one = Responsible(_CODES[texts["party"]], texts["number"].upper(), texts["name"])
        self._responsible.append(replace(one, measures=measures))
        self._list_people()
        dialog.accept()

    def _drop_one(self) -> None:
        place = self.people.currentRow()
        if place >= 0:
            del self._responsible[place]
            self._list_people()

    def _list_people(self) -> None:
        self.people.clear()
        for one in self._responsible:
            number = masked_identity(one.number) if one.number else "（按案件取用）"
            self.people.addItem(f"{one.name} {number}　{SEPARATOR.join(one.measures)}")

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, tokens.SPACE_8, tokens.SPACE_8, 0)
        self._form = QFormLayout()
        self._form.setSpacing(tokens.SPACE_8)
        self._form.addRow("事由", self.ground)
        self._form.addRow("资格丧失之日", self.lapsed_on)
        self._form.addRow("查明的事实", self.facts)
        self._form.addRow("证据", self.evidence)
        self._truth_row = _row(self.truth, self.differs)
        self._people_row = QWidget()
        people = QVBoxLayout(self._people_row)
        people.setContentsMargins(0, 0, 0, 0)
        people.addWidget(self.people)
        people.addWidget(_row(self.add, self.drop))
        self._form.addRow("真实情况", self._truth_row)
        self._form.addRow("责任人", self._people_row)
        column.addLayout(self._form)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)
        self.setWidget(inner)


def _text(name: str) -> QPlainTextEdit:
    text = QPlainTextEdit(tabChangesFocus=True)
    text.setAccessibleName(name)
    text.setFixedHeight(_ROWS)
    return text


def _row(*widgets: QWidget) -> QWidget:
    around = QWidget()
    row = QHBoxLayout(around)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.SPACE_8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return around

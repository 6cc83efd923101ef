"""Saying by hand what the columns of a workbook hold, where its headers are none that the program knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.services.excel.recognising.columns_shown import ColumnShown, columns_shown, to_remember
from app.services.excel.recognising.sheets import Recognised
from app.services.policy.questions import Need
from app.ui import tokens
from app.ui.widgets.asking.step import Asking

ASKED = (
    "表头与模板不同的栏目，在这里逐栏指明它填的是什么。带 * 的必须有一栏；不需要的栏目选“不读取”。"
    "改了的对应会随文件重新测算，并写进提示。"
)
_LONGEST = 24


class ColumnForm(QWidget):
    """The columns of one sheet, each with a box of what it may hold."""

    changed = Signal()

    def __init__(self, found: Recognised, parent: QWidget | None = None) -> None:
        """Shows what the columns are read as now."""
        super().__init__(parent)
        self.found = found
        self.boxes: dict[str, QComboBox] = {}
        self._required = {question.name for question in found.required}
        self._labels = {question.name: question.label for question in found.questions}
        form = QFormLayout(self)
        form.setSpacing(tokens.SPACE_8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for column in columns_shown(found):
            form.addRow(_said(column), self._box(column))

    @property
    def chosen(self) -> dict[str, str]:
        """The question of each column by its key; empty for one that is not read."""
        return {key: str(box.currentData()) for key, box in self.boxes.items()}

    @property
    def wrong(self) -> str:
        """Why this cannot be, in a sentence; empty when it can."""
        twice = [name for name, count in Counter(self.chosen.values()).items() if name and count > 1]
        said = "、".join(self._labels[name] for name in twice)
        return f"“{said}”有不止一栏，请只留一栏，其余选“不读取”。" if twice else ""

    @property
    def lacking(self) -> str:
        """Required questions that no column answers, which the lines above the header may still do."""
        chosen = set(self.chosen.values())
        lacking = [question.label for question in self.found.missing if question.name not in chosen]
        return f"还没有：{'、'.join(lacking)}（表头上方写明的单位信息除外）。" if lacking else ""

    def _box(self, column: ColumnShown) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(f"{column.letters} 列 {column.header}")
        box.addItem("不读取", "")
        missing = {question.name for question in self.found.missing}
        ordered = sorted(self.found.questions, key=lambda question: question.name not in missing)
        for question in ordered:
            box.addItem(question.label + (" *" if question.need is Need.REQUIRED else ""), question.name)
        box.setCurrentIndex(max(0, box.findData(column.question)))
        box.currentIndexChanged.connect(self.changed)
        self.boxes[column.key] = box
        return box


class MappingDialog(Asking):
    """`given` carries what was said by hand, by sheet name, and whether it is to be remembered; `forgotten` the sheet.

    A sheet whose unit is not named can be mapped for this once only.
    """

    given = Signal(object, bool)
    forgotten = Signal(object)

    def __init__(self, sheets: Sequence[Recognised], remembered: Sequence[bool], parent: QWidget | None = None) -> None:
        """`remembered` says of each sheet whether its unit has a mapping that can be taken back."""
        super().__init__("按此对应重新读取", ASKED, parent)
        self.setMinimumWidth(620)
        self._remembered = tuple(remembered)
        self.forms = [ColumnForm(found) for found in sheets]
        self.sheet = QComboBox()
        self.sheet.setAccessibleName("工作表")
        self.sheet.addItems([f"{found.sheet.name}（{found.subsidy.title}）" for found in sheets])
        self.sheet.setVisible(len(sheets) > 1)
        self.stack = QStackedWidget()
        self.wrong, self.lacking = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.wrong.setProperty("role", "error")
        self.lacking.setProperty("role", "secondary")
        self.keep = QCheckBox()
        self.forget = QPushButton("撤销记住的对应")
        self.forget.setProperty("role", "link")
        self._lay_out()
        self.sheet.currentIndexChanged.connect(self._turn)
        self.forget.clicked.connect(self._forget)
        self.accepted.connect(self._give)
        self._turn(0)

    def _lay_out(self) -> None:
        self.column.addWidget(self.sheet)
        for form in self.forms:
            area = QScrollArea(widgetResizable=True)
            area.setWidget(form)
            area.setMinimumHeight(320)
            self.stack.addWidget(area)
            form.changed.connect(self._weigh)
        self.column.addWidget(self.stack, 1)
        below = QVBoxLayout()
        below.setSpacing(tokens.SPACE_4)
        for widget in (self.wrong, self.lacking, self.keep):
            below.addWidget(widget)
        below.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(below)
        self.finish()

    def _turn(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        sender = self.forms[place].found.sender
        self.keep.setEnabled(sender is not None)
        self.keep.setChecked(sender is not None)
        self.keep.setText(
            f"记住，“{sender.name}”下次报送同类表格照此读取"
            if sender
            else "表中没有写明是哪一个单位报送，只对这一次有效"
        )
        self.forget.setVisible(self._remembered[place])
        self._weigh()

    def _weigh(self) -> None:
        form = self.forms[self.stack.currentIndex()]
        self.wrong.setText(form.wrong)
        self.lacking.setText(form.lacking)
        self.wrong.setVisible(bool(form.wrong))
        self.lacking.setVisible(bool(form.lacking))
        self.go.setEnabled(not any(each.wrong for each in self.forms))

    def _give(self) -> None:
        said = {form.found.sheet.name: to_remember(form.found, form.chosen) for form in self.forms}
        self.given.emit(said, self.keep.isEnabled() and self.keep.isChecked())

    def _forget(self) -> None:
        self.forgotten.emit(self.forms[self.stack.currentIndex()].found)
        self.reject()


def _said(column: ColumnShown) -> QLabel:
    example = column.example if len(column.example) <= _LONGEST else f"{column.example[:_LONGEST]}…"
    label = QLabel(f"{column.letters} 列　{column.header}" + (f"　如 {example}" if example else ""))
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

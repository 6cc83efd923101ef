"""The lines of a score sheet to type into: indicator, what it looks at, value, weight, score, reason; sums as one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.services.policy.money import points
from app.services.policy.values import Unreadable, read_score
from app.services.registers.score_entry import TypedLine
from app.services.registers.scoring import ScoreLine
from app.ui import tokens

NAME, GUIDE, VALUE, WEIGHT, SCORE, REASON = range(6)
TITLES = ("评估指标", "评分要点", "指标值", "权重", "得分", "理由（低于权重90%必填）")
WIDTHS = {NAME: 150, VALUE: 110, WEIGHT: 64, SCORE: 64, REASON: 260}
NEEDED = "得分低于权重的 90%，须写明理由"
NUMBERS = (VALUE, WEIGHT, SCORE)
_EDITABLE = Qt.ItemFlag.ItemIsEditable


class ScoreGrid(QTableWidget):
    """`summed` says the sums in a sentence whenever something was typed."""

    summed = Signal(str)

    def __init__(self, *, valued: bool, parent: QWidget | None = None) -> None:
        """`valued` shows the column of values."""
        super().__init__(0, len(TITLES), parent)
        self._computed: Mapping[str, str] = {}
        self.setHorizontalHeaderLabels(TITLES)
        self.setAccessibleName("评分")
        self.setColumnHidden(VALUE, not valued)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.DoubleClicked | trigger.SelectedClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed
        )
        self.setAlternatingRowColors(False)
        self.setWordWrap(True)
        head = self.horizontalHeader()
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(GUIDE, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setMinimumSectionSize(tokens.ROW_HEIGHT)
        self.itemChanged.connect(lambda _: self._weigh())

    @property
    def lines(self) -> tuple[TypedLine, ...]:
        """What is typed, row by row."""
        return tuple(self._line(row) for row in range(self.rowCount()))

    def show_lines(self, lines: Sequence[ScoreLine], computed: Mapping[str, str]) -> None:
        """Fill the grid; `computed` values cannot be typed over."""
        self._computed = computed
        self.blockSignals(True)
        self.setRowCount(0)
        for line in lines:
            score = "" if line.score is None else points(line.score)
            self._append((line.indicator, line.guide, line.value, points(line.weight), score, line.reason))
        self.blockSignals(False)
        self.show_computed(computed)

    def show_computed(self, computed: Mapping[str, str]) -> None:
        """Show the values of another year."""
        before, self._computed = self._computed, computed
        self.blockSignals(True)
        for row in range(self.rowCount()):
            name, item = self._text(row, NAME), self._item(row, VALUE)
            known = name in computed
            item.setFlags(item.flags() & ~_EDITABLE if known else item.flags() | _EDITABLE)
            item.setToolTip("由程序按案件和台账计算" if known else "")
            if known or name in before:
                item.setText(computed.get(name, ""))
        self.blockSignals(False)
        self._weigh()

    def add(self) -> None:
        """A blank line at the end, ready to be typed into."""
        self._append(("",) * len(TITLES))
        self._weigh()
        self.setCurrentCell(self.rowCount() - 1, NAME)
        self.editItem(self._item(self.rowCount() - 1, NAME))

    def remove(self) -> None:
        """Take the current line out."""
        if self.currentRow() >= 0:
            self.removeRow(self.currentRow())
            self._weigh()

    def _append(self, texts: Sequence[str]) -> None:
        row = self.rowCount()
        self.insertRow(row)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if column in NUMBERS:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(row, column, item)

    def _line(self, row: int) -> TypedLine:
        name = self._text(row, NAME)
        value = "" if name in self._computed else self._text(row, VALUE)
        return TypedLine(
            indicator=name,
            weight=self._text(row, WEIGHT),
            score=self._text(row, SCORE),
            reason=self._text(row, REASON),
            value=value,
            guide=self._text(row, GUIDE),
        )

    def _text(self, row: int, column: int) -> str:
        return self._item(row, column).text().strip()

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        """The cell, made if it was not."""
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.setItem(row, column, item)
        return item

    def _weigh(self) -> None:
        """Mark the reasons that are missing, and say the sums."""
        weights = [self._points(row, WEIGHT) for row in range(self.rowCount())]
        scores = [self._points(row, SCORE) for row in range(self.rowCount())]
        self.blockSignals(True)
        for row, (weight, score) in enumerate(zip(weights, scores, strict=True)):
            typed = ScoreLine(indicator="", weight=weight or 0, score=score)
            item = self._item(row, REASON)
            missing = typed.low and not item.text().strip()
            item.setBackground(QBrush(QColor(tokens.colours().red_ground)) if missing else QBrush())
            item.setToolTip(NEEDED if missing else "")
        self.blockSignals(False)
        open_ones = sum(score is None for score in scores)
        got, whole = (points(sum(one or 0 for one in each)) for each in (scores, weights))
        rest = f"，还有 {open_ones} 项未评" if open_ones else ""
        self.summed.emit(f"权重合计 {whole}　得分合计 {got}{rest}")

    def _points(self, row: int, column: int) -> int | None:
        try:
            return read_score(self._text(row, column))
        except Unreadable:
            return None

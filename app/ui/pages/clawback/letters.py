"""文书: the letters of a clawback, those that are due and those issued, with preview and 送达."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.services.clawbacks.desk import Desk
from app.services.clawbacks.papers import Paper
from app.services.trust.accounts import CASE_ROLES
from app.ui import keys, tokens
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.letter_preview import LetterPreview
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

DUE, UNSERVED, SERVED = "待出具", "未送达", "已送达"
TONES = {DUE: Tone.SOON, UNSERVED: Tone.SOON, SERVED: Tone.DONE}
COLUMNS = (
    Column("kind", "文书", width=136),
    Column("state", "状态", CellKind.CHIP, 76, filterable=False),
    Column("number", "文号", width=150),
    Column("issued_on", "出具日期", CellKind.DATE, 92),
    Column("served_on", "送达日期", CellKind.DATE, 92),
    Column("manner", "送达方式", width=76),
    Column("receiver", "收件人", width=80),
)


@dataclass(frozen=True)
class PaperLine:
    """A letter as the table shows it; its key is the number, or the kind while it is due and has none."""

    kind: str
    state: Tag
    number: str = ""
    issued_on: date | None = None
    served_on: date | None = None
    manner: str = ""
    receiver: str = ""

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return self.number or self.kind


def _due(kind: str) -> PaperLine:
    return PaperLine(kind, Tag(DUE, TONES[DUE]))


def _issued(paper: Paper) -> PaperLine:
    word = SERVED if paper.served_on else UNSERVED
    return PaperLine(
        *(paper.kind, Tag(word, TONES[word]), paper.number, paper.issued_on, paper.served_on),
        *(paper.manner, paper.receiver),
    )


class LettersPane(QWidget):
    """`looked` carries the line whose letter is to be shown; the others the line for which a button was pressed."""

    looked = Signal(object)
    issued = Signal(object)
    served = Signal(object)
    saved = Signal(object)
    printed = Signal(object)

    def __init__(self) -> None:
        """Empty until a clawback is shown."""
        super().__init__()
        empty = EmptyState("letters", "还没有文书", "登记调查情况、拟定金额以后，在这里出具事先告知书。")
        self.table = TableView(COLUMNS, ListSource(()), "追回文书", "key", empty, unit="份")
        self.table.setMinimumWidth(240)
        self.preview = LetterPreview()
        self.issue, self.serve = QPushButton("出具"), QPushButton("登记送达…")
        self.save, self.print = QPushButton("另存 PDF…"), QPushButton("打印…")
        keys.tip(self.print, "打印这份文书", keys.PRINT)
        self.issue.setProperty("role", "primary")
        self._lines: dict[str, PaperLine] = {}
        self._may = False
        self._lay_out()
        self.table.current.connect(self._show)
        self.issue.clicked.connect(lambda: self.issued.emit(self.line))
        self.serve.clicked.connect(lambda: self.served.emit(self.line))
        self.save.clicked.connect(lambda: self.saved.emit(self.line))
        self.print.clicked.connect(lambda: self.printed.emit(self.line))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        for button in (self.issue, self.serve, self.print, self.save):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.addWidget(self.table)
        split.addWidget(self.preview)
        split.setSizes([300, 400])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_8, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(row)
        column.addWidget(split, 1)

    @property
    def line(self) -> PaperLine | None:
        """The letter chosen."""
        return self._lines.get(str(self.table.current_key))

    def show_desk(self, desk: Desk) -> None:
        """Show the letters; the one chosen stays chosen, else the first that is due."""
        self._may = bool(desk.roles & set(CASE_ROLES))
        lines = [*map(_due, desk.due_letters), *map(_issued, reversed(desk.papers))]
        self._lines = {line.key: line for line in lines}
        kept = self.table.current_key
        self.table.set_source(ListSource(lines))
        self.table.select(kept if kept in self._lines else next(iter(self._lines), None))
        self._show()

    def choose(self, key: str) -> None:
        """Turn to a letter by its number, or by its kind."""
        found = next((line for line in self._lines.values() if key in (line.number, line.kind)), None)
        if found is not None:
            self.table.select(found.key)

    def show_pdf(self, line: PaperLine, pdf: bytes, blanks: tuple[str, ...]) -> None:
        """Show a letter unless another one has been chosen meanwhile."""
        if line is self.line:
            self.preview.show_letter(pdf, blanks)

    def _show(self, _key: object = None) -> None:
        line = self.line
        due = line is not None and not line.number
        self.issue.setText(f"出具{line.kind}" if line and due else "出具")
        self.issue.setEnabled(due and self._may)
        self.serve.setEnabled(line is not None and not due and self._may)
        for button in (self.save, self.print):
            button.setEnabled(line is not None and not due)
        if line is None:
            self.preview.say("还没有可以出具的文书。")
        elif self.isVisible():
            self.looked.emit(line)

    def showEvent(self, event: QShowEvent) -> None:
        """The letter is drawn when it is looked at."""
        super().showEvent(event)
        self._show()

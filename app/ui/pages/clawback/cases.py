"""追回案件: the list on the left, the desk of the one chosen on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.services.calendar.deadlines import Calendar
from app.services.calendar.working_calendar import calendar_of
from app.services.clawbacks.desk import Desk, desk_of
from app.services.clawbacks.desk_list import (
    DROPPED,
    DUE,
    INVESTIGATING,
    OVERDUE,
    SETTLED,
    WAITING,
    DeskLine,
    desk_lines,
)
from app.services.unit_of_work import UnitOfWork
from app.ui import keys, tokens
from app.ui.background import Jobs
from app.ui.pages.clawback.actions import ClawbackActions
from app.ui.pages.clawback.desk import ClawbackDesk
from app.ui.pages.clawback.truth import Stated, TruthDialog, read_stated
from app.ui.settings import Settings
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.due import Due, due_cell
from app.ui.widgets.facet_bar import FacetBar
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import CellKind, Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

FACETS = (INVESTIGATING, WAITING, DUE, OVERDUE, SETTLED, DROPPED)
TONES = {
    INVESTIGATING: Tone.ACTIVE, WAITING: Tone.SOON, DUE: Tone.ACTIVE,
    OVERDUE: Tone.LATE, SETTLED: Tone.DONE, DROPPED: Tone.NEUTRAL,
}  # fmt: skip
COLUMNS = (
    Column("party", "单位或个人", width=96),
    Column("mark", "状态", CellKind.CHIP, 72, filterable=False),
    Column("next", "下一步", width=140),
    Column("left", "尚欠（元）", CellKind.MONEY, 92),
    Column("due", "到期", CellKind.DUE, 120, filterable=False),
    Column("number", "编号", width=150),
    Column("ground", "事由", width=76),
    Column("owed", "应退（元）", CellKind.MONEY, 92),
    Column("returned", "已退（元）", CellKind.MONEY, 92),
    Column("case", "案件编号", width=150),
    Column("title", "类型", width=124, shown=False),
)
TABLE = "page/clawback/cases"


@dataclass(frozen=True)
class Row:
    """A clawback as the table shows it."""

    number: str
    party: str
    mark: Tag
    ground: str
    left: int
    due: Due | None
    next: str
    owed: int
    returned: int
    case: str
    title: str
    facet: str


class ClawbackCases(QWidget):
    """`go` carries the key of a page and what to show there; `counted` how many wait."""

    go = Signal(str, object)
    counted = Signal(int)

    def __init__(self, uow: UnitOfWork, jobs: Jobs, actions: ClawbackActions) -> None:
        """Reads as the account of `uow`; `actions` do what is pressed."""
        super().__init__()
        self._uow, self._jobs, self.acts = uow, jobs, actions
        self._wanted = ""
        self.facets = FacetBar((("", "全部"), *((facet, facet) for facet in FACETS)), "范围")
        self.open = QPushButton("追回立案…")
        keys.tip(self.open, "对一个案件立案", keys.NEW)
        empty = EmptyState("payments", "没有追回案件", "从案件、疑点或在这里立案（Ctrl+N）。", "追回立案")
        self.table = TableView(COLUMNS, ListSource(()), "追回案件", "number", empty)
        self.desk = ClawbackDesk()
        self._lay_out()
        self._connect(empty)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Read the list anew."""
        uow = self._uow
        self._jobs.run(lambda _: desk_lines(uow), self._show_all)

    def show_number(self, number: str) -> None:
        """Turn to a clawback once the list has been read."""
        self._wanted = number
        self.facets.select("")
        self.table.set_facets(facet="")
        self.refresh()

    def save_state(self, settings: Settings) -> None:
        """Keep the columns."""
        self.table.save(settings, TABLE)

    def restore_state(self, settings: Settings) -> None:
        """Take up the columns."""
        self.table.restore(settings, TABLE)

    def _show_all(self, lines: tuple[DeskLine, ...]) -> None:
        today, calendar = self._uow.clock().date(), calendar_of(self._uow)
        rows = [_row(line, today, calendar) for line in lines]
        kept, self._wanted = self._wanted or self.table.current_key, ""
        self.table.set_source(ListSource(rows, ("number", "party", "case", "title")))
        self.table.select(kept)
        self.facets.set_counts({"": len(rows)} | {name: sum(row.facet == name for row in rows) for name in FACETS})
        self.counted.emit(sum(row.facet not in (SETTLED, DROPPED) for row in rows))
        self._look(self.table.current_key)

    def _look(self, number: object) -> None:
        if number is None:
            self.desk.show_desk(None)
            return
        self._jobs.run(lambda _: desk_of(self._uow, str(number)), self._show)

    def _show(self, desk: Desk) -> None:
        if desk.view.line.number == self.table.current_key:
            self.desk.show_desk(desk)

    def _with_desk(self, act: Callable[[Desk], object]) -> None:
        """Do something to the clawback shown, if one is."""
        if self.desk.desk is not None:
            act(self.desk.desk)

    def _acted(self, number: str) -> None:
        if number:
            self.show_number(number)
        else:
            self.refresh()

    def _ask_truth(self) -> None:
        if self.desk.desk is not None:
            read = partial(read_stated, self._uow, self.desk.desk.view.line.case)
            self._jobs.run(lambda _: read(), self._open_truth)

    def _open_truth(self, stated: Stated) -> None:
        desk = self.desk.desk
        if desk is None:
            return
        dialog = TruthDialog(stated, desk.view.true_answers, self)
        dialog.given.connect(partial(self._take_truth, stated))
        dialog.open()

    def _take_truth(self, stated: Stated, answers: Mapping[str, str]) -> None:
        self.desk.facts.set_truth(answers, stated.changed(answers))

    def _connect(self, empty: EmptyState) -> None:
        letters, facts = self.desk.letters, self.desk.facts
        self.facets.chosen.connect(lambda key: self.table.set_facets(facet=key))
        self.open.clicked.connect(self.acts.begin)
        empty.stepped.connect(self.acts.begin)
        self.table.current.connect(self._look)
        self.table.opened.connect(lambda _: self.desk.go_on())
        self.desk.opened.connect(lambda number: self.go.emit("case", number))
        self.desk.done.connect(lambda deed: self._with_desk(partial(self.acts.do, deed)))
        self.acts.done.connect(self._acted)
        facts.saved.connect(lambda found: self._with_desk(partial(self.acts.record, found)))
        facts.truth_asked.connect(self._ask_truth)
        letters.looked.connect(lambda line: self._with_desk(partial(self.acts.preview, line, letters.show_pdf)))
        letters.issued.connect(lambda line: self._with_desk(partial(self.acts.issue, line)))
        letters.served.connect(self.acts.serve)
        letters.saved.connect(self.acts.save)
        letters.printed.connect(self.acts.print)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        keys.bind(self, keys.HAND_OVER, self.desk.go_on, within)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        head = QHBoxLayout()
        head.addWidget(self.facets)
        head.addStretch(1)
        head.addWidget(self.open)
        column.addWidget(self.table, 1)
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.addWidget(left)
        split.addWidget(self.desk)
        self.desk.setMinimumWidth(640)
        split.setSizes([540, 640])
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, tokens.SPACE_12, 0, 0)
        whole.setSpacing(tokens.SPACE_8)
        whole.addLayout(head)
        whole.addWidget(split, 1)


def _row(desk: DeskLine, today: date, calendar: Calendar) -> Row:
    line = desk.line
    return Row(
        number=line.number,
        party=line.applicant,
        mark=Tag(desk.facet, TONES[desk.facet]),
        ground=line.ground,
        left=line.left_fen,
        due=due_cell(desk.due_on, today, calendar),
        next=desk.next.label,
        owed=desk.owed_fen,
        returned=line.balance.returned_fen,
        case=line.case,
        title=line.title,
        facet=desk.facet,
    )

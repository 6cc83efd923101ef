"""A plain list of cases that wait for one thing, with buttons to do it for many; the case stands beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.services.cases.orders import BatchOutcome
from app.services.trust.accounts import Role
from app.services.trust.my_roles import may
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_views import case_view
from app.ui import keys, tokens
from app.ui.background import Jobs
from app.ui.case_actions import CaseActions, Chosen
from app.ui.deeds import Deed
from app.ui.page import Page
from app.ui.settings import Settings
from app.ui.widgets.case.panel import CasePanel
from app.ui.widgets.facet_bar import FacetBar
from app.ui.widgets.states import EmptyState
from app.ui.widgets.table.query import Column
from app.ui.widgets.table.source import ListSource
from app.ui.widgets.table.view import TableView

SEARCHED = ("number", "applicant", "unit", "title")


class Line(Protocol):
    """What a row of such a list has at least."""

    @property
    def number(self) -> str:
        """The case's number."""

    @property
    def applicant(self) -> str:
        """Who applies."""

    @property
    def amount(self) -> int:
        """The sum in fen."""

    @property
    def stage(self) -> str:
        """The facet it stands under."""

    @property
    def version(self) -> int:
        """The version shown."""


@dataclass(frozen=True)
class Listing:
    """What a list is: a name for settings, columns, facets (words are the rows' stages), its empty page, whose work it is."""

    name: str
    columns: tuple[Column, ...]
    facets: tuple[tuple[str, str], ...]
    empty: EmptyState
    role: Role


class RoundPage(Page):
    """Base of the lists between review and payment: what is ticked, or else the current row, is what buttons act on."""

    search_hint = "姓名/单位/案号"

    def __init__(
        self, uow: UnitOfWork, jobs: Jobs, listing: Listing, read: Callable[[UnitOfWork, date], Sequence[Line]]
    ) -> None:
        """`read` gives the rows of a day."""
        super().__init__()
        self.uow = uow
        self._read = read
        self._listing = listing
        self._rows: dict[str, Line] = {}
        self.facets = FacetBar(listing.facets, "范围")
        self.table = TableView(listing.columns, ListSource(()), listing.name, "number", listing.empty)
        self.panel = CasePanel()
        self.panel.actions_bar.hide()
        self.buttons: list[QPushButton] = []
        self.said = QLabel()
        self.said.setProperty("role", "secondary")
        self.actions_of = CaseActions(uow, jobs, self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def offers(self, rows: Sequence[Line]) -> list[tuple[Deed, list[Line]]]:
        """What can be done to some of these rows, and to which; to be given by each list."""
        raise NotImplementedError

    def waiting(self, rows: Sequence[Line]) -> int:
        """How many rows wait for somebody, for the navigation."""
        return len(rows)

    def refresh(self) -> None:
        """Read the list anew."""
        rows = self._read(self.uow, self.uow.clock().date())
        self._rows = {row.number: row for row in rows}
        kept = self.table.current_key
        self.table.model.set_source(ListSource(rows, SEARCHED))
        self.table.select(kept)
        counts = {key: sum(row.stage == key for row in rows) for key, _ in self._listing.facets if key}
        self.facets.set_counts({"": len(rows)} | counts)
        self.counted.emit(self.waiting(rows))
        self.panel.setVisible(bool(rows))
        self._show(self.table.current_key)

    def search(self, text: str) -> None:
        """Narrow to rows that have the text."""
        self.table.search(text)

    def save_state(self, settings: Settings) -> None:
        """Keep the columns."""
        self.table.save(settings, f"page/{self._listing.name}/table")

    def restore_state(self, settings: Settings) -> None:
        """Take up the columns."""
        self.table.restore(settings, f"page/{self._listing.name}/table")

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.table, 1)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(tokens.SPACE_8)
        self._foot.addWidget(self.said)
        self._foot.addStretch(1)
        column.addLayout(self._foot)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setSizes([760, 340])
        self.panel.setMinimumWidth(300)
        self.whole = QVBoxLayout(self)
        self.whole.setContentsMargins(tokens.SPACE_16, tokens.SPACE_12, tokens.SPACE_16, tokens.SPACE_12)
        self.whole.setSpacing(tokens.SPACE_12)
        self.whole.addWidget(self.facets, 0, Qt.AlignmentFlag.AlignLeft)
        self.whole.addWidget(split, 1)

    def _connect(self) -> None:
        self.facets.chosen.connect(lambda key: self.table.set_facets(stage=key))
        self.table.current.connect(self._show)
        self.table.ticked.connect(self._offer)
        self.table.opened.connect(lambda number: self.go.emit("case", number))
        self.panel.case_chosen.connect(lambda number: self.go.emit("case", number))
        self.actions_of.noticed.connect(self.noticed)
        self.actions_of.case_chosen.connect(lambda number: self.go.emit("case", number))
        self.actions_of.done.connect(self._acted)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        keys.bind(self, keys.HAND_OVER, self._press, within)

    def _show(self, number: object) -> None:
        today = self.uow.clock().date()
        known = isinstance(number, str) and number in self._rows
        self.panel.show_case(case_view(self.uow, str(number)) if known else None, today)
        self.panel.actions_bar.hide()
        self._offer()

    def _chosen(self) -> list[Line]:
        numbers = self.table.ticked_keys or [self.table.current_key]
        return [self._rows[str(number)] for number in numbers if str(number) in self._rows]

    def _offer(self) -> None:
        for button in self.buttons:
            self._foot.removeWidget(button)
            button.hide()
            button.deleteLater()
        rows = self._chosen()
        found = self.offers(rows)
        self.said.setText("" if found or not rows else self._why_not())
        self.buttons = [self._button(deed, fits, first=place == 0) for place, (deed, fits) in enumerate(found)]
        for button in reversed(self.buttons):
            self._foot.addWidget(button)

    def _why_not(self) -> str:
        if may(self.uow, self._listing.role):
            return "所选案件现在没有您能办理的步骤"
        return f"所选案件的下一步由{self._listing.role.label}办理"

    def _button(self, deed: Deed, rows: list[Line], *, first: bool) -> QPushButton:
        button = QPushButton(f"{deed.label} {len(rows):,} 件")
        if first:
            button.setProperty("role", "primary")
            keys.tip(button, deed.label, keys.HAND_OVER)
        button.clicked.connect(partial(self._act, deed, rows))
        return button

    def _press(self) -> None:
        if self.buttons:
            self.buttons[0].click()

    def _act(self, deed: Deed, rows: list[Line], _checked: bool = False) -> None:
        seen = {row.number: row.version for row in rows}
        named = f"{rows[0].number} {rows[0].applicant}" if len(rows) == 1 else ""
        self.actions_of.do(deed, Chosen(list(seen), len(rows), sum(row.amount for row in rows), seen, named))

    def _acted(self, outcome: BatchOutcome) -> None:
        if outcome.moved:
            self.table.clear_ticks()
        self.refresh()
        self.table.setFocus()

"""The one table of the program: sort, filter, choose columns, tick, copy, sums, export; columns are data, rows are paged."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.ui import keys
from app.ui.page import Page
from app.ui.settings import Settings
from app.ui.widgets.states import NothingFound
from app.ui.widgets.table import formats as table_format
from app.ui.widgets.table import state as table_state
from app.ui.widgets.table.footer import TableFooter, summary
from app.ui.widgets.table.grid import TableGrid
from app.ui.widgets.table.menu import ColumnMenu
from app.ui.widgets.table.model import TableModel
from app.ui.widgets.table.query import CellKind, Column, Query, Source, read
from app.ui.widgets.table.state import TableState
from app.ui.widgets.table.ticks import sums_of_row, total

_SCROLL_ROWS = 2_000
_PERSONAL = re.compile(r"\d{5}")  # of a number that may be a person's; the settings lie beside no lock


@dataclass(frozen=True)
class Export:
    """What was asked to be exported: the columns in sight and all rows of the query, lazily."""

    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[tuple[object, ...]]]
    """Raw values in the columns' order (money in fen, days as dates); chips and due as words, numbers masked as shown."""


class TableView(QWidget):
    """A list with head, grid and footer.

    `opened` and `current` carry the key of a row (`current` None when there is none), `ticked` follows the ticks,
    `export_requested` carries an Export.
    """

    opened = Signal(object)
    current = Signal(object)
    ticked = Signal()
    export_requested = Signal(object)

    def __init__(
        self,
        columns: tuple[Column, ...],
        source: Source,
        name: str,
        key: str = "key",
        empty: QWidget | None = None,
        parent: QWidget | None = None,
        unit: str = "件",
    ) -> None:
        """`name` is read aloud; `empty` stands there while the source has nothing at all. Loads on refresh()."""
        super().__init__(parent)
        self._unit = unit
        self._answer_by: Callable[[Query, Callable[[], None]], None] | None = None
        self._asked: Query | None = None
        self.model = TableModel(columns, source, key, self)
        self.grid = TableGrid(self.model)
        self.grid.setAccessibleName(name)
        self.footer = TableFooter()
        self._empty = empty
        self.nothing = NothingFound(self.grid.viewport())
        self._menu = ColumnMenu(self.grid, self.sort, self._default_columns, self)
        self._lay_out()
        self._connect()

    @property
    def query(self) -> Query:
        """What is being asked."""
        return self.model.query

    @property
    def current_key(self) -> object:
        """The key of the current row; None when there is none."""
        index = self.grid.currentIndex()
        return self.model.key_at(index.row()) if index.isValid() else None

    @property
    def ticked_keys(self) -> list[object]:
        """The keys of the ticked rows, loaded or not."""
        return self.model.ticks.keys

    @property
    def sums(self) -> dict[str, int]:
        """What the ticked rows come to, in fen, by money column."""
        return self.model.ticks.sums()

    def set_source(self, source: Source) -> None:
        """Show another source."""
        if self._answer_by is None:
            self.model.set_source(source)
        else:
            self.model.put_source(source)
            self._ask(replace(self.query))

    def refresh(self) -> None:
        """Ask the source again; the current row and valid ticks stay."""
        kept = self.current_key
        self.model.reload()
        self.select(kept)

    def search(self, text: str) -> None:
        """Narrow to rows that have `text`."""
        self._ask(replace(self.query, search=text.strip()))

    def set_facets(self, **facets: str) -> None:
        """Narrow by the buttons above the list; an empty value stands for all."""
        chosen = tuple(sorted((name, value) for name, value in facets.items() if value))
        self._ask(replace(self.query, facets=chosen))

    def sort(self, key: str, descending: bool) -> None:
        """Order by a column, from its top."""
        self._ask(replace(self.query, sort=key, descending=descending))

    def select(self, key: object) -> None:
        """Make the row of this key the current one, or the first when it is not among those loaded."""
        place = self.model.place_of(key) if key is not None else None
        if self.model.rowCount():
            self.grid.pick(place or 0)

    def clear_ticks(self) -> None:
        """Tick nothing, as after a batch has been dealt with."""
        self.model.tick_all(on=False)

    def toggle_filters(self) -> None:
        """Open the filter row with the cursor in it, or close it."""
        head = self.grid.head
        if head.open:
            head.close_filters()
            self.grid.setFocus()
        else:
            head.open_filters()
            head.focus_filter("")
        self.footer.filter.setChecked(head.open)

    def export(self) -> None:
        """Ask for an export of what is shown; the page that the table stands on is told too."""
        columns = tuple(self.grid.columns_shown())
        asked = Export(columns, lambda: self._raw_rows(columns))
        self.export_requested.emit(asked)
        page = self.parentWidget()
        while page is not None and not isinstance(page, Page):
            page = page.parentWidget()
        if page is not None:
            page.exported.emit(asked)

    def save(self, settings: Settings, name: str) -> None:
        """Keep columns, sort, filters and scroll under a name like page/queue/table."""
        head = self.grid.head
        columns = self.model.columns
        state = TableState(
            order=[columns[head.logicalIndex(place)].key for place in range(head.count())],
            hidden=[column.key for place, column in enumerate(columns) if self.grid.isColumnHidden(place)],
            widths=self.grid.widths.wished,
            sort=self.query.sort,
            descending=self.query.descending,
            filters={key: text for key, text in head.typed.items() if not _PERSONAL.search(text)},
            filtering=head.open,
            top=max(0, self.grid.rowAt(0)),
        )
        settings.set(name, state.to_text())

    def restore(self, settings: Settings, name: str) -> None:
        """Take up what was kept under a name; nothing kept leaves all as it is."""
        state = table_state.from_text(settings.get(name))
        if state is None:
            return
        self._restore_columns(state)
        if any(column.key == state.sort for column in self.model.columns):
            self.sort(state.sort, state.descending)
        if state.filtering:
            self.grid.head.open_filters(state.filters)
            self.footer.filter.setChecked(True)
        while self.model.rowCount() <= state.top < _SCROLL_ROWS and self.model.canFetchMore(self.grid.rootIndex()):
            self.model.fetchMore(self.grid.rootIndex())
        self.grid.scrollTo(self.model.index(state.top, 0), self.grid.ScrollHint.PositionAtTop)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Hand the focus on to the grid; a focus proxy would take the footer out of the order of Tab."""
        self.grid.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """A new scheme draws the icons anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.footer.draw_icons()

    def answer_by(self, answer: Callable[[Query, Callable[[], None]], None]) -> None:
        """Let `answer` get a question ready, away from the window's thread, before it is shown by what it is handed."""
        self._answer_by = answer

    def _ask(self, query: Query) -> None:
        if self._answer_by is None:
            self._show(query)
        else:
            self._asked = query
            self._answer_by(query, lambda: self._show(query) if query is self._asked else None)

    def _show(self, query: Query) -> None:
        self.model.set_query(query)
        self.select(None)

    def _raw_rows(self, columns: tuple[Column, ...]) -> Iterator[tuple[object, ...]]:
        said = (CellKind.CHIP, CellKind.DUE, CellKind.MASKED)
        for row in self.model.each():
            yield tuple(
                table_format.text(column, row) if column.kind in said else read(row, column.key) for column in columns
            )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)  # before it has pages: the first one is shown at once, as a window if need be
        self._stack.addWidget(self.grid)
        if self._empty is not None:
            self._stack.addWidget(self._empty)
        column.addWidget(self.footer)
        self.footer.columns.setMenu(self._menu)

    def _connect(self) -> None:
        head = self.grid.head
        head.sectionClicked.connect(self._head_clicked)
        head.customContextMenuRequested.connect(self._pop_up)
        head.filtered.connect(lambda: self._ask(replace(self.query, filters=head.filters)))
        self.grid.opened.connect(lambda place: self.opened.emit(self.model.key_at(place)))
        self.grid.picked.connect(self._say)
        self.grid.selectionModel().currentRowChanged.connect(lambda: self.current.emit(self.current_key))
        self.model.ticked.connect(self._say)
        self.model.ticked.connect(self.ticked)
        self.model.loaded.connect(self._loaded)
        self.nothing.clear.clicked.connect(self.toggle_filters)
        self.footer.filter.clicked.connect(self.toggle_filters)
        self.footer.export.clicked.connect(self.export)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        keys.bind(self, keys.FILTER, self.toggle_filters, within)
        keys.bind(self, keys.EXPORT, self.export, within)

    def _head_clicked(self, place: int) -> None:
        column = self.model.columns[place]
        if column.kind is CellKind.TICK:
            self.model.tick_all(on=not self.model.ticks)
        elif column.sortable:
            self.sort(column.key, self.query.sort == column.key and not self.query.descending)

    def _pop_up(self, at: QPoint) -> None:
        self._menu.popup(self.grid.head.mapToGlobal(at))

    def _loaded(self) -> None:
        narrowed = bool(self.query.filters or self.query.search or self.query.facets)
        nothing = self.model.rowCount() == 0
        self.nothing.show_for(shown=nothing and narrowed, clearable=bool(self.query.filters))
        if self._empty is not None:
            self._stack.setCurrentWidget(self._empty if nothing and not narrowed else self.grid)
            self.footer.setVisible(not nothing or narrowed)
        if nothing:
            self.current.emit(None)
        self._say()

    def _say(self) -> None:
        titles = {column.key: column.title for column in self.model.columns}
        shown = {column.key for column in self.grid.columns_shown()}
        picked = self.grid.picked_rows
        chosen, sums = len(self.model.ticks), self.sums
        if not chosen and len(picked) > 1:
            names = tuple(sums)
            chosen, sums = len(picked), total(names, [sums_of_row(self.model.row(n), names) for n in picked])
        parts = [(titles[name], fen) for name, fen in sums.items() if name in shown]
        self.footer.said.setText(summary(self.model.total_text, chosen, parts, self._unit))

    def _default_columns(self) -> None:
        columns = self.model.columns
        self._restore_columns(
            TableState(
                order=[column.key for column in columns],
                hidden=[column.key for column in columns if not column.shown],
                widths={column.key: column.width for column in columns},
            )
        )

    def _restore_columns(self, state: TableState) -> None:
        head = self.grid.head
        places = {column.key: place for place, column in enumerate(self.model.columns)}
        known = [key for key in state.order if key in places]
        for target, key in enumerate(known):
            head.moveSection(head.visualIndex(places[key]), target)
        for key, place in places.items():
            self.grid.setColumnHidden(place, key in state.hidden)
        self.grid.widths.wish(state.widths)

"""The head of a table: titles that sort, and a row of filters under them."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from app.services.errors import UserError
from app.ui import tokens
from app.ui.widgets.table.delegate import paint_box
from app.ui.widgets.table.filters import hint, parse
from app.ui.widgets.table.query import Column, Filter

_SETTLES_MS = 250
_TITLES = 28
_EDIT = 26


class TableHeader(QHeaderView):
    """Titles, and while it is open a filter field per column; `filtered` follows each change that can be read."""

    filtered = Signal()

    def __init__(self, columns: tuple[Column, ...], parent: QWidget) -> None:
        """The filter row is closed at first."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self._edits: dict[str, QLineEdit] = {}
        self.filters: tuple[Filter, ...] = ()
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(36)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLES_MS)
        self._timer.timeout.connect(self._read)
        for signal in (self.sectionResized, self.sectionMoved, self.geometriesChanged):
            signal.connect(self._place)

    @property
    def open(self) -> bool:
        """Whether the filter row is shown."""
        return bool(self._edits)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the filter fields, by column."""
        return {key: edit.text() for key, edit in self._edits.items() if edit.text()}

    def open_filters(self, typed: dict[str, str] | None = None) -> None:
        """Show the filter row, with texts put into it, and the cursor in its first field."""
        if not self._edits:
            self._edits = {column.key: self._edit(column) for column in self._columns if column.filterable}
        for key, text in (typed or {}).items():
            if key in self._edits:
                self._edits[key].setText(text)
        self._changed_height()
        self._read()

    def close_filters(self) -> None:
        """Take the filter row away, and its conditions with it."""
        for edit in self._edits.values():
            edit.hide()
            edit.deleteLater()
        self._edits = {}
        self._changed_height()
        self._read()

    def focus_filter(self, key: str) -> None:
        """Put the cursor into a column's field, or the first one shown."""
        edit = self._edits.get(key) or next((one for one in self._edits.values() if one.isVisible()), None)
        if edit is not None:
            edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            edit.selectAll()

    def field(self, key: str) -> QLineEdit:
        """A column's filter field. Raises KeyError while the row is closed."""
        return self._edits[key]

    def sizeHint(self) -> QSize:
        """Titles, and the filter row while it is open."""
        return QSize(super().sizeHint().width(), _TITLES + (_EDIT + tokens.SPACE_8 if self.open else 0))

    def updateGeometries(self) -> None:
        """Keep room for the filter row."""
        self.setViewportMargins(0, 0, 0, _EDIT + tokens.SPACE_8 if self.open else 0)
        super().updateGeometries()
        self._place()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The title; over the boxes, a box that ticks all."""
        super().paintSection(painter, rect, section)
        state = self.model().headerData(section, self.orientation(), Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            paint_box(painter, QRect(rect.left(), rect.top(), rect.width() - 1, _TITLES), state)

    def _edit(self, column: Column) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setAccessibleName(f"按{column.title}筛选")
        edit.setPlaceholderText("筛选")
        edit.setToolTip(hint(column))
        edit.setStyleSheet(f"min-height: {_EDIT - 2}px; max-height: {_EDIT - 2}px; padding: 0 4px;")
        edit.textChanged.connect(self._timer.start)
        edit.returnPressed.connect(self._read)
        return edit

    def _changed_height(self) -> None:
        self.updateGeometries()
        self.geometriesChanged.emit()
        self.updateGeometry()

    def _place(self) -> None:
        for place, column in enumerate(self._columns):
            edit = self._edits.get(column.key)
            if edit is not None:
                edit.setVisible(not self.isSectionHidden(place))
                left = self.sectionViewportPosition(place)
                edit.setGeometry(left + 2, _TITLES + tokens.SPACE_4, self.sectionSize(place) - 4, _EDIT)

    def _read(self) -> None:
        self._timer.stop()
        found: list[Filter] = []
        for column in self._columns:
            edit = self._edits.get(column.key)
            if edit is not None:
                found.extend(_read_edit(column, edit))
        if tuple(found) != self.filters:
            self.filters = tuple(found)
            self.filtered.emit()


def _read_edit(column: Column, edit: QLineEdit) -> tuple[Filter, ...]:
    try:
        conditions, wrong = parse(column, edit.text()), ""
    except UserError as error:
        conditions, wrong = (), error.text
    edit.setProperty("wrong", bool(wrong))
    edit.setToolTip(wrong or hint(column))
    edit.style().polish(edit)
    return conditions

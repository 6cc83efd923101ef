"""A walk through the whole window: every page, tab, list and row, with all the words that any of them shows or says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QWidget,
)

from app.ui.main_window import MainWindow
from app.ui.widgets.table.grid import TableGrid

CASE, CALENDAR = "case", "calendar"
ROWS = 1
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
Settle = Callable[[], None]


def texts_in_sight() -> Iterator[tuple[str, str]]:
    """Every text that a window on the screen shows, says or tells a screen reader, with what shows it."""
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            for widget in (top, *top.findChildren(QWidget)):
                if widget.isVisible():
                    yield from ((type(widget).__name__, text) for text in texts_of(widget) if text)


def texts_of(widget: QWidget) -> Iterator[str]:
    """Every text of one widget: its own, its tips, its names for a screen reader, its cells or items."""
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    if widget.isWindow():
        yield widget.windowTitle()
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield from (widget.text(), widget.placeholderText())
            if (completer := widget.completer()) is not None:
                yield from _cells(completer.model())
        case QTextEdit() | QPlainTextEdit():
            yield widget.toPlainText()
        case QComboBox():
            yield from (widget.itemText(place) for place in range(widget.count()))
        case QAbstractItemView():
            yield from _cells(widget.model())
        case QTabBar():
            yield from (widget.tabText(place) for place in range(widget.count()))
        case QGroupBox():
            yield widget.title()
    yield from (text for action in widget.actions() for text in _of_action(action))


def _of_action(action: QAction) -> tuple[str, str]:
    return action.text(), action.toolTip()


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(model.rowCount()):
        for column in range(columns):
            index = model.index(row, column)
            yield from (str(value) for role in _ROLES if (value := model.data(index, role)) is not None)


class Walk:
    """Turns to every view of a window; `look` is called at each of them with its name."""

    def __init__(self, window: MainWindow, settle: Settle, look: Callable[[str], None], rows: int = ROWS) -> None:
        """`rows` is how many rows of each list are made the current one."""
        self._window, self._settle, self._look, self._most = window, settle, look, rows

    def pages(self, cases: list[str]) -> None:
        """Every page of the navigation, the calendar, and the page of each of these cases."""
        for key in (*self._window.navigation.keys, CALENDAR):
            self._window.go(key)
            self._settle()
            self.tabs(key)
        for number in cases:
            self._window.go(CASE, number)
            self._settle()
            self.tabs(f"{CASE} {number}")

    def tabs(self, name: str) -> None:
        """Every tab of the page in front, and every row of its lists."""
        page = self._window.deck.page
        assert page is not None
        self._turn(page, name, frozenset())

    def _turn(self, area: QWidget, name: str, above: frozenset[QWidget]) -> None:
        """Each tab of the outermost bars in sight, and within each the bars that it brings."""
        bars = [one for one in area.findChildren(QTabWidget) if one.isVisible() and one not in above]
        if not bars:
            self._rows(area, name)
            return
        for bar in bars:
            for place in range(bar.count()):
                bar.setCurrentIndex(place)
                self._settle()
                self._turn(area, f"{name} / {bar.tabText(place)}", above | set(bars))

    def _rows(self, area: QWidget, name: str) -> None:
        self._look(name)
        for grid in [one for one in area.findChildren(TableGrid) if one.isVisible()]:
            for place in range(len(grid.all_columns)):
                grid.setColumnHidden(place, False)
            for row in range(min(grid.model().rowCount(), self._most)):
                if row < grid.model().rowCount() and grid.isVisible():
                    grid.pick(row)
                    self._settle()
                    self._look(f"{name} / {grid.accessibleName()} {row + 1}")
            QGuiApplication.clipboard().setText(grid.copied())

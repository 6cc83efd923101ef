"""The navigation: page entries with icon, name and the count of what waits."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui import fonts, icons, tokens
from app.ui.page import PageSpec

# By value, as QtCore.Qt would make its hundred enums before the first paint: roles from UserRole on, and AlignVCenter.
KEY, COUNT, ICON = 0x100, 0x101, 0x102
_MIDDLE = 0x80
_ROW = 32
_CLOSED = 0.45


class Navigation(QListView):
    """A list of pages; `chosen` carries the key of the page that a click, an arrow key or Enter went to."""

    chosen = Signal(str)

    def __init__(self, specs: list[PageSpec], parent: QWidget | None = None) -> None:
        """Only the listed pages appear, in the order given; without icons before draw_icons."""
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName("页面导航")
        self.setItemDelegate(_Entry(self))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._specs = [spec for spec in specs if spec.listed]
        self._items = {spec.key: _item(spec, place) for place, spec in enumerate(self._specs)}
        entries = QStandardItemModel(self)
        for item in self._items.values():
            entries.appendRow(item)
        self.setModel(entries)
        self._hovered = QModelIndex()
        self.setMouseTracking(True)
        self.entered.connect(self._hover)
        self.selectionModel().currentChanged.connect(self._choose)

    @property
    def keys(self) -> list[str]:
        """The keys of the pages shown, in order."""
        return [spec.key for spec in self._specs]

    @property
    def titles(self) -> list[str]:
        """The names of the pages shown, in order."""
        return [spec.title for spec in self._specs]

    def draw_icons(self) -> None:
        """Draw the icons in the colours of the scheme in force."""
        for spec in self._specs:
            self._items[spec.key].setData(icons.icon(spec.icon, tokens.colours().secondary), ICON)

    def set_current(self, key: str) -> None:
        """Mark the page in front without going there; a page that is not listed leaves the mark where it is."""
        item = self._items.get(key)
        if item is not None:
            with QSignalBlocker(self):
                self.setCurrentIndex(item.index())

    def set_count(self, key: str, count: int) -> None:
        """Show how many wait on a page; 0 shows nothing."""
        item = self._items.get(key)
        if item is not None:
            item.setData(count, COUNT)
            waiting = f"，{count} 件待办" if count else ""
            item.setData(item.text() + waiting, QtCore.Qt.ItemDataRole.AccessibleTextRole)

    def sizeHint(self) -> QSize:
        """Wide enough for the longest name and a count."""
        return QSize(tokens.NAVIGATION_WIDTH, len(self._specs) * _ROW)

    def looks(self, index: QModelIndex | QPersistentModelIndex) -> tuple[bool, bool]:
        """Whether an entry is the page in front, and whether the mouse is on it."""
        return index == self.currentIndex(), index == self._hovered

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is on no entry any more."""
        super().leaveEvent(event)
        self._hover(QModelIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the page already marked goes there too, as from a case back to its list."""
        before = self.currentIndex()
        super().mousePressEvent(event)
        if before.isValid() and self.indexAt(event.position().toPoint()) == before:
            self.chosen.emit(before.data(KEY))

    def _hover(self, index: QModelIndex) -> None:
        self._hovered = index
        self.viewport().update()

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(KEY))


def _item(spec: PageSpec, place: int) -> QStandardItem:
    item = QStandardItem(spec.title)
    item.setData(spec.key, KEY)
    item.setData(0, COUNT)
    if place < 9:
        item.setToolTip(f"{spec.title}（Ctrl+{place + 1}）")
    return item


class _Entry(QStyledItemDelegate):
    def __init__(self, view: Navigation) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, _ROW)  # as wide as the view, and never to be scrolled sideways

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        scheme = tokens.colours()
        area: QRect = option.rect.adjusted(8, 1, -8, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        open_ = self._view.isEnabled()
        chosen, hovered = (one and open_ for one in self._view.looks(index))
        if chosen or hovered:
            painter.setPen(QtCore.Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.selected if chosen else scheme.hover))
            painter.drawRoundedRect(area, tokens.RADIUS, tokens.RADIUS)
            painter.setPen(QColor(scheme.accent if chosen else scheme.ink))  # the pen is that of ink without it
        painter.setOpacity(1 if open_ else _CLOSED)
        icon = index.data(ICON)
        if icon is not None:
            icon.paint(painter, QRect(area.left() + 8, area.center().y() - 8, 18, 18))
        painter.drawText(area.adjusted(34, 0, -8, 0), _MIDDLE, index.data())
        _paint_count(painter, area, index.data(COUNT))
        painter.restore()


def _paint_count(painter: QPainter, area: QRect, count: int) -> None:
    if not count:
        return
    scheme = tokens.colours()
    text = str(count) if count < 1000 else "999+"
    painter.setFont(fonts.sized(painter.font(), tokens.SECONDARY_PT))
    width = max(20, painter.fontMetrics().horizontalAdvance(text) + 12)
    box = QRectF(area.right() - 6 - width, area.center().y() - 8, width, 18)
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.setBrush(QColor(scheme.neutral_ground))
    painter.drawRoundedRect(box, 9, 9)
    painter.setPen(QColor(scheme.ink))
    painter.drawText(box, QtCore.Qt.AlignmentFlag.AlignCenter, text)

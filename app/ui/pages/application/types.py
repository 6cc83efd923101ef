"""Choosing a type: a list with what each pays and its clause, narrowed as one types, all by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.services.cases.offers import Offer
from app.ui import fonts, tokens
from app.ui.widgets.chip import Tag, Tone, chip_width, paint_chip

_ROW = 82
_WIDTH = 860
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class _Offers(QAbstractListModel):
    """The offers that fit what is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Offer] = []

    def show(self, offers: list[Offer]) -> None:
        """Show these offers."""
        self.beginResetModel()
        self.shown = offers
        self.endResetModel()

    def rowCount(self, _parent: _Index = _ROOT) -> int:
        """How many fit."""
        return len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The offer itself, and its line for screen readers."""
        offer = self.shown[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return offer
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{offer.title}，{offer.for_whom}，{offer.pays}，{offer.clause}"
        return None


class _Delegate(QStyledItemDelegate):
    """Three lines an offer: title with its clause, for whom it is, and what it pays."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Three lines with air."""
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint title, clause, for whom and sums."""
        offer, scheme = index.data(Qt.ItemDataRole.UserRole), tokens.colours()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(scheme.selected))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(scheme.hover))
        inner = area.adjusted(tokens.SPACE_16, tokens.SPACE_8, -tokens.SPACE_16, -tokens.SPACE_8)
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 3)
        middle = upper.translated(0, upper.height())
        lower = middle.translated(0, upper.height())
        font = painter.font()
        painter.setPen(QColor(scheme.ink))
        painter.setFont(fonts.sized(font, tokens.TEXT_PT, strong=True))
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, offer.title)
        after = painter.fontMetrics().horizontalAdvance(offer.title) + tokens.SPACE_12
        painter.setFont(fonts.sized(font, tokens.SECONDARY_PT))
        if offer.begun:
            paint_chip(painter, QRectF(upper.adjusted(after, 0, 0, 0)), _BEGUN)
            after += chip_width(_BEGUN.word, painter.fontMetrics())
        painter.setPen(QColor(scheme.secondary))
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, offer.clause)
        _write(painter, middle, offer.for_whom)
        painter.setPen(QColor(scheme.ink))
        _write(painter, lower, offer.pays)
        painter.setPen(QColor(scheme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()


def _write(painter: QPainter, line: QRect, text: str) -> None:
    said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, said)


_BEGUN = Tag("有未填完的表", Tone.SOON)


class TypeChooser(QWidget):
    """A search line over the list; `chosen` carries the code of a type."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until show_offers."""
        super().__init__(parent)
        self._all: tuple[Offer, ...] = ()
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText("输入类型名称、对象、金额或条款查找，↑↓ 选择，Enter 打开")
        self.search.setAccessibleName("查找补贴类型")
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self._model = _Offers()
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("补贴类型")
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self._none = QLabel("没有这样的类型，请换一个词。")
        self._none.setProperty("role", "secondary")
        self._none.hide()
        column = QVBoxLayout()
        column.setSpacing(tokens.SPACE_12)
        for widget in (QLabel("要申报哪一种？"), self.search, self._none):
            column.addWidget(widget)
        column.addWidget(self.list, 100)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(tokens.SPACE_24, tokens.SPACE_16, tokens.SPACE_24, tokens.SPACE_16)
        outer.addLayout(column)
        self.search.setMaximumWidth(_WIDTH)
        self.list.setMaximumWidth(_WIDTH)
        self.setFocusProxy(self.search)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show the types; what is typed and chosen stays."""
        self._all = tuple(offers)
        self._narrow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the search line act on the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _narrow(self) -> None:
        words = self.search.text().split()
        at = self.list.currentIndex()
        before = self._model.shown[at.row()].code if at.isValid() else ""
        fitting = [offer for offer in self._all if all(word in _words(offer) for word in words)]
        self._model.show(fitting)
        place = next((row for row, offer in enumerate(fitting) if offer.code == before), 0)
        self.list.setCurrentIndex(self._model.index(place, 0))
        self.list.setMaximumHeight(max(len(fitting), 1) * _ROW + 4)
        self._none.setVisible(bool(self._all) and not fitting)

    def _step(self, by: int) -> None:
        row = min(max(self.list.currentIndex().row() + by, 0), self._model.rowCount() - 1)
        self.list.setCurrentIndex(self._model.index(row, 0))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._model.shown[index.row()].code)


def _words(offer: Offer) -> str:
    return f"{offer.title}{offer.for_whom}{offer.pays}{offer.clause}{offer.pays.replace(',', '')}"

"""Painting of cells: a line under each row, chips, due texts, the current row's edge."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import tokens
from app.ui.widgets.chip import Tag, Tone, paint_chip, tone_colours
from app.ui.widgets.table.model import TAG

Index = QModelIndex | QPersistentModelIndex
_MARGIN = 8
_BOX = 15
_TICK_MARK = (QPointF(3.5, 7.5), QPointF(6.5, 10.5), QPointF(11.5, 4.5))
_DASH_MARK = (QPointF(4, 7.5), QPointF(11, 7.5))


class TextCell(QStyledItemDelegate):
    """Text, elided at the end, on the ground of a selected row or none."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, content, line below."""
        scheme = tokens.colours()
        area: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(scheme.selected))
        painter.setPen(QColor(scheme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self.paint_content(painter, area.adjusted(_MARGIN, 0, -_MARGIN, -1), index)

    def paint_content(self, painter: QPainter, area: QRect, index: Index) -> None:
        """The cell's text."""
        words: str = index.data()
        if words:
            painter.setPen(QColor(tokens.colours().ink))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, index.data(Qt.ItemDataRole.TextAlignmentRole), shown)


class ChipCell(TextCell):
    """A state as a chip."""

    def paint_content(self, painter: QPainter, area: QRect, index: Index) -> None:
        """The cell's chip."""
        tag: Tag | None = index.data(TAG)
        if tag is not None:
            paint_chip(painter, QRectF(area), tag)


class DueCell(TextCell):
    """Days left in words: those near and past as a chip, the rest as plain text."""

    def paint_content(self, painter: QPainter, area: QRect, index: Index) -> None:
        """The cell's words."""
        tag: Tag | None = index.data(TAG)
        if tag is None:
            return
        if tag.tone is Tone.NEUTRAL:
            painter.setPen(QColor(tone_colours(tag.tone, tokens.colours())[0]))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, tag.word)
        else:
            paint_chip(painter, QRectF(area), tag)


class TickCell(TextCell):
    """A box in the middle; the grid turns clicks and Space into ticks."""

    def paint_content(self, painter: QPainter, area: QRect, index: Index) -> None:
        """The box."""
        paint_box(painter, area, index.data(Qt.ItemDataRole.CheckStateRole))


def paint_box(painter: QPainter, area: QRect, state: Qt.CheckState) -> None:
    """A tick box in the middle of `area`: empty, ticked, or with a dash for some."""
    scheme = tokens.colours()
    box = QRectF(0, 0, _BOX, _BOX)
    box.moveCenter(QRectF(area).center())
    empty = state == Qt.CheckState.Unchecked
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(scheme.secondary if empty else scheme.accent))
    painter.setBrush(QColor(scheme.paper if empty else scheme.accent))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QPen(QColor(scheme.on_accent), 2))
    marks = {Qt.CheckState.Checked: _TICK_MARK, Qt.CheckState.PartiallyChecked: _DASH_MARK}
    painter.drawPolyline(QPolygonF([box.topLeft() + point for point in marks.get(state, ())]))
    painter.restore()

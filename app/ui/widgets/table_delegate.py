"""Painting of cells: a line under each row, chips, due texts, the current row's edge."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionButton, QStyleOptionViewItem

from app.ui import tokens
from app.ui.widgets.chip import Tag, Tone, paint_chip, tone_colours
from app.ui.widgets.table_model import TAG

Index = QModelIndex | QPersistentModelIndex
_MARGIN = 8


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
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        paint_box(painter, area, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)


def paint_box(painter: QPainter, area: QRect, state: Qt.CheckState) -> None:
    """A tick box as the style draws it, in the middle of `area`."""
    style = QApplication.style()
    box = QStyleOptionButton()
    side = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
    box.rect = QRect(0, 0, side, side)
    box.rect.moveCenter(area.center())
    signs = {
        Qt.CheckState.Checked: QStyle.StateFlag.State_On,
        Qt.CheckState.Unchecked: QStyle.StateFlag.State_Off,
        Qt.CheckState.PartiallyChecked: QStyle.StateFlag.State_NoChange,
    }
    box.state = QStyle.StateFlag.State_Enabled | signs[state]
    style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter)

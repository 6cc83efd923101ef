"""Chips: a word in a tone, painted the same in tables, headers and cases; never colour alone."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import tokens
from app.ui.tokens import Colours

HEIGHT = 20
_PADDING = 8


class Tone(StrEnum):
    """What a word means for the clerk."""

    NEUTRAL = "neutral"
    ACTIVE = "active"
    DONE = "done"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, order=True)
class Tag:
    """A state in a word, with its tone; tags sort by their word."""

    word: str
    tone: Tone = Tone.NEUTRAL

    def __str__(self) -> str:
        """The word."""
        return self.word


def tone_colours(tone: Tone, scheme: Colours) -> tuple[str, str]:
    """Text and ground of a tone."""
    return {
        Tone.NEUTRAL: (scheme.secondary, scheme.neutral_ground),
        Tone.ACTIVE: (scheme.accent, scheme.selected),
        Tone.DONE: (scheme.green, scheme.green_ground),
        Tone.SOON: (scheme.amber_text, scheme.amber_ground),
        Tone.LATE: (scheme.red, scheme.red_ground),
    }[tone]


def chip_width(word: str, metrics: QFontMetrics) -> int:
    """The width in px that a word needs as a chip."""
    return metrics.horizontalAdvance(word) + 2 * _PADDING


def paint_chip(painter: QPainter, area: QRectF, tag: Tag) -> None:
    """Paint a tag at the left of `area`, in the middle of its height, with the painter's font; too long is elided."""
    if not tag.word:
        return
    text, ground = tone_colours(tag.tone, tokens.colours())
    metrics = painter.fontMetrics()
    width = min(float(chip_width(tag.word, metrics)), area.width())
    box = QRectF(area.left(), area.center().y() - HEIGHT / 2, width, HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
    painter.setPen(QColor(text))
    word = metrics.elidedText(tag.word, Qt.TextElideMode.ElideRight, int(width - 2 * _PADDING) + 1)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
    painter.restore()


class Chip(QWidget):
    """One tag as a widget, for headers and cases."""

    def __init__(self, tag: Tag, parent: QWidget | None = None) -> None:
        """Shows `tag` until set_tag."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_tag(tag)

    def set_tag(self, tag: Tag) -> None:
        """Show another state."""
        self._tag = tag
        self.setAccessibleName(tag.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the word."""
        return QSize(chip_width(self._tag.word, self.fontMetrics()), HEIGHT + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._tag)
        painter.end()

"""A small chart for reports: grouped bars or lines, with axis, legend and the values written."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor, log10

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import fonts, tokens

_LIGHT = ("#1f5fa8", "#c2630a", "#2e7d4f", "#7b4fa0", "#52606d")
_DARK = ("#7fb2ea", "#f0a860", "#7fcf9d", "#c3a2e2", "#a7b3bf")
_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
_FILLS = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.Dense4Pattern, Qt.BrushStyle.BDiagPattern)
_LEGEND, _LABELS, _TICKS = 28, 24, 4


class ChartKind(StrEnum):
    """How the values are drawn."""

    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True)
class Series:
    """One row of values, one for each label."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class ChartData:
    """What a chart shows; `written` turns a value into its text (table_format.money for fen)."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    kind: ChartKind = ChartKind.BARS
    written: Callable[[int], str] = "{:,}".format


class Chart(QWidget):
    """Paints ChartData; series differ in colour and in pattern or dash, so colour is never alone."""

    def __init__(self, data: ChartData, parent: QWidget | None = None) -> None:
        """Shows `data` until set_data."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 180)
        self.set_data(data)

    def set_data(self, data: ChartData) -> None:
        """Show other values; their words are what a screen reader reads."""
        self._data = data
        self.setAccessibleName(data.title)
        self.setAccessibleDescription(in_words(data))
        self.update()

    def sizeHint(self) -> QSize:
        """A comfortable size beside a table."""
        return QSize(560, 280)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint axis, values, labels, legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(fonts.sized(self.font(), tokens.SECONDARY_PT))
        _Drawing(painter, self._data, QRectF(self.rect())).draw()
        painter.end()


def paint_on_paper(painter: QPainter, data: ChartData, area: QRectF) -> None:
    """Paint a chart for paper: always the light scheme."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(fonts.sized(QGuiApplication.font(), tokens.SECONDARY_PT))
    _Drawing(painter, data, area, tokens.LIGHT).draw()


def in_words(data: ChartData) -> str:
    """All values of a chart as a sentence each series."""
    pairs = [
        f"{series.name}：" + "，".join(f"{label} {data.written(value)}" for label, value in _paired(data, series))
        for series in data.series
    ]
    return "；".join(pairs)


def scale(highest: int) -> tuple[int, ...]:
    """Round marks for an axis from 0 to at least `highest`, four or five steps of 1, 2 or 5 times a power of ten."""
    raw = max(1, highest) / _TICKS
    power = 10 ** floor(log10(raw)) if raw >= 1 else 1
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw)
    return tuple(step * mark for mark in range(ceil(max(1, highest) / step) + 1))


def _paired(data: ChartData, series: Series) -> list[tuple[str, int]]:
    return list(zip(data.labels, series.values, strict=True))


class _Drawing:
    """One painting of a chart: where things are, and in which colour."""

    def __init__(self, painter: QPainter, data: ChartData, area: QRectF, scheme: tokens.Colours | None = None) -> None:
        self._painter = painter
        self._data = data
        self._scheme = scheme or tokens.colours()
        self._colours = _DARK if self._scheme is tokens.DARK else _LIGHT
        highest = max((value for series in data.series for value in series.values), default=0)
        self._written: list[QRectF] = []
        self._marks = scale(highest)
        metrics = painter.fontMetrics()
        axis = max(metrics.horizontalAdvance(data.written(mark)) for mark in self._marks) + tokens.SPACE_12
        self._plot = area.adjusted(axis, _LEGEND + tokens.SPACE_12, -tokens.SPACE_8, -_LABELS)
        self._slot = self._plot.width() / max(1, len(data.labels))

    def draw(self) -> None:
        self._axis()
        self._legend()
        for place, series in enumerate(self._data.series):
            if self._data.kind is ChartKind.BARS:
                self._bars(place, series)
            else:
                self._line(place, series)

    def _height(self, value: int) -> float:
        return self._plot.bottom() - self._plot.height() * value / self._marks[-1]

    def _axis(self) -> None:
        for mark in self._marks:
            y = self._height(mark)
            self._painter.setPen(QColor(self._scheme.line))
            self._painter.drawLine(QPointF(self._plot.left(), y), QPointF(self._plot.right(), y))
            box = QRectF(0, y - 10, self._plot.left() - tokens.SPACE_8, 20)
            self._say(box, self._data.written(mark), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for place, label in enumerate(self._data.labels):
            box = QRectF(self._plot.left() + place * self._slot, self._plot.bottom() + 4, self._slot, 20)
            self._say(box, label, Qt.AlignmentFlag.AlignCenter)

    def _legend(self) -> None:
        x = self._plot.left()
        for place, series in enumerate(self._data.series):
            self._painter.fillRect(QRectF(x, 9, 12, 12), self._brush(place))
            width = self._painter.fontMetrics().horizontalAdvance(series.name) + 1.0
            self._say(QRectF(x + 18, 4, width, 22), series.name, Qt.AlignmentFlag.AlignVCenter)
            x += width + 18 + tokens.SPACE_16

    def _bars(self, place: int, series: Series) -> None:
        count = len(self._data.series)
        width = min(40.0, self._slot * 0.7 / count)
        for number, value in enumerate(series.values):
            middle = self._plot.left() + (number + 0.5) * self._slot
            left = middle + (place - count / 2) * width
            top = self._height(value)
            self._painter.fillRect(QRectF(left + 1, top, width - 2, self._plot.bottom() - top), self._brush(place))
            self._value(QPointF(left + width / 2, top), value, width if count > 1 else self._slot)

    def _line(self, place: int, series: Series) -> None:
        points = [
            QPointF(self._plot.left() + (number + 0.5) * self._slot, self._height(value))
            for number, value in enumerate(series.values)
        ]
        pen = QPen(QColor(self._colour(place)), 2)
        pen.setStyle(_DASHES[place % len(_DASHES)])
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline(QPolygonF(points))
        for point, value in zip(points, series.values, strict=True):
            self._painter.setBrush(QColor(self._colour(place)))
            self._painter.drawEllipse(point, 2.5, 2.5)
            self._value(point, value, self._slot)

    def _value(self, at: QPointF, value: int, room: float) -> None:
        text = self._data.written(value)
        width = self._painter.fontMetrics().horizontalAdvance(text) + 1.0
        box = QRectF(at.x() - width / 2, at.y() - 20, width, 18)
        if value and width <= room + tokens.SPACE_8 and not any(box.intersects(other) for other in self._written):
            self._written.append(box)
            self._say(box, text, Qt.AlignmentFlag.AlignCenter)

    def _say(self, box: QRectF, text: str, flags: Qt.AlignmentFlag) -> None:
        self._painter.setPen(QColor(self._scheme.secondary))
        shown = self._painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, ceil(box.width()))
        self._painter.drawText(box, flags, shown)

    def _colour(self, place: int) -> str:
        return self._colours[place % len(self._colours)]

    def _brush(self, place: int) -> QBrush:
        return QBrush(QColor(self._colour(place)), _FILLS[place % len(_FILLS)])

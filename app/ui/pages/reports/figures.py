"""A year's figures as the report page shows them: a line a type, the total last however they are sorted, and a chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStyleOptionViewItem, QVBoxLayout, QWidget

from app.services.reports.figures import Figures, Line, YearFigures
from app.ui import fonts, tokens
from app.ui.widgets.chart import ChartData, Series
from app.ui.widgets.table.delegate import TextCell
from app.ui.widgets.table.formats import text
from app.ui.widgets.table.query import CellKind, Column, Query, Rows
from app.ui.widgets.table.source import ListSource

TOTAL = "合计"
COLUMNS = (
    Column("title", "补贴类型", width=200),
    Column("applied", "申报（件）", CellKind.WHOLE, 88),
    Column("approved", "批准（件）", CellKind.WHOLE, 88),
    Column("refused", "不予批准（件）", CellKind.WHOLE, 108),
    Column("open", "在办（件）", CellKind.WHOLE, 88),
    Column("granted_fen", "批准金额（元）", CellKind.MONEY, 120),
    Column("paid_fen", "已拨付（元）", CellKind.MONEY, 120),
    Column("pending_fen", "待拨付（元）", CellKind.MONEY, 120),
    Column("recovered_fen", "已追回（元）", CellKind.MONEY, 120),
)
Row = Mapping[str, object]


def type_rows(figures: YearFigures) -> tuple[Row, ...]:
    """A row a money type, the total last; none for a year in which nothing happened."""
    if figures.total == Figures():
        return ()
    return (*(_row(line.title, line.figures) for line in figures.by_type), _row(TOTAL, figures.total))


def _row(title: str, figures: Figures) -> Row:
    return {"key": title, "title": title} | asdict(figures)


class TypeLines(ListSource):
    """The lines sorted as asked, the total always last."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """The total is the last of `rows`, if there are any."""
        super().__init__(rows[:-1], ("title",))
        self._total = rows[-1:]

    def page(self, query: Query, after: object | None, limit: int) -> Rows:
        """All lines at once."""
        return Rows([*super().page(query, after, limit).rows, *self._last(query)])

    def each(self, query: Query) -> Iterator[object]:
        """All lines in order."""
        yield from super().each(query)
        yield from self._last(query)

    def _last(self, query: Query) -> Sequence[Row]:
        """A total of some of the lines only would mislead."""
        return () if query.filters or query.search else self._total


class TotalLine(TextCell):
    """Cells of which those in the line of the total are strong, on a ground of their own."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground and the weight first, then as any cell."""
        if index.sibling(index.row(), 0).data() != TOTAL:
            super().paint(painter, option, index)
            return
        painter.save()
        painter.fillRect(option.rect, QColor(tokens.colours().ground))
        painter.setFont(fonts.sized(painter.font(), tokens.TEXT_PT, strong=True))
        super().paint(painter, option, index)
        painter.restore()


class FigureStrip(QWidget):
    """The totals of the year side by side: the word small, the figure large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until show_total."""
        super().__init__(parent)
        self._figures: dict[str, QLabel] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        for column in COLUMNS[1:]:
            row.addWidget(self._card(column), 3 if column.kind is CellKind.MONEY else 2)
        self.hide()

    def show_total(self, total: Figures) -> None:
        """Show the figures of a year."""
        for column in COLUMNS[1:]:
            self._figures[column.key].setText(text(column, total))
        self.show()

    def _card(self, column: Column) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        word, figure = QLabel(column.title), QLabel()
        word.setProperty("role", "secondary")
        figure.setFont(fonts.sized(self.font(), tokens.TITLE_PT, strong=True))
        figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(tokens.SPACE_12, tokens.SPACE_8, tokens.SPACE_8, tokens.SPACE_8)
        inside.setSpacing(0)
        inside.addWidget(word)
        inside.addWidget(figure)
        self._figures[column.key] = figure
        return card


def month_chart(by_month: Sequence[Line]) -> ChartData:
    """Approved and paid by month, in whole yuan."""
    return ChartData(
        title="各月批准和拨付金额（元）",
        labels=tuple(line.title for line in by_month),
        series=(
            Series("批准金额（元）", tuple(line.figures.granted_fen // 100 for line in by_month)),
            Series("已拨付（元）", tuple(line.figures.paid_fen // 100 for line in by_month)),
        ),
    )

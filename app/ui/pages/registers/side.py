"""What stands at the right of a register's list; base of all sides, and the one of 技能人才台账."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.registers.definition import Line
from app.services.registers.talents import level_counts, reserve
from app.ui import tokens
from app.ui.widgets.card import Card, empty
from app.ui.widgets.facet_bar import FacetBar

WIDTH = 330
ALL, RESERVE = "all", "reserve"
_YEARS = 2


class RegisterSide(QWidget):
    """`noticed` takes a Notice, `changed` says that the list is to be read anew, `go` leads to another page."""

    noticed = Signal(object)
    changed = Signal()
    go = Signal(str, object)

    def __init__(self) -> None:
        """Empty until show_lines."""
        super().__init__()
        self.buttons: list[QPushButton] = []
        self.setMinimumWidth(WIDTH)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(tokens.SPACE_8)

    def narrowed(self, lines: Sequence[Line]) -> Sequence[Line]:
        """The lines that the list shall show."""
        return lines

    def show_lines(self, lines: Sequence[Line]) -> None:
        """All lines have been read anew."""

    def allow(self, allowed: bool, /) -> None:
        """Whether the account may change anything."""

    def show_line(self, line: Line | None) -> None:
        """Another line was selected, or none."""


class TalentSide(RegisterSide):
    """All or 技师及以上人才储备, and the counts by level and year of issue."""

    def __init__(self) -> None:
        """Shows all at first."""
        super().__init__()
        self.facets = FacetBar(((ALL, "全部"), (RESERVE, "技师及以上人才储备")), "范围")
        self.facets.chosen.connect(lambda _: self.changed.emit())
        self.card = Card("等级统计")
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.SPACE_8)
        self.card.column.addWidget(holder)
        note = QLabel(
            "人数按每人最高等级计一次；证书数按发证年度计。审核中的案件列入台账，核准后计入目标任务。", wordWrap=True
        )
        note.setProperty("role", "secondary")
        self.card.column.addWidget(note)
        for widget in (self.facets, self.card):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def narrowed(self, lines: Sequence[Line]) -> Sequence[Line]:
        """All, or the reserve."""
        return reserve(lines) if self.facets.current == RESERVE else lines

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Count what is there."""
        counts = level_counts(self.narrowed(lines))
        self.facets.set_counts({ALL: len(lines), RESERVE: len(reserve(lines))})
        years = sorted({year for count in counts for year, _ in count.by_year}, reverse=True)[:_YEARS]
        empty(self._grid)
        self._row(0, ("等级", "人数", "证书", *(f"{year}年" for year in years)), head=True)
        for place, count in enumerate(counts, 1):
            by_year = dict(count.by_year)
            figures = (count.persons, count.certificates, *(by_year.get(year, 0) for year in years))
            self._row(place, (count.level, *(f"{figure:,}" for figure in figures)))

    def _row(self, place: int, texts: Sequence[str], *, head: bool = False) -> None:
        for column, text in enumerate(texts):
            label = QLabel(text)
            label.setProperty("role", "secondary" if head else "")
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(label, place, column, side)

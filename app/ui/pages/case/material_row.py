"""One line of a material list: what it is, how it stands, when it came or must come, and its scans."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QWidget

from app.services.cases.case_materials import Handed, MaterialLine, Tick
from app.services.errors import UserError
from app.services.policy.values import Unreadable, read_day
from app.ui import tokens
from app.ui.widgets.form.day_editor import DayEditor

UNSEEN = "未核对"
_STATE_WIDTH = 96


class MaterialRow(QWidget):
    """Asks for a day only where one is needed; `files_asked` carries the name of the material."""

    files_asked = Signal(str)

    def __init__(self, place: int, line: MaterialLine, today: date) -> None:
        """A line nobody has looked at stands on 未核对; only a line that may come later offers 容缺."""
        super().__init__()
        self._today, self._line = today, line
        self.name = line.material.name
        self._title = QLabel(f"{place}. {self.name}", wordWrap=True)
        self._about = QLabel(_about(line, today), wordWrap=True)
        self._about.setProperty("role", "error" if _late(line, today) else "secondary")
        self.state = QComboBox()
        self.state.setAccessibleName(f"{self.name}：情况")
        for handed in Handed:
            if handed is not Handed.DEFERRED or line.material.deferrable:
                self.state.addItem(handed.label, handed)
        if line.handed is None:
            self.state.insertItem(0, UNSEEN, None)
        self.state.setMinimumWidth(_STATE_WIDTH)
        self.day = DayEditor()
        self.day.line.setAccessibleName(f"{self.name}：日期")
        self.files = QPushButton(f"附件 {len(line.scans)}" if line.scans else "附件")
        self.files.setProperty("role", "link")
        self.files.setAccessibleName(f"{self.name}：附件")
        self._lay_out()
        self.state.currentIndexChanged.connect(self._weigh)
        self.files.clicked.connect(lambda: self.files_asked.emit(self.name))
        self.set_tick(Tick(line.handed, line.received_on or line.due_on) if line.handed else None)

    @property
    def handed(self) -> Handed | None:
        """How the line stands now in the editor; None while it is not looked at."""
        chosen = self.state.currentData()
        return Handed(chosen) if chosen else None

    def allow(self, allowed: bool) -> None:
        """Whether it can be changed."""
        self.state.setEnabled(allowed)
        self.day.setEnabled(allowed)

    def set_tick(self, tick: Tick | None) -> None:
        """Show a state and its day."""
        self.state.setCurrentIndex(max(self.state.findData(tick.handed if tick else None), 0))
        self.day.set_text(tick.day.isoformat() if tick and tick.day else "")
        self._weigh()

    def tick(self) -> Tick | None:
        """What is said of the line; None while nobody has looked. UserError when its day cannot be read."""
        handed = self.handed
        if handed is None:
            return None
        text = self.day.text().strip()
        if handed is Handed.MISSING or not text:
            return Tick(handed, self._today if handed is Handed.RECEIVED else None, self._line.note)
        try:
            return Tick(handed, read_day(text), self._line.note)
        except Unreadable as error:
            raise UserError(f"材料“{self.name}”的日期读不出（{error.text}），请改正。", self.name) from error

    def _weigh(self) -> None:
        self.day.setVisible(self.handed in (Handed.RECEIVED, Handed.DEFERRED))
        self.day.line.setPlaceholderText("补交期限" if self.handed is Handed.DEFERRED else "收到日期，空为今天")

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SPACE_8)
        grid.setVerticalSpacing(tokens.SPACE_4)
        grid.addWidget(self._title, 0, 0, 1, 3)
        grid.addWidget(self._about, 1, 0, 1, 3)
        grid.addWidget(self.state, 2, 0)
        grid.addWidget(self.day, 2, 1)
        grid.addWidget(self.files, 2, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)


def _late(line: MaterialLine, today: date) -> bool:
    return line.due_on is not None and line.due_on < today


def _about(line: MaterialLine, today: date) -> str:
    one = line.material
    parts = [f"{one.form.value} {one.copies} 份", "可以容缺" if one.deferrable else "不可容缺"]
    if _late(line, today):
        parts.append(f"补交已逾期（{line.due_on}）")
    if line.account:
        parts.append(f"{line.account} 登记")
    return "，".join(parts)

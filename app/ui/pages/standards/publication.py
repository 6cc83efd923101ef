"""The strip of 发布日期: amber until an administrator has confirmed it with its 文号."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.errors import UserError
from app.services.standards.standards_shown import Publication
from app.ui import tokens
from app.ui.widgets.asking.entry_lines import EntryLines
from app.ui.widgets.chip import Chip, Tag, Tone

LABELS = {"published": "发布日期", "source": "文号"}


class PublicationStrip(QFrame):
    """Says what holds; 确认 or 更正 opens the two fields. `confirmed` carries the date and 文号 as typed."""

    confirmed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until show_publication."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._said, self._chip = QLabel(), Chip(Tag(""))
        self.open = QPushButton()
        self.open.clicked.connect(self.open_fields)
        self.lines = EntryLines(LABELS)
        self.lines.setMaximumWidth(420)
        self.confirm, self._stop = QPushButton("确认发布日期"), QPushButton("取消")
        self.confirm.setProperty("role", "primary")
        self.confirm.clicked.connect(self._emit)
        self.lines.returned.connect(self._emit)
        self._stop.clicked.connect(self.close_fields)
        upper = QHBoxLayout()
        upper.setSpacing(tokens.SPACE_12)
        for widget in (self._said, self._chip):
            upper.addWidget(widget)
        upper.addStretch()
        upper.addWidget(self.open)
        self._lower = QWidget()
        lower = QVBoxLayout(self._lower)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(tokens.SPACE_8)
        lower.addWidget(self.lines)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        buttons.addWidget(self.confirm)
        buttons.addWidget(self._stop)
        buttons.addStretch()
        lower.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_12, tokens.SPACE_8)
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(upper)
        column.addWidget(self._lower)
        self._lower.hide()

    def allow(self, allowed: bool, /) -> None:
        """Whether the account may confirm."""
        self.open.setEnabled(allowed)
        self.confirm.setEnabled(allowed)
        self.lines.setEnabled(allowed)
        self.open.setToolTip("" if allowed else "发布日期由管理员确认")

    def show_publication(self, publication: Publication) -> None:
        """Show what holds today; what is being typed stays."""
        number = f"　文号 {publication.source}" if publication.source else ""
        self._said.setText(f"《实施意见》发布日期 {publication.published}{number}")
        done = publication.confirmed
        self._chip.set_tag(Tag("已确认", Tone.DONE) if done else Tag("未确认，暂不能批准或不予批准", Tone.SOON))
        self.open.setText("更正…" if done else "确认…")
        self.open.setProperty("role", "" if done else "primary")
        self.open.style().polish(self.open)
        for name, text in (("published", publication.published.isoformat()), ("source", publication.source)):
            line = self.lines.lines[name]
            if self._lower.isHidden() or not line.text():
                line.setText(text)
                line.selectAll()

    def show_error(self, error: UserError) -> bool:
        """Show what is wrong under its field; False when it belongs to none."""
        return self.lines.show_error(error)

    def open_fields(self) -> None:
        """Show the two fields and go to the first."""
        self._lower.show()
        self.open.hide()
        self.lines.lines["published"].setFocus()

    def close_fields(self) -> None:
        """Hide the fields; nothing is wrong any more."""
        self.lines.clear_errors()
        self._lower.hide()
        self.open.show()

    def _emit(self) -> None:
        self.confirmed.emit(self.lines.lines["published"].text(), self.lines.lines["source"].text())

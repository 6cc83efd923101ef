"""A personal number that is shown in full only while a button is held down, and only once that has been written down."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from app.ui import icons, tokens

Reveal = Callable[[str, Callable[[], None]], None]
"""Writes down that what the first names is looked at, then calls the second."""


class HeldText(QWidget):
    """Shows the masked number; holding the eye (with the mouse or the space bar) shows it in full."""

    def __init__(self, masked: str, full: str, name: str, reveal: Reveal, parent: QWidget | None = None) -> None:
        """`name` is what the number is, like 身份证号; `reveal` is asked once a press."""
        super().__init__(parent)
        self._masked, self._full, self._name, self._reveal = masked, full, name, reveal
        self.shown = QLabel(masked)
        self.shown.setTextFormat(Qt.TextFormat.PlainText)
        self.eye = QToolButton()
        self.eye.setProperty("role", "flat")
        self.eye.setIcon(icons.icon("eye", tokens.colours().secondary, 16))
        self.eye.setAccessibleName(f"按住显示{name}")
        self.eye.setToolTip(f"按住显示{name}，查看会记入审计日志")
        self.eye.installEventFilter(self)
        self.eye.pressed.connect(lambda: self._reveal(self._name, self._show))
        self.eye.released.connect(lambda: self.shown.setText(self._masked))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_4)
        row.addWidget(self.shown)
        row.addWidget(self.eye)
        row.addStretch()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A dialog or another window that comes before this one takes the hand off the button."""
        if event.type() == QEvent.Type.WindowDeactivate:
            self.eye.setDown(False)
            self.shown.setText(self._masked)
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        if self.eye.isDown():
            self.shown.setText(self._full)

"""A personal number that is shown in full only while a button is held down."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from app.ui import icons, tokens


class HeldText(QWidget):
    """Shows the masked number; holding the eye (with the mouse or the space bar) shows it in full."""

    def __init__(self, masked: str, full: str, name: str, parent: QWidget | None = None) -> None:
        """`name` is what the number is, like 身份证号."""
        super().__init__(parent)
        self.shown = QLabel(masked)
        self.shown.setTextFormat(Qt.TextFormat.PlainText)
        self.eye = QToolButton()
        self.eye.setProperty("role", "flat")
        self.eye.setIcon(icons.icon("eye", tokens.colours().secondary, 16))
        self.eye.setAccessibleName(f"按住显示{name}")
        self.eye.setToolTip(f"按住显示{name}")
        self.eye.pressed.connect(lambda: self.shown.setText(full))
        self.eye.released.connect(lambda: self.shown.setText(masked))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_4)
        row.addWidget(self.shown)
        row.addWidget(self.eye)
        row.addStretch()

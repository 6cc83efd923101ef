"""Empty pages: what belongs here, and the first step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import icons, tokens


class EmptyState(QWidget):
    """Stands in the place of a list that has nothing yet; `stepped` is the press of the first step's button."""

    stepped = Signal()

    def __init__(self, icon: str, title: str, text: str, step: str = "", parent: QWidget | None = None) -> None:
        """`step` is the verb on the button, like 登记第一件申报; without it there is no button."""
        super().__init__(parent)
        self._icon = icon
        self._sign = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        head = QLabel(title, alignment=Qt.AlignmentFlag.AlignCenter)
        head.setProperty("role", "title")
        body = QLabel(text, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        body.setProperty("role", "secondary")
        self._column = column = QVBoxLayout(self)
        column.setSpacing(tokens.SPACE_12)
        column.addStretch(2)
        for widget in (self._sign, head, body):
            column.addWidget(widget)
        self.button = QPushButton(step)
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self.stepped)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(step))
        column.addStretch(3)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._draw()

    def add_below(self, widget: QWidget) -> None:
        """Put another way out under the button."""
        self._column.insertWidget(self._column.count() - 1, widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def _draw(self) -> None:
        colour = tokens.colours().secondary
        self._sign.setPixmap(icons.pixmap(self._icon, colour, 40, self.devicePixelRatioF()))


class NothingFound(QWidget):
    """Stands over an empty list that was narrowed: nothing meets the conditions; `clear` takes the column filters away."""

    def __init__(self, parent: QWidget) -> None:
        """Hidden until show_for."""
        super().__init__(parent)
        self._said = QLabel()
        self._said.setProperty("role", "secondary")
        self.say("")
        self.clear = QPushButton("清除筛选")
        self.clear.setProperty("role", "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_16] * 4)
        column.addWidget(self._said)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def say(self, text: str) -> None:
        """Say this instead of the usual words; empty says those again."""
        self._said.setText(text or "没有符合条件的记录")
        self.adjustSize()

    def show_for(self, *, shown: bool, clearable: bool) -> None:
        """Show it, with the button when there are filters to take away."""
        self.setVisible(shown)
        self.clear.setVisible(clearable)
        self.adjustSize()

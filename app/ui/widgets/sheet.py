"""A plain sheet to read: the help of a page, the keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from app.ui import tokens


class Sheet(QDialog):
    """Rich text with one button to close it; Esc closes it too. It does not stop the window behind it."""

    def __init__(self, title: str, html: str, parent: QWidget | None = None) -> None:
        """Deleted when closed."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(460, 520)
        text = QTextBrowser()
        text.setHtml(html)
        text.setAccessibleName(title)
        close = QPushButton("关闭")
        close.setDefault(True)
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_16] * 4)
        column.setSpacing(tokens.SPACE_12)
        column.addWidget(text)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

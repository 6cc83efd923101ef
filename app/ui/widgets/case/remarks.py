"""An amber box of sentences that a person should know: two of them, all on a sheet on request."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui import tokens
from app.ui.widgets.sheet import Sheet

_AT_FIRST = 2


class Remarks(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, texts: Sequence[str] = (), parent: QWidget | None = None) -> None:
        """Shows `texts` until set_texts."""
        super().__init__(parent)
        self.setObjectName("remarks")
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.more = QPushButton()
        self.more.setProperty("role", "link")
        self.more.clicked.connect(self._show_all)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_12, tokens.SPACE_4, tokens.SPACE_8, tokens.SPACE_4)
        row.addWidget(self.said, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.set_texts(texts)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Say something else, or nothing."""
        self._texts = tuple(texts)
        self.said.setText("\n".join(texts[:_AT_FIRST]))
        self.more.setText(f"全部 {len(texts)} 条提示")
        self.more.setVisible(len(texts) > _AT_FIRST)
        if not texts or self.parent() is not None:  # shown before it stands anywhere, it would be a window
            self.setVisible(bool(texts))

    def _show_all(self) -> None:
        items = "".join(f"<li style='margin-bottom:6px'>{escape(text)}</li>" for text in self._texts)
        Sheet("全部提示", f"<ol>{items}</ol>", self).show()

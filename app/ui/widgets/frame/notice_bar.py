"""The bar above the page that says what happened, with one thing to do about it."""

from PySide6 import QtCore
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from app.services.errors import UserError
from app.ui import icons, tokens
from app.ui.notices import Action, Kind, Notice

_ICONS = {Kind.OK: "done", Kind.WARN: "warning", Kind.ERROR: "error"}
_WORDS = {Kind.OK: "完成", Kind.WARN: "注意", Kind.ERROR: "出错"}
_STAYS_MS = 12_000


class NoticeBar(QFrame):
    """Shows the latest notice; what went well goes by itself after 12 s, anything else when it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until the first notice."""
        super().__init__(parent)
        self.setObjectName("notice")
        self._kind = Kind.OK
        self._action: Action | None = None
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._link = QPushButton()
        self._link.setProperty("role", "link")
        self._link.clicked.connect(self._act)
        self._close = QToolButton()
        self._close.setProperty("role", "flat")
        self._close.setAccessibleName("关闭提示")
        self._close.setToolTip("关闭提示")
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_12, tokens.SPACE_4, tokens.SPACE_4, tokens.SPACE_4)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._link)
        row.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True, interval=_STAYS_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of the one before."""
        scheme = tokens.colours()
        colour = {Kind.OK: scheme.green, Kind.WARN: scheme.amber_text, Kind.ERROR: scheme.red}[notice.kind]
        self._kind = notice.kind
        self.setProperty("kind", notice.kind.value)
        self.style().polish(self)
        self._sign.setPixmap(icons.pixmap(_ICONS[notice.kind], colour, 18, self.devicePixelRatioF()))
        self._close.setIcon(icons.icon("close", scheme.secondary, 14))
        self._text.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self._text.setText(notice.text)
        self.setAccessibleName(f"{_WORDS[notice.kind]}：{notice.text}")
        self._action = notice.action
        self._link.setVisible(notice.action is not None)
        self._link.setText(notice.action.label if notice.action else "")
        self.show()
        if notice.kind is Kind.OK:
            self._timer.start()
        else:
            self._timer.stop()

    def show_refusal(self, error: UserError) -> None:
        """Show what the program refused, in its own words."""
        self.show_notice(Notice(Kind.ERROR, error.text))

    def leave_page(self) -> None:
        """The clerk went to another page: what went wrong on the last one no longer matters."""
        if self._kind is Kind.ERROR:
            self.hide()

    def _act(self) -> None:
        action = self._action
        self.hide()
        if action is not None:
            action.run()

"""What stands in the place of the rows: progress while a file is read or stored, or why it was refused."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.ui import icons, keys, tokens
from app.ui.background import Step
from app.ui.widgets.frame.progress_strip import said
from app.ui.widgets.type_choice import TypeChoice

_WIDTH = 520


class WaitingPane(QWidget):
    """The file's name, how far it is, the time left, and a button to stop it."""

    cancelled = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is the file's."""
        super().__init__(parent)
        self._title = ""
        self.name = QLabel(name)
        self.name.setProperty("role", "title")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName("进度")
        self.said = QLabel()
        self.said.setProperty("role", "secondary")
        self.stop = QPushButton("取消")
        keys.tip(self.stop, "停止，不保存任何内容", keys.CANCEL_JOB)
        self.stop.clicked.connect(self.cancelled)
        _centred(self, self.name, self.bar, self.said, self.stop)
        self.setFocusProxy(self.stop)

    def begin(self, title: str) -> None:
        """Wait for the job of this title."""
        self._title = title
        self.bar.setRange(0, 0)
        self.said.setText("排队等待，前面的任务完成后开始")

    def show_step(self, step: object) -> bool:
        """Show how far the job is; False for a step of another job, which is passed over."""
        mine = isinstance(step, Step) and step.title == self._title
        if isinstance(step, Step) and mine:
            self.bar.setRange(0, step.total if step.done else 0)
            self.bar.setValue(step.done)
            self.said.setText(said(Step("", step.text, step.done, step.total if step.done else 0, step.seconds_left)))
        return mine


class RefusedPane(QWidget):
    """One sentence, and what can be done: choose the type, read again, look at the earlier batch, put the file aside."""

    retyped = Signal(str)
    retried = Signal()
    dropped = Signal()
    batch_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Says nothing before one of the show methods."""
        super().__init__(parent)
        self._batch = ""
        self._sign = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.text = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.types = TypeChoice()
        self.types.setItemText(0, "请选择补贴类型")
        self.types.activated.connect(self._retype)
        self.look = QPushButton("查看该批次")
        self.again = QPushButton("重新读取")
        self.drop = QPushButton("移出")
        self.look.clicked.connect(lambda: self.batch_chosen.emit(self._batch))
        self.again.clicked.connect(self.retried)
        self.drop.clicked.connect(self.dropped)
        row = QWidget()
        buttons = QHBoxLayout(row)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(tokens.SPACE_8)
        buttons.addStretch(1)
        for button in (self.types, self.look, self.again, self.drop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        _centred(self, self._sign, self.text, row)

    def show_refusal(self, text: str) -> None:
        """The file cannot be read."""
        self._show(text, "error", self.again)

    def show_type_unknown(self, text: str) -> None:
        """No sheet tells its type: let it be chosen."""
        self.types.show_code("")
        self._show(text, "help", self.types)

    def show_sent(self, text: str, batch: str) -> None:
        """The very same file came before, as this batch."""
        self._batch = batch
        self._show(text, "info", self.look)

    def _show(self, text: str, icon: str, step: QWidget) -> None:
        self.text.setText(text)
        self.setAccessibleName(text)
        self._sign.setPixmap(icons.pixmap(icon, tokens.colours().secondary, 40, self.devicePixelRatioF()))
        for button in (self.types, self.look, self.again):
            button.setVisible(button is step)
        self.setFocusProxy(step)
        if self.isVisible():
            step.setFocus()

    def _retype(self) -> None:
        if self.types.code:
            self.retyped.emit(self.types.code)


def _centred(parent: QWidget, *widgets: QWidget) -> None:
    """A narrow column in the middle of the page."""
    column = QVBoxLayout()
    column.setSpacing(tokens.SPACE_12)
    column.addStretch(2)
    for widget in widgets:
        if isinstance(widget, QPushButton):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            widget.setFixedWidth(_WIDTH)
            column.addWidget(widget)
    column.addStretch(3)
    whole = QHBoxLayout(parent)
    whole.addStretch(1)
    whole.addLayout(column)
    whole.addStretch(1)

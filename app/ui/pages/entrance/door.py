"""Before anybody is known: the data folder is being opened, or cannot be opened."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStackedLayout

from app.ui.page import Page
from app.ui.widgets.states import EmptyState

HELP = """<p>程序正在打开数据文件夹。打不开时会说明原因；处理好以后按“重试”，数据丢失或损坏时可以从备份恢复。</p>"""


class DoorPage(Page):
    """Asks for the folder when it is come to; `rescue` asks for the page that restores a backup."""

    rescue = Signal()

    title = "打开数据"
    help_text = HELP

    def __init__(self, ask: Callable[["DoorPage"], None]) -> None:
        """`ask` is called on refresh; it leads on, or answers with show_failure."""
        super().__init__()
        self._ask = ask
        self._waiting = QLabel("正在打开数据…", alignment=Qt.AlignmentFlag.AlignCenter)
        self._waiting.setProperty("role", "secondary")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._waiting)

    def refresh(self) -> None:
        """Open the folder."""
        self._stack.setCurrentWidget(self._waiting)
        self._ask(self)

    def show_failure(self, text: str) -> None:
        """Say why the data cannot be opened, with a button to try again."""
        failure = EmptyState("error", "数据打不开", text, "重试")
        failure.stepped.connect(self.refresh)
        restore = QPushButton("从备份恢复…")
        restore.setProperty("role", "link")
        restore.clicked.connect(self.rescue)
        failure.add_below(restore)
        self._stack.addWidget(failure)
        self._stack.setCurrentWidget(failure)
        failure.button.setFocus()

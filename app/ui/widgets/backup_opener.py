"""What opens a backup: its own account and password, or the eight groups of its recovery sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.services.errors import UserError
from app.services.storage.restoring import Opener
from app.ui import tokens
from app.ui.widgets.asking.entry_lines import EntryLines
from app.ui.widgets.asking.step import Asking
from app.ui.widgets.password_fields import PasswordLine

HINT = "填备份当日的账号和密码；都不记得时，账号留空，密码处填恢复单上的八组字符。"


class BackupOpener(QWidget):
    """An account and a secret; `returned` is Enter behind the secret."""

    returned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.lines = EntryLines({"name": "备份当日的账号"})
        self.secret = PasswordLine("密码或恢复码")
        self.hint, self.wrong = QLabel(HINT, wordWrap=True), QLabel(wordWrap=True)
        self.hint.setProperty("role", "secondary")
        self.wrong.setProperty("role", "error")
        self.wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_12)
        for widget in (self.hint, self.lines, self.secret, self.wrong):
            column.addWidget(widget)
        self.lines.returned.connect(self.secret.setFocus)
        self.secret.returned.connect(self.returned)
        self.setFocusProxy(self.lines.lines["name"])

    @property
    def given(self) -> Opener:
        """What is typed."""
        return Opener(self.lines.texts["name"].strip(), self.secret.text)

    def say(self, wrong: str) -> None:
        """Say what is wrong; empty when nothing is."""
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))

    def clear(self) -> None:
        """Forget the secret."""
        self.secret.clear()
        self.say("")


class OpenerDialog(Asking):
    """Asks for what opens the backup of another folder; `given` carries it."""

    given = Signal(object)

    def __init__(self, error: UserError, parent: QWidget) -> None:
        """`error` says why it is asked for."""
        super().__init__("恢复这份备份", error.text, parent)
        self.opener = BackupOpener()
        self.column.addWidget(self.opener)
        self.finish()
        self.opener.returned.connect(self.go.click)
        self.accepted.connect(lambda: self.given.emit(self.opener.given))
        self.opener.setFocus()

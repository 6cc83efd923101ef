"""Dialogs about one's own password: given again before a sensitive deed, or changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.ui.widgets.asking.step import Asking
from app.ui.widgets.password_fields import NewPassword, PasswordLine


class _Checked(Asking):
    """Stays open until what was typed has been found right."""

    def __init__(self, verb: str, question: str, parent: QWidget | None) -> None:
        super().__init__(verb, question, parent)
        self.wrong = QLabel(wordWrap=True)
        self.wrong.setProperty("role", "error")
        self.wrong.hide()

    def succeed(self) -> None:
        """What was typed was right."""
        QDialog.accept(self)

    def refuse(self, text: str) -> None:
        """Say what was wrong, to be typed again."""
        self.wrong.setText(text)
        self.wrong.show()
        self.go.setEnabled(True)


class PasswordDialog(_Checked):
    """`asked` carries the password; `proven` says that it was right and the dialog has gone."""

    asked = Signal(str)
    proven = Signal()

    def __init__(self, deed: str, name: str, parent: QWidget | None = None) -> None:
        """For a `deed` of the account `name`."""
        question = f"“{deed}”关系资金或个人信息，距上次输入密码已有一段时间，请 {name} 再输一次密码。"
        super().__init__("确认并继续", question, parent)
        self.password = PasswordLine(f"{name} 的密码")
        self.column.addWidget(self.password)
        self.column.addWidget(self.wrong)
        self.finish()
        self.password.line.textChanged.connect(lambda text: self.go.setEnabled(bool(text)))
        self.go.setEnabled(False)
        self.accepted.connect(self.proven)
        self.password.setFocus()

    def accept(self) -> None:
        """Have the password looked at."""
        if self.password.text and self.go.isEnabled():
            self.go.setEnabled(False)
            self.asked.emit(self.password.text)

    def refuse(self, text: str) -> None:
        """Say what was wrong, with the field empty."""
        super().refuse(text)
        self.password.clear()
        self.password.setFocus()


class OwnPasswordDialog(_Checked):
    """`asked` carries the old password, the new one, and the new one again."""

    asked = Signal(str, str, str)

    def __init__(self, name: str, kinds: int, parent: QWidget | None = None) -> None:
        """For the account `name`; `kinds` of signs are asked of the new one."""
        super().__init__("修改密码", f"修改 {name} 的密码。", parent)
        self.old, self.new = PasswordLine("原密码"), NewPassword()
        self.new.set_rules(name, kinds)
        for widget in (self.old, self.new, self.wrong):
            self.column.addWidget(widget)
        self.finish()
        self.old.line.textChanged.connect(self._weigh)
        self.new.changed.connect(self._weigh)
        self._weigh()
        self.old.setFocus()

    def accept(self) -> None:
        """Have it changed."""
        if self.go.isEnabled():
            self.go.setEnabled(False)
            self.asked.emit(self.old.text, self.new.new.text, self.new.again.text)

    def _weigh(self) -> None:
        self.go.setEnabled(bool(self.old.text) and self.new.fits)

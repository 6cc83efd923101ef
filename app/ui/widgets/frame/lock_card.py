"""What stands before the window while it is locked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.widgets.centred_card import CentredCard
from app.ui.widgets.password_fields import PasswordLine


class LockCard(CentredCard):
    """`asked` carries the password; `left` asks for somebody else to log in."""

    asked = Signal(str)
    left = Signal()

    def __init__(self, name: str, why: str, parent: QWidget | None = None) -> None:
        """Locked for whoever works, and `why`."""
        super().__init__("已锁定", f"{why}。正在办理的内容都还在，{name} 输入密码后接着办；后台任务照常进行。", parent)
        self.password = PasswordLine(f"{name} 的密码")
        self.button, self.other = QPushButton("解锁"), QPushButton("换人登录")
        self.add(self.password)
        self.add_buttons(self.button, self.other)
        self.password.returned.connect(self._ask)
        self.button.clicked.connect(self._ask)
        self.other.clicked.connect(self.left)
        self.setFocusProxy(self.password)

    def refuse(self, text: str) -> None:
        """Say why it stays locked."""
        self.say(text)
        self.button.setEnabled(True)
        self.password.clear()
        self.password.setFocus()

    def _ask(self) -> None:
        if self.password.text:
            self.button.setEnabled(False)
            self.asked.emit(self.password.text)

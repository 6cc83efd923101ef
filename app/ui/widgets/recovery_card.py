"""The card on which an administrator comes back by the recovery sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.services.errors import UserError
from app.ui.widgets.asking.entry_lines import EntryLines
from app.ui.widgets.centred_card import CentredCard
from app.ui.widgets.password_fields import NewPassword


class RecoveryCard(CentredCard):
    """`asked` carries the code, the administrator's account and the new password."""

    asked = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__("用恢复单打开", "照恢复单输入八组字符，为管理员设新密码；会记入审计日志。", parent)
        self.lines = EntryLines({"code": "恢复单上的八组字符", "name": "管理员账号"})
        self.new = NewPassword()
        self.go, self.leave = QPushButton("重设密码并进入"), QPushButton("返回登录")
        self.add(self.lines, self.new)
        self.add_buttons(self.go, self.leave)
        self.lines.returned.connect(self.new.setFocus)
        self.new.returned.connect(self._ask)
        self.go.clicked.connect(self._ask)
        self.setFocusProxy(self.lines.lines["code"])

    def begin(self, name: str) -> None:
        """For an account, if one was typed already."""
        self.clear()
        self.lines.lines["name"].setText(name)

    def clear(self) -> None:
        """Forget what was typed."""
        self.lines.clear()
        self.new.clear()
        self.say("")
        self.go.setEnabled(True)

    def refuse(self, error: UserError) -> None:
        """Say what will not do, at its field."""
        self.go.setEnabled(True)
        if not self.lines.show_error(error):
            self.say(error.text)

    def _ask(self) -> None:
        self.lines.clear_errors()
        self.say("")
        if self.new.new.text != self.new.again.text:
            self.refuse(UserError("两次输入的密码不一致，请重新输入。", "again"))
            return
        self.go.setEnabled(False)
        texts = self.lines.texts
        self.asked.emit(texts["code"], texts["name"].strip(), self.new.new.text)

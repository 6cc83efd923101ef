"""加密: what a folder without encryption says of itself, and the dialog in which an administrator has it encrypted."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.services.storage.data_folder import FirstAdministrator
from app.services.storage.encrypting import Encrypted
from app.ui import tokens
from app.ui.widgets.asking import Asking
from app.ui.widgets.entry_lines import EntryLines
from app.ui.widgets.password_fields import NewPassword, PasswordLine
from app.ui.widgets.sheet import Sheet

PLAIN = "这个数据文件夹没有加密：谁拿到文件，谁就能读到其中的身份证号和银行账号。"


class PlainStrip(QWidget):
    """Says that nothing is encrypted; `asked` is the press of the administrator's button."""

    asked = Signal()

    def __init__(self, *, administers: bool, parent: QWidget | None = None) -> None:
        """The button is there for an administrator alone."""
        super().__init__(parent)
        self.said, self.button = QLabel(PLAIN), QPushButton("加密…")
        self.said.setProperty("role", "error")
        if not administers:
            self.button.hide()
        self.button.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(self.said)
        row.addWidget(self.button)
        row.addStretch()


class EncryptDialog(Asking):
    """Asks for the administrator's password, where nobody logs in for name and password; `given` carries them."""

    given = Signal(object)

    def __init__(self, name: str, kinds: int, *, logs_in: bool, parent: QWidget) -> None:
        """`name` is at work; a new password needs so many `kinds` of signs."""
        question = (
            "加密以后打开数据须登录。先做一份备份；原来的数据另存，核对后请删除。请先关掉其他窗口。"
            "其他账号各得一个一次性密码，当面交给本人；随后印一张恢复单，密封保管。"
        )
        super().__init__("加密数据文件夹", question, parent)
        self._name, self._logs_in = name, logs_in
        self.lines, self.own, self.new = (
            EntryLines({"name": "管理员账号（一般用本人姓名）"}),
            PasswordLine("您的密码"),
            NewPassword(),
        )
        self.new.set_rules("", kinds)
        self.wrong = QLabel(wordWrap=True)
        self.wrong.setProperty("role", "error")
        self.wrong.hide()
        for widget in (self.own,) if logs_in else (self.lines, self.new):
            self.column.addWidget(widget)
        self.column.addWidget(self.wrong)
        self.finish()
        self.setMinimumSize(520, 0 if logs_in else 480)  # the rules of a password grow with the lines of their text
        (self.own if logs_in else self.lines.lines["name"]).setFocus()

    def accept(self) -> None:
        """Hand over what was typed, unless the two passwords differ."""
        if not self._logs_in and self.new.new.text != self.new.again.text:
            self.wrong.setText("两次输入的密码不一致，请重新输入。")
            self.wrong.show()
            return
        name = self._name if self._logs_in else self.lines.texts["name"].strip()
        self.given.emit(FirstAdministrator(name, self.own.text if self._logs_in else self.new.new.text))
        super().accept()


def handed_out(made: Encrypted, parent: QWidget) -> Sheet:
    """The one-time passwords and the recovery code, until they are on paper; they are stored nowhere."""
    rows = "".join(
        f"<tr><td width='160'>{escape(name)}</td><td><b>{escape(word)}</b></td></tr>" for name, word in made.first
    )
    first = f"<p>各账号的一次性密码，请当面交给本人，首次登录时改成自己的：</p><table>{rows}</table>" if rows else ""
    html = (
        f"<p>恢复单编号 {made.sheet.number}，八组字符请抄下或打印，密封保管；忘记密码时只有它能打开数据：</p>"
        f"<p style='font-size:13pt'><b>{made.sheet.code}</b></p>{first}"
        f"<p>未加密的原数据在 {escape(made.replaced.name)}，核对无误后请和以前的备份一起删除。关闭后不能再查看。</p>"
    )
    sheet = Sheet("加密完成", html, parent)
    sheet.resize(560, 420)
    return sheet

"""加密: what a folder says of itself that is not encrypted, or has copies that are not, and the dialogs to have it encrypted."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTextBrowser, QWidget

from app.services.storage.data_folder import FirstAdministrator
from app.services.storage.encrypting import Encrypted
from app.ui import tokens
from app.ui.widgets.asking.entry_lines import EntryLines
from app.ui.widgets.asking.step import Asking
from app.ui.widgets.password_fields import NewPassword, PasswordLine
from app.ui.widgets.sheet_panel import SheetPanel

PLAIN = "这个数据文件夹没有加密：谁拿到文件，谁就能读到其中的身份证号和银行账号。"


class Strip(QWidget):
    """One red sentence above a page, and an administrator's button to do something about it: `asked`."""

    asked = Signal()

    def __init__(self, said: str, verb: str, *, administers: bool, parent: QWidget | None = None) -> None:
        """The button is there for an administrator alone."""
        super().__init__(parent)
        self.said, self.button = QLabel(said, wordWrap=True), QPushButton(verb)
        self.said.setProperty("role", "error")
        if not administers:
            self.button.hide()
        self.button.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(self.said, 1)
        row.addWidget(self.button)


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


class EncryptedDialog(Asking):
    """The recovery sheet, to be put on paper, and the one-time passwords; stored nowhere, so shown once."""

    def __init__(self, made: Encrypted, parent: QWidget) -> None:
        """Shown by show_sheet of its panel; the button waits until the last group has been typed."""
        said = f"加密完成。未加密的原数据在 {made.replaced.name}，核对无误后由管理员在“系统”里删除。关闭后不能再查看。"
        super().__init__("恢复单已在手里", said, parent)
        self.panel = SheetPanel()
        self.column.addWidget(self.panel)
        self.passwords = QTextBrowser()
        self.passwords.setAccessibleName("一次性密码")
        self.passwords.setHtml(_passwords(made))
        if made.first:
            self.column.addWidget(self.passwords, 1)
        self.finish()
        self.stop.setText("关闭")
        self.go.setEnabled(False)
        self.panel.weighed.connect(self.go.setEnabled)


def _passwords(made: Encrypted) -> str:
    rows = "".join(
        f"<tr><td width='160'>{escape(name)}</td><td><b>{escape(word)}</b></td></tr>" for name, word in made.first
    )
    return f"<p>各账号的一次性密码，请当面交给本人，首次登录时改成自己的：</p><table>{rows}</table>"

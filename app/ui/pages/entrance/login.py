"""登录: account and password; a new password first, where the old one was to be used once or has run out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QPushButton, QStackedLayout

from app.services.errors import UserError
from app.services.trust.logins import Entered, Renewal
from app.ui.page import Page
from app.ui.settings import Settings
from app.ui.widgets.asking.entry_lines import EntryLines
from app.ui.widgets.centred_card import CentredCard
from app.ui.widgets.password_fields import NewPassword, PasswordLine
from app.ui.widgets.recovery_card import RecoveryCard

LAST, USED = "login/last", "login/used"
HELP = """<p>输入账号和密码，Enter 登录；上次用过的账号已经填好。</p>
<p>首次登录用管理员给的一次性密码，登录后当场改成自己的密码；密码到期时也须先改。连续输错会锁定一段时间，
忘记密码请管理员重置。密码只有本人知道，管理员也看不到。</p>
<p>管理员自己忘了密码，又没有另一位管理员时，用保险柜里的恢复单重设：输入恢复单上的八组字符、管理员账号和新密码。</p>"""
WHY = {
    Renewal.FIRST: "您用的是一次性密码，请先设置只有自己知道的密码。",
    Renewal.EXPIRED: "您的密码已到期，请先设置新密码。",
}


def remember(settings: Settings, name: str) -> None:
    """An account has been used on this computer: it stands there the next time, and is offered while one types."""
    settings.set(LAST, name)
    used = {*filter(None, (settings.get(USED) or "").split("\n")), name}
    settings.set(USED, "\n".join(sorted(used)))


class LoginPage(Page):
    """`asked` carries account and password; `renewed` account, old password, new password and the new one again.

    `recovered` carries the code of a recovery sheet, an administrator's account and the new password; `rescue` asks for
    the page that restores a backup.
    """

    recovered = Signal(str, str, str)
    rescue = Signal()
    asked = Signal(str, str)
    renewed = Signal(str, str, str, str)

    title = "登录"
    help_text = HELP

    def __init__(self, ask: Callable[["LoginPage"], None]) -> None:
        """`ask` is called on refresh and is to answer with show_names."""
        super().__init__()
        self._ask = ask
        self._entered = Entered("", Renewal.NONE)
        self._names = QStringListModel(self)
        self.lines = EntryLines({"name": "账号"})
        self.name = self.lines.lines["name"]
        self.password = PasswordLine("密码")
        self.button = QPushButton("登录")
        self.login = CentredCard("登录", "每一步办理都记在登录的账号名下。")
        self.login.add(self.lines, self.password)
        self.by_sheet = QPushButton("忘记密码，用恢复单打开")
        self.by_backup = QPushButton("数据打不开，从备份恢复…")
        self.login.add_buttons(self.button, self.by_sheet, self.by_backup)
        self.by_sheet.hide()
        self.by_backup.hide()
        self.new = NewPassword()
        self.set, self.leave = QPushButton("设置并进入"), QPushButton("返回登录")
        self.renewal = CentredCard("设置新密码", "")
        self.renewal.add(self.new)
        self.renewal.add_buttons(self.set, self.leave)
        self.recovery = RecoveryCard()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.login)
        self._stack.addWidget(self.renewal)
        self._stack.addWidget(self.recovery)
        self._connect()
        self.setFocusProxy(self.name)

    def refresh(self) -> None:
        """Ask whose accounts there are."""
        self._ask(self)

    def restore_state(self, settings: Settings) -> None:
        """The account used last stands there."""
        self.name.setText(settings.get(LAST) or "")
        self._names.setStringList((settings.get(USED) or "").split("\n"))
        self.setFocusProxy(self.password if self.name.text() else self.name)

    def show_names(self, names: Sequence[str]) -> None:
        """Offer these while a name is typed; one that is no more is not kept."""
        self._names.setStringList(list(names))
        if self.name.text() not in names:
            self.name.clear()
        (self.password if self.name.text() else self.name).setFocus()

    def offer_recovery(self, kinds: int) -> None:
        """The folder is closed and encrypted: a recovery sheet opens it too; names are those used on this computer."""
        self.recovery.new.set_rules("", kinds)
        self.by_sheet.show()
        self.by_backup.show()
        (self.password if self.name.text() else self.name).setFocus()

    def refuse(self, error: UserError) -> None:
        """Say why nobody was let in, or what is wrong with the new password."""
        self.button.setEnabled(True)
        if self._stack.currentWidget() is self.recovery:
            self.recovery.refuse(error)
            return
        if self._stack.currentWidget() is self.renewal:
            self.renewal.say(error.text)
            (self.new.again if error.field == "again" else self.new).setFocus()
            return
        self.login.say(error.text)
        self.password.clear()
        self.password.setFocus()

    def ask_new(self, entered: Entered, kinds: int) -> None:
        """Have a new password set first; `kinds` of signs are asked of it."""
        self._entered = entered
        self.renewal.why.setText(WHY[entered.renewal])
        self.renewal.say("")
        self.new.set_rules(entered.account, kinds)
        self._stack.setCurrentWidget(self.renewal)
        self.new.setFocus()

    def _try(self) -> None:
        self.login.say("")
        if not self.name.text().strip():
            self.name.setFocus()
            return
        if not self.password.text:
            self.password.setFocus()
            return
        self.button.setEnabled(False)
        self.asked.emit(self.name.text(), self.password.text)

    def _renew(self) -> None:
        self.renewal.say("")
        self.renewed.emit(self._entered.account, self.password.text, self.new.new.text, self.new.again.text)

    def _return(self) -> None:
        self.new.clear()
        self.recovery.clear()
        self.password.clear()
        self.button.setEnabled(True)
        self._stack.setCurrentWidget(self.login)
        self.password.setFocus()

    def _by_sheet(self) -> None:
        self.recovery.begin(self.name.text())
        self._stack.setCurrentWidget(self.recovery)
        self.recovery.setFocus()

    def _connect(self) -> None:
        completer = QCompleter(self._names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.name.setCompleter(completer)
        self.lines.returned.connect(self.password.setFocus)
        self.password.returned.connect(self._try)
        self.button.clicked.connect(self._try)
        self.new.returned.connect(self._renew)
        self.set.clicked.connect(self._renew)
        self.leave.clicked.connect(self._return)
        self.recovery.leave.clicked.connect(self._return)
        self.recovery.asked.connect(self.recovered)
        self.by_sheet.clicked.connect(self._by_sheet)
        self.by_backup.clicked.connect(self.rescue)

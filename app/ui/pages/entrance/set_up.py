"""The first start: the office's name and the first administrator, or a folder without login to try things out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from app.services.errors import UserError
from app.ui.page import Page
from app.ui.widgets.asking.entry_lines import EntryLines
from app.ui.widgets.centred_card import CentredCard
from app.ui.widgets.password_fields import NewPassword

HELP = """<p>第一次打开时建立数据文件夹：填单位名称，再为第一个管理员定账号和密码。管理员负责账号、参数和备份，
不办案件；进入以后由管理员为经办、复核、审批、财务各建账号。</p>
<p>管理员的密码只有本人知道，请妥善保管。只想看看程序怎么用，可以选“不设登录”，那样谁打开都能以任何身份办理，
不能用来办理真实业务。</p>"""


class SetUpPage(Page):
    """`made` carries office, administrator and password; `plain` asks for a folder without login, `rescue` for a backup."""

    made = Signal(str, str, str)
    plain = Signal()
    rescue = Signal()

    title = "首次使用"
    help_text = HELP

    def __init__(self, office: str, kinds: int) -> None:
        """`office` is the name to begin with; a password needs so many `kinds` of signs."""
        super().__init__()
        self._kinds = kinds
        self.lines = EntryLines({"office": "单位名称", "name": "管理员账号（一般用本人姓名）"})
        self.lines.lines["office"].setText(office)
        self.password = NewPassword("管理员密码")
        self.password.set_rules("", kinds)
        self.make, self.without = QPushButton("建立并进入"), QPushButton("不设登录（仅供演示和测试）")
        self.card = CentredCard("首次使用", "建立本单位的数据文件夹，并定第一个管理员。")
        self.card.add(self.lines, self.password)
        self.by_backup = QPushButton("换了电脑，从备份恢复…")
        self.card.add_buttons(self.make, self.by_backup, self.without)
        column = QVBoxLayout(self)
        column.addWidget(self.card)
        self.lines.lines["name"].textChanged.connect(lambda name: self.password.set_rules(name, self._kinds))
        self.lines.returned.connect(self.password.setFocus)
        self.password.returned.connect(self._make)
        self.make.clicked.connect(self._make)
        self.without.clicked.connect(self.plain)
        self.by_backup.clicked.connect(self.rescue)
        self.setFocusProxy(self.lines.lines["name"])

    def refuse(self, error: UserError) -> None:
        """Say what will not do, at its field."""
        if not self.lines.show_error(error):
            self.card.say(error.text)
            self.password.setFocus()

    def _make(self) -> None:
        self.lines.clear_errors()
        self.card.say("")
        if self.password.new.text != self.password.again.text:
            self.refuse(UserError("两次输入的密码不一致，请重新输入。", "again"))
            self.password.again.setFocus()
            return
        texts = self.lines.texts
        self.made.emit(texts["office"].strip(), texts["name"].strip(), self.password.new.text)

"""系统: accounts and identity, the check and the audit chain, and what the program is made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QTextBrowser, QVBoxLayout

from app.services import about
from app.services.places import Places
from app.services.storage.recovering import RecoverySheet, new_sheet
from app.services.trust import account_care
from app.services.trust.login_guards import kinds_asked
from app.services.trust.my_roles import may_administer
from app.services.trust.passwords import Passwords
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork
from app.ui import messages, tokens
from app.ui.background import Jobs
from app.ui.files import FileChoice
from app.ui.notices import Kind, Notice
from app.ui.page import Page
from app.ui.pages.entrance.sheet_deeds import SheetDeeds, SheetDialog
from app.ui.pages.system.account_deeds import AccountDeeds, Confirm
from app.ui.pages.system.accounts import SystemAccounts
from app.ui.pages.system.backups import SystemBackups
from app.ui.pages.system.check import SystemCheck
from app.ui.pages.system.copies import CopiesStrip
from app.ui.pages.system.day_sheet import DaySheetDeeds
from app.ui.pages.system.encrypting import PLAIN, EncryptDialog, Strip

T = TypeVar("T")
NEW_ACCOUNT = "new account"
CHECK = "check"
HELP = """<p>账号：管理员建立账号、重置密码、解锁、变更角色和停用，一个账号可有几个角色；同一案件的受理、复核、审批、
拨付须由不同账号办理。一次性密码当面交给本人，首次登录须改成自己的。换人、修改密码也可以点左下角的姓名。</p>
<p>核对与日志：“立即核对”检查数据库、审计链、文书存档和台账是否完整一致，有问题的先不要拨付；
每一步操作都记入审计日志，不能修改。日结单印出当天的办理、资金、文书和审计链头，签字存档；以后输入纸上的链头，
即知此前的记录有没有被改动。</p>
<p>备份：每天第一次打开时自动备份并核对；管理员可以另存一份到移动硬盘、核对、演练和恢复。</p>"""


class SystemPage(Page):
    """Tabs; everything is read and done on the worker. `show_item` takes NEW_ACCOUNT or CHECK."""

    encryption_asked = Signal(object)
    """Carries the FirstAdministrator of a plain folder that is to be encrypted; nothing may have it open then."""

    title = "系统"
    search_hint = "账号、事项、案件编号"
    help_text = HELP

    def __init__(
        self,
        uow: UnitOfWork,
        jobs: Jobs,
        places: Places,
        files: FileChoice,
        ask_who: Callable[[], None],
        hashing: Callable[[], Passwords],
        restore: Callable[[Path], None],
        confirm: Confirm = messages.confirm,
    ) -> None:
        """`ask_who` lets somebody else take over; `hashing` gives what hashes passwords.

        `restore` puts a backup in place of everything; `confirm` asks before what cannot be undone.
        """
        super().__init__()
        self._uow, self._jobs = uow, jobs
        self._places, self._files = places, files
        self.accounts = SystemAccounts(
            uow.account,
            logs_in=uow.attendance is not None,
            administers=may_administer(uow),
            encrypted=uow.vault is not None,
        )
        self.deeds = AccountDeeds(uow, jobs, self.accounts, hashing, confirm)
        self.check = SystemCheck(uow, str(places.data))
        self.backups = SystemBackups(uow, jobs, files, restore, confirm)
        self.about = QTextBrowser()
        self.about.setAccessibleName("关于")
        self.about.setHtml(_about_html(places))
        self.paper = DaySheetDeeds(uow, jobs, self.check, files, places.resources / "fonts")
        self.tabs = QTabWidget()
        self.plain = Strip(PLAIN, "加密…", administers=may_administer(uow))
        self.copies = CopiesStrip(uow, jobs, confirm)
        if uow.vault is not None:
            self.plain.hide()
        self._lay_out()
        self._connect()
        self.accounts.switched.connect(ask_who)

    def _connect(self) -> None:
        self.deeds.done.connect(self.refresh)
        self.accounts.sheet_asked.connect(self._new_sheet)
        self.plain.asked.connect(self._ask_encryption)
        self.check.asked.connect(self._verify)
        for part in (self.deeds, self.backups, self.paper, self.copies):
            part.noticed.connect(self.noticed)

    def _lay_out(self) -> None:
        tabs = ((self.accounts, "账号"), (self.check, "核对与日志"), (self.backups, "备份"), (self.about, "关于"))
        for widget, title in tabs:
            self.tabs.addTab(widget, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_8)
        column.addWidget(self.plain)
        column.addWidget(self.copies)
        column.addWidget(self.tabs)
        self.setFocusProxy(self.accounts)

    def refresh(self) -> None:
        """Read accounts and chain anew."""
        self.setFocusProxy(self.accounts)
        self._run(partial(account_care.account_lines, self._uow), self.accounts.show_accounts)
        self.copies.refresh()
        self.check.table.refresh()
        self.backups.refresh()

    def show_item(self, item: object) -> None:
        """Begin a new account, or check everything."""
        if item == CHECK:
            self.tabs.setCurrentWidget(self.check)
            self.setFocusProxy(self.check)
            self._verify()
        if item == NEW_ACCOUNT:
            self.tabs.setCurrentWidget(self.accounts)
            self.setFocusProxy(self.accounts.lines.lines["name"])

    def new_item(self) -> None:
        """Begin a new account."""
        self.tabs.setCurrentWidget(self.accounts)
        self.accounts.lines.lines["name"].setFocus()

    def search(self, text: str) -> None:
        """Narrow accounts and chain."""
        self.accounts.table.search(text)
        self.check.table.search(text)

    def _ask_encryption(self) -> None:
        logs_in = self._uow.attendance is not None

        def ask(kinds: int) -> None:
            dialog = EncryptDialog(self._uow.account, kinds, logs_in=logs_in, parent=self)
            dialog.given.connect(self.encryption_asked)
            dialog.open()

        self._run(partial(kinds_asked, self._uow), ask)

    def _new_sheet(self) -> None:
        """Another recovery sheet, after the password; the one before is void as soon as it is made."""
        self._run(partial(new_sheet, self._uow), self._show_sheet)

    def _show_sheet(self, sheet: RecoverySheet) -> None:
        dialog = SheetDialog(self)
        deeds = SheetDeeds(dialog.panel, sheet, self._jobs, self._places, self._files)
        deeds.told.connect(lambda said: self.noticed.emit(Notice(Kind.OK, said)))
        dialog.open()

    def _verify(self) -> None:
        self.check.show_running()

        def failed(error: Exception) -> None:
            self.check.show_stopped()
            self._jobs.crashed.emit(error)

        self._jobs.run(lambda _: verify(self._uow), self.check.show_found, failed, title="核对")

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._jobs.run(lambda _: work(), done)


def _about_html(places: Places) -> str:
    rows = "".join(
        f"<tr><td width='220'>{part.name}</td><td width='100'>{part.version}</td><td>{part.licence}</td></tr>"
        for part in about.libraries()
    )
    faces = "".join(
        f"<h4>{face}</h4><pre style='white-space:pre-wrap'>{escape(text)}</pre>"
        for face, text in about.face_licences(places.resources)
    )
    return (
        "<h3>叶集技工补贴</h3><p>叶集区技能人才补贴办理程序。数据只存放在本机数据文件夹，不连接互联网。</p>"
        f"<h4>使用的程序库</h4><table cellpadding='3'>{rows}</table><h4>字体许可</h4>{faces}"
    )

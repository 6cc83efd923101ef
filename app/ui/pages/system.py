"""系统: accounts and identity, the check and the audit chain, and what the program is made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import TypeVar

from PySide6.QtWidgets import QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from app.services import about, accounts
from app.services.accounts import Role
from app.services.places import Places
from app.services.unit_of_work import UnitOfWork
from app.services.verifying import verify
from app.ui import messages, tokens
from app.ui.background import Jobs
from app.ui.notices import Kind, Notice
from app.ui.page import Page
from app.ui.pages.system_accounts import SystemAccounts
from app.ui.pages.system_check import SystemCheck

T = TypeVar("T")
NEW_ACCOUNT = "new account"
Confirm = Callable[[QWidget, str, str, str], bool]
HELP = """<p>账号：管理员建立和停用账号，一个账号可有几个角色；同一案件的受理、复核、审批、拨付须由不同账号办理。
“换一个身份”也可以点左下角的姓名。</p>
<p>核对与日志：“立即核对”检查数据库、审计链、文书存档和台账是否完整一致，有问题的先不要拨付；
每一步操作都记入审计日志，不能修改。</p>"""


class SystemPage(Page):
    """Three tabs; everything is read and done on the worker. `show_item` takes NEW_ACCOUNT: ready to type a name."""

    title = "系统"
    search_hint = "账号、事项、案件编号"
    help_text = HELP

    def __init__(
        self,
        uow: UnitOfWork,
        jobs: Jobs,
        places: Places,
        ask_who: Callable[[], None],
        confirm: Confirm = messages.confirm,
    ) -> None:
        """`ask_who` lets somebody else take over; `confirm` asks before an account is put out of use."""
        super().__init__()
        self._uow, self._jobs, self._confirm = uow, jobs, confirm
        self.accounts = SystemAccounts()
        self.check = SystemCheck(uow, str(places.data))
        self.about = QTextBrowser()
        self.about.setAccessibleName("关于")
        self.about.setHtml(_about_html(places))
        self.tabs = QTabWidget()
        for widget, title in ((self.accounts, "账号"), (self.check, "核对与日志"), (self.about, "关于")):
            self.tabs.addTab(widget, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_8)
        column.addWidget(self.tabs)
        self.setFocusProxy(self.accounts)
        self.accounts.added.connect(self._add)
        self.accounts.deactivated.connect(self._deactivate)
        self.accounts.switched.connect(ask_who)
        self.check.asked.connect(self._verify)

    def refresh(self) -> None:
        """Read accounts and chain anew."""
        self.setFocusProxy(self.accounts)
        self._run(partial(accounts.accounts, self._uow), self.accounts.show_accounts)
        self.check.table.refresh()

    def show_item(self, item: object) -> None:
        """Begin a new account."""
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

    def _add(self, name: str, roles: tuple[Role, ...]) -> None:
        self._run(
            partial(accounts.add_account, self._uow, name, roles),
            lambda _: self._done(f"已建立账号 {name}：{'、'.join(role.label for role in roles)}。"),
        )

    def _deactivate(self, name: str) -> None:
        if self._confirm(self, f"停用账号 {name}？", "停用后不能再用它办理；它办过的每一步都保留。", f"停用 {name}"):
            self._run(partial(accounts.deactivate, self._uow, name), lambda _: self._done(f"已停用账号 {name}。"))

    def _done(self, text: str) -> None:
        self.accounts.clear_entry()
        self.accounts.lines.lines["name"].setFocus()
        self.noticed.emit(Notice(Kind.OK, text))
        self.refresh()

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

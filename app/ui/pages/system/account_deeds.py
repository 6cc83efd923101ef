"""What an administrator does to accounts from the 系统 page: asked for, done on the worker, told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.services.trust import account_care, accounts, passwords
from app.services.trust.account_care import AccountLine
from app.services.trust.accounts import Role, titles_of
from app.services.trust.passwords import Passwords
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.notices import Kind, Notice
from app.ui.pages.system.accounts import SystemAccounts, role_boxes, ticked
from app.ui.widgets.asking.step import Asking
from app.ui.widgets.sheet import Sheet

Confirm = Callable[[QWidget, str, str, str], bool]


class FirstPasswordDialog(Asking):
    """Asks for a new one-time password, with one proposed; `given` carries it."""

    given = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        """For the account `name`."""
        question = f"为 {name} 设一个一次性密码，当面交给本人；首次登录须改成自己的密码。"
        super().__init__("设置一次性密码", question, parent)
        self.line = QLineEdit(passwords.one_time())
        self.line.setAccessibleName("一次性密码")
        self.column.addWidget(self.line)
        self.finish()
        self.accepted.connect(lambda: self.given.emit(self.line.text().strip()))
        self.line.selectAll()
        self.line.setFocus()


class RolesDialog(Asking):
    """Asks for the roles of an account; `given` carries them."""

    given = Signal(object)

    def __init__(self, line: AccountLine, parent: QWidget) -> None:
        """Those held are ticked."""
        question = f"{line.name} 的角色。已经办过的步骤不变；同一案件仍须由不同账号受理、复核、审批、拨付。"
        super().__init__("变更角色", question, parent)
        self.boxes = role_boxes(line.roles)
        grid = QGridLayout()
        for place, box in enumerate(self.boxes.values()):
            box.toggled.connect(lambda: self.go.setEnabled(bool(ticked(self.boxes))))
            grid.addWidget(box, place // 3, place % 3)
        self.column.addLayout(grid)
        self.finish()
        self.accepted.connect(lambda: self.given.emit(ticked(self.boxes)))


class AccountDeeds(QObject):
    """`done` says that the list is to be read anew, `noticed` carries what to say."""

    done = Signal()
    noticed = Signal(object)

    def __init__(
        self, uow: UnitOfWork, jobs: Jobs, tab: SystemAccounts, hashing: Callable[[], Passwords], confirm: Confirm
    ) -> None:
        """`hashing` gives what hashes passwords; `confirm` asks before an account is put out of use."""
        super().__init__(tab)
        self._uow, self._jobs, self._tab = uow, jobs, tab
        self._hashing, self._confirm = hashing, confirm
        tab.added.connect(self._add)
        tab.deactivated.connect(self._deactivate)
        tab.reset.connect(self._reset)
        tab.unlocked.connect(self._unlock)
        tab.regrouped.connect(self._regroup)

    def _add(self, name: str, roles: tuple[Role, ...], first: str) -> None:
        def work() -> None:
            if self._uow.attendance is None:
                accounts.add_account(self._uow, name, roles)
            else:
                account_care.open_account(self._uow, self._hashing(), name, roles, first)

        def added() -> None:
            self._tab.clear_entry()
            self._tab.lines.lines["name"].setFocus()
            self._told(f"已建立账号 {name}：{titles_of(roles)}。")
            if first:
                self._hand_out(name, first)

        self._run(work, added)

    def _deactivate(self, name: str) -> None:
        if self._confirm(
            self._tab, f"停用账号 {name}？", "停用后不能再用它办理；它办过的每一步都保留。", f"停用 {name}"
        ):
            self._run(partial(accounts.deactivate, self._uow, name), lambda: self._told(f"已停用账号 {name}。"))

    def _reset(self, name: str) -> None:
        def given(first: str) -> None:
            def told() -> None:
                self._told(f"已为 {name} 设置一次性密码。")
                self._hand_out(name, first)

            self._run(lambda: account_care.reset(self._uow, self._hashing(), name, first), told)

        dialog = FirstPasswordDialog(name, self._tab)
        dialog.given.connect(given)
        dialog.open()

    def _unlock(self, name: str) -> None:
        self._run(partial(account_care.unlock, self._uow, name), lambda: self._told(f"已解锁账号 {name}。"))

    def _regroup(self, line: AccountLine | None) -> None:
        if line is None:
            return

        def given(roles: tuple[Role, ...]) -> None:
            said = f"{line.name} 现在的角色：{titles_of(roles)}。"
            self._run(partial(account_care.change_roles, self._uow, line.name, roles), lambda: self._told(said))

        dialog = RolesDialog(line, self._tab)
        dialog.given.connect(given)
        dialog.open()

    def _hand_out(self, name: str, first: str) -> None:
        """Show the one-time password until it has been handed over; it is stored nowhere."""
        html = (
            f"<p>账号　<b>{escape(name)}</b></p><p>一次性密码　<b style='font-size:16pt'>{escape(first)}</b></p>"
            "<p>请当面交给本人。关闭后不能再查看；首次登录时须改成自己的密码。</p>"
        )
        sheet = Sheet("一次性密码", html, self._tab)
        sheet.resize(420, 240)
        sheet.show()

    def _told(self, text: str) -> None:
        self.noticed.emit(Notice(Kind.OK, text))
        self.done.emit()

    def _run(self, work: Callable[[], None], done: Callable[[], None]) -> None:
        self._jobs.run(lambda _: work(), lambda _: done())

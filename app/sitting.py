"""A sitting: from a login to the logout. Locks the window, asks for the password again, lets somebody else take over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMenu, QWidget
from shiboken6 import isValid

from app.services.clock import Clock
from app.services.errors import Cancelled, UserError
from app.ui.background import Jobs
from app.ui.idling import Idling
from app.ui.main_window import MainWindow
from app.ui.notices import Kind, Notice

if TYPE_CHECKING:
    from app.entrance import Entrance, Person
    from app.services.trust.attendance import PasswordWanted
    from app.services.unit_of_work import UnitOfWork
    from app.ui.widgets.asking.password import OwnPasswordDialog, PasswordDialog
    from app.ui.widgets.frame.lock_card import LockCard

BY_HAND = "已按 Ctrl+L 锁定"


class Sitting(QObject):
    """`left` says that the person has logged out. In a folder without login nothing is locked or asked for."""

    left = Signal()

    def __init__(
        self, window: MainWindow, jobs: Jobs, entrance: Entrance, clock: Clock, application: QGuiApplication
    ) -> None:
        """Nobody is at work yet."""
        super().__init__()
        self._window, self._jobs, self._entrance = window, jobs, entrance
        self._person: Person | None = None
        self._idling = Idling(clock, application, self)
        self._idling.idle.connect(self._lock_idle)
        jobs.prove_by(self._prove)

    @property
    def uow(self) -> UnitOfWork | None:
        """The data folder for the person who logged in; None where nobody did."""
        return self._person.uow if self._person else None

    def begin(self, person: Person) -> None:
        """Somebody begins to work."""
        if person.uow.attendance is None:
            return
        self._person = person
        self._idling.begin(person.idle_minutes, self._window.windowHandle())

    def leave(self) -> None:
        """Log out; what was begun is kept for the next time."""
        uow = self._end()
        if uow is not None:
            from app.services.trust import logins  # behind the first paint, as the others

            self._jobs.run(lambda _: logins.log_out(uow), lambda _: None)
            self.left.emit()

    def forget(self) -> None:
        """The data have been replaced by a backup: nobody is at work, and there is nothing to write that into."""
        self._end()

    def close(self) -> None:
        """The window has been closed: write down that the person left."""
        uow = self._end()
        if uow is not None:
            from app.services.trust import logins

            logins.log_out(uow)

    def lock(self, why: str = BY_HAND) -> None:
        """Hide everything until the password is given again."""
        uow = self.uow
        if uow is None:
            self._window.notice(Notice(Kind.WARN, "这个数据文件夹不设登录，没有密码，不能锁定。"))
            return
        if self._window.curtain.drawn:
            return
        from app.services.trust import logins
        from app.ui.widgets.frame.lock_card import LockCard

        card = LockCard(uow.account, why)
        card.asked.connect(partial(self._unlock, card, uow))
        card.left.connect(self._hand_over)
        self._idling.end()
        self._window.curtain.draw(card)
        self._jobs.run(lambda _: logins.lock(uow, why), lambda _: None)

    def offer(self, beside: QWidget) -> None:
        """What the person can do about oneself, as a menu at the name in the status bar."""
        menu = QMenu(self._window)
        menu.addAction("修改密码…", self._change_password)
        menu.addAction("锁定（Ctrl+L）", self.lock)
        menu.addAction("退出登录", self.leave)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(beside.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _end(self) -> UnitOfWork | None:
        person, self._person = self._person, None
        self._idling.end()
        return person.uow if person else None

    def _lock_idle(self) -> None:
        minutes = self._person.idle_minutes if self._person else 0
        self.lock(f"{minutes} 分钟没有操作，已自动锁定")

    def _unlock(self, card: LockCard, uow: UnitOfWork, password: str) -> None:
        from app.services.trust import logins

        def failed(error: Exception) -> None:
            if isValid(card):
                card.refuse(error.text if isinstance(error, UserError) else "没有核对成，请再试一次。")
            if not isinstance(error, UserError | Cancelled):
                self._jobs.crashed.emit(error)

        if self._jobs.busy:
            card.say("后台任务完成后解锁…")
        self._jobs.run(
            lambda _: logins.unlock(uow, self._entrance.passwords, password), lambda _: self._come_back(), failed
        )

    def _come_back(self) -> None:
        self._window.curtain.lift(same_person=True)
        if self._person is not None:
            self._idling.begin(self._person.idle_minutes, self._window.windowHandle())

    def _hand_over(self) -> None:
        self._window.curtain.lift(same_person=False)
        self.leave()

    def _prove(self, wanted: PasswordWanted, again: Callable[[], object], given_up: Callable[[], None]) -> None:
        """Ask for the password before a deed that was held back; then it is done as it was asked for."""
        from app.ui.widgets.asking.password import PasswordDialog

        uow = self.uow
        if uow is None:
            given_up()
            return
        dialog = PasswordDialog(wanted.deed, uow.account, self._window)
        dialog.asked.connect(partial(self._confirm, dialog, uow, wanted.deed))
        dialog.proven.connect(again)
        dialog.rejected.connect(given_up)
        dialog.open()

    def _confirm(self, dialog: PasswordDialog, uow: UnitOfWork, deed: str, password: str) -> None:
        from app.services.trust import logins

        def failed(error: Exception) -> None:
            if isValid(dialog) and isinstance(error, UserError) and not isinstance(error, logins.AccountLocked):
                dialog.refuse(error.text)
                return
            _leave(dialog)
            if isinstance(error, logins.AccountLocked):
                self.lock("连续输错密码，已锁定")
            elif not isinstance(error, UserError | Cancelled):
                self._jobs.crashed.emit(error)

        def done(_: object) -> None:
            if isValid(dialog):
                dialog.succeed()

        self._jobs.run(lambda _: logins.confirm(uow, self._entrance.passwords, password, deed), done, failed)

    def _change_password(self) -> None:
        from app.services.trust import login_guards
        from app.ui.widgets.asking.password import OwnPasswordDialog

        uow = self.uow
        if uow is None:
            return
        with uow.read() as work:
            kinds = login_guards.guards(work).kinds
        dialog = OwnPasswordDialog(uow.account, kinds, self._window)
        dialog.asked.connect(partial(self._set_own, dialog, uow))
        dialog.open()

    def _set_own(self, dialog: OwnPasswordDialog, uow: UnitOfWork, old: str, new: str, again: str) -> None:
        from app.services.trust import logins

        def done(_: object) -> None:
            if isValid(dialog):
                dialog.succeed()
            self._window.notice(Notice(Kind.OK, "密码已修改，下次登录用新密码。"))

        def failed(error: Exception) -> None:
            if isValid(dialog):
                dialog.refuse(error.text if isinstance(error, UserError) else "没有改成，请再试一次。")
            if not isinstance(error, UserError):
                self._jobs.crashed.emit(error)

        self._jobs.run(lambda _: logins.set_own(uow, self._entrance.passwords, old, new, again), done, failed)


def _leave(dialog: QDialog) -> None:
    if isValid(dialog):
        dialog.reject()

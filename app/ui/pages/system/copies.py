"""What lies unencrypted beside an encrypted folder: named on the 系统 page until an administrator deletes it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from app.services.storage.plain_copies import delete_plain_copies, plain_copies
from app.services.trust.my_roles import may_administer
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.notices import Kind, Notice
from app.ui.pages.system.account_deeds import Confirm
from app.ui.pages.system.encrypting import Strip

_NAMED = 2


class CopiesStrip(Strip):
    """Hidden while there is nothing; `noticed` tells what was deleted."""

    noticed = Signal(object)

    def __init__(self, uow: UnitOfWork, jobs: Jobs, confirm: Confirm) -> None:
        """Hidden until `refresh` has found something."""
        super().__init__("", "删除…", administers=may_administer(uow))
        self._uow, self._jobs, self._confirm = uow, jobs, confirm
        self._found: tuple[Path, ...] = ()
        self.hide()
        self.asked.connect(self._ask)

    def refresh(self) -> None:
        """Look again, on the worker."""
        self._jobs.run(lambda _: plain_copies(self._uow), self._show)

    def _show(self, found: tuple[Path, ...]) -> None:
        self._found = found
        names = "、".join(path.name for path in found[:_NAMED]) + ("等" if len(found) > _NAMED else "")
        self.said.setText(f"还有 {len(found)} 个没有加密的旧文件（{names}），谁拿到都能读。核对无误后请删除。")
        self.setVisible(bool(found))

    def _ask(self) -> None:
        found = self._found
        details = "是加密之前的数据和备份，删除后不能找回；加密后的数据和备份不动，还没有加密的备份时先做一份。\n"
        details += "\n".join(str(path) for path in found)
        if self._confirm(self, "删除没有加密的旧文件？", details, f"删除 {len(found)} 个文件"):
            delete = partial(delete_plain_copies, self._uow, found)
            self._jobs.run(lambda _: delete(), lambda _: self._deleted(len(found)))

    def _deleted(self, count: int) -> None:
        self.noticed.emit(Notice(Kind.OK, f"已删除 {count} 个没有加密的旧文件。"))
        self.refresh()

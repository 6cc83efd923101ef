"""Putting other data in place of those that are open, from the window: nobody is at work while it happens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.clock import Clock
from app.services.errors import Cancelled, UserError
from app.services.places import Places
from app.ui.background import Jobs

if TYPE_CHECKING:
    from app.services.storage.data_folder import FirstAdministrator
    from app.services.storage.encrypting import Encrypted
    from app.services.storage.restoring import Opener
    from app.services.trust.passwords import Passwords
    from app.services.unit_of_work import UnitOfWork
    from app.ui.files import FileChoice


class Exchange:
    """Restores and encrypts; `begun_anew` is told what was done, and leads back to the door."""

    def __init__(
        self,
        places: Places,
        clock: Clock,
        jobs: Jobs,
        parent: QWidget,
        files: Callable[[], FileChoice],
        begun_anew: Callable[[str], None],
    ) -> None:
        """`parent` is the window over which is asked and shown what opens backups and data."""
        self._places, self._clock, self._jobs, self._parent, self._files = places, clock, jobs, parent, files
        self._begun_anew = begun_anew

    def restore(self, uow: UnitOfWork, path: Path, opener: Opener | None = None) -> None:
        """Put a backup in place of all data; a refusal leaves everything as it is."""

        def work(_: object) -> Path:
            from app.services.storage import restoring

            restoring.require_keeper(uow)
            key = restoring.key_for(path, uow, restoring.want_opener if opener is None else lambda: opener)
            uow.engine.dispose()
            return restoring.restore_folder(self._places, path, uow.account, self._clock, key)

        def restored(replaced: Path) -> None:
            uow.engine.dispose()
            self._begun_anew(f"已用 {path.name} 恢复，原来的数据在 {replaced.name}，请重新进入。")

        self._jobs.run(work, restored, partial(self._refused, uow, path), title="恢复备份")

    def encrypt(self, uow: UnitOfWork, passwords: Passwords, who: FirstAdministrator) -> None:
        """Encrypt a plain folder and show what opens it from now on; a refusal leaves everything as it is."""

        def work(_: object) -> Encrypted:
            from app.services.storage.encrypting import encrypt_folder

            return encrypt_folder(uow, self._places, passwords, who)

        def encrypted(made: Encrypted) -> None:
            from app.ui.pages.entrance.sheet_deeds import SheetDeeds
            from app.ui.pages.system.encrypting import EncryptedDialog

            self._begun_anew(f"已加密，原来的数据在 {made.replaced.name}，请用 {who.name.strip()} 的密码登录。")
            dialog = EncryptedDialog(made, self._parent)
            deeds = SheetDeeds(dialog.panel, made.sheet, self._jobs, self._places, self._files())
            deeds.told.connect(dialog.panel.why.setText)
            dialog.open()

        self._jobs.run(work, encrypted, title="加密")

    def _refused(self, uow: UnitOfWork, path: Path, error: Exception) -> None:
        from app.services.storage.restoring import OpenerWanted
        from app.ui.widgets.backup_opener import OpenerDialog

        if isinstance(error, OpenerWanted):
            dialog = OpenerDialog(error, self._parent)
            dialog.given.connect(partial(self.restore, uow, path))
            dialog.open()
        elif not isinstance(error, Cancelled):
            (self._jobs.refused if isinstance(error, UserError) else self._jobs.crashed).emit(error)

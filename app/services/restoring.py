"""Restoring a data folder as a whole: who may, the backup put in place, its shape brought up to date, the act written down."""

from __future__ import annotations

from pathlib import Path

from app.services import data_folder
from app.services.accounts import LOCAL, Role, require_role
from app.services.backups import restore
from app.services.clock import Clock, local_time
from app.services.places import Places
from app.services.unit_of_work import UnitOfWork


def require_keeper(uow: UnitOfWork) -> None:
    """UserError unless the account may restore: an administrator, or in a plain folder the built-in account."""
    with uow.read() as work:
        require_role(work.session, work.account, {Role.ADMINISTRATOR}, "恢复备份")


def restore_folder(places: Places, path: Path, account: str, clock: Clock = local_time) -> Path:
    """Put a backup in place of the database of a folder that nobody has open, and write that into its chain.

    Gives where the replaced file lies (it need not exist). UserError when the backup does not verify.
    """
    replaced = restore(places.data, path, clock())
    uow, _ = data_folder.open_closed(places, clock)
    with uow.acting_as(account or LOCAL).begin() as work:
        work.note("恢复备份", path.name, f"原来的数据在 {replaced.name}" if replaced.exists() else "原来没有数据")
    uow.engine.dispose()
    return replaced

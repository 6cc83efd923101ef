"""Seeing to it that there are backups: one a day, a drill a month, and a word about their age."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from app.models import AuditEntry
from app.services.storage.backups import Backup, Occasion, back_up, backups_in, folder_of, problem_of, unpack
from app.services.storage.database import FILE_NAME, make_engine
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.vault import Vault
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork

DRILL = "恢复演练"
DRILL_EVERY = timedelta(days=30)
LATE_AFTER = 1  # working days


@dataclass(frozen=True)
class BackupAge:
    """The status bar's word about the latest backup; `late` when a working day has gone by without one."""

    text: str
    late: bool


def age(uow: UnitOfWork) -> BackupAge:
    """How old the latest backup is: 备份 今天 08:31 ✓."""
    today = uow.clock().date()  # what a clock that ran ahead has dated is none to rest on
    found = [one for one in backups_in(folder_of(uow)) if one.made_at.date() <= today]
    if not found:
        return BackupAge("备份 还没有", late=True)
    latest = found[0].made_at
    with uow.read() as work:
        days, gone = (work.today - latest.date()).days, work.calendar.between(latest.date(), work.today)
    when = {0: "今天", 1: "昨天"}.get(days, f"{days} 天前")
    late = gone > LATE_AFTER
    return BackupAge(f"备份 {when} {latest:%H:%M} {'逾期' if late else '✓'}", late)


def daily(uow: UnitOfWork) -> Backup | None:
    """The backup of the day on its first start, and the monthly drill when it is due; None when there is one already."""
    now = uow.clock()
    if any(one.made_at.date() == now.date() for one in backups_in(folder_of(uow))):
        return None
    made = back_up(uow, Occasion.DAILY)
    if _drill_due(uow, now):
        drill(uow, made)
    return made


def drill(uow: UnitOfWork, backup: Backup) -> tuple[str, ...]:
    """Restore a backup into a folder of its own, check everything in it, throw it away; what was found is logged."""
    with TemporaryDirectory(prefix="演练-", dir=backup.path.parent) as scratch:
        folder = Path(scratch)
        unpack(backup.path, folder, uow.key)
        engine = make_engine(folder / FILE_NAME, uow.key)
        vault = Vault(folder / KEYS, uow.vault.key) if uow.vault else None
        problems = verify(UnitOfWork(engine, uow.account, uow.shipped, uow.clock, vault=vault)).problems
        engine.dispose()
    with uow.begin() as work:
        work.note(DRILL, backup.path.name, "；".join(problems) or "恢复后核对一致")
    return problems


def check(uow: UnitOfWork, path: Path) -> str:
    """Whether a backup can be restored, as a sentence for the list."""
    problem = problem_of(path, uow.key)
    return problem or "完好"


def _drill_due(uow: UnitOfWork, now: datetime) -> bool:
    with uow.read() as work:
        last = work.session.execute(select(func.max(AuditEntry.at)).where(AuditEntry.action == DRILL)).scalar()
    return last is None or not timedelta(0) <= now - last < DRILL_EVERY  # a clock set back puts off no drill

"""What was tried at a closed encrypted folder, brought into its audit chain; and forgiven by whoever may."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from app.models import Account
from app.services.policy.standards import Parameters
from app.services.storage.tries import Allowed, Tally, Tries
from app.services.trust.login_guards import guards, guards_of
from app.services.trust.logins import LOGIN
from app.services.unit_of_work import UnitOfWork, Work


def tries_of(folder: Path, shipped: Parameters, now: datetime) -> Tries:
    """What was counted while a folder was closed; as many are allowed as shipped until a login says otherwise."""
    known = guards_of(shipped, now.date())
    return Tries(folder, Allowed(known.failures, known.lock_minutes))


def audit_tries(uow: UnitOfWork) -> None:
    """Write what was counted into the audit chain, lock in the database who is locked; in a plain folder nothing."""
    tries = _tries(uow)
    if tries is None:
        return
    with uow.read() as work:
        asked = guards(work)
    if tries.waiting:
        with uow.acting_as("").begin() as work:
            accounts = {one.name: one for one in work.session.scalars(select(Account).where(Account.active))}
            for name, tally in tries.untold(list(accounts)):
                _note(work, accounts.get(name), tally)
    tries.told(Allowed(asked.failures, asked.lock_minutes))


def forgive(uow: UnitOfWork, name: str) -> None:
    """The right password was given, or an administrator unlocks: nothing is counted of the name any more."""
    tries = _tries(uow)
    if tries is not None:
        tries.forgive(name)


def _tries(uow: UnitOfWork) -> Tries | None:
    return tries_of(uow.vault.path.parent, uow.shipped, uow.clock()) if uow.vault else None


def _note(work: Work, account: Account | None, tally: Tally) -> None:
    what = "密码不对" if account else "账号不存在或已停用"
    name = account.name if account else ""
    work.note_many((f"{LOGIN}失败", name, f"{moment:%Y-%m-%d %H:%M:%S}，{what}") for moment in tally.untold)
    if account is not None and tally.until is not None and tally.locked(work.now):
        account.locked_until = tally.until
        work.note("锁定账号", name, f"至 {tally.until:%Y-%m-%d %H:%M}")

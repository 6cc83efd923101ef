"""Logging in to an encrypted folder: the password opens the key, the key the database, and there the login is checked."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.models import Account
from app.services.clock import Clock, local_time
from app.services.errors import UserError
from app.services.places import Places
from app.services.standards.standards_file import shipped_parameters
from app.services.storage import data_folder
from app.services.storage.key_file import NAME, read_key_file
from app.services.storage.tries import Tally
from app.services.storage.tries_audited import audit_tries, forgive, tries_of
from app.services.storage.vault import Vault
from app.services.trust.logins import WRONG, AccountLocked, Entered, locked_sentence, log_in
from app.services.trust.passwords import Passwords
from app.services.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Door:
    """How one comes in: how passwords are hashed, through which door (窗口 or 命令行), by which clock."""

    passwords: Passwords
    name: str = "窗口"
    clock: Clock = local_time


def enter(places: Places, door: Door, name: str, password: str) -> tuple[UnitOfWork, Entered]:
    """Open a folder with login and log in; nobody is at work yet in the one given back.

    UserError, the same for unknown names and wrong passwords; AccountLocked; or when the key file is missing.
    """
    folder = unlock_folder(places, door, name, password)
    with ExitStack() as undone:
        undone.callback(folder.engine.dispose)
        entered = log_in(folder, door.passwords, name, password, door.name)
        forgive(folder, name.strip())
        _withdraw(folder, name.strip(), password)
        undone.pop_all()
    return folder, entered


def unlock_folder(places: Places, door: Door, name: str, password: str) -> UnitOfWork:
    """Open a folder with login before anybody has logged in; an encrypted one with a password that opens it.

    What was tried in vain meanwhile comes into its audit chain. UserError as `enter`.
    """
    if not data_folder.is_encrypted(places):
        return data_folder.open_closed(places, door.clock)[0]
    folder = data_folder.opened(places, _open(places, door, name.strip(), password), door.clock)
    audit_tries(folder)
    return folder


def _open(places: Places, door: Door, name: str, password: str) -> Vault:
    path = places.data / NAME
    content, tries = read_key_file(path), tries_of(places.data, shipped_parameters(places.resources), door.clock())
    _refuse_locked(name, tries.of(name), door.clock())
    key = content.open(name, password)
    if key is None:
        _refuse_locked(name, tries.wrong(name, door.clock()), door.clock())
        raise UserError(WRONG)
    return Vault(path, key)


def _refuse_locked(name: str, tally: Tally, now: datetime) -> None:
    if tally.until is not None and tally.locked(now):
        raise AccountLocked(locked_sentence(name, tally.until))


def _withdraw(folder: UnitOfWork, name: str, password: str) -> None:
    """Slots of accounts out of use and of one's former passwords go, where the program ended before it could remove them."""
    if folder.vault is not None:
        spare = folder.vault.spare(name, password)
        with folder.begin() as work:
            folder.vault.withdraw(spare)
            folder.vault.keep_names(work.session.scalars(select(Account.name).where(Account.active)).all())

"""The recovery sheet: a code on paper that opens an encrypted folder when no password does."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from app.models import Account
from app.services.errors import UserError
from app.services.places import Places
from app.services.policy.standards import OFFICE
from app.services.storage import data_folder
from app.services.storage.key_file import NAME, SHEET, read_key_file
from app.services.storage.recovery_code import grouped, new_code, read_code
from app.services.storage.tries_audited import audit_tries, forgive
from app.services.storage.unlocking import Door
from app.services.storage.vault import Vault
from app.services.trust.accounts import Role, require_role, roles_of
from app.services.trust.login_guards import guards, require_recent_password
from app.services.trust.logins import check_rules, give_slot, keep_last_slot
from app.services.unit_of_work import UnitOfWork

NOT_ENCRYPTED = "这个数据文件夹没有加密，不需要恢复单。"


@dataclass(frozen=True)
class RecoverySheet:
    """What stands on the sheet; `number` tells sheets apart, `code` is in its groups and stored nowhere."""

    office: str
    number: str
    code: str = field(repr=False)
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class NewPassword:
    """The administrator who comes back by the sheet, and the password that is to open from now on."""

    name: str
    password: str = field(repr=False)


def new_sheet(uow: UnitOfWork) -> RecoverySheet:
    """An administrator has a sheet made; the one before opens nothing any more. UserError where nothing is encrypted."""
    vault, code = uow.vault, new_code()
    if vault is None:
        raise UserError(NOT_ENCRYPTED)
    slot = vault.slot_for(SHEET, read_code(code))
    number = slot.sealed.nonce.hex()[:6].upper()
    with uow.begin() as work:
        require_role(work.session, work.account, {Role.ADMINISTRATOR}, "印制恢复单")
        require_recent_password(work, "印制恢复单")
        office = work.parameters.at(work.today).text(OFFICE, "名称")
        work.note("印制恢复单", number, "以前的恢复单作废")
        give_slot(uow, slot)
    keep_last_slot(uow, SHEET)
    return RecoverySheet(office, number, code, work.now, uow.account)


def recover(places: Places, door: Door, typed: str, wanted: NewPassword) -> UnitOfWork:
    """Open a folder with the code of its sheet and give an administrator a new password; who logs in with it then.

    UserError with field code, name or new for what will not do; nothing is changed then.
    """
    if not data_folder.is_encrypted(places):
        raise UserError(NOT_ENCRYPTED)
    path, code, name = places.data / NAME, read_code(typed), wanted.name.strip()
    key = read_key_file(path).open(SHEET, code)
    if key is None:
        raise UserError(
            f"恢复码 {grouped(code)[:5]}… 不能打开这个数据文件夹（可能已换过新的恢复单），请用最近一次印制的恢复单。",
            "code",
        )
    folder = data_folder.opened(places, Vault(path, key), door.clock)
    with ExitStack() as undone:
        undone.callback(folder.engine.dispose)
        audit_tries(folder)
        _set_password(folder.acting_as(name), door, wanted)
        undone.pop_all()
    return folder


def keep_apart(places: Places, sheet: Path) -> Path:
    """Where the sheet goes as a file; UserError for the data folder, as it would lie beside the key, or no folder."""
    target = sheet.absolute()
    if target.resolve().is_relative_to(places.data.resolve()):
        raise UserError(f"恢复单不能放在数据文件夹里（{target}），请另选位置，打印后删除这个文件。")
    if not target.parent.is_dir() or not os.access(target.parent, os.W_OK):
        raise UserError(f"文件夹 {target.parent} 不能写入，没有印制恢复单，请换一个位置。")
    return target


def _set_password(uow: UnitOfWork, door: Door, wanted: NewPassword) -> None:
    with uow.read() as work:
        administrator = Role.ADMINISTRATOR in roles_of(work.session, uow.account)
        kinds = guards(work).kinds
    if not administrator:
        raise UserError(f"“{uow.account}”不是在用的管理员账号，恢复单只能为管理员重设密码，请核对姓名。", "name")
    check_rules(wanted.password, uow.account, kinds)
    hashed = door.passwords.hashed(wanted.password)
    slot = uow.vault.slot_for(uow.account, wanted.password) if uow.vault else None
    with uow.begin() as work:
        account = work.session.scalars(select(Account).where(Account.name == uow.account)).one()
        account.password, account.password_at, account.one_time = hashed, work.now, False
        account.failures, account.locked_until = 0, None
        work.note("用恢复单重设密码", uow.account, door.name)
        give_slot(uow, slot)
    keep_last_slot(uow, uow.account)
    forgive(uow, uow.account)

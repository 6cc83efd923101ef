"""The commands about keys: the recovery sheet, coming back by it, and encrypting a folder made without."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.commands_login import DOOR, NEW_PASSWORD_FILE, PASSWORD_FILE, open_for, password
from app.services.errors import UserError
from app.services.places import Places
from app.services.unit_of_work import UnitOfWork

SHEET_FILE = "YEJI_SHEET_FILE"
Command = Callable[[argparse.Namespace, Places], int]
Add = Callable[[str, Command, str], argparse.ArgumentParser]


def add_to(add: Add) -> None:
    """Put the commands among the others."""
    one = add("sheet", sheet, "另印恢复单，以前的作废")
    one.add_argument("out", metavar="OUT.pdf", help="不能在数据文件夹里")
    add("recover", recover, "用恢复单为管理员重设密码")
    one = add("encrypt", encrypt, "把没有加密的数据文件夹加密，以后须登录")
    one.add_argument("out", metavar="OUT.pdf", help="恢复单写到哪里，不能在数据文件夹里")
    one.add_argument("--admin", metavar="NAME", default="管理员", help="不设登录的文件夹加密后的第一个管理员")


def sheet(given: argparse.Namespace, places: Places) -> int:
    """A new recovery sheet, which replaces the one before."""
    from app.services.storage.recovering import keep_apart

    target = keep_apart(places, Path(given.out))
    print(write_sheet(open_for(given, places), places, target))
    return 0


def write_sheet(uow: UnitOfWork, places: Places, target: Path) -> str:
    """Make the sheet and write it to a file; what to tell."""
    from app.services.letters.office.recovery_sheet import save_recovery_sheet
    from app.services.letters.paper.fonts import Fonts
    from app.services.storage.recovering import new_sheet

    made = new_sheet(uow)
    save_recovery_sheet(made, target, Fonts(places.resources / "fonts"))
    return f"恢复单（编号 {made.number}）已写到 {target}，请打印后密封保管，并删除这个文件。"


def default_sheet(now: datetime) -> Path:
    """Where the sheet of a new folder is written unless told: in the folder one works in."""
    return Path(f"恢复单-{now:%Y%m%d}.pdf")


def recover(given: argparse.Namespace, places: Places) -> int:
    """Come back by the recovery sheet: a new password for an administrator."""
    from app.services.storage.recovering import NewPassword
    from app.services.storage.recovering import recover as come_back
    from app.services.storage.unlocking import Door
    from app.services.trust.passwords import Passwords

    if not given.account:
        raise UserError("请用 --as 指明要重设密码的管理员账号。")
    code = password("恢复单上的八组字符", SHEET_FILE)
    new = password("新密码", NEW_PASSWORD_FILE)
    if NEW_PASSWORD_FILE not in os.environ and new != password("再输一次新密码", NEW_PASSWORD_FILE):
        raise UserError("两次输入的密码不一致，没有改动，请重新执行。")
    come_back(places, Door(Passwords(), DOOR), code, NewPassword(given.account, new)).engine.dispose()
    print(f"已用恢复单为 {given.account.strip()} 设置新密码，请另印一份恢复单（sheet 命令）。")
    return 0


def encrypt(given: argparse.Namespace, places: Places) -> int:
    """Encrypt a folder made without; one-time passwords of the others are printed once."""
    from app.services.letters.office.recovery_sheet import save_recovery_sheet
    from app.services.letters.paper.fonts import Fonts
    from app.services.storage.data_folder import FirstAdministrator
    from app.services.storage.encrypting import encrypt_folder
    from app.services.storage.recovering import keep_apart
    from app.services.trust.passwords import Passwords

    target = keep_apart(places, Path(given.out))
    uow = open_for(given, places)
    logs_in = uow.attendance is not None
    name = uow.account if logs_in else given.admin
    chosen = password(f"{name} 的密码" if logs_in else f"为 {name} 设置密码")
    if not logs_in and PASSWORD_FILE not in os.environ and chosen != password("再输一次"):
        raise UserError("两次输入的密码不一致，没有加密，请重新执行。")
    made = encrypt_folder(uow, places, Passwords(), FirstAdministrator(name, chosen))
    save_recovery_sheet(made.sheet, target, Fonts(places.resources / "fonts"))
    print(f"已加密 {places.data}，管理员 {name}；未加密的原数据在 {made.replaced}，核对无误后请删除它和以前的备份。")
    for other, first in made.first:
        print(f"{other} 的一次性密码 {first}，首次登录时须改成自己的密码。")
    print(f"恢复单（编号 {made.sheet.number}）已写到 {target}，请打印后密封保管，并删除这个文件。")
    return 0

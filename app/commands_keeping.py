"""The commands that keep data safe and hand them over: backup, restore, and the auditors' folder."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from app.commands_login import PASSWORD_FILE, open_for, password
from app.services.errors import UserError
from app.services.places import Places
from app.services.storage import data_folder

BACKUP_FILE = "YEJI_BACKUP_PASSWORD_FILE"
Command = Callable[[argparse.Namespace, Places], int]
Add = Callable[[str, Command, str], argparse.ArgumentParser]


def add_to(add: Add) -> None:
    """Put the commands among the others."""
    one = add("backup", backup, "备份数据库，核对后写出")
    one.add_argument("out", metavar="OUT")
    one = add("restore", restore, "核对备份并恢复；被替换的数据留在数据文件夹里")
    one.add_argument("file", metavar="FILE")
    one = add("package", package, "写出某年度的迎审包")
    one.add_argument("year", type=int, metavar="YEAR")
    one.add_argument("out", metavar="OUT.zip")


def backup(given: argparse.Namespace, places: Places) -> int:
    """A verified backup to a file."""
    from app.services.storage.backups import back_up_to

    back_up_to(open_for(given, places), Path(given.out))
    print(f"已备份并核对：{given.out}")
    return 0


def restore(given: argparse.Namespace, places: Places) -> int:
    """A backup in place of the data folder's database; whoever may administer it, where there is one."""
    from app.services.storage.restoring import Opener, key_for, require_keeper, restore_folder

    def ask() -> Opener:
        name = given.account or ""
        if not name:
            raise UserError("备份已加密，请用 --as 指明备份当日的一个账号，密码按提示输入或由文件提供。")
        variable = BACKUP_FILE if BACKUP_FILE in os.environ else PASSWORD_FILE
        return Opener(name, password(f"{name} 在备份当日的密码", variable))

    account, uow = given.account or "", None
    if data_folder.exists(places):
        uow = open_for(given, places)
        account = uow.account
        require_keeper(uow)
        uow.engine.dispose()
    key = key_for(Path(given.file), uow, ask)
    replaced = restore_folder(places, Path(given.file), account, key=key)
    print(f"已恢复 {given.file}。" + (f"原来的数据在 {replaced}。" if replaced.exists() else ""))
    return 0


def package(given: argparse.Namespace, places: Places) -> int:
    """The auditors' folder of a year as one zip."""
    from app.services.letters.fonts import Fonts
    from app.services.supervision.audit_package import write_package

    packed = write_package(open_for(given, places), given.year, Path(given.out), Fonts(places.resources / "fonts"))
    print(f"已写出 {given.year} 年度迎审包：{given.out}，案件 {packed.cases} 件，文书 {packed.letters} 份。")
    return 0

"""The commands that keep data safe and hand them over: backup, restore, and the auditors' folder."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands_login import PASSWORD_FILE, open_for, password
from app.services.errors import UserError
from app.services.places import Places
from app.services.storage import data_folder

if TYPE_CHECKING:
    from app.services.storage.restoring import Opener

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
    """A backup in place of the data folder's database, by whoever may administer it; without one that can be opened
    by whoever opens the backup."""
    from app.services.storage.restoring import key_for, require_keeper, restore_folder

    path = Path(given.file)
    try:
        uow = open_for(given, places) if data_folder.exists(places) else None
    except UserError as error:
        return _rescue(given, places, error)
    if uow is None:
        return _rescue(given, places)
    require_keeper(uow)
    uow.engine.dispose()
    key = key_for(path, uow, partial(_opener, given))
    replaced = restore_folder(places, path, uow.account, key=key)
    print(f"已恢复 {given.file}。" + (f"原来的数据在 {replaced}。" if replaced.exists() else ""))
    return 0


def _rescue(given: argparse.Namespace, places: Places, why: UserError | None = None) -> int:
    """Restore where nothing can be opened; `why` it cannot is said when the data turn out to be whole."""
    from app.services.storage.rescuing import StillWhole, asks_opener, rescue

    path = Path(given.file)
    try:
        opener = _opener(given) if path.is_file() and asks_opener(path) else None
        print(rescue(places, path, opener))
    except StillWhole as whole:
        raise why or whole from whole
    return 0


def _opener(given: argparse.Namespace) -> Opener:
    """What opens an encrypted backup: the account named with its password of that day, or the sheet's code."""
    from app.commands_keys import SHEET_FILE
    from app.services.storage.restoring import Opener

    if given.account:
        variable = BACKUP_FILE if BACKUP_FILE in os.environ else PASSWORD_FILE
        return Opener(given.account, password(f"{given.account} 在备份当日的密码", variable))
    if SHEET_FILE in os.environ:
        return Opener("", password("恢复单上的八组字符", SHEET_FILE))
    raise UserError(
        "备份已加密，请用 --as 指明备份当日的一个账号，密码按提示输入或由文件提供；"
        f"或用 {SHEET_FILE} 指定存放恢复码的文件。"
    )


def package(given: argparse.Namespace, places: Places) -> int:
    """The auditors' folder of a year as one zip."""
    from app.services.letters.paper.fonts import Fonts
    from app.services.supervision.audit_package import write_package

    packed = write_package(open_for(given, places), given.year, Path(given.out), Fonts(places.resources / "fonts"))
    print(f"已写出 {given.year} 年度迎审包：{given.out}，案件 {packed.cases} 件，文书 {packed.letters} 份。")
    return 0

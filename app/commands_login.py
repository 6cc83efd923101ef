"""Commands and logins: who acts in a command, from where the password comes, and the commands that care for accounts."""

from __future__ import annotations

import argparse
import json
import os
import sys
from contextlib import ExitStack
from dataclasses import asdict
from datetime import date, datetime
from getpass import getpass
from pathlib import Path

from app.services.errors import UserError
from app.services.places import Places
from app.services.standards.standards_file import office_entries
from app.services.storage import data_folder
from app.services.trust import clock_back
from app.services.trust.accounts import LOCAL, add_account, role_named, titles_of
from app.services.trust.attendance import Attendance
from app.services.unit_of_work import UnitOfWork

PASSWORD_FILE, NEW_PASSWORD_FILE = "YEJI_PASSWORD_FILE", "YEJI_NEW_PASSWORD_FILE"
DOOR = "命令行"


def open_for(given: argparse.Namespace, places: Places) -> UnitOfWork:
    """The data folder for whoever gives the command; UserError when it asks for a login and that is refused."""
    named: str | None = getattr(given, "account", None)
    if not data_folder.needs_login(places):
        return _closing(given, data_folder.open_folder(places, named or LOCAL))
    if not named:
        raise UserError(data_folder.NEEDS_LOGIN)
    from app.services.storage.unlocking import Door, enter
    from app.services.trust.logins import Renewal
    from app.services.trust.passwords import Passwords

    folder, entered = enter(places, Door(Passwords(), DOOR), named, password(f"{named} 的密码"))
    _closing(given, folder)
    if entered.renewal is not Renewal.NONE:
        why = "是一次性的" if entered.renewal is Renewal.FIRST else "已到期"
        raise UserError(f"账号 {entered.account} 的密码{why}，请先用 password 命令或在窗口登录，设置自己的密码。")
    return folder.acting_as(entered.account, Attendance(folder.clock()))


def _closing(given: argparse.Namespace, uow: UnitOfWork) -> UnitOfWork:
    """The data folder, which is given back when the command is done."""
    closing: ExitStack = given.closing
    closing.callback(uow.engine.dispose)
    if late := clock_back.warning(uow):
        print(late, file=sys.stderr)
    return uow


def text_day(text: str) -> date:
    """A day as typed behind a command; UserError unless it is written 2026-01-31."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"日期“{text}”应写成 2026-01-31 这样的形式。") from None


def password(what: str, variable: str = PASSWORD_FILE) -> str:
    """A password from the file that the environment names, else typed unseen; UserError when there is neither."""
    named = os.environ.get(variable)
    if named:
        try:
            return Path(named).read_text(encoding="utf-8-sig").split("\n", 1)[0].rstrip("\r")
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(f"{variable} 指定的密码文件读不出，请核对路径和权限后重试。") from error
    if sys.stdin is None or not sys.stdin.isatty():
        raise UserError(f"没有可输入密码的终端，请用环境变量 {variable} 指定存放密码的文件。")
    return getpass(f"{what}：")


def init(given: argparse.Namespace, places: Places) -> int:
    """Make a data folder: plain, or one with login and its first administrator."""
    entries = office_entries(Path(given.standards)) if given.standards else ()
    if given.plain:
        _closing(given, data_folder.set_up(places, entries))
        print(f"已建立数据文件夹 {places.data}（明文、无登录）。")
        return 0
    from app.commands_keys import default_sheet, write_sheet
    from app.services.storage.recovering import keep_apart
    from app.services.trust.passwords import Passwords

    sheet = keep_apart(places, Path(given.sheet) if given.sheet else default_sheet(datetime.now().astimezone()))
    chosen = password(f"为 {given.admin} 设置密码")
    if PASSWORD_FILE not in os.environ and chosen != password("再输一次"):
        raise UserError("两次输入的密码不一致，没有建立数据文件夹，请重新执行。")
    first = data_folder.FirstAdministrator(given.admin, chosen)
    uow = _closing(given, data_folder.set_up_with_login(places, first, Passwords(), entries))
    print(f"已建立数据文件夹 {places.data}（有登录、已加密），管理员 {given.admin.strip()}。")
    print(write_sheet(uow.acting_as(given.admin.strip()), places, sheet))
    return 0


def account(given: argparse.Namespace, places: Places) -> int:
    """Add an account; where one logs in its one-time password is made up and printed once."""
    roles = [role_named(text) for text in given.roles]
    uow = open_for(given, places)
    said = f"已建立账号 {given.name}：{titles_of(roles)}。"
    if uow.attendance is None:
        add_account(uow, given.name, roles)
    else:
        from app.services.trust import account_care, passwords

        first = passwords.one_time()
        account_care.open_account(uow, passwords.Passwords(), given.name, roles, first)
        said += f"一次性密码 {first}，首次登录时须改成自己的密码。"
    print(said)
    return 0


def day_sheet(given: argparse.Namespace, places: Places) -> int:
    """Write the day sheet of a day, today's without one."""
    from app.services.letters.office.day_sheet_page import save_day_sheet
    from app.services.letters.paper.fonts import Fonts

    uow = open_for(given, places)
    day = text_day(given.day) if given.day else uow.clock().date()
    sheet = save_day_sheet(uow, day, Path(given.out), Fonts(places.resources / "fonts"))
    print(f"已写出 {day} 的日结单：{given.out}，链头 {sheet.head.digest}")
    return 0


def check_everything(given: argparse.Namespace, places: Places) -> int:
    """Check database, chain, letters and ledger, and whether the chain has a head printed earlier."""
    from app.services.trust.day_sheet import find_head, head_sentence
    from app.services.trust.verifying import verify

    uow = open_for(given, places)
    printed: str | None = given.head
    head = find_head(uow, printed) if printed else None
    found = verify(uow)
    lost = bool(printed) and head is None
    problems = [*found.problems, *([head_sentence(printed, None)] if printed and lost else [])]
    if given.json:
        named = {"head": asdict(head) | {"at": head.at.isoformat()} if head else None} if printed else {}
        shown = asdict(found) | {"problems": problems, "ok": not problems} | named
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        whole = f"数据库、审计链、台账一致。审计链 {found.audit_entries} 条，链头 {found.chain_head[:16]}"
        heads = [f"【{one.head}】" for one in found.findings]
        paper = [head_sentence(printed, head)] if printed and head else []
        print("\n".join([*heads, *(problems or [whole]), *([found.proves] if found.proves else []), *paper]))
    return 1 if problems else 0


def change_password(given: argparse.Namespace, places: Places) -> int:
    """Set one's own password, knowing the old one."""
    from app.services.storage.unlocking import Door, unlock_folder
    from app.services.trust.logins import set_own
    from app.services.trust.passwords import Passwords

    if not data_folder.needs_login(places):
        raise UserError("这个数据文件夹不设登录，账号没有密码。")
    if not given.account:
        raise UserError(data_folder.NEEDS_LOGIN)
    old, new = password("原密码"), password("新密码", NEW_PASSWORD_FILE)
    again = new if NEW_PASSWORD_FILE in os.environ else password("再输一次新密码", NEW_PASSWORD_FILE)
    folder = _closing(given, unlock_folder(places, Door(Passwords(), DOOR), given.account, old))
    set_own(folder.acting_as(given.account.strip()), Passwords(), old, new, again)
    print(f"已设置 {given.account} 的新密码。")
    return 0

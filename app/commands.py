"""The command line: parse, call a service, print. The same services as the window, for scheduled jobs and checks."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from app import commands_keeping, commands_keys, commands_login, commands_money, paths
from app.commands_login import open_for, text_day
from app.services.cases.casework import move
from app.services.cases.course import State, step_named
from app.services.cases.orders import Order
from app.services.errors import UserError
from app.services.places import Places
from app.services.standards.standards_file import office_entries
from app.services.storage import data_folder
from app.services.storage.scratch import scratch_in

DONE, ROW_ERRORS, REFUSED = 0, 1, 2
Command = Callable[[argparse.Namespace, Places], int]


class Parser(argparse.ArgumentParser):
    """An argument parser that refuses in one Chinese sentence."""

    def error(self, message: str) -> NoReturn:
        """Say what was wrong with the command line."""
        raise UserError(f"命令写法不对（{message}），用 {self.prog} --help 查看用法。")


def run(arguments: Sequence[str]) -> int:
    """Carry out one command; a refusal is one sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        given = build_parser().parse_args(arguments)
        command: Command = given.command
        places = paths.places(given.data)
        with scratch_in(places.data), ExitStack() as given.closing:
            return command(given, places)
    except UserError as error:
        print(error.text, file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # whoever reads our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _print_json(content: object) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=1))


def _template(given: argparse.Namespace, places: Places) -> int:
    from app.services.excel.applications.templates import write_template_of

    uow = open_for(given, places) if data_folder.exists(places) else None
    write_template_of(places, given.code, Path(given.out), uow)
    print(f"已写出模板 {given.out}。")
    return DONE


def _assess(given: argparse.Namespace, places: Places) -> int:
    from app.services.excel.applications.assessing import as_json, as_text, assess_workbook

    entries = office_entries(Path(given.standards)) if given.standards else []
    uow = open_for(given, places) if data_folder.exists(places) else None
    preview = assess_workbook(places, Path(given.file), code=given.type, entries=entries, uow=uow)
    if given.json:
        _print_json(as_json(preview))
    else:
        print(as_text(preview))
    return ROW_ERRORS if preview.error_count else DONE


def _import(given: argparse.Namespace, places: Places) -> int:
    from app.services.excel.applications.importing import import_workbook

    errors = Path(given.errors) if given.errors else None
    result = import_workbook(
        open_for(given, places), Path(given.file), code=given.type, only_good=given.only_good, marked=errors
    )
    if given.json:
        _print_json(asdict(result))
    else:
        print(result.sentence)
    return ROW_ERRORS if result.errors else DONE


def _cases(given: argparse.Namespace, places: Places) -> int:
    from app.services.policy.money import yuan
    from app.services.worklists.case_list import list_cases

    state = given.state
    if state and state not in set(State):
        raise UserError(f"没有“{state}”这个状态，可用：{'、'.join(State)}。")
    cases = list_cases(open_for(given, places), state)
    if given.json:
        _print_json([asdict(case) for case in cases])
        return DONE
    for case in cases:
        print(f"{case.number}\t{case.code}\t{State(case.state).label}\t{case.applicant}\t{yuan(case.payable_fen)}")
    return DONE


def _move(given: argparse.Namespace, places: Places) -> int:
    from app.services.policy.values import Unreadable, read_fen

    try:
        amount = read_fen(given.amount) if given.amount else None
    except Unreadable as error:
        raise UserError(f"金额“{given.amount}”读不出（{error.text}），请改正。") from error
    order = Order(step_named(given.step), given.reason or "", given.voucher or "", amount)
    moved = move(open_for(given, places), given.case, order, on=text_day(given.date) if given.date else None)
    print(f"{moved.number} {moved.before.label} → {moved.after.label}")
    return DONE


def _letters(given: argparse.Namespace, places: Places) -> int:
    from app.services.letters import asked, issuing
    from app.services.letters.paper.fonts import Fonts
    from app.services.letters.subjects import Wanted
    from app.services.trust.exporting import save_noted

    uow, fonts = open_for(given, places), Fonts(places.resources / "fonts")
    wanted = Wanted(given.kind, given.case or "", given.batch or "")
    if given.kind == asked.RECEIPT:
        pdf, count = asked.receipts_called(uow, wanted, fonts)
    else:
        letters = asked.issue_called(uow, wanted, fonts)
        if not letters:
            raise UserError(asked.none_due(given.kind))
        pdf, count = issuing.batch_file(uow, [letter.number for letter in letters], fonts), len(letters)
    save_noted(uow, Path(given.out), pdf, f"{given.kind} {count} 份")
    print(f"已写出 {count} 份{given.kind}：{given.out}")
    return DONE


def _report(given: argparse.Namespace, places: Places) -> int:
    from app.services.excel.books.annual import write_annual

    write_annual(open_for(given, places), given.year, Path(given.out))
    print(f"已写出 {given.year} 年度报表：{given.out}")
    return DONE


def _ledger(given: argparse.Namespace, places: Places) -> int:
    from app.services.excel.books.ledger_sheet import write_ledger

    write_ledger(open_for(given, places), Path(given.out))
    print(f"已写出发放台账：{given.out}")
    return DONE


def _demo(given: argparse.Namespace, places: Places) -> int:
    from app.services.demonstration.demo import play

    play(Path(given.folder), places, print)
    return DONE


def build_parser() -> argparse.ArgumentParser:
    """All commands with their arguments."""
    parser = Parser(prog="main.py", description="叶集区技能人才补贴办理程序；不带命令时打开窗口。")
    parser.add_argument("--data", help="数据文件夹（也可用环境变量 YEJI_DATA 指定）")
    commands = parser.add_subparsers(required=True, metavar="命令", parser_class=Parser)

    def add(name: str, command: Command, about: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=about, description=about)
        one.add_argument("--data", default=argparse.SUPPRESS, help="数据文件夹")
        one.add_argument("--as", dest="account", metavar="ACCOUNT", help="以哪个账号办理（有登录的文件夹须指明）")
        one.set_defaults(command=command)
        return one

    _add_set_up(add)
    _add_workbooks(add)
    _add_casework(add)
    commands_money.add_to(add)
    commands_keeping.add_to(add)
    commands_keys.add_to(add)
    return parser


Add = Callable[[str, Command, str], argparse.ArgumentParser]


def _add_set_up(add: Add) -> None:
    one = add("init", commands_login.init, "建立空的数据文件夹")
    one.add_argument("--standards", metavar="FILE", help="地方标准文件（TOML）")
    one.add_argument("--plain", action="store_true", help="不加密、不登录")
    one.add_argument("--admin", metavar="NAME", default="管理员", help="加密的文件夹的第一个管理员")
    one.add_argument("--sheet", metavar="OUT.pdf", help="恢复单写到哪里，默认当前文件夹；不能在数据文件夹里")
    one = add("account", commands_login.account, "增加账号")
    one.add_argument("name")
    one.add_argument("roles", nargs="+", metavar="ROLE", help="clerk reviewer approver finance auditor administrator")
    add("password", commands_login.change_password, "设置自己的密码")
    one = add("verify", commands_login.check_everything, "核对数据库、审计链和台账")
    one.add_argument("--json", action="store_true")
    one.add_argument("--head", metavar="PREFIX", help="日结单上印的链头（前 8 位以上），查对在链上的位置")
    one = add("day-sheet", commands_login.day_sheet, "写出日结单")
    one.add_argument("day", nargs="?", metavar="DATE", help="哪一天，默认今天")
    one.add_argument("out", metavar="OUT.pdf")
    one = add("demo", _demo, "用样本区走完全程，结果写入文件夹")
    one.add_argument("folder", metavar="DIR")


def _add_workbooks(add: Add) -> None:
    one = add("template", _template, "写出某类补贴的填报模板")
    one.add_argument("code", metavar="CODE")
    one.add_argument("out", metavar="OUT.xlsx")
    one = add("assess", _assess, "读工作簿并逐行测算，不保存")
    one.add_argument("file", metavar="FILE")
    one.add_argument("--type", metavar="CODE")
    one.add_argument("--standards", metavar="FILE")
    one.add_argument("--json", action="store_true")
    one = add("import", _import, "把工作簿存为草稿")
    one.add_argument("file", metavar="FILE")
    one.add_argument("--type", metavar="CODE")
    one.add_argument("--only-good", action="store_true", help="有错的行不存，其余照存")
    one.add_argument("--errors", metavar="OUT.xlsx", help="写出标注错误的工作簿")
    one.add_argument("--json", action="store_true")
    for name, command, about in (("report", _report, "写出年度报表"), ("ledger", _ledger, "写出发放台账")):
        one = add(name, command, about)
        if name == "report":
            one.add_argument("year", type=int, metavar="YEAR")
        one.add_argument("out", metavar="OUT.xlsx")


def _add_casework(add: Add) -> None:
    one = add("cases", _cases, "列出案件")
    one.add_argument("--state", metavar="S")
    one.add_argument("--json", action="store_true")
    one = add("move", _move, "把案件推进一步")
    one.add_argument("case", metavar="CASE")
    one.add_argument("step", metavar="STEP")
    for name in ("reason", "date", "voucher", "amount"):
        one.add_argument(f"--{name}")
    one = add("letters", _letters, "出具文书并合为一个文件")
    one.add_argument("--kind", required=True, metavar="K")
    scope = one.add_mutually_exclusive_group()
    scope.add_argument("--batch", metavar="B")
    scope.add_argument("--case", metavar="C")
    one.add_argument("out", metavar="OUT.pdf")

"""The commands of money: enter or list a budget, record a yearly check, close a year."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict

from app.commands_login import open_for, text_day
from app.services.errors import UserError
from app.services.places import Places

Command = Callable[[argparse.Namespace, Places], int]
Add = Callable[[str, Command, str], argparse.ArgumentParser]


def add_to(add: Add) -> None:
    """Put the commands among the others."""
    one = add("budget", budget, "录入或调减某年度一个来源的预算；不带参数时列出各年度预算")
    one.add_argument("year", nargs="?", metavar="YEAR")
    one.add_argument("source", nargs="?", metavar="SOURCE", help="资金来源，如 区级财政")
    one.add_argument("yuan", nargs="?", metavar="YUAN", help="金额（元）")
    one.add_argument("--document", metavar="D", default="", help="下达或调整预算的文号")
    one.add_argument("--cut", action="store_true", help="调减，而不是下达")
    one.add_argument("--json", action="store_true")
    one = add("check", check, "登记年度核查结果；合格后方可拨付以后各期")
    one.add_argument("case", metavar="CASE")
    one.add_argument("result", choices=("passed", "failed"), metavar="RESULT", help="passed 合格，failed 不合格")
    one.add_argument("--finding", metavar="F", default="", help="核查情况")
    one.add_argument("--date", metavar="D", help="核查日期，默认今天")
    one = add("close-year", close, "年终结账；结账后不能撤销")
    one.add_argument("year", type=int, metavar="YEAR")


def budget(given: argparse.Namespace, places: Places) -> int:
    """Enter or cut a budget, or list them all."""
    if given.year is None:
        return _list(given, places)
    if given.source is None or given.yuan is None:
        raise UserError(
            "录入预算须依次写明年度、资金来源和金额（元），并用 --document 写明文号，请财务补齐后重新执行。"
        )
    from app.services.money.budget_entry import NewBudget, enter_budget
    from app.services.policy.money import yuan

    new = NewBudget(given.year, given.source, given.yuan, given.document, cut=given.cut)
    done = enter_budget(open_for(given, places), new)
    verb = "调减" if done.amount_fen < 0 else "录入"
    print(f"已{verb} {done.year} 年度 {done.source} 预算 {yuan(abs(done.amount_fen))} 元。")
    return 0


def _list(given: argparse.Namespace, places: Places) -> int:
    from app.services.money.budget_views import all_budgets
    from app.services.policy.money import yuan

    years = all_budgets(open_for(given, places))
    if given.json:
        sums = [
            {"year": one.year, "budget_fen": one.budget_fen, "committed_fen": one.committed_fen}
            | {"paid_fen": one.paid_fen, "recovered_fen": one.recovered_fen, "left_fen": one.left_fen}
            | {"closed_on": one.closed_on.isoformat() if one.closed_on else None}
            | {"sources": [asdict(line) for line in one.sources]}
            for one in years
        ]
        print(json.dumps(sums, ensure_ascii=False, indent=1))
        return 0
    for one in years:
        sums_told = f"预算 {yuan(one.budget_fen)}\t已承诺 {yuan(one.committed_fen)}\t已拨付 {yuan(one.paid_fen)}"
        print(f"{one.year}\t{sums_told}\t结余 {yuan(one.left_fen)}\t{'已结账' if one.closed_on else '未结账'}")
    return 0


def check(given: argparse.Namespace, places: Places) -> int:
    """Record what the yearly check (年度核查) of a case found."""
    from app.services.money.instalment_checks import record_check

    passed, day = given.result == "passed", text_day(given.date) if given.date else None
    record_check(open_for(given, places), given.case, passed=passed, finding=given.finding, on=day)
    print(f"已登记 {given.case} 的年度核查：{'合格' if passed else '不合格'}。")
    return 0


def close(given: argparse.Namespace, places: Places) -> int:
    """Close a year."""
    from app.services.money.year_closing import close_year

    closing = close_year(open_for(given, places), given.year)
    print(f"{closing.year} 年度已结账：{closing.told}")
    return 0

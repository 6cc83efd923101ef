"""A day of the office through its window, by clicks and keys: a workbook comes in, money and letters go out."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from whole_window import CTRL, ROOT, Answers, Watch, WholeWindow

from app.services.trust import accounts
from app.services.trust.accounts import Role
from app.services.trust.verifying import verify
from app.services.worklists.case_list import list_cases
from app.ui.pages.budget.page import BudgetPage
from app.ui.pages.imports.page import ImportPage
from app.ui.pages.letters.page import LettersPage
from app.ui.pages.payments.page import PaymentsPage
from app.ui.pages.queue.page import QueuePage
from app.ui.pages.rounds.page import RoundPage
from app.ui.pages.standards.importing import StandardsImport
from app.ui.theme import Theme
from app.ui.widgets.asking.opinion import OpinionDialog
from app.ui.widgets.asking.step import PaymentDialog

SAMPLE = ROOT / "resources" / "sample"
WORKBOOK = SAMPLE / "样表" / "06沣西城建申报表.xlsx"
STAFF = {"李晓梅": Role.CLERK, "王建国": Role.REVIEWER, "陈立": Role.APPROVER, "孙会计": Role.FINANCE}


@pytest.fixture
def watch() -> Watch:
    return Watch(datetime(2026, 11, 2, 9))


@pytest.fixture
def office(tmp_path: Path, theme: Theme, qtbot: QtBot, watch: Watch) -> Iterator[WholeWindow]:
    files = Answers(SAMPLE / "standards.toml", WORKBOOK, tmp_path / "通知书.pdf", tmp_path / "年度报表.xlsx")
    made = WholeWindow(tmp_path, theme, qtbot, watch, files)
    yield made
    made.close()


def states(office: WholeWindow) -> dict[str, int]:
    found: dict[str, int] = {}
    for case in list_cases(office.program.uow):
        found[case.state] = found.get(case.state, 0) + 1
    return found


def all_at_once(office: WholeWindow, title: str) -> None:
    """Tick everything on a page and press what it waits for, by keys."""
    page = office.go(title)
    assert isinstance(page, QueuePage | RoundPage | PaymentsPage)
    table = page.due.table if isinstance(page, PaymentsPage) else page.table
    office.key(table.grid, Qt.Key.Key_A, CTRL)
    office.settle()
    office.key(table.grid, Qt.Key.Key_Return, CTRL)
    office.settle()


def set_up_office(office: WholeWindow) -> None:
    office.enter_as("local")
    office.go("政策标准")
    office.press("导入标准文件")
    dialog = office.window.findChild(StandardsImport)
    assert dialog is not None
    office.click(dialog.enter)
    assert office.said == "完成：已从 standards.toml 录入 9 项标准。"
    for name, role in STAFF.items():
        accounts.add_account(office.program.uow, name, [role])
    give_budget(office)


def give_budget(office: WholeWindow) -> None:
    """A year without a budget approves nothing."""
    office.enter_as("孙会计")
    page = office.go("预算")
    assert isinstance(page, BudgetPage)
    for name, typed in (("source", "区级财政专项资金"), ("amount", "5万元"), ("document", "叶财预〔2026〕6号")):
        type_text(page.form.lines.lines[name], typed)
    office.key(page.form.lines.lines["document"], Qt.Key.Key_Return)
    office.settle()
    assert office.said == "完成：已录入 2026 年度区级财政专项资金预算 50,000.00 元。"


def bring_in(office: WholeWindow) -> None:
    office.enter_as("李晓梅")
    page = office.go("批量导入")
    assert isinstance(page, ImportPage)
    office.key(office.window, Qt.Key.Key_O, CTRL)
    office.settle()
    preview = page.panels[0].preview
    assert preview is not None
    office.key(preview, Qt.Key.Key_Return, CTRL)
    office.settle()
    assert "已入库 19 件，测算合计 44,000.00 元" in office.said
    all_at_once(office, "审核队列")
    assert states(office) == {"accepted": 19}


def review(office: WholeWindow) -> None:
    office.enter_as("王建国")
    all_at_once(office, "审核队列")
    assert office.said == "注意：已复核通过 16 件，3 件未通过。"
    all_at_once(office, "审核队列")
    assert states(office) == {"countersign": 16, "accepted": 3}


def go_round(office: WholeWindow, watch: Watch) -> None:
    office.enter_as("李晓梅")
    all_at_once(office, "会签")
    opinion = office.window.findChild(OpinionDialog)
    assert opinion is not None
    type_text(opinion.signer, "刘科长")
    office.click(opinion.go)
    assert office.said == "完成：已登记会签意见 16 件。"
    all_at_once(office, "公示")
    assert office.said == "完成：已开始公示 16 件。"
    watch.on(days=9)
    all_at_once(office, "公示")
    assert states(office) == {"approval": 16, "accepted": 3}


def approve(office: WholeWindow) -> None:
    office.enter_as("陈立")
    asked = office.agree()
    all_at_once(office, "审核队列")
    assert "16 件，合计金额 44,000.00 元。" in asked
    assert states(office) == {"approved": 16, "accepted": 3}


def issue_letters(office: WholeWindow, out: Path) -> None:
    office.enter_as("李晓梅")
    page = office.go("文书")
    assert isinstance(page, LettersPage)
    office.key(page.view.table.grid, Qt.Key.Key_A, CTRL)
    office.settle()
    asked = office.agree()
    office.key(page.view.table.grid, Qt.Key.Key_Return, CTRL)
    office.settle()
    assert asked[0] == "出具 16 份补贴核准通知书？"
    assert "已出具 16 份补贴核准通知书：叶人社技补〔2026〕1号" in office.said
    office.click(page.view.save)
    assert QPdfDocument().load(str(out)) == QPdfDocument.Error.None_


def report(office: WholeWindow, out: Path) -> None:
    office.go("报表")
    office.press("年度报表")
    summary = load_workbook(out)["汇总"]
    last = [cell.value for cell in list(summary.iter_rows())[-1]]
    assert last[:2] == ["合计", None]
    assert last[2:8] == [19, 16, 0, 3, 44000, 44000]


def pay(office: WholeWindow) -> None:
    office.enter_as("孙会计")
    all_at_once(office, "拨付台账")
    dialog = office.window.findChild(PaymentDialog)
    assert dialog is not None
    type_text(dialog.voucher, "记-2026-11-036")
    office.key(dialog.voucher, Qt.Key.Key_Return)
    office.settle()
    assert office.said == "完成：已登记拨付 16 件。"
    assert states(office) == {"completed": 16, "accepted": 3}


def test_from_workbook_to_payment_letters_and_report(office: WholeWindow, watch: Watch, tmp_path: Path) -> None:
    set_up_office(office)
    bring_in(office)
    review(office)
    go_round(office, watch)
    approve(office)
    issue_letters(office, tmp_path / "通知书.pdf")
    pay(office)
    report(office, tmp_path / "年度报表.xlsx")
    found = verify(office.program.uow)
    assert found.problems == ()

"""A fraud played through the window, from the case to the settlement, every letter read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from clawback_window import ClawbackWindow, choose
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from whole_window import Watch, WholeWindow
from working_office import APPROVER, CLERK, FINANCE, REVIEWER, Office

from app.services.cases.course import State
from app.services.clawbacks.recovery_ledger import recovery_ledger
from app.services.policy.standards import Entry
from app.services.standards import parameters
from app.services.storage.database import FILE_NAME
from app.services.supervision.misconduct_list import register
from app.services.unit_of_work import UnitOfWork
from app.ui.pages.case.page import CasePage
from app.ui.theme import Theme
from app.ui.widgets.table.query import read

PERSON = "341504199001011231"
OFFICE = {
    "地址": "叶集区香樟大道1号",
    "电话": "0564-6481234",
    "退款户名": "叶集区人力资源和社会保障局",
    "退款开户银行": "徽商银行叶集支行",
    "退款账号": "1021701021000123456",
}
PAID, PAID_WORDS = "1,000.00元", "人民币壹仟元整"


@pytest.fixture
def watch() -> Watch:
    return Watch(datetime(2024, 12, 2, 9))


@pytest.fixture
def cases(uow: UnitOfWork) -> tuple[str, str]:
    """A case that was paid, and another of the same person that is still open."""
    day = date(2018, 1, 1)
    with uow.begin() as work:
        entries = [Entry("办理机关", key, day, "测试", value) for key, value in OFFICE.items()]
        years = Entry("限制申报期限", "", day, "皖人社发〔2020〕9号", Decimal(3))
        parameters.store(work, [*entries, years])
    office = Office(uow)
    paid = office.at(State.COMPLETED, identity_number=PERSON, person_name="张伟", level="高级工")
    other = office.file(identity_number=PERSON, person_name="张伟", level="高级工", occupation="焊工")
    return paid, other


@pytest.fixture
def office(tmp_path: Path, theme: Theme, qtbot: QtBot, cases: tuple[str, str], watch: Watch) -> Iterator[WholeWindow]:
    assert cases
    folder = tmp_path / "whole" / "data"
    folder.mkdir(parents=True)
    shutil.copyfile(tmp_path / FILE_NAME, folder / FILE_NAME)
    made = WholeWindow(folder.parent, theme, qtbot, watch)
    yield made
    made.close()


def open_from_case(at: ClawbackWindow, number: str) -> None:
    office = at.office
    office.window.go("case", number)
    office.settle()
    page = office.page
    assert isinstance(page, CasePage)
    place = next(place for place in range(page.tabs.count()) if page.tabs.tabText(place).startswith("追回"))
    bar = page.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())
    office.settle()
    office.press("追回立案", page.tabs.currentWidget())
    assert at.dialog().texts["case"] == number
    at.fill(origin="举报", facts="群众举报证书系伪造")


def investigate(at: ClawbackWindow) -> None:
    at.tab("事实证据")
    pane = at.desk.facts
    choose(pane.ground, "弄虚作假")
    for text, words in ((pane.facts, "发证机构复函证书查无此号，系伪造"), (pane.evidence, "发证机构复函、调查笔录")):
        text.clear()
        type_text(text, words)
    at.office.click(pane.add)
    at.fill(name="张伟", number=PERSON, measures="责令退回、限制申报、移送公安机关")
    at.office.click(pane.save)


def tell(at: ClawbackWindow) -> str:
    """Sum, notice, service, hearing: by clerk and reviewer; the text of the notice."""
    assert at.next_is("拟定追回金额")
    at.go_on()
    assert at.dialog().texts["sum"] == "1000.00"
    at.fill()
    assert at.next_is("出具事先告知书")
    notice = at.issue_next()
    assert at.next_is("登记送达（事先告知书）")
    at.go_on()
    at.fill(receiver="张伟")
    at.page_as(REVIEWER)
    at.go_on()
    at.fill()
    at.page_as(CLERK)
    assert at.next_is("登记陈述申辩")
    at.go_on()
    at.fill(text="证书是从中介处购买的，本人不知情")
    assert at.next_is("答复陈述申辩")
    at.go_on()
    at.fill(answer="证书真伪由申报人负责，不予采纳")
    return notice


def decide(at: ClawbackWindow) -> str:
    """The order to return, by the approver; issued and served by the clerk; its text."""
    at.page_as(APPROVER)
    assert at.next_is("作出追回决定")
    at.go_on()
    assert at.dialog().windowTitle() == "责令退回 1,000.00 元"
    at.fill(return_by="20250102", authority="皖人社发〔2020〕9号")
    at.page_as(CLERK)
    order = at.issue_next()
    at.go_on()
    at.fill(receiver="张伟")
    return order


def pay_back(at: ClawbackWindow, **texts: str) -> None:
    """Finance books a receipt."""
    at.page_as(FINANCE)
    at.tab("退款")
    at.office.press("登记退款", at.desk.money)
    at.fill(**texts)


def agree(at: ClawbackWindow) -> str:
    """The rest in two parts; the text of the agreement."""
    at.page_as(CLERK)
    at.tab("退款")
    at.office.press("约定分期还款", at.desk.money)
    at.fill(parts="2025-02-28 300\n2025-03-31 300")
    return at.issue("还款协议")


def next_letter(at: ClawbackWindow, kind: str) -> str:
    """The clerk issues the letter that is the next step; its text."""
    at.page_as(CLERK)
    assert at.next_is(f"出具{kind}"), at.desk.next.text()
    return at.issue_next()


def states(letter: str, *words: str) -> None:
    for word in words:
        assert word in letter


def test_a_fraud_from_the_case_to_the_settlement(office: WholeWindow, cases: tuple[str, str], watch: Watch) -> None:
    paid, other = cases
    at = ClawbackWindow(office)
    office.enter_as("李晓梅")
    open_from_case(at, paid)
    assert "已立案 YJZH-2024-000001" in office.said
    assert other in [read(row, "number") for row in at.desk.related.table.model.each()]
    assert at.next_is("登记调查情况")
    investigate(at)

    states(
        tell(at),
        "叶人社追告〔2024〕1号",
        "YJZH-2024-000001",
        "系伪造",
        "发证机构复函",
        PAID,
        PAID_WORDS,
        "陈述申辩",
        "PZ-001",
    )
    order = decide(at)
    states(
        order,
        "叶人社责退〔2024〕1号",
        f"于2025年1月2日前退回{PAID}（{PAID_WORDS}）",
        "全部撤销",
        "不予采纳",
        "六安市叶集区人民法院",
    )
    states(
        order,
        "《事先告知书》（叶人社追告〔2024〕1号）",
        "2024年12月2日送达",
        "1021701021000123456",
        "60日内",
        "6个月内",
    )
    (entered,) = register(office.program.uow)
    assert (entered.name, str(entered.banned_until)) == ("张伟", "2027-12-01")
    transfer = at.issue("移送函（公安机关）")
    states(transfer, "叶人社移送〔2024〕1号", "六安市公安局叶集分局", "涉嫌弄虚作假", "依法审查处理")
    assert "罚款" not in transfer

    watch.on(35)
    pay_back(at, sum="400", voucher="收-001")
    states(agree(at), "叶人社还款〔2025〕1号", "甲方", "乙方", "2025年2月28日", "300.00", "尚未退回600.00元", PERSON)

    watch.on(90)
    states(
        next_letter(at, "催告书"),
        "叶人社催告〔2025〕1号",
        "10个工作日内",
        "尚应退回600.00元（人民币陆佰元整）",
        "陈述和申辩",
    )
    at.go_on()
    at.fill(receiver="张伟")
    assert "可在 2025-06-02 之后、2025-09-02 以前" in at.desk.money.dates.text()

    watch.on(70)
    court = next_letter(at, "强制执行申请书")
    states(
        court,
        "六安市叶集区人民法院：",
        "退回职业资格证书奖励600.00元",
        PERSON,
        "2025年6月2日届满",
        "最迟不超过2025年9月2日",
    )

    pay_back(at, voucher="收-002")
    states(next_letter(at, "结清证明"), "退款400.00元（凭证号：收-001）", "退款600.00元", "已全部结清")
    assert not at.desk.next.isVisible()
    (row,) = recovery_ledger(office.program.uow)
    assert (row.case, row.owed_fen, row.returned_fen, row.left_fen) == (paid, 100000, 100000, 0)
    assert (row.letter, row.measures) == ("叶人社责退〔2024〕1号", "责令退回、限制申报、移送公安机关")

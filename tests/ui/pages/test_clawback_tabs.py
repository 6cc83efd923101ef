"""The other tabs of 追回: reassessments decided or left, the register of cheats, the ledger with its ages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from clawback_desk import Desk
from clawback_window import ClawbackWindow, choose
from filled_once import filled_once
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from whole_window import Watch, WholeWindow
from working_office import ADMINISTRATOR, APPROVER, CLERK, Office

from app.services.cases.course import State
from app.services.clawbacks.proposals import list_proposals
from app.services.policy.standards import Entry
from app.services.standards import parameters
from app.services.storage.database import FILE_NAME
from app.services.supervision.misconduct_list import register
from app.services.unit_of_work import UnitOfWork
from app.ui.pages.clawback.truth import TruthDialog
from app.ui.theme import Theme

PERSON = {"person_name": "张伟", "identity_number": "341504199001011231"}


def fill(office: Office) -> None:
    """A reward that was taken back in full, and a later claim of the same ground that had been topped up only."""
    with office.uow.begin() as work:
        parameters.store(work, [Entry("限制申报期限", "", date(2018, 1, 1), "皖人社发〔2020〕9号", Decimal(3))])
    desk = Desk(office)
    common = {**PERSON, "certificate": "S900001", "level": "技师"}
    first = office.at(State.COMPLETED, **common)
    office.at(State.COMPLETED, code="skill-upgrade", asker="职工个人", payer="职工个人", **common)
    desk.repaid(desk.taken_back(first), 200000)
    office.file(**PERSON, certificate="S900002")


@pytest.fixture
def filled(uow: UnitOfWork) -> Office:
    return filled_once(uow, fill)[0]


@pytest.fixture
def at(filled: Office, tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[ClawbackWindow]:
    folder = tmp_path / "whole" / "data"
    folder.mkdir(parents=True)
    shutil.copyfile(tmp_path / FILE_NAME, folder / FILE_NAME)
    clock = Watch(datetime.combine(filled.today, datetime.min.time().replace(hour=9)))
    made = WholeWindow(folder.parent, theme, qtbot, clock)
    yield ClawbackWindow(made)
    made.close()


def turn(at: ClawbackWindow, title: str) -> None:
    tabs = at.page.tabs
    place = next(place for place in range(tabs.count()) if tabs.tabText(place).startswith(title))
    tabs.setCurrentIndex(place)
    at.office.settle()


def test_a_proposal_is_granted_with_its_sum_on_the_button(at: ClawbackWindow) -> None:
    page = at.page_as(APPROVER)
    turn(at, "重新测算")
    assert page.tabs.tabText(1) == "重新测算 1"
    said = at.office.agree()
    at.office.click(page.proposals.grant)
    assert any("核定补差" in text for text in said)
    assert list_proposals(at.office.program.uow) == ()
    assert "已核定补差" in at.office.said


def test_a_proposal_is_left_with_a_reason(at: ClawbackWindow) -> None:
    page = at.page_as(APPROVER)
    turn(at, "重新测算")
    at.office.click(page.proposals.leave)
    at.fill(reason="申请人书面放弃")
    assert [one.reason for one in list_proposals(at.office.program.uow, only_open=False)] == ["申请人书面放弃"]


def test_who_may_not_decide_is_told_who_may(at: ClawbackWindow) -> None:
    page = at.page_as(CLERK)
    turn(at, "重新测算")
    at.office.agree()
    at.office.click(page.proposals.grant)
    assert "须由审批人办理" in at.office.said


def test_a_party_is_entered_banned_excepted_and_freed(at: ClawbackWindow) -> None:
    page = at.page_as(APPROVER)
    turn(at, "违规申领")
    at.office.click(page.misconduct.add)
    at.fill(
        name="张伟",
        number=PERSON["identity_number"],
        facts="伪造证书",
        measures="责令退回、限制申报",
        authority="皖人社发〔2020〕9号",
    )
    page.misconduct.table.select(None)
    assert page.misconduct.lift.isEnabled()
    number = next(one for one in ("YJJG-2024-000003",))

    page = at.page_as(ADMINISTRATOR)
    turn(at, "违规申领")
    page.misconduct.table.select(None)
    at.office.click(page.misconduct.exempt)
    at.fill(case=number, reason="区政府专题会议同意")
    at.office.click(page.misconduct.lift)
    at.fill(reason="法院判决撤销")
    lifted = next(row for row in register(at.office.program.uow) if row.authority)
    assert lifted.lifted.endswith("管理员甲：法院判决撤销")
    assert number in lifted.exceptions


def test_what_is_refused_stays_in_the_dialog_with_what_was_typed(at: ClawbackWindow) -> None:
    page = at.page_as(APPROVER)
    turn(at, "违规申领")
    at.office.click(page.misconduct.add)
    dialog = at.dialog()
    with pytest.raises(AssertionError, match="证号"):
        at.fill(name="张伟", number="123", facts="伪造证书")
    assert dialog.isVisible()
    assert dialog.texts["facts"] == "伪造证书"


def test_the_ledger_says_how_much_is_out(at: ClawbackWindow) -> None:
    page = at.page_as(CLERK)
    turn(at, "追回台账")
    assert page.ledger.ages.text() == "没有未追回的款项。"
    assert page.ledger.table.model.rowCount() == 1


def test_a_clawback_is_opened_by_a_name(at: ClawbackWindow) -> None:
    page = at.page_as(CLERK)
    at.office.press("追回立案", page.cases)
    with pytest.raises(AssertionError, match="有多件"):
        at.fill(case="张伟", origin="举报", facts="群众举报")
    at.fill(case="YJJG-2024-000002")
    assert at.open_dialog() is None
    assert "已立案" in at.office.said


def test_no_text_is_cut_on_any_tab_of_the_desk_and_tab_leads_through_it(at: ClawbackWindow) -> None:
    page = at.page_as(CLERK)
    tabs = page.cases.desk.tabs
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        at.office.settle()
        shown = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
        cut = [one.text() for one in shown if one.text() and one.width() < one.minimumSizeHint().width()]
        assert cut == [], tabs.tabText(place)


def test_a_case_without_a_clawback_is_asked_to_be_opened(at: ClawbackWindow) -> None:
    at.page_as(CLERK)
    at.office.window.go("clawback", "YJJG-2024-000002")
    at.office.settle()
    assert at.dialog().texts["case"] == "YJJG-2024-000002"
    at.dialog().reject()
    at.office.window.go("clawback", "YJJG-2024-000001")
    at.office.settle()
    desk = at.desk.desk
    assert desk is not None
    assert desk.view.line.case == "YJJG-2024-000001"


def test_taking_nothing_back_is_told_to_the_party(at: ClawbackWindow) -> None:
    page = at.page_as(CLERK)
    at.office.press("追回立案", page.cases)
    at.fill(case="YJJG-2024-000002", origin="举报", facts="群众举报")
    at.page_as(APPROVER)
    at.office.click(at.desk.drop)
    at.fill(reason="发证机构更正了查询结果，证书真实有效")
    at.page_as(CLERK)
    assert at.next_is("出具撤销立案告知书")
    letter = at.issue_next()
    for words in ("叶人社撤案〔2024〕1号", "决定撤销立案", "证书真实有效", "行政复议"):
        assert words in letter


def test_the_true_answers_give_the_sum(at: ClawbackWindow) -> None:
    page = at.page_as(CLERK)
    at.office.press("追回立案", page.cases)
    at.fill(case="YJJG-2024-000002", origin="审计移交", facts="等级有误")
    at.tab("事实证据")
    pane = at.desk.facts
    choose(pane.ground, "计算差错")
    for text, words in ((pane.facts, "证书等级应为中级工"), (pane.evidence, "证书原件")):
        text.clear()
        type_text(text, words)
    at.office.click(pane.truth)
    dialog = at.office.window.findChild(TruthDialog)
    assert isinstance(dialog, TruthDialog)
    level = dialog.form.fields["level"]
    level.set_text("中级工")
    at.office.click(dialog.go)
    assert "技师 → 中级工" in pane.differs.text()
    at.office.click(pane.save)
    assert at.next_is("拟定追回金额")
    at.tab("金额")
    assert at.desk.sum.explanation.isVisible()
    at.go_on()
    assert at.dialog().texts["sum"] == "1500.00"
    at.fill()
    assert at.next_is("出具事先告知书")

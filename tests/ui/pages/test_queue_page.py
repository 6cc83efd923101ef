"""The queue as people work it: rows, keys, ticks, reasons, what is said, what is remembered."""

from pathlib import Path

import pytest
from office_window import ALT, CTRL, OfficeWindow
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from ui_typing import type_text
from working_office import APPROVER, CLERK, NAMES, REVIEWER, Office

from app.models import Case
from app.services.cases.course import State, Step
from app.services.trust import audit_trail
from app.services.trust.accounts import Role
from app.services.worklists.queue_query import CaseQuery, Facet
from app.ui import background
from app.ui.pages.case.page import CasePage
from app.ui.pages.queue.page import QueuePage
from app.ui.theme import Theme
from app.ui.widgets.asking.supplement import SupplementDialog
from app.ui.widgets.case.left_list import LeftList
from app.ui.widgets.held_text import HeldText
from app.ui.widgets.table.view import Export


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, office: Office, tmp_path: Path) -> OfficeWindow:
    return OfficeWindow(qtbot, theme, office, tmp_path)


def queue_of(desk: OfficeWindow, role: Role) -> QueuePage:
    page = desk.open(role)
    assert isinstance(page, QueuePage)
    return page


def test_arrow_down_shows_the_next_case_and_an_action_goes_on_to_it(desk: OfficeWindow, office: Office) -> None:
    first, second, third = (office.file() for _ in range(3))
    page = queue_of(desk, CLERK)
    assert page.panel.view is not None
    assert page.panel.view.number == first
    desk.press(Qt.Key.Key_Down)
    assert page.panel.view.number == second
    desk.press(Qt.Key.Key_Return, CTRL)
    assert office.case(second).state == "accepted"
    assert page.panel.view.number == third
    assert page.table.current_key == third
    assert desk.said == f"完成：{second} 已受理，现为“已受理”。"


def test_facets_say_how_many_and_narrow(desk: OfficeWindow, office: Office) -> None:
    office.file()
    doubtful = office.walk(office.file(phone=None), State.ACCEPTED)
    page = queue_of(desk, CLERK)
    words = [button.text() for button in page.facets.buttons.values()]
    assert words == ["待我办 1", "全部", "逾期 0", "有疑点 1"]
    QTest.mouseClick(page.facets.buttons["warned"], Qt.MouseButton.LeftButton)
    assert page.table.current_key == doubtful
    assert desk.window.navigation.model().index(0, 0).data(Qt.ItemDataRole.UserRole + 1) == 1


def test_what_only_others_may_do_is_said_and_not_offered(desk: OfficeWindow, office: Office) -> None:
    number = office.walk(office.file(), State.ACCEPTED)
    page = queue_of(desk, CLERK)
    QTest.mouseClick(page.facets.buttons["all"], Qt.MouseButton.LeftButton)
    assert page.panel.actions_bar.primary is None
    assert page.panel.actions_bar._why.text() == f"李晓梅 不能对 {number} “复核通过”，此步须由复核员办理。"
    assert not page.panel.actions_bar.buttons
    assert [action.text() for action in page.panel.actions_bar.more.menu().actions()] == ["撤回申请…", "暂停…"]


def test_a_reason_is_asked_with_phrases_and_stored(desk: OfficeWindow, office: Office) -> None:
    number = office.file()
    page = queue_of(desk, CLERK)
    desk.click(page.panel, "要求补正")
    asked = desk.asked()
    assert isinstance(asked, SupplementDialog)
    assert not asked.go.isEnabled()
    desk.click(asked, "请补交证书复印件")
    type_text(asked.text, "，原件核对后退还")
    QTest.keyClick(asked.text, Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert office.case(number).state == "supplement"
    assert page.panel.view is not None
    assert "要求补正：请补交证书复印件，原件核对后退还" in page.panel.head._remarks.text()


def test_esc_leaves_the_question_and_changes_nothing(desk: OfficeWindow, office: Office) -> None:
    number = office.file()
    page = queue_of(desk, CLERK)
    desk.click(page.panel, "拟不予受理")
    QTest.keyClick(desk.asked(), Qt.Key.Key_Escape)
    desk.settle()
    assert office.case(number).state == "draft"


def test_ticked_cases_move_together_and_the_rest_is_listed(desk: OfficeWindow, office: Office) -> None:
    good = [office.walk(office.file(), State.ACCEPTED) for _ in range(2)]
    bad = office.walk(office.file(insured=False), State.ACCEPTED)
    page = queue_of(desk, REVIEWER)
    for _ in range(3):
        desk.press(Qt.Key.Key_Space)
        desk.press(Qt.Key.Key_Down)
    assert page.batch.buttons[0].text() == "复核通过 3 件"
    desk.press(Qt.Key.Key_Return, CTRL)
    assert {office.case(number).state for number in good} == {"reviewed"}
    assert office.case(bad).state == "accepted"
    assert desk.said == "注意：已复核通过 2 件，1 件未通过。"
    desk.click(desk.window.notices, "查看")
    listed = desk.window.findChild(LeftList)
    assert isinstance(listed, LeftList)
    (row,) = listed.table.model.each()
    assert isinstance(row, dict)
    assert row["number"] == bad
    assert "依法参加社会保险" in row["reason"]
    exported: list[object] = []
    page.exported.connect(exported.append)
    QTest.mouseClick(listed.table.footer.export, Qt.MouseButton.LeftButton)
    (asked,) = exported
    assert isinstance(asked, Export)
    assert [cells[0] for cells in asked.rows()] == [bad]
    listed.table.opened.emit(bad)
    assert desk.window.deck.page is not page
    desk.press(Qt.Key.Key_Left, ALT)
    assert page.batch.isHidden()


def test_who_has_nothing_to_do_is_told_where_the_others_are(desk: OfficeWindow, office: Office) -> None:
    office.file()
    page = queue_of(desk, APPROVER)
    said = page.table.nothing.findChild(QLabel)
    assert isinstance(said, QLabel)
    assert said.isVisible()
    assert said.text() == "现在没有等您办理的案件，其他案件在“全部”中。"
    page.search("张")
    assert said.text() == "没有符合条件的记录"
    page.search("")
    page.filters.choose({"year": "2024"})
    assert said.text() == "没有符合条件的记录"


def test_a_step_for_many_leaves_the_ticked_alone_that_wait_for_another(desk: OfficeWindow, office: Office) -> None:
    accepted, reviewed = (office.walk(office.file(), state) for state in (State.ACCEPTED, State.REVIEWED))
    page = queue_of(desk, REVIEWER)
    desk.press(Qt.Key.Key_A, CTRL)
    desk.click(page.batch, "复核通过 1 件")
    assert office.case(accepted).state == office.case(reviewed).state == "reviewed"
    assert "未通过" not in desk.said


def test_approving_many_names_count_and_sum_and_can_be_left(desk: OfficeWindow, office: Office) -> None:
    numbers = [office.walk(office.file(), State.APPROVAL) for _ in range(2)]
    page = queue_of(desk, APPROVER)
    page.table.grid.setFocus()
    desk.press(Qt.Key.Key_A, CTRL)
    told: list[str] = []
    desk.agree(told, yes=False)
    desk.press(Qt.Key.Key_Return, CTRL)
    assert {office.case(number).state for number in numbers} == {"approval"}
    desk.agree(told)
    desk.press(Qt.Key.Key_Return, CTRL)
    assert told == ["批准 2 件", "批准 2 件"]
    assert {office.case(number).state for number in numbers} == {"approved"}
    assert desk.said == "完成：已批准 2 件。"


def test_a_case_changed_meanwhile_is_refused_in_the_bar_and_stays_in_sight(desk: OfficeWindow, office: Office) -> None:
    number = office.file()
    page = queue_of(desk, CLERK)
    office.take(number, CLERK, Step.HOLD, reason="收到举报")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert "出错" in desk.said
    assert "办理“暂停”" in desk.said
    assert office.case(number).state == "draft"
    assert page.panel.view is not None
    assert page.panel.view.held


def test_search_filters_and_a_question_from_elsewhere_narrow_the_list(desk: OfficeWindow, office: Office) -> None:
    number = office.file(person_name="单雄信")
    other = office.file("skill-upgrade", person_name="秦琼")
    page = queue_of(desk, CLERK)
    page.search("dxx")
    assert page.table.current_key == number
    page.search("")
    page.show_item(CaseQuery(Facet.ALL, code="skill-upgrade"))
    assert (page.facets.current, page.table.current_key, page.table.model.rowCount()) == ("all", other, 1)
    QTest.mouseClick(page.filters.reset, Qt.MouseButton.LeftButton)
    assert page.table.model.rowCount() == 2


def test_enter_opens_the_case_and_alt_left_comes_back(desk: OfficeWindow, office: Office) -> None:
    number = office.file()
    queue_of(desk, CLERK)
    desk.press(Qt.Key.Key_Return)
    case = desk.window.deck.page
    assert isinstance(case, CasePage)
    assert case.title == f"案件 {number}"
    assert "登记申请" in case.course.story.toPlainText()
    desk.press(Qt.Key.Key_Return, CTRL)
    assert office.case(number).state == "accepted"
    assert "受理" in case.course.story.toPlainText()
    desk.press(Qt.Key.Key_Left, ALT)
    assert isinstance(desk.window.deck.page, QueuePage)


def test_a_personal_number_is_shown_only_while_its_button_is_held_and_that_is_written_down(
    desk: OfficeWindow, office: Office
) -> None:
    number = office.file(identity_number="34150419900101123X")
    queue_of(desk, CLERK)
    desk.press(Qt.Key.Key_Return)
    case = desk.window.deck.page
    assert case is not None
    held = case.findChildren(HeldText)[0]
    assert held.shown.text() == "341504********123X"
    QTest.mousePress(held.eye, Qt.MouseButton.LeftButton)
    desk.settle()
    assert held.shown.text() == "34150419900101123X"
    QTest.mouseRelease(held.eye, Qt.MouseButton.LeftButton)
    assert held.shown.text() == "341504********123X"
    (line,) = audit_trail.page(office.uow, "查看完整号码")
    assert (line.account, line.subject, line.detail) == (NAMES[CLERK], number, "身份证号")


def test_facts_can_be_corrected_in_a_draft_and_no_more_once_accepted(desk: OfficeWindow, office: Office) -> None:
    number = office.file()
    queue_of(desk, CLERK)
    desk.press(Qt.Key.Key_Return)
    case = desk.window.deck.page
    assert isinstance(case, CasePage)
    gone: list[tuple[str, object]] = []
    case.go.connect(lambda key, item: gone.append((key, item)))
    desk.click(case, "修改申报内容")
    assert gone == [("application", number)]
    desk.press(Qt.Key.Key_Left, ALT)
    desk.press(Qt.Key.Key_Return, CTRL)
    assert case.correct.isHidden()


def test_a_number_that_is_nobodys_is_said(desk: OfficeWindow, office: Office) -> None:
    queue_of(desk, CLERK)
    desk.window.go("case", "YJJG-2024-999999")
    assert "没有案件 YJJG-2024-999999" in desk.said


def test_an_empty_office_offers_the_first_application(desk: OfficeWindow) -> None:
    page = queue_of(desk, CLERK)
    QTest.mouseClick(page.facets.buttons["all"], Qt.MouseButton.LeftButton)
    desk.click(page, "登记第一件申报")
    assert desk.window.deck.place is not None
    assert desk.window.deck.place.key == "application"


def test_the_facet_is_remembered(desk: OfficeWindow, office: Office) -> None:
    office.file()
    page = queue_of(desk, CLERK)
    QTest.mouseClick(page.facets.buttons["overdue"], Qt.MouseButton.LeftButton)
    desk.window.close()
    assert queue_of(desk, CLERK).facets.current == "overdue"


def test_two_hundred_cases_move_with_progress_and_a_cancelled_batch_changes_nothing(
    desk: OfficeWindow, office: Office
) -> None:
    numbers = office.file_many(197)
    bad = [office.at(State.ACCEPTED) for _ in range(3)]
    page = queue_of(desk, CLERK)
    desk.click(page.facets, "全部")
    page.table.grid.setFocus()
    desk.press(Qt.Key.Key_A, CTRL)
    assert len(page.table.ticked_keys) == 200
    heard: list[background.Step] = []

    def stop(step: background.Step) -> None:
        heard.append(step)
        if 0 < step.done < step.total:
            desk.jobs.cancel()

    desk.jobs.stepped.connect(stop)
    accept = page.batch.buttons[0]
    assert accept.text() == "受理 197 件"
    QTest.mouseClick(accept, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: bool(desk.said), timeout=120_000)
    assert desk.said == "注意：已取消，没有改动任何案件。"
    assert {office.case(number).state for number in numbers[:3]} == {"draft"}
    desk.jobs.stepped.disconnect(stop)
    seen: list[background.Step] = []
    desk.jobs.stepped.connect(seen.append)
    QTest.mouseClick(page.batch.buttons[0], Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: "已受理" in desk.said, timeout=120_000)
    assert desk.said == "完成：已受理 197 件。"
    assert seen[-1].done == seen[-1].total == 197
    assert any(0 < step.done < step.total for step in seen)
    with office.uow.read() as work:
        states = dict(work.session.execute(select(Case.state, func.count()).group_by(Case.state)).all())
    assert states == {"accepted": 197 + len(bad)}

from collections.abc import Mapping
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from typed_answers import APPRENTICE, REWARD, UPGRADE

from app.services.policy.answers import read_answers
from app.services.policy.assessments import Assessment, Instalment
from app.services.policy.catalogue import BY_CODE
from app.services.policy.precedents import Precedents
from app.services.policy.standards import Entry, Parameters
from app.services.unit_of_work import UnitOfWork
from app.ui.theme import Theme
from app.ui.widgets.case.explanation import Explanation

FIRST = "YJJG-2021-000012"


def assessed(
    parameters: Parameters, code: str, answers: Mapping[str, str], precedents: Precedents | None = None
) -> Assessment:
    subsidy = BY_CODE[code]
    facts = read_answers(subsidy, answers, parameters, date(2024, 11, 5)).facts
    return subsidy.assess(facts, parameters, precedents or Precedents())


@pytest.fixture
def reward(uow: UnitOfWork) -> Assessment:
    return assessed(uow.shipped, "certificate-reward", REWARD)


@pytest.fixture
def topped_up(uow: UnitOfWork, reward: Assessment) -> Assessment:
    before = Precedents()
    before.take(FIRST, reward)
    return assessed(uow.shipped, "skill-upgrade", UPGRADE, before)


@pytest.fixture
def shown(theme: Theme, qtbot: QtBot) -> Explanation:
    made = Explanation()
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    return made


def test_an_eligible_case_shows_its_sum_in_figures_and_capitals(shown: Explanation, reward: Assessment) -> None:
    shown.show_assessment(reward)
    assert shown.accessibleName() == "可享受　2,000.00 元　人民币贰仟元整"
    assert "预计金额，以审批时核定为准" in shown.text


def test_a_decided_sum_is_no_forecast(shown: Explanation, reward: Assessment) -> None:
    shown.show_assessment(reward, settled=True)
    assert "预计" not in shown.text


def test_every_condition_stands_with_its_figures_place_and_basis(shown: Explanation, reward: Assessment) -> None:
    shown.show_assessment(reward)
    for step in reward.steps:
        assert step.text in shown.text
        assert step.detail in shown.text
    assert shown.text.count("✓") == len(reward.steps)
    assert "三.2 原文" in shown.text
    assert "10 项，全部满足" in shown.text


def test_the_paper_behind_the_readings_is_named_once(shown: Explanation, uow: UnitOfWork) -> None:
    paper = Entry("解释口径", "文号", date(2021, 3, 1), "叶人社〔2021〕5号", "叶人社〔2021〕5号")
    shown.show_assessment(assessed(uow.shipped.plus([paper]), "certificate-reward", REWARD))
    assert shown.text.count("解释口径：叶人社〔2021〕5号，2021年3月1日") == 1


def test_what_fails_is_marked_and_names_the_first_day_it_can_hold(shown: Explanation, uow: UnitOfWork) -> None:
    shown.show_assessment(
        assessed(uow.shipped, "certificate-reward", REWARD | {"applied_on": "2021-08-31", "insured": "否"})
    )
    assert shown.accessibleName() == "不符合条件"
    assert "有 2 项条件不满足" in shown.text
    assert shown.body.toPlainText().count("×") == 2
    assert "最早 2021-09-01 起满足" in shown.text


def test_a_standard_not_yet_entered_is_told_apart_from_a_failed_condition(shown: Explanation, uow: UnitOfWork) -> None:
    kept = [entry for entry in uow.shipped.entries if entry.name != "职业资格证书奖励标准"]
    shown.show_assessment(assessed(Parameters(kept), "certificate-reward", REWARD))
    assert shown.accessibleName() == "标准未配置"
    assert "职业资格证书奖励标准（技师）尚未登记，须由管理员" in shown.text


def test_what_was_taken_off_names_the_case_and_leads_to_it(
    shown: Explanation, qtbot: QtBot, topped_up: Assessment
) -> None:
    shown.show_assessment(topped_up)
    assert "1,500.00 元" in shown.accessibleName()
    assert "−2,000.00" in shown.text
    where = shown.body.document().find(FIRST)
    middle = shown.body.cursorRect(where).center() - QPoint(8, 0)
    with qtbot.waitSignal(shown.case_chosen) as chosen:
        QTest.mouseClick(shown.body.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert chosen.args == [FIRST]


def test_the_link_is_reached_by_keyboard(shown: Explanation, qtbot: QtBot, topped_up: Assessment) -> None:
    shown.show_assessment(topped_up)
    shown.body.setFocus()
    QTest.keyClick(shown.body, Qt.Key.Key_Tab)
    with qtbot.waitSignal(shown.case_chosen) as chosen:
        QTest.keyClick(shown.body, Qt.Key.Key_Return)
    assert chosen.args == [FIRST]


def test_instalments_are_listed_when_there_are_several(shown: Explanation, uow: UnitOfWork) -> None:
    found = assessed(uow.shipped, "apprenticeship", APPRENTICE)
    parts = (Instalment("第一笔", 400000), Instalment("第二笔", 200000, years_after=1, needs_check=True))
    shown.show_assessment(found._replace(instalments=parts))
    assert "首笔拨付满 1 年后，年度核查合格后" in shown.text


def test_blank_answers_are_drawn_together_into_one_reminder(shown: Explanation, uow: UnitOfWork) -> None:
    answers = {name: text for name, text in REWARD.items() if name not in ("phone", "bank")}
    shown.show_assessment(assessed(uow.shipped, "certificate-reward", answers))
    assert "联系电话、开户银行未填，须在补正时补齐" in shown.text


def test_nothing_to_assess_says_what_will_stand_here_and_what_is_wanted(shown: Explanation) -> None:
    shown.show_assessment(None)
    assert "随时显示能否享受" in shown.text
    shown.show_wanting(["姓名", "发证日期"])
    assert "还有 2 项须填写后才能测算" in shown.text
    assert "发证日期" in shown.text


def test_the_compact_one_leaves_the_place_of_conditions_met_out(theme: Theme, qtbot: QtBot, reward: Assessment) -> None:
    compact = Explanation(compact=True)
    qtbot.addWidget(compact)
    compact.show_assessment(reward)
    assert "三.2 原文" not in compact.text
    assert reward.steps[0].text in compact.text


def test_keys_scroll_and_an_update_keeps_the_place(
    shown: Explanation, qtbot: QtBot, reward: Assessment, topped_up: Assessment
) -> None:
    shown.resize(400, 300)
    shown.show_assessment(reward)
    shown.body.setFocus()
    QTest.keyClick(shown.body, Qt.Key.Key_PageDown)
    at = shown.body.verticalScrollBar().value()
    assert at > 0
    shown.show_assessment(topped_up)
    assert shown.body.verticalScrollBar().value() == at


def test_a_dark_scheme_draws_the_text_anew(shown: Explanation, theme: Theme, reward: Assessment) -> None:
    shown.show_assessment(reward)
    light = shown.body.toHtml()
    try:
        theme.dress(dark=True)
        assert shown.body.toHtml() != light
    finally:
        theme.dress(dark=False)

"""政策标准: a list of types is changed by their titles, and a wrong one is said beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from policy_desk import Desk
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from working_office import ADMINISTRATOR, Office

from app.ui.pages.standards.page import StandardsPage
from app.ui.theme import Theme

NAME = "不重复享受：同一证书"


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, office: Office, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, theme, office, tmp_path, ADMINISTRATOR)
    yield made
    made.jobs.close()


def test_the_types_of_a_ground_are_read_and_changed_by_title(desk: Desk) -> None:
    page = desk.page("standards", StandardsPage)
    values = page.values
    values.table.select(f"{NAME}/")
    desk.settle()
    assert values.listed.toPlainText() == "研修提升补助\n职业资格证书奖励"
    values.listed.clear()
    type_text(values.listed, "职业资格证书奖励\n技能荣誉奖励")
    for field, text in (("start", "20250101"), ("source", "叶人社〔2025〕1号")):
        values.lines.lines[field].clear()
        type_text(values.lines.lines[field], text)
    desk.click(values.button)
    said = [label.text() for label in values.lines.findChildren(QLabel) if label.isVisible()]
    assert f"“{NAME}”不能填“技能荣誉奖励”，只能在研修提升补助、职业资格证书奖励中选填，请管理员改正。" in said
    assert values.listed.hasFocus()
    values.listed.clear()
    type_text(values.listed, "职业资格证书奖励")
    desk.click(values.button)
    assert desk.said(f"已录入{NAME}的新值，自 20250101 起适用。")()

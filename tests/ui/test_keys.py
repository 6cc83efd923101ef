import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton

from app.ui import keys
from app.ui.theme import Theme

ALL = (*keys.WINDOW, *keys.PAGES, *keys.TABLE, *keys.FORM)


@pytest.mark.parametrize("key", ALL, ids=lambda key: key.sequence)
def test_every_key_is_one_that_qt_knows(key: keys.Key) -> None:
    assert not QKeySequence(key.sequence).isEmpty()
    assert QKeySequence(key.sequence).toString(QKeySequence.SequenceFormat.PortableText)


def test_no_key_does_two_things() -> None:
    assert len({key.sequence for key in ALL}) == len(ALL)


def test_the_sheet_names_every_key_and_the_pages_there_are() -> None:
    html = keys.sheet_html(["审核队列", "工作台"])
    assert all(key.does in html for key in (*keys.WINDOW, *keys.TABLE, *keys.FORM))
    assert "Ctrl+2</td><td>工作台" in html
    assert "Ctrl+3" not in html


def test_a_tooltip_shows_the_key_as_it_stands_on_the_keyboard(theme: Theme) -> None:
    button = QPushButton()
    keys.tip(button, "返回", keys.BACK)
    assert button.toolTip() == "返回（Alt+←）"

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from app.ui import fonts, style, tokens
from app.ui.theme import Theme

RESOURCES = Path(__file__).parents[2] / "resources"


def test_the_face_is_ours_and_its_figures_are_equally_wide(theme: Theme) -> None:
    metrics = QFontMetrics(QApplication.font())
    assert QApplication.font().family() == "Noto Sans SC"
    assert QApplication.font().pointSize() == 10
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_the_face_knows_the_characters_of_the_window(theme: Theme) -> None:
    metrics = QFontMetrics(QApplication.font())
    assert all(metrics.inFontUcs4(ord(character)) for character in "叶集技工补贴✓✗→←↑↓·…")


def test_qt_speaks_chinese(theme: Theme) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"
    assert QLocale().name() == "zh_CN"


def test_dark_changes_what_paints_by_hand(theme: Theme) -> None:
    told: list[bool] = []
    theme.changed.connect(lambda: told.append(True))
    theme.dress(dark=True)
    dark = tokens.colours()
    theme.dress(dark=False)
    assert (dark, tokens.colours()) == (tokens.DARK, tokens.LIGHT)
    assert told == [True, True]


def test_a_system_that_is_dark_is_followed_from_the_start(theme: Theme) -> None:
    theme.application.setPalette(style.palette(tokens.DARK))
    Theme(theme.application, RESOURCES)
    begun = tokens.colours()
    theme.dress(dark=False)
    assert begun is tokens.DARK


def test_a_missing_face_is_named(theme: Theme, tmp_path: Path) -> None:
    with pytest.raises(fonts.FontMissing, match="NotoSansSC"):
        fonts.register(tmp_path)


def test_a_title_is_larger_and_stronger(theme: Theme) -> None:
    title = fonts.sized(theme.font, tokens.TITLE_PT, strong=True)
    assert title.pointSize() == 13
    assert title.weight() > theme.font.weight()

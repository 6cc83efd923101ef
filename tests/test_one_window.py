"""One window: no page, however it is built, lets a part of it appear as a window of its own, not even for a moment."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from whole_window import Watch, WholeWindow

from app.ui.theme import Theme


class Shown(QObject):
    """Writes down every window that appears."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass everything on."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(f"{type(watched).__name__} {watched.accessibleName() or watched.windowTitle()}")
        return False


def test_going_through_all_pages_opens_no_window_beside_the_one(tmp_path: Path, theme: Theme, qtbot: QtBot) -> None:
    office = WholeWindow(tmp_path, theme, qtbot, Watch(datetime(2024, 11, 5, 9, 30)))
    office.enter_as("local")
    shown = Shown()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(shown)
    try:
        for title in office.window.navigation.titles:
            office.go(title)
    finally:
        app.removeEventFilter(shown)
        office.close()
    assert shown.windows == []

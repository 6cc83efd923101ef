"""The curtain before the window: while it is drawn nothing of the work is seen, and no key reaches it."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QWidget
from shiboken6 import isValid

_SWEEP_MS = 200


class Curtain(QStackedWidget):
    """Holds the stage; drawn, it shows something else before it. What runs behind it goes on."""

    def __init__(self, stage: QWidget, window: QMainWindow, locked_title: str) -> None:
        """`stage` is what the window shows otherwise; its title gives way to `locked_title`."""
        super().__init__(window)
        self._window, self._locked_title = window, locked_title
        self._stage = stage
        self._front: QWidget | None = None
        self._title = ""
        self._holder: QWidget | None = None
        self._off: list[QShortcut] = []
        self._away: list[QDialog] = []
        self._sweep = QTimer(self, interval=_SWEEP_MS)
        self._sweep.timeout.connect(self._hide_dialogs)
        self.addWidget(stage)

    @property
    def drawn(self) -> bool:
        """Whether the stage is hidden."""
        return self._front is not None

    def name_window(self, title: str) -> None:
        """The title of the window, kept back while the curtain is drawn."""
        self._title = title
        self._window.setWindowTitle(self._locked_title if self.drawn else title)

    def draw(self, front: QWidget) -> None:
        """Hide the stage, its dialogs and its keys behind `front`."""
        if self.drawn:
            return
        self._holder = self._window.focusWidget()
        self._front = front
        self._off = [one for one in self._shortcuts() if one.isEnabled()]
        for shortcut in self._off:
            shortcut.setEnabled(False)
        self.name_window(self._title)
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._hide_dialogs()
        self._sweep.start()
        self.addWidget(front)
        self.setCurrentWidget(front)
        front.setFocus()

    def lift(self, *, same_person: bool) -> None:
        """Show the stage again; its dialogs too when the same person has come back, else they are closed."""
        if self._front is None:
            return
        self._sweep.stop()
        self.setCurrentWidget(self._stage)
        self.removeWidget(self._front)
        self._front.deleteLater()
        self._front = None
        for shortcut in filter(isValid, self._off):
            shortcut.setEnabled(True)
        self.name_window(self._title)
        if same_person and self._holder is not None and isValid(self._holder):
            self._holder.setFocus()
        dialogs, self._away = [one for one in self._away if isValid(one)], []
        for dialog in dialogs:
            if same_person:
                dialog.show()
            else:
                dialog.reject()

    def _shortcuts(self) -> list[QShortcut]:
        """Those of the window itself; those of hidden widgets rest by themselves."""
        return self._window.findChildren(QShortcut, options=QtCore.Qt.FindChildOption.FindDirectChildrenOnly)

    def _hide_dialogs(self) -> None:
        """Put away what stands before the curtain; a question that waits for its answer counts as not asked."""
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QDialog) and one.isVisible():
                self._away.append(one)
                one.hide()

"""Enter presses the button it is on, as the space bar does; never one to which the keyboard has only just moved."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget


class Entering(QObject):
    """Sees the keys that no widget of a window took.

    A line ignores Enter after it has told of it, and by then the keyboard may be on a button: on that one the
    same press has no effect, nor has one that is repeated because the key is held.
    """

    def __init__(self, window: QWidget) -> None:
        """Watches until the window goes."""
        super().__init__(window)
        self._window = window
        self._begun_in: QWidget | None = None
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note where a press begins, then press the button there."""
        if isinstance(event, QKeyEvent) and _is_enter(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                self._begun_in = self._window.focusWidget()
            elif event.type() == QEvent.Type.KeyPress:
                self._press(event)
                return True
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> None:
        holder, begun_in = self._window.focusWidget(), self._begun_in
        self._begun_in = None
        if holder is not begun_in or event.isAutoRepeat():
            return
        if isinstance(holder, QToolButton) and holder.menu():
            holder.showMenu()
        elif isinstance(holder, QPushButton | QToolButton):
            holder.click()


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in {QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter}

"""Whether anybody is there: nothing typed and no mouse moved for some minutes means no."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from app.services.clock import Clock

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication, QWindow

_TICK_MS = 5_000
_ACTS = (
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,  # of a shortcut the window sees nothing else
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


class Idling(QObject):
    """Watches the windows of the program for keys and mouse; `idle` says that nothing came for so long.

    Reckoned by the clock and not by a timer alone, so that a computer that slept is locked when it wakes.
    """

    idle = Signal()

    def __init__(self, clock: Clock, application: QGuiApplication, parent: QObject | None = None) -> None:
        """Watches nothing yet."""
        super().__init__(parent)
        self._clock = clock
        self._limit = timedelta(0)
        self._last = clock()
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.look)
        application.focusWindowChanged.connect(self._watch_window)

    def begin(self, minutes: int, window: QWindow | None) -> None:
        """Somebody works from now on; 0 minutes is for ever."""
        self._limit, self._last = timedelta(minutes=minutes), self._clock()
        self._watch_window(window)
        if minutes:
            self._tick.start()

    def end(self) -> None:
        """Nobody works."""
        self._limit = timedelta(0)
        self._tick.stop()

    def look(self) -> bool:
        """Whether it has been too long; says so once."""
        now = self._clock()
        self._last = min(self._last, now)  # a clock that was set back
        if not self._limit or now - self._last < self._limit:
            return False
        self.end()
        self.idle.emit()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of a key or the mouse; the first one after too long goes no further."""
        if self._limit and event.type() in _ACTS:
            if self.look():
                return True
            self._last = self._clock()
        return super().eventFilter(watched, event)

    def _watch_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once, however often it is asked for

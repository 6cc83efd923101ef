"""Cyclic garbage is collected on the GUI thread alone: a widget or timer taken away by the worker would bring Qt down."""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS = 200


class Garbage(QObject):
    """While begun, Python's own collector rests and a timer collects as much and as often as it would have."""

    def __init__(self, parent: QObject) -> None:
        """Made on the GUI thread; rests until begin."""
        super().__init__(parent)
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Take over from Python's own collector."""
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """Hand back to Python's own collector; no worker may run any more."""
        self._timer.stop()
        gc.enable()

    def _look(self) -> None:
        """Collect the oldest generation that is due, as Python's own collector does; nothing while that is paused."""
        if not gc.get_threshold()[0]:
            return
        pairs = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, limit) in enumerate(pairs) if count > limit]
        if due:
            gc.collect(due[-1])

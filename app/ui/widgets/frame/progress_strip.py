"""The strip that shows long work: what it is, counts, time left, and a button to stop it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app.ui import keys, tokens
from app.ui.background import Jobs, Step

_SHOWS_AFTER_MS = 300


class ProgressStrip(QWidget):
    """Shown while a titled job takes longer than 0.3 s."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        """Follows `jobs`; 取消 asks all of them to stop."""
        super().__init__(parent)
        self._text = QLabel()
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName("进度")
        self._cancel = QPushButton("取消")
        keys.tip(self._cancel, "停止正在进行的任务", keys.CANCEL_JOB)
        self._cancel.clicked.connect(jobs.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_12, 0, tokens.SPACE_12, 0)
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(self._text, 1)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        self._delay = QTimer(self, singleShot=True, interval=_SHOWS_AFTER_MS)
        self._delay.timeout.connect(self.show)
        jobs.started.connect(self._start)
        jobs.stepped.connect(self._step)
        jobs.idle.connect(self._end)
        self.hide()

    def _start(self, title: str) -> None:
        if self.isHidden() and not self._delay.isActive():
            self._tell(Step(title))
            self._delay.start()

    def _step(self, step: Step) -> None:
        if step.title:
            self._tell(step)

    def _tell(self, step: Step) -> None:
        self._text.setText(said(step))
        self._bar.setMaximum(step.total)
        self._bar.setValue(step.done)

    def _end(self) -> None:
        self._delay.stop()
        self.hide()


def said(step: Step) -> str:
    """One line for a step: title, text, counts, time left."""
    parts = [step.title, step.text]
    if step.total:
        parts.append(f"{step.done:,} / {step.total:,}")
    if step.seconds_left is not None and step.done < step.total:
        parts.append(_time_left(step.seconds_left))
    return "　".join(part for part in parts if part)


def _time_left(seconds: float) -> str:
    if seconds >= 90:
        return f"约剩 {round(seconds / 60)} 分钟"
    return f"约剩 {max(1, round(seconds))} 秒"

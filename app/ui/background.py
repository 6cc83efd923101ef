"""The only way off the GUI thread: jobs one after another, short questions beside, progress, cancel, results back on the GUI thread."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal, Slot

from app.services.errors import Cancelled, UserError
from app.services.trust.attendance import PasswordWanted
from app.ui.garbage import Garbage

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
Prove = Callable[[PasswordWanted, Callable[[], object], Callable[[], None]], None]

_TELL_EVERY = 0.05
_SHOWN_WITHIN = 1.0
_PAINTED_AFTER_MS = 20
_TURN_SECONDS = 0.001


@dataclass(frozen=True)
class Step:
    """How far the running job is: `done` of `total` (0 when unknown), and the seconds left (None when unknown)."""

    title: str
    text: str = ""
    done: int = 0
    total: int = 0
    seconds_left: float | None = None


class Outcome(NamedTuple):
    """What came of some work: its result, or what it raised."""

    result: object = None
    error: Exception | None = None


class Progress:
    """Handed to the work: it tells how far it is, shows what it has so far and learns that it is no longer wanted."""

    def __init__(
        self, title: str, tell: Callable[[Step], None], show: Callable[[Progress, object], None] = lambda *_: None
    ) -> None:
        """`tell` is called at most every 50 ms, and for the last step."""
        self._title = title
        self._tell = tell
        self._show = show
        self.seen = Event()
        self._unwanted = Event()
        self._began = time.monotonic()
        self._told = 0.0
        self._text = ""
        self.outcome: Outcome | None = None

    @property
    def cancelled(self) -> bool:
        """Whether the person no longer wants the work."""
        return self._unwanted.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next step; from any thread."""
        self._unwanted.set()

    def show(self, part: object) -> None:
        """Hand over what is there already, plain data that may still grow; goes on once it is on the screen.

        The window asks for the interpreter many times to draw it, and would wait each time.
        """
        self._show(self, part)
        until = time.monotonic() + _SHOWN_WITHIN
        while not (self.seen.wait(_TELL_EVERY) or self.cancelled or time.monotonic() > until):
            pass

    def step(self, done: int, total: int, text: str = "") -> None:
        """Tell that `done` of `total` are behind; time left is reckoned from the first step of the same text.

        Raises Cancelled when the work is no longer wanted.
        """
        if self.cancelled:
            raise Cancelled
        now = time.monotonic()
        if text != self._text:
            self._text, self._began = text, now
        if now - self._told < _TELL_EVERY and done < total:
            return
        self._told = now
        left = (now - self._began) / done * (total - done) if done else None
        self._tell(Step(self._title, text, done, total, left))


class _Job(NamedTuple):
    """What is to be done and what follows from it; kept by the GUI thread until it is through with it."""

    work: Callable[[Progress], object]
    done: Callable[[object], None]
    failed: Callable[[Exception], None]
    again: Callable[[], object]
    halfway: Callable[[object], None]


class Jobs(QObject):
    """Runs work on a worker thread, one job after another, and hands the outcome to callbacks on the GUI thread.

    The worker is never the last to hold work, callback or outcome: what it let go of could be a widget, and taking that
    away off the GUI thread would bring Qt down. So all of a job stays here, and only its Progress goes to and fro.

    `stepped` carries a Step, `idle` says that nothing runs or waits any more. UserError of a job without a `failed`
    goes to `refused`, any other exception to `crashed`.
    """

    stepped = Signal(object)
    started = Signal(str)
    idle = Signal()
    refused = Signal(object)
    crashed = Signal(object)
    _deliver = Signal(object)
    _hand = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Made on the GUI thread."""
        super().__init__(parent)
        self._open: dict[Progress, _Job] = {}
        self._closed = False
        self._prove: Prove | None = None
        self._garbage = Garbage(self)
        self._garbage.begin()
        self._turn_before = sys.getswitchinterval()
        sys.setswitchinterval(_TURN_SECONDS)  # the GUI thread asks for the interpreter many times to draw one step

    @cached_property
    def _worker(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor  # behind the first paint

        self._deliver.connect(self._end, QtCore.Qt.ConnectionType.QueuedConnection)
        self._hand.connect(self._show_part, QtCore.Qt.ConnectionType.QueuedConnection)
        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="jobs")

    @cached_property
    def _beside(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor  # behind the first paint

        _ = self._worker  # its results come the same way
        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="beside")

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._open)

    def run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        title: str = "",
        *,
        halfway: Callable[[Any], None] = lambda _: None,
        beside: bool = False,
    ) -> Progress:
        """Queue `work`; its result goes to `done`, its exception (Cancelled too) to `failed`; both on the GUI thread.

        `halfway` gets what the work shows of itself before. What is `beside` waits for no other job: for a short question
        about what is in memory, asked while a long job runs. Without `failed` a cancelled job ends silently and other exceptions go to `refused` or `crashed`. A job without
        title runs unseen. What `work` needs is to be read from widgets before, not within it.
        """
        progress = Progress(title, self._told, self._hand.emit)
        if self._closed:
            progress.cancel()
            return progress
        again = partial(self.run, work, done, failed, title, halfway=halfway, beside=beside)
        self._open[progress] = _Job(work, cast("Callable[[object], None]", done), failed or self._fail, again, halfway)
        (self._beside if beside else self._worker).submit(self._work, progress)
        if title:
            self.started.emit(title)
        return progress

    def prove_by(self, prove: Prove) -> None:
        """Hand work that wants the password again to `prove`, with what does it anew and what gives it up."""
        self._prove = prove

    def cancel(self) -> None:
        """Ask everything that runs or waits to stop."""
        for progress in self._open:
            progress.cancel()

    def close(self) -> None:
        """Cancel everything and wait for the worker to end; results still under way and later jobs are dropped."""
        self._closed = True
        self.cancel()
        for worker in (self._worker, self._beside):
            worker.shutdown(wait=True, cancel_futures=True)
        self._garbage.end()
        sys.setswitchinterval(self._turn_before)
        self._open.clear()

    def _work(self, progress: Progress) -> None:
        """On the worker."""
        progress.outcome = self._outcome_of(progress)
        self._deliver.emit(progress)

    def _outcome_of(self, progress: Progress) -> Outcome:
        if progress.cancelled:
            return Outcome(error=Cancelled())
        try:
            return Outcome(self._open[progress].work(progress))
        except Exception as error:  # noqa: BLE001  # handed to the GUI thread, which tells refusals from bugs
            return Outcome(error=error)

    @Slot(object, object)
    def _show_part(self, progress: Progress, part: object) -> None:
        job = self._open.get(progress)
        if job is not None and not progress.cancelled:
            job.halfway(part)
        QtCore.QTimer.singleShot(_PAINTED_AFTER_MS, progress.seen.set)

    @Slot(object)
    def _end(self, progress: Progress) -> None:
        job = self._open.pop(progress, None)
        outcome, progress.outcome = progress.outcome, None
        if job is None or outcome is None:
            return
        if not self._open:
            self.idle.emit()
        error = outcome.error
        if error is None:
            job.done(outcome.result)
        elif isinstance(error, PasswordWanted) and self._prove is not None:
            self._prove(error, job.again, lambda: job.failed(Cancelled()))
        else:
            job.failed(error)

    def _told(self, step: Step) -> None:
        self.stepped.emit(step)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        signal = self.refused if isinstance(error, UserError) else self.crashed
        signal.emit(error)

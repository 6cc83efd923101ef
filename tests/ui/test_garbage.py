import gc
from collections.abc import Iterator
from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.services.bulk import collection_paused
from app.ui.background import Jobs, Progress

LOOPS = 20_000


class Loop:
    """Garbage that only the collector finds; says which thread took it away."""

    def __init__(self, threads: set[str]) -> None:
        self.itself = self
        self._threads = threads

    def __del__(self) -> None:
        self._threads.add(current_thread().name)


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_what_the_worker_leaves_behind_is_collected_on_the_gui_thread(jobs: Jobs, qtbot: QtBot) -> None:
    threads: set[str] = set()
    made: list[int] = []

    def work(_: Progress) -> int:
        return len([Loop(threads) and None for _ in range(LOOPS)])

    jobs.run(work, made.append)
    qtbot.waitUntil(lambda: made == [LOOPS])
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == {main_thread().name}


def test_python_collects_by_itself_again_once_the_worker_has_ended(qtbot: QtBot) -> None:
    jobs = Jobs()
    assert not gc.isenabled()
    jobs.close()
    assert gc.isenabled()


def test_the_window_does_not_look_for_garbage_while_that_is_paused(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[int] = []
    passed: list[bool] = []

    def note(_phase: str, found: dict[str, int]) -> None:
        seen.append(found["generation"])

    gc.unfreeze()
    gc.callbacks.append(note)
    try:
        with collection_paused():
            QTimer.singleShot(500, lambda: passed.append(True))
            kept: list[list[int]] = [[] for _ in range(LOOPS)]
            qtbot.waitUntil(lambda: bool(passed))
            assert not seen
        assert gc.get_freeze_count() > len(kept)
        kept.extend([] for _ in range(LOOPS))
        qtbot.waitUntil(lambda: bool(seen))
    finally:
        gc.callbacks.remove(note)
        gc.unfreeze()


def test_a_pause_within_a_pause_ends_with_the_outer_one() -> None:
    before = gc.get_threshold()
    with collection_paused():
        with collection_paused():
            pass
        assert gc.get_threshold()[0] == 0
    assert gc.get_threshold() == before
    gc.unfreeze()

from collections.abc import Iterator
from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from app.services.errors import Cancelled, UserError
from app.ui.background import Jobs, Progress, Step


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_work_runs_off_the_window_and_its_result_comes_back_to_it(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[object] = []
    with qtbot.waitSignal(jobs.idle):
        jobs.run(lambda _: current_thread() is main_thread(), lambda off: seen.extend([off, current_thread()]))
    assert seen == [False, main_thread()]
    assert not jobs.busy


def test_jobs_run_one_after_another_in_order(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[int] = []
    gate = Event()
    with qtbot.waitSignal(jobs.idle):
        jobs.run(lambda _: gate.wait(5), lambda _: seen.append(1))
        jobs.run(lambda _: gate.is_set(), lambda opened: seen.append(2 if opened else 0))
        gate.set()
    assert seen == [1, 2]


def test_what_work_shows_on_its_way_is_seen_before_it_goes_on(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[object] = []

    def work(progress: Progress) -> tuple[object, ...]:
        progress.show("行")
        return tuple(seen)

    with qtbot.waitSignal(jobs.idle):
        jobs.run(work, seen.append, halfway=lambda part: seen.extend([part, current_thread() is main_thread()]))
    assert seen == ["行", True, ("行", True)]


def test_what_a_cancelled_job_shows_is_passed_over(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[object] = []

    def work(progress: Progress) -> None:
        progress.cancel()
        progress.show("行")

    with qtbot.waitSignal(jobs.idle):
        jobs.run(work, lambda _: None, halfway=seen.append)
    assert seen == []


def test_a_short_question_waits_for_no_long_job(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[int] = []
    gate = Event()

    def answered(opened: bool) -> None:
        seen.append(2 + opened)
        gate.set()

    with qtbot.waitSignal(jobs.idle):
        jobs.run(lambda _: gate.wait(5), lambda _: seen.append(1))
        jobs.run(lambda _: gate.is_set(), answered, beside=True)
    assert seen == [2, 1]


def test_a_refusal_without_a_handler_is_told_as_such(jobs: Jobs, qtbot: QtBot) -> None:
    def work(_: Progress) -> None:
        raise UserError("单位名称没有填，请经办员补上。")

    with qtbot.waitSignal(jobs.refused) as told:
        jobs.run(work, lambda _: None)
    assert told.args is not None
    assert told.args[0].text == "单位名称没有填，请经办员补上。"


def test_a_bug_without_a_handler_is_told_as_a_crash(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.crashed) as told:
        jobs.run(lambda _: 1 // 0, lambda _: None)
    assert told.args is not None
    assert isinstance(told.args[0], ZeroDivisionError)


def test_a_handler_of_its_own_gets_the_error_instead(jobs: Jobs, qtbot: QtBot) -> None:
    errors: list[Exception] = []
    with qtbot.assertNotEmitted(jobs.crashed), qtbot.waitSignal(jobs.idle):
        jobs.run(lambda _: 1 // 0, lambda _: None, errors.append)
    assert isinstance(errors[0], ZeroDivisionError)


def test_a_cancelled_job_stops_at_its_next_step_and_brings_nothing(jobs: Jobs, qtbot: QtBot) -> None:
    began, asked = Event(), Event()
    ended: list[object] = []

    def work(progress: Progress) -> None:
        began.set()
        asked.wait(5)
        progress.step(1, 2)
        ended.append("went on")

    with qtbot.waitSignal(jobs.idle):
        jobs.run(work, ended.append, ended.append)
        began.wait(5)
        jobs.cancel()
        asked.set()
    assert [type(one) for one in ended] == [Cancelled]


def test_a_job_cancelled_while_it_waits_never_begins(jobs: Jobs, qtbot: QtBot) -> None:
    gate = Event()
    ran: list[object] = []
    with qtbot.waitSignal(jobs.idle):
        jobs.run(lambda _: gate.wait(5), lambda _: None)
        jobs.run(lambda _: ran.append("work"), ran.append).cancel()
        gate.set()
    assert ran == []


def test_steps_tell_counts_and_the_time_left(jobs: Jobs, qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        progress.step(0, 10, "读取")
        progress.step(10, 10, "读取")

    steps: list[Step] = []
    jobs.stepped.connect(steps.append)
    with qtbot.waitSignal(jobs.idle):
        jobs.run(work, lambda _: None, title="导入")
    assert [(step.title, step.text, step.done, step.total) for step in steps] == [
        ("导入", "读取", 0, 10),
        ("导入", "读取", 10, 10),
    ]
    assert (steps[0].seconds_left, steps[1].seconds_left) == (None, 0)


def test_many_small_steps_tell_little() -> None:
    told: list[Step] = []
    progress = Progress("导入", told.append)
    for done in range(1000):
        progress.step(done, 1000)
    assert 1 <= len(told) < 50


def test_closing_waits_for_the_running_job_and_drops_its_result(qtbot: QtBot) -> None:
    jobs = Jobs()
    began, seen = Event(), list[object]()

    def work(progress: Progress) -> str:
        began.set()
        while not progress.cancelled:
            pass
        return "late"

    jobs.run(work, seen.append)
    began.wait(5)
    jobs.close()
    qtbot.wait(0)
    assert seen == []

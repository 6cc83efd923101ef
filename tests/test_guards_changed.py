"""What the administrator sets for accounts acts: how many wrong passwords lock for how long, and when an idle window locks."""

import argparse
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from login_office import CHEAP, OWN, LoginOffice
from login_window import LoginWindow
from pytestqt.qtbot import QtBot
from standing_clock import Watch
from whole_window import NOW
from working_office import ADMINISTRATOR, CLERK, NAMES

from app.commands import build_parser
from app.services.errors import UserError
from app.services.policy.standards import GUARDS, Entry
from app.services.standards import parameters
from app.services.storage.unlocking import Door, enter
from app.ui.theme import Theme

WRONG = "Falsches-Wort-9"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LoginOffice]:
    made = LoginOffice(tmp_path / "data", Watch(NOW), roles=(CLERK,))
    yield made
    made.folder.engine.dispose()


def set_to(office: LoginOffice, **values: int) -> None:
    day = date(2024, 1, 1)
    wanted = [Entry(GUARDS, name, day, "测试", Decimal(value)) for name, value in values.items()]
    parameters.enter(office.acting(ADMINISTRATOR), wanted)


def refusal(office: LoginOffice, password: str) -> str:
    with pytest.raises(UserError) as refused:
        office.log_in(CLERK, password)
    return refused.value.text


def test_fewer_wrong_passwords_lock_for_longer_once_it_is_set_so(office: LoginOffice) -> None:
    set_to(office, 连续输错次数=3, 输错锁定=40)
    assert "已锁定" not in refusal(office, WRONG)
    assert "已锁定" not in refusal(office, WRONG)
    assert "已锁定" in refusal(office, WRONG)
    office.watch.on(minutes=39)
    assert "已锁定" in refusal(office, OWN[CLERK])
    office.watch.on(minutes=1)
    assert office.log_in(CLERK).account == NAMES[CLERK]


def test_nothing_locks_where_it_is_switched_off(office: LoginOffice) -> None:
    set_to(office, 连续输错次数=0)
    for _ in range(8):
        assert "已锁定" not in refusal(office, WRONG)
    assert office.log_in(CLERK).account == NAMES[CLERK]


def test_a_closed_folder_counts_as_it_was_set_when_one_was_last_in(office: LoginOffice) -> None:
    set_to(office, 连续输错次数=2, 输错锁定=40)

    def knock(password: str) -> str:
        try:
            folder, entered = enter(office.places, Door(CHEAP, "测试", office.watch), NAMES[CLERK], password)
        except UserError as refused:
            return refused.text
        folder.engine.dispose()
        return entered.account

    assert knock(OWN[CLERK]) == NAMES[CLERK]
    assert "已锁定" not in knock(WRONG)
    assert "已锁定" in knock(WRONG)
    office.watch.on(minutes=39)
    assert "已锁定" in knock(OWN[CLERK])
    office.watch.on(minutes=1)
    assert knock(OWN[CLERK]) == NAMES[CLERK]


@pytest.mark.parametrize(("minutes", "stays", "locks"), [(4, 3, 4), (40, 39, 40)])
def test_a_window_locks_after_as_many_idle_minutes_as_are_set(
    tmp_path: Path, theme: Theme, qtbot: QtBot, office: LoginOffice, minutes: int, stays: int, locks: int
) -> None:
    set_to(office, 闲置锁定=minutes)
    window = LoginWindow(tmp_path, theme, qtbot, office.watch)
    window.log_in(CLERK)
    office.watch.on(minutes=stays)
    window.touch()
    assert not window.window.curtain.drawn
    office.watch.on(minutes=locks)
    window.touch()
    assert window.window.curtain.drawn
    assert office.audited()[-1][2] == f"{minutes} 分钟没有操作，已自动锁定"
    window.close()


def every_parser(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and all commands below it."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from every_parser(below)


def test_no_command_takes_a_password_as_an_argument() -> None:
    parsers = list(every_parser(build_parser()))
    assert len(parsers) > 15
    words = ("password", "passwd", "pwd", "secret", "word", "key", "pin", "密码", "口令")
    for parser in parsers:
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction) or action.nargs == 0:
                continue
            said = (action.dest, *action.option_strings, str(action.metavar or ""))
            assert not [word for word in words for text in said if word in text.lower()], (parser.prog, said)

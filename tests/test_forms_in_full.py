"""Forms that show stored numbers in full: opening one is one look, written down, and asks for the password when it was long ago."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from clawback_desk import Desk, identity_number
from login_office import OWN, LoginCases, LoginOffice
from login_window import LoginWindow
from pytestqt.qtbot import QtBot
from register_samples import SEEKER
from standing_clock import Watch
from whole_window import NOW
from working_office import ADMINISTRATOR, AUDITOR, CLERK, NAMES

from app.services.cases.course import State
from app.services.registers import entries
from app.services.standards import parameters
from app.services.storage.data_folder import FREE_HAND
from app.services.trust import audit_trail
from app.ui.pages.application.page import ApplicationPage
from app.ui.pages.case.page import CasePage
from app.ui.pages.clawback.page import ClawbackPage
from app.ui.pages.clawback.truth import TruthDialog
from app.ui.pages.registers.page import RegistersPage
from app.ui.theme import Theme
from app.ui.widgets.asking.password import PasswordDialog

IDENTITY = identity_number(123)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LoginOffice]:
    made = LoginOffice(tmp_path / "data", Watch(NOW))
    parameters.enter(made.acting(ADMINISTRATOR), FREE_HAND)
    yield made
    made.folder.engine.dispose()


@pytest.fixture
def window(tmp_path: Path, theme: Theme, qtbot: QtBot, office: LoginOffice) -> Iterator[LoginWindow]:
    made = LoginWindow(tmp_path, theme, qtbot, office.watch)
    yield made
    made.close()


def looks(office: LoginOffice) -> list[tuple[str, str, str]]:
    return [
        (one.account, one.subject, one.detail)
        for one in audit_trail.each(office.folder)
        if one.action == "查看完整号码"
    ]


def wait_at_the_desk(window: LoginWindow) -> None:
    for _ in range(2):
        window.watch.on(minutes=8)
        window.touch()


def give_password(window: LoginWindow) -> None:
    def shown() -> list[PasswordDialog]:
        return [one for one in window.window.findChildren(PasswordDialog) if one.isVisible()]

    window.bot.waitUntil(lambda: bool(shown()))
    (dialog,) = shown()
    window.type_in(dialog.password.line, OWN[CLERK])
    window.click(dialog.go)
    window.settle()


def test_correcting_a_case_is_one_look_after_the_password(window: LoginWindow, office: LoginOffice) -> None:
    number = LoginCases(office).file(identity_number=IDENTITY)
    window.log_in(CLERK)
    window.window.go("case", number)
    window.settle()
    wait_at_the_desk(window)
    window.press("修改申报内容", window.page)
    assert looks(office) == []
    assert isinstance(window.page, ApplicationPage)
    assert window.page.sheet is None
    give_password(window)
    assert window.page.sheet is not None
    assert window.page.sheet.form.answers["identity_number"] == IDENTITY
    assert looks(office) == [(NAMES[CLERK], number, "修改申报内容表单")]


def test_only_a_clerk_is_offered_to_correct_a_case(window: LoginWindow, office: LoginOffice) -> None:
    number = LoginCases(office).file()
    window.log_in(AUDITOR)
    window.window.go("case", number)
    window.settle()
    assert isinstance(window.page, CasePage)
    assert window.page.correct.isHidden()


def test_the_true_answers_of_a_clawback_are_one_look_after_the_password(
    window: LoginWindow, office: LoginOffice
) -> None:
    cases = LoginCases(office)
    case = cases.walk(cases.file(identity_number=IDENTITY), State.COMPLETED)
    Desk(cases).opened(case)
    window.log_in(CLERK)
    page = window.go("追回")
    assert isinstance(page, ClawbackPage)
    wait_at_the_desk(window)
    page.cases.desk.facts.truth.click()
    window.settle()
    assert (looks(office), window.window.findChildren(TruthDialog)) == ([], [])
    give_password(window)
    (dialog,) = window.window.findChildren(TruthDialog)
    assert dialog.form.answers["identity_number"] == IDENTITY
    assert looks(office) == [(NAMES[CLERK], case, "真实情况表单")]
    dialog.reject()


def test_correcting_an_entry_of_a_register_is_one_look_that_names_no_number(
    window: LoginWindow, office: LoginOffice
) -> None:
    entries.add_entry(office.acting(CLERK), "seekers", SEEKER | {"identity_number": IDENTITY})
    window.log_in(CLERK)
    page = window.go("台账登记")
    assert isinstance(page, RegistersPage)
    page.show_item("seekers")
    window.settle()
    tab = page.tab
    tab.change.click()
    window.settle()
    assert tab.form is not None
    assert tab.form.form.answers["identity_number"] == IDENTITY
    ((account, subject, detail),) = looks(office)
    assert (account, detail) == (NAMES[CLERK], "更正登记表单")
    assert IDENTITY not in subject
    assert subject.startswith(tab.register.title)

"""What a program that was killed while it changed a password left in the key file goes with the next login."""

from pathlib import Path

import pytest
from login_office import CHEAP, OWN, LoginOffice
from standing_clock import Watch
from whole_window import NOW
from working_office import ADMINISTRATOR, CLERK, NAMES

from app.services.errors import UserError
from app.services.storage.key_file import NAME as KEYS
from app.services.storage.unlocking import Door, enter
from app.services.storage.vault import Vault
from app.services.trust import account_care, logins
from app.services.trust.verifying import verify

NEW = "Neues-Wort-77"
PERSON = NAMES[CLERK]


@pytest.fixture
def office(tmp_path: Path) -> LoginOffice:
    return LoginOffice(tmp_path / "data", Watch(NOW), roles=(CLERK,))


def opens(office: LoginOffice, password: str) -> bool:
    vault = office.folder.vault
    assert vault
    return vault.read().open(PERSON, password) is not None


def log_in(office: LoginOffice, password: str) -> None:
    enter(office.places, Door(CHEAP, clock=office.watch), PERSON, password)[0].engine.dispose()


def test_a_former_password_opens_nothing_once_the_new_one_was_used(
    office: LoginOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(logins, "keep_last_slot", lambda *_: None)
        logins.set_own(office.acting(CLERK), CHEAP, OWN[CLERK], NEW, NEW)
    office.folder.engine.dispose()
    assert opens(office, OWN[CLERK])
    assert opens(office, NEW)
    log_in(office, NEW)
    assert not opens(office, OWN[CLERK])
    assert opens(office, NEW)


def test_a_slot_of_a_password_that_was_never_stored_does_not_shut_the_present_one_out(office: LoginOffice) -> None:
    vault = office.folder.vault
    assert vault
    vault.add(vault.slot_for(PERSON, NEW))
    office.folder.engine.dispose()
    log_in(office, OWN[CLERK])
    assert opens(office, OWN[CLERK])
    with pytest.raises(UserError, match="不对"):
        log_in(office, NEW)


def test_an_account_comes_with_its_slot_or_not_at_all(office: LoginOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(*_: object) -> None:
        raise UserError("断电")

    with monkeypatch.context() as cut:
        cut.setattr(Vault, "add", ended)
        with pytest.raises(UserError, match="断电"):
            account_care.open_account(office.acting(ADMINISTRATOR), CHEAP, "新来的", [CLERK], "Gruess-Gott-2")
    assert "新来的" not in [line.name for line in account_care.account_lines(office.acting(ADMINISTRATOR))]
    assert verify(office.folder).problems == ()
    office.folder.engine.dispose()


def test_a_letter_of_the_key_file_in_another_case_is_found(office: LoginOffice) -> None:
    path = office.places.data / KEYS
    content = path.read_text("utf-8")
    place = next(at for at in range(content.index('"nonce"') + 9, len(content)) if content[at] in "abcdef")
    path.write_text(content[:place] + content[place].upper() + content[place + 1 :], "utf-8", newline="")
    assert any("改动过" in problem for problem in verify(office.folder).problems)
    office.folder.engine.dispose()

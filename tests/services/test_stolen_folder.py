"""A stolen data folder: nothing readable in any byte of it; and a program that is killed while it writes."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from login_office import CHEAP, OWN, ROOT, LoginCases, LoginOffice
from standing_clock import Watch
from whole_window import NOW
from working_office import ADMINISTRATOR, APPROVER, CLERK, FINANCE, NAMES, REVIEWER

from app.logs import open_log, write_crash
from app.models import Case
from app.services.cases.course import State
from app.services.letters import issuing
from app.services.letters.paper.fonts import Fonts
from app.services.letters.subjects import Wanted
from app.services.standards import parameters
from app.services.storage.backups import Occasion, back_up
from app.services.storage.data_folder import FREE_HAND
from app.services.storage.database import FILE_NAME
from app.services.storage.recovering import new_sheet
from app.services.storage.unlocking import Door, enter
from app.services.trust import audit_trail
from app.services.trust.verifying import verify

PERSON, NUMBER, PHONE, BANK = "欧阳若兰", "341504199001011232", "13905640077", "6217000010099887766"
ROUNDS, LEAST = 4, 5
WRITER = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[1:3]
from login_office import CHEAP, LoginOffice
from app.services.places import Places
from app.services.storage.unlocking import Door, enter
places = Places(Path(sys.argv[3]), Path(sys.argv[1]) / "resources", Path(sys.argv[1]) / "migrations")
folder, entered = enter(places, Door(CHEAP), sys.argv[4], sys.argv[5])
count = 0
while True:
    count += 1
    with folder.acting_as(entered.account).begin() as work:
        work.note_many(("试写", f"{count}", "x" * 2000) for _ in range(5))
    print(count, flush=True)
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LoginOffice]:
    made = LoginOffice(tmp_path / "data", Watch(NOW), roles=(CLERK, REVIEWER, APPROVER, FINANCE))
    yield made
    made.folder.engine.dispose()


def spellings(text: str) -> list[bytes]:
    return [text.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")]


def readable(folder: Path, texts: list[str]) -> set[tuple[str, str]]:
    """Which text stands in which file of a folder, in contents or in its name, however it is spelt."""
    found = set()
    for path in (one for one in folder.rglob("*") if one.is_file()):
        content = path.read_bytes() + str(path.relative_to(folder)).encode()
        found |= {(path.name, text) for text in texts if any(spelt in content for spelt in spellings(text))}
    return found


def fill(office: LoginOffice) -> list[str]:
    """A case carried to its end with letters, backup, log and crash report; what must not be readable."""
    cases = LoginCases(office)
    own = {"person_name": PERSON, "identity_number": NUMBER, "phone": PHONE, "account_number": BANK}
    with office.folder.begin() as work:
        parameters.store(work, FREE_HAND)
    number = cases.file(account_name=PERSON, **own)
    cases.walk(number, State.APPROVED)
    clerk, fonts = cases.acting(CLERK), Fonts(ROOT / "resources" / "fonts")
    issuing.issue(clerk, "补贴核准通知书", issuing.due(clerk, Wanted("补贴核准通知书", number, "")), fonts)
    sheet = new_sheet(office.acting(ADMINISTRATOR))
    back_up(office.acting(ADMINISTRATOR), Occasion.ASKED)
    with open_log(office.places.data) as log:
        log.info("opened for %s %s", PERSON, NUMBER)
    write_crash(office.places.data, f"ValueError: {PERSON} {NUMBER} {BANK}", NOW)
    return [PERSON, NUMBER, PHONE, BANK, number, sheet.code, sheet.code.replace("-", ""), *NAMES.values()]


def test_nothing_is_readable_in_the_stolen_folder_not_even_while_it_is_written(office: LoginOffice) -> None:
    known = fill(office)
    assert readable(office.places.data, known) == set()
    with office.acting(CLERK).begin() as work:
        work.session.query(Case).update({"applicant": PERSON + "改"})
        work.note("试写", PERSON, NUMBER * 50)
        work.session.flush()
        work.session.connection().exec_driver_sql("PRAGMA cache_spill = 1")
        there = {path.name for path in office.places.data.iterdir()}
        assert f"{FILE_NAME}-journal" in there
        assert readable(office.places.data, known) == set()
        work.session.rollback()


def test_the_search_would_find_what_is_readable(tmp_path: Path, office: LoginOffice) -> None:
    place = tmp_path / "data" / "beside.txt"
    place.write_text(f"…{NUMBER}…", encoding="utf-16-le")
    assert readable(tmp_path / "data", [NUMBER, PERSON]) == {("beside.txt", NUMBER)}


def test_what_was_acknowledged_outlives_a_killed_program(office: LoginOffice) -> None:
    office.folder.engine.dispose()
    where = [str(ROOT), str(ROOT / "tests"), str(office.places.data), NAMES[ADMINISTRATOR], OWN[ADMINISTRATOR]]
    for cut in range(ROUNDS):
        before = acts(office)
        with subprocess.Popen([sys.executable, "-c", WRITER, *where], stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout
            told = [int(writer.stdout.readline()) for _ in range(LEAST + 3 * cut)]
            time.sleep(0.003 * cut)
            writer.send_signal(signal.SIGKILL)
            told += [int(line) for line in writer.stdout.read().split()]
        after = acts(office)
        assert after % LEAST == 0
        assert after - before >= LEAST * told[-1]
        folder, _ = enter(office.places, Door(CHEAP), NAMES[ADMINISTRATOR], OWN[ADMINISTRATOR])
        assert verify(folder).problems == ()
        folder.engine.dispose()


def acts(office: LoginOffice) -> int:
    """How many entries the killed writers have left."""
    return sum(line.action == "试写" for line in audit_trail.each(office.folder))

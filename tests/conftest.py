"""What tests share: no screen, our theme with its face loaded once, and a data folder migrated once."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, Engine, event

from app.services.places import Places
from app.services.policy.standards import CHECKED, CONFIRMED, YEARLY_CHECK, Entry
from app.services.storage.data_folder import set_up
from app.services.storage.database import FILE_NAME, make_engine
from app.services.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.ui.theme import Theme

ROOT = Path(__file__).parents[1]
NOW = datetime(2024, 11, 5, 9, 30)
PATIENCE = 30_000
GLANCE = 2
MEMORY, ROOM = Path("/dev") / "shm", 2 << 30
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:  # half the time would be waiting for the disk
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
LONG = (
    *("test_demo", "test_fraud_in_the_window", "test_each_type_by_keys", "test_every_page", "test_forms_in_full"),
    *("test_random_offices", "test_budget_life", "test_one_key_at_random", "test_random_payments"),
    *("test_life_of_a_case", "test_pressing_everything", "test_masked_window", "test_no_path_pays"),
    "test_two_windows",
)
"""They take longest, so they begin first: at the end one process would work on them while the other has nothing to do.

They pass over the same lines thousands of times, or over what smaller tests reach: what they alone reach does not count as covered.
"""


class Compiled(dict[Any, Any]):
    """Statements as a driver takes them, whichever database asks: of their keys the first part is the database's own."""

    def get(self, key: Any, default: Any = None) -> Any:
        """What was compiled for any database."""
        return super().get(key[1:], default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        """Keep it for all databases."""
        super().__setitem__(key[1:], compiled)


COMPILED: dict[Any, Compiled] = {}


@event.listens_for(Engine, "engine_connect")
def keep_what_is_compiled(connection: Connection) -> None:
    """One memory of compiled statements for each driver: every test opens a database of its own."""
    connection.execution_options(compiled_cache=COMPILED.setdefault(connection.dialect.dbapi, Compiled()))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first; tracing every line again and again costs a third of the time."""
    items.sort(key=lambda item: item.path.stem not in LONG)
    for item in items:
        if item.path.stem in LONG:
            item.add_marker(pytest.mark.no_cover)


def pytest_collection_finish() -> None:
    """What is loaded now stays to the end: the search for reference cycles need not go through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def theme(qapp: "QApplication") -> "Theme":
    """The application dressed as in the program, light."""
    from app.ui.theme import Theme

    made = Theme(qapp, ROOT / "resources")
    made.dress(dark=False)
    return made


class PatientBot(QtBot):
    """Waits longer before it gives up, as a busy machine is no failure, and looks more often whether it may go on."""

    _looking = False

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = PATIENCE) -> None:
        """Until the callback holds; `timeout` in ms."""
        self._looking = True
        try:
            super().waitUntil(callback, timeout=timeout)
        finally:
            self._looking = False

    def wait(self, ms: int) -> None:
        """So many ms; between two looks GLANCE."""
        super().wait(GLANCE if self._looking else ms)


@pytest.fixture
def qtbot(qapp: "QApplication", request: pytest.FixtureRequest) -> PatientBot:
    """The driver of clicks and keys."""
    assert qapp
    return PatientBot(request)


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> UnitOfWork:
    """An empty plain data folder with 发布日期 confirmed and 年度核查 asked for; copied, never written to."""
    places = Places(tmp_path_factory.mktemp("template"), ROOT / "resources", ROOT / "migrations")
    day = date(2018, 1, 1)
    entries = (Entry(CONFIRMED, "", day, "测试", True), Entry(YEARLY_CHECK, "", day, "测试", CHECKED))
    made = set_up(places, entries, lambda: NOW)
    made.engine.dispose()
    return made


@pytest.fixture
def uow(office_template: UnitOfWork, tmp_path: Path) -> Iterator[UnitOfWork]:
    """The built-in account in a fresh data folder of its own; the clock stands at NOW."""
    template = office_template.engine.url.database
    assert template
    path = tmp_path / FILE_NAME
    shutil.copyfile(template, path)
    engine = make_engine(path)
    yield UnitOfWork(engine, "local", office_template.shipped, office_template.clock)
    engine.dispose()

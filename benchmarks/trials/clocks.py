"""A clock that is set back, put forward, or passes midnight of New Year's Eve within a deed: nothing double, no gap, no crash."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.services.errors import UserError
from app.services.storage.backup_care import age, daily
from app.services.unit_of_work import UnitOfWork
from benchmarks.trials.office import BOSS, NEW, NOW, PASSWORD, Site, Template, Watch, made
from benchmarks.trials.state import problems
from benchmarks.trials.worker import acts

JUMPS = (
    *(timedelta(days=days) for days in (-400, -30, -1, 0, 0, 1, 30, 400)),
    timedelta(hours=1),
    timedelta(hours=-1),
)
NEW_YEAR = datetime(2025, 1, 1)


@dataclass
class Running(Watch):
    """A clock that goes on by up to two seconds whenever somebody looks at it."""

    chance: random.Random = field(default_factory=random.Random)

    def __call__(self) -> datetime:
        """The moment, some time after the one before."""
        self.moment += timedelta(seconds=self.chance.uniform(0, 2))
        return self.moment


@dataclass
class Clocks:
    """The trial; every round sets the clock before every act, every third of them to just before midnight of the year."""

    stack: ExitStack
    templates: dict[bool, Template] = field(default_factory=dict)

    def round(self, number: int) -> Iterator[str]:
        """A day under a clock that cannot be trusted; what was wrong afterwards, once it is right again."""
        sealed, chance = bool(number % 2), random.Random(number)
        if sealed not in self.templates:
            self.templates[sealed] = self.stack.enter_context(made(encrypted=sealed))
        with self.templates[sealed].copied() as copy:
            site = Site(copy.data, copy.key, Running(NOW, chance))
            uow = site.open(BOSS)
            yield from _day(uow, site.clock, chance)
            uow.engine.dispose()
            site.clock.moment = NOW
            yield from _afterwards(site)


def _day(uow: UnitOfWork, clock: Watch, chance: random.Random) -> Iterator[str]:
    deeds: list[Callable[[], object]] = [*acts(uow), lambda: daily(uow), lambda: age(uow)]
    for turn, act in enumerate(deeds):
        if turn % 3 == 2:
            clock.moment = NEW_YEAR - timedelta(seconds=chance.uniform(0, 6))
        else:
            clock.moment = NOW + chance.choice(JUMPS)
        try:
            act()
        except UserError as error:
            if not error.text.endswith("。"):
                yield f"refused with: {error.text}"


def _afterwards(site: Site) -> Iterator[str]:
    uow = site.start(PASSWORD, NEW)
    made_now = daily(uow)
    shown = age(uow)
    if "-" in shown.text or (made_now is not None and shown.late):
        yield f"age of the backup: {shown.text}"
    yield from problems(site, uow)
    uow.engine.dispose()

"""kill -9 at random moments of every deed: all or nothing of each transaction, and what was told is there."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial

from app.services.errors import UserError
from app.services.unit_of_work import UnitOfWork
from benchmarks.trials import apart
from benchmarks.trials.deeds import DEEDS, Deed
from benchmarks.trials.office import BOSS, NEW, PASSWORD, Site, Template, made
from benchmarks.trials.state import Figures, difference, figures, problems

BEYOND = 1.1
"""The moment is drawn from the deed's own duration and a little more."""


@dataclass(frozen=True)
class Course:
    """What an undisturbed deed goes through: the states before it and after each line it tells; and how long it takes."""

    states: tuple[Figures, ...]
    seconds: float


@dataclass
class Killing:
    """The trial; round n kills the nth deed of all, in plain and encrypted folders in turn."""

    stack: ExitStack
    templates: dict[bool, Template] = field(default_factory=dict)
    courses: dict[tuple[str, bool], Course] = field(default_factory=dict)

    def round(self, number: int) -> Iterator[str]:
        """One kill; what was wrong afterwards."""
        sealed = bool(number % 2)
        deeds = [deed for deed in DEEDS if sealed or not deed.encrypted_only]
        deed = deeds[number // 2 % len(deeds)]
        template, course = self._template(sealed=sealed), self._course(deed, sealed=sealed)
        after = random.Random(number).uniform(0, course.seconds * BEYOND)
        where = f"{deed.name}, {'encrypted' if sealed else 'plain'}, {after:.3f} of {course.seconds:.3f} s"
        with template.copied() as site:
            told = apart.run(partial(deed.do, template, site), after)
            yield from (f"{where}: {problem}" for problem in judged(site, course, told))

    def _template(self, *, sealed: bool) -> Template:
        if sealed not in self.templates:
            self.templates[sealed] = self.stack.enter_context(made(encrypted=sealed))
        return self.templates[sealed]

    def _course(self, deed: Deed, *, sealed: bool) -> Course:
        """The deed done without a kill, once to see its states and once to time it."""
        if (deed.name, sealed) not in self.courses:
            template = self._template(sealed=sealed)
            with template.copied() as site:
                before = _seen(site)
                told = apart.run(lambda tell: deed.do(template, site, partial(_tell_state, site, tell)))
            if told.lines[-1] != apart.DONE:
                raise RuntimeError(told.lines[-1])
            states = [tuple((name, count) for name, count in json.loads(line)) for line in told.lines[1:-1]]
            with template.copied() as site:
                seconds = apart.run(partial(deed.do, template, site)).seconds
            self.courses[deed.name, sealed] = Course((before, *states), seconds)
        return self.courses[deed.name, sealed]


def judged(site: Site, course: Course, told: apart.Told) -> Iterator[str]:
    """What is wrong in a folder whose program was killed."""
    if told.lines and told.lines[-1].startswith("crash"):
        yield told.lines[-1]
    acknowledged = sum(1 for line in told.lines if line not in (apart.BEGUN, apart.DONE))
    try:
        with started(site) as uow:
            found = figures(uow)
            if found not in course.states:
                nearest = min((difference(found, state) for state in course.states), key=len)
                yield f"half of a transaction: {nearest}"
            elif found not in course.states[acknowledged:]:
                yield f"lost although told: {difference(found, course.states[acknowledged])}"
            yield from problems(site, uow)
    except UserError as error:
        yield f"does not open: {error.text}"


@contextmanager
def started(site: Site) -> Iterator[UnitOfWork]:
    """The program started anew with whichever password lets in; closed behind the block."""
    uow = site.start(PASSWORD, NEW)
    try:
        yield uow
    finally:
        uow.engine.dispose()


def _seen(site: Site) -> Figures:
    uow = site.open(BOSS)
    try:
        return figures(uow)
    finally:
        uow.engine.dispose()


def _tell_state(site: Site, tell: apart.Tell, line: str) -> None:
    tell(line if line == apart.BEGUN else json.dumps(_seen(site), ensure_ascii=False))

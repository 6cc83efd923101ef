"""A simulated power cut: the program's own file operations, replayed up to any of them on a disk that loses the rest."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.trials import apart
from benchmarks.trials.disk import Disk, disk_of
from benchmarks.trials.killing import Course, judged
from benchmarks.trials.office import Site, Template, made
from benchmarks.trials.recording import Call, traced
from benchmarks.trials.replaying import Replay

WORKER = "benchmarks.trials.worker"


@dataclass(frozen=True)
class Recorded:
    """What the worker did in a folder: its calls, those that count, and the states that it told."""

    template: Template
    folder: str
    calls: list[Call]
    counting: list[int]
    course: Course


@dataclass
class Power:
    """The trial; round n cuts the power at a place drawn by n, in plain and encrypted folders in turn."""

    stack: ExitStack
    recorded: dict[bool, Recorded] = field(default_factory=dict)

    def round(self, number: int) -> Iterator[str]:
        """One cut; what was wrong afterwards."""
        sealed, chance = bool(number % 2), random.Random(number)
        if sealed not in self.recorded:
            self.recorded[sealed] = record(self.stack.enter_context(made(encrypted=sealed)))
        found = self.recorded[sealed]
        cut = chance.choice(found.counting)
        replay = Replay(disk_of(found.template.site.data), found.folder)
        for call in found.calls[: cut + 1]:
            replay.do(call)
        where = f"{'encrypted' if sealed else 'plain'}, cut at {cut} {found.calls[cut].name}, told {replay.told}"
        with TemporaryDirectory(prefix="trial-") as folder:
            site = _left(replay.disk, Path(folder) / "data", found.template.site, chance)
            told = apart.Told(("told",) * max(0, replay.told - 1), 0.0, killed=True)
            yield from (f"{where}: {problem}" for problem in judged(site, found.course, told))


def record(template: Template) -> Recorded:
    """Let the worker work on a copy under strace."""
    with template.copied() as site:
        folder = str(site.data)
        calls, lines = traced(WORKER, folder, site.key.hex() if site.key else "")
    states = tuple(tuple((name, count) for name, count in json.loads(line)) for line in lines)
    replay = Replay(disk_of(template.site.data), folder)
    counting = [place for place, call in enumerate(calls) if replay.do(call)]
    if replay.told != len(lines):
        raise RuntimeError(f"{replay.told} lines in the log, {len(lines)} heard")
    first = next(place for place in counting if calls[place].name == "write")
    return Recorded(template, folder, calls, [place for place in counting if place >= first], Course(states, 0.0))


def _left(disk: Disk, folder: Path, site: Site, chance: random.Random) -> Site:
    disk.after_cut(folder, chance)
    return Site(folder, site.key, site.clock)

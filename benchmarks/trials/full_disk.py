"""A disk that is full at any moment of any deed or export, or is mounted read-only meanwhile: the old file stays, one sentence.

Needs root and Linux: the data folder is copied onto a small memory disk of its own, filled to a random rest.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from app.services.errors import UserError
from benchmarks.trials import apart
from benchmarks.trials.deeds import DEEDS, Deed
from benchmarks.trials.exports import EXPORTS, Export
from benchmarks.trials.killing import started
from benchmarks.trials.office import Site, Template, made
from benchmarks.trials.state import figures, problems

SIZE_MIB = 64
OLD = b"what was there before"
_NEVER = ("database", "disk", "sqlite", "Errno", "No space", "Read-only")


@dataclass
class FullDisk:
    """The trial; every round has a deed or an export, a rest of room, and every eighth a disk that turns read-only."""

    stack: ExitStack
    templates: dict[bool, Template] = field(default_factory=dict)

    def round(self, number: int) -> Iterator[str]:
        """One deed on a disk that does not take it all; what was wrong during it and afterwards."""
        sealed, chance = bool(number % 2), random.Random(number)
        deeds = [deed for deed in DEEDS if sealed or not deed.encrypted_only]
        works: list[Deed | Export] = [*deeds, *EXPORTS]
        work = works[number // 2 % len(works)]
        if sealed not in self.templates:
            self.templates[sealed] = self.stack.enter_context(made(encrypted=sealed))
        template, read_only = self.templates[sealed], number // 2 % 8 == 7
        room = 0 if read_only else int(10 ** chance.uniform(2.5, 6.8))
        where = (
            f"{work.name}, {'encrypted' if sealed else 'plain'}, {'read-only' if read_only else f'{room} bytes left'}"
        )
        with _small_disk() as disk:
            site = template.site.copy(disk / "data")
            yield from (f"{where}: {one}" for one in _tried(work, template, site, room, read_only=read_only))


def _tried(work: Deed | Export, template: Template, site: Site, room: int, *, read_only: bool) -> Iterator[str]:
    target = site.data.parent / "out.bin"
    target.write_bytes(OLD)
    filler = _fill(site.data.parent, room)
    if read_only:
        _remount(site.data.parent, "ro")
    call = partial(work.do, template, site) if isinstance(work, Deed) else partial(work.do, template, site, target)
    told = apart.run(partial(_asked, call))
    if read_only:
        _remount(site.data.parent, "rw")
    filler.unlink()
    refused = [json.loads(line[8:]) for line in told.lines if line.startswith("refused ")]
    yield from (line for line in told.lines if line.startswith("crash"))
    yield from (f"refused with: {text}" for text in refused if not text.endswith("。") or _foreign(text))
    if refused and target.read_bytes() != OLD:
        yield "the old file is gone"
    if left := [path.name for path in site.data.parent.iterdir() if path.name not in ("data", "out.bin")]:
        yield f"left behind: {left}"
    try:
        with started(site) as uow:
            figures(uow)
            yield from problems(site, uow)
    except UserError as error:
        yield f"does not open: {error.text}"


def _asked(call: Callable[[apart.Tell], None], tell: apart.Tell) -> None:
    try:
        call(tell)
    except UserError as error:
        tell("refused " + json.dumps(error.text))


def _foreign(text: str) -> bool:
    return any(word in text for word in _NEVER)


@contextmanager
def _small_disk() -> Iterator[Path]:
    with TemporaryDirectory(prefix="trial-room-") as name:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE_MIB}m", "tmpfs", name], check=True)
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "-l", name], check=True)


def _fill(disk: Path, room: int) -> Path:
    """A file that leaves so many bytes free."""
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free - room))
    return filler


def _remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)

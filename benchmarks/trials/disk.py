"""A disk that keeps what was synced and may lose the rest: what is found on it after the power went at any moment.

Files: writes since the last fsync are kept, lost or torn, sector by sector, in any combination. Names: changes since the
folder's last fsync are kept up to a random one, in their order, as file systems with a journal do.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512


@dataclass(eq=False)
class Inode:
    """A file: what is surely on the disk, and what was done to it since; a truncation has no data."""

    sure: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def write(self, offset: int, data: bytes) -> None:
        """Bytes at a place."""
        self.pending.append((offset, data))

    def truncate(self, size: int) -> None:
        """Cut, or grown with zeros."""
        self.pending.append((size, None))

    def sync(self) -> None:
        """All of it is on the disk now."""
        self.sure, self.pending = self.now(), []

    def now(self) -> bytearray:
        """What a program reads."""
        content = bytearray(self.sure)
        for offset, data in self.pending:
            _put(content, offset, data)
        return content

    def after_cut(self, chance: random.Random) -> bytes:
        """What is left of it: everything, nothing, or some sectors of what was not synced."""
        content = bytearray(self.sure)
        luck = chance.choice((0.0, 0.5, 0.9, 1.0))
        for offset, data in self.pending:
            if data is None:
                if chance.random() < luck:
                    _put(content, offset, None)
                continue
            for start in range(0, len(data), SECTOR):
                if chance.random() < luck:
                    _put(content, offset + start, data[start : start + SECTOR])
        return bytes(content)


def _put(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
    end = offset + len(data or b"")
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[offset:end] = data or b""


@dataclass(eq=False)
class Folder:
    """A folder: names to files and folders, as a program sees them."""

    names: dict[str, Inode | Folder] = field(default_factory=dict)


Entry = Inode | Folder
Change = tuple[tuple[Folder, str, Entry | None], ...]
"""Names that change together."""


@dataclass
class Disk:
    """A folder tree with what is sure of it and the changes of names since."""

    root: Folder = field(default_factory=Folder)
    sure: dict[Folder, dict[str, Entry]] = field(default_factory=dict)
    pending: list[Change] = field(default_factory=list)

    def change(self, *names: tuple[Folder, str, Entry | None]) -> None:
        """Names given, moved or taken away at once."""
        self.pending.append(names)
        for folder, name, entry in names:
            _set(folder.names, name, entry)

    def sync(self, folder: Folder) -> None:
        """Every change that touches the folder is on the disk now."""
        there = [any(part[0] is folder for part in change) for change in self.pending]
        for change, touched in zip(self.pending, there, strict=True):
            if touched:
                self._settle(self.sure, change)
        self.pending = [change for change, touched in zip(self.pending, there, strict=True) if not touched]

    def settle_all(self) -> None:
        """As after a quiet while."""
        for change in self.pending:
            self._settle(self.sure, change)
        self.pending = []

    def after_cut(self, target: Path, chance: random.Random) -> None:
        """Write what the cut leaves into an empty folder."""
        left = {folder: dict(names) for folder, names in self.sure.items()}
        for change in self.pending[: chance.randint(0, len(self.pending))]:
            self._settle(left, change)
        self._write(self.root, left, target, chance)

    def _write(self, folder: Folder, left: dict[Folder, dict[str, Entry]], target: Path, chance: random.Random) -> None:
        target.mkdir()
        for name, entry in left.get(folder, {}).items():
            if isinstance(entry, Folder):
                self._write(entry, left, target / name, chance)
            else:
                (target / name).write_bytes(entry.after_cut(chance))

    @staticmethod
    def _settle(names: dict[Folder, dict[str, Entry]], change: Change) -> None:
        for folder, name, entry in change:
            _set(names.setdefault(folder, {}), name, entry)


def _set(names: dict[str, Entry], name: str, entry: Entry | None) -> None:
    if entry is None:
        names.pop(name, None)
    else:
        names[name] = entry


def disk_of(folder: Path) -> Disk:
    """A disk with the content of a folder, all of it sure."""
    disk = Disk()

    def fill(path: Path, into: Folder) -> None:
        for one in sorted(path.iterdir()):
            entry: Entry = Folder() if one.is_dir() else Inode(bytearray(one.read_bytes()))
            disk.change((into, one.name, entry))
            if isinstance(entry, Folder):
                fill(one, entry)

    fill(folder, disk.root)
    disk.settle_all()
    return disk

"""Doing recorded calls to a disk: descriptors, places within files, names that move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from benchmarks.trials.disk import Disk, Entry, Folder, Inode
from benchmarks.trials.recording import Call

STANDARD_OUTPUT = 1


@dataclass
class Open:
    """An open descriptor and the place where the next write goes."""

    entry: Entry
    at: int = 0
    appends: bool = False


@dataclass
class Replay:
    """A disk under the calls of a program that works in one folder; `told` counts the lines that it printed."""

    disk: Disk
    folder: str
    opened: dict[int, Open] = field(default_factory=dict)
    told: int = 0

    def do(self, call: Call) -> bool:
        """One call; whether it changed anything on the disk or said anything."""
        deed = _DEEDS.get(call.name)
        return deed is not None and deed(self, call)

    def place(self, call: Call, text: int = 0, word: int = 0) -> tuple[Folder, str] | None:
        """The folder and the name of a path; None outside of the folder that is watched."""
        path, base = PurePosixPath(call.path(text)), self.disk.root
        if path.is_absolute():
            if not path.is_relative_to(self.folder):
                return None
            path = path.relative_to(self.folder)
        else:
            start = self.opened.get(_number(call.words[word])) if _number(call.words[word]) >= 0 else None
            if start is None or not isinstance(start.entry, Folder):
                return None
            base = start.entry
        for part in path.parts[:-1]:
            inner = base.names.get(part)
            if not isinstance(inner, Folder):
                return None
            base = inner
        return base, path.name


def _number(word: str) -> int:
    return int(word) if word.isdigit() else -1


def _openat(replay: Replay, call: Call) -> bool:
    replay.opened.pop(call.gave, None)
    place = replay.place(call)
    if place is None:
        return False
    folder, name = place
    flags = set(call.words[2].split("|"))
    entry = folder.names.get(name) if name else replay.disk.root
    fresh = entry is None
    if entry is None:
        entry = Inode()
        replay.disk.change((folder, name, entry))
    elif isinstance(entry, Inode) and "O_TRUNC" in flags:
        entry.truncate(0)
    replay.opened[call.gave] = Open(entry, appends="O_APPEND" in flags)
    return fresh


def _close(replay: Replay, call: Call) -> bool:
    replay.opened.pop(_number(call.words[0]), None)
    return False


def _pwrite(replay: Replay, call: Call) -> bool:
    return _put(replay, call, int(call.words[-1]))


def _write(replay: Replay, call: Call) -> bool:
    number = _number(call.words[0])
    if number == STANDARD_OUTPUT:
        replay.told += call.texts[0].count(b"\n")
        return True
    file = replay.opened.get(number)
    if file is None or not isinstance(file.entry, Inode):
        return False
    start = len(file.entry.now()) if file.appends else file.at
    file.at = start + call.gave
    return _put(replay, call, start)


def _put(replay: Replay, call: Call, offset: int) -> bool:
    file = replay.opened.get(_number(call.words[0]))
    if file is None or not isinstance(file.entry, Inode):
        return False
    file.entry.write(offset, call.texts[0][: call.gave])
    return True


def _sendfile(replay: Replay, call: Call) -> bool:
    target, source = (replay.opened.get(_number(word)) for word in call.words[:2])
    if target is None or source is None or not isinstance(target.entry, Inode) or not isinstance(source.entry, Inode):
        return False
    target.entry.write(target.at, bytes(source.entry.now()[source.at : source.at + call.gave]))
    target.at, source.at = target.at + call.gave, source.at + call.gave
    return True


def _lseek(replay: Replay, call: Call) -> bool:
    if file := replay.opened.get(_number(call.words[0])):
        file.at = call.gave
    return False


def _truncate(replay: Replay, call: Call) -> bool:
    file = replay.opened.get(_number(call.words[0]))
    if file is None or not isinstance(file.entry, Inode):
        return False
    file.entry.truncate(int(call.words[1]))
    return True


def _sync(replay: Replay, call: Call) -> bool:
    file = replay.opened.get(_number(call.words[0]))
    if file is None:
        return False
    if isinstance(file.entry, Inode):
        file.entry.sync()
    else:
        replay.disk.sync(file.entry)
    return True


def _unlink(replay: Replay, call: Call) -> bool:
    place = replay.place(call)
    if place is None:
        return False
    replay.disk.change((*place, None))
    return True


def _mkdir(replay: Replay, call: Call) -> bool:
    place = replay.place(call)
    if place is None:
        return False
    replay.disk.change((*place, Folder()))
    return True


def _rename(replay: Replay, call: Call) -> bool:
    old, new = replay.place(call), replay.place(call, 1, 1)
    if old is None or new is None:
        return False
    replay.disk.change((*old, None), (*new, old[0].names[old[1]]))
    return True


_DEEDS: dict[str, Callable[[Replay, Call], bool]] = {
    "openat": _openat,
    "close": _close,
    "pwrite64": _pwrite,
    "write": _write,
    "sendfile": _sendfile,
    "lseek": _lseek,
    "ftruncate": _truncate,
    "fsync": _sync,
    "fdatasync": _sync,
    "unlink": _unlink,
    "unlinkat": _unlink,
    "rmdir": _unlink,
    "mkdir": _mkdir,
    "rename": _rename,
}

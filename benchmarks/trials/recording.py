"""What a program did to its files, as the system saw it: strace's log read into operations."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "openat,close,pwrite64,write,lseek,fsync,fdatasync,unlink,unlinkat,rename,renameat,renameat2,ftruncate,mkdir,rmdir,"
    "sendfile"
)
_LINE = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Call:
    """A call that succeeded: its arguments as strace writes them, strings as bytes apart, and what it gave."""

    name: str
    words: tuple[str, ...]
    texts: tuple[bytes, ...]
    gave: int

    def path(self, place: int = 0) -> str:
        """A string that is a path."""
        return self.texts[place].decode()


def traced(module: str, *arguments: str) -> tuple[list[Call], list[str]]:
    """Run a module under strace; its calls on files in order, and the lines that it printed."""
    log = Path(arguments[0]).parent / "strace.log"
    command = ["strace", "-o", str(log), "-xx", "-s", "9999999", "-e", f"trace={CALLS}"]
    done = subprocess.run(
        [*command, sys.executable, "-B", "-m", module, *arguments], check=True, capture_output=True, text=True
    )
    calls = list(_calls(log))
    log.unlink()
    return calls, done.stdout.splitlines()


def _calls(log: Path) -> Iterator[Call]:
    with log.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            found = _LINE.match(line)
            if found is None or int(found[3]) < 0:
                continue
            texts = tuple(bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(found[2]))
            words = tuple(word.strip() for word in _TEXT.sub("", found[2]).split(","))
            yield Call(found[1], words, texts, int(found[3]))

"""The log and the crash reports in the data folder: what the program did, never about whom."""

from __future__ import annotations

import logging
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import count, pairwise
from pathlib import Path

FOLDER = "日志"
LOG = "程序.log"
BYTES, KEPT = 1_000_000, 5
PERSONAL = (
    (r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]", "□"),
    (r"(?<!\d)\d{3,4}(?:[ -]\d{3,4}){2,}(?!\d)", "#####"),
    (r"\d{5,}", "#####"),
)  # compiled when something is written: the first paint does not wait for it


def impersonal(text: str) -> str:
    """The text without what may name a person: every Chinese character, every number of five digits or more, one's home."""
    text = text.replace(str(Path.home()), "~")
    for pattern, sign in PERSONAL:
        text = re.sub(pattern, sign, text)
    return text


class _Impersonal(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return impersonal(super().format(record))


@contextmanager
def open_log(data: Path) -> Iterator[logging.Logger]:
    """A log in the data folder, begun anew at a start that finds 1 MB, five kept; it is closed behind the block.

    Where none can be written there is none: what is wrong with the folder is said when it is opened.
    """
    folder = data / FOLDER
    handler: logging.Handler = logging.NullHandler()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        _turn_over(folder / LOG)
        handler = logging.FileHandler(folder / LOG, encoding="utf-8")
    handler.setFormatter(_Impersonal("%(asctime)s %(levelname)s %(message)s"))
    log = logging.Logger("yeji", logging.INFO)
    log.addHandler(handler)
    try:
        yield log
    finally:
        handler.close()


def _turn_over(path: Path) -> None:
    if not path.exists() or path.stat().st_size < BYTES:
        return
    kept = [path, *(path.with_suffix(f".{number}.log") for number in range(1, KEPT))]
    for older, newer in reversed(list(pairwise(kept))):
        if older.exists():
            older.replace(newer)


def write_crash(data: Path, text: str, now: datetime) -> Path:
    """Store the report of a crash, made impersonal, under a name of its own and give its path.

    Where the data folder is gone or cannot be written it goes among the system's temporary files.
    """
    try:
        folder = data / FOLDER
        folder.mkdir(exist_ok=True)  # a data folder that was taken away is not made anew
        return _report(folder, text, now)
    except OSError:
        return _report(Path(tempfile.gettempdir()), text, now)


def _report(folder: Path, text: str, now: datetime) -> Path:
    stem = f"错误报告-{now:%Y%m%d-%H%M%S}"
    names = (f"{stem}.txt" if number == 1 else f"{stem}-{number}.txt" for number in count(1))
    path = next(folder / name for name in names if not (folder / name).exists())
    path.write_text(impersonal(text), encoding="utf-8")
    return path

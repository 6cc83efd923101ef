"""A backup of an encrypted folder: the encrypted database, and behind it the key file as it was that day, in one file.

So it opens wherever it is carried to, with the passwords of its day or the recovery sheet, and with nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from app.services.storage.key_file import KeyFile, parse_key_file

_MARK = b"YEJIKEYS"
_LENGTH = 8
_MOST = 16 << 20
_PIECE = 1 << 20


def append_keys(database: Path, keys: Path) -> None:
    """Put a key file behind a database."""
    content = keys.read_bytes()
    with database.open("ab") as file:
        file.write(content + len(content).to_bytes(_LENGTH) + _MARK)


def is_sealed(backup: Path) -> bool:
    """Whether a backup is of an encrypted folder."""
    return _tail(backup)[1] == _MARK


def keys_in(backup: Path) -> KeyFile | None:
    """The key file of an encrypted backup; None when there is none, or none that can be understood."""
    try:
        return parse_key_file(key_bytes(backup))
    except ValueError:
        return None


def key_bytes(backup: Path) -> bytes:
    """The key file of a backup as it lay on the disk; empty when there is none."""
    length, mark = _tail(backup)
    behind = _LENGTH + len(_MARK)
    if mark != _MARK or not 0 < length <= min(_MOST, backup.stat().st_size - behind):
        return b""
    with backup.open("rb") as file:
        file.seek(-behind - length, 2)
        return file.read(length)


def copy_database(backup: Path, target: Path) -> None:
    """The database of a backup, plain or encrypted, without what stands behind it."""
    keys = key_bytes(backup)
    left = backup.stat().st_size - (len(keys) + _LENGTH + len(_MARK) if keys else 0)
    with backup.open("rb") as source, target.open("wb") as copy:
        while left and (piece := source.read(min(_PIECE, left))):
            copy.write(piece)
            left -= len(piece)


@contextmanager
def database_alone(backup: Path) -> Iterator[Path]:
    """The database of a backup as a file of its own for as long as the block lasts; a plain one is that itself."""
    if not is_sealed(backup):
        yield backup
        return
    beside = backup.with_name(f".核对-{token_hex(4)}")
    try:
        copy_database(backup, beside)
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def _tail(backup: Path) -> tuple[int, bytes]:
    behind = _LENGTH + len(_MARK)
    with backup.open("rb") as file:
        if file.seek(0, 2) < behind:
            return 0, b""
        file.seek(-behind, 2)
        return int.from_bytes(file.read(_LENGTH)), file.read()

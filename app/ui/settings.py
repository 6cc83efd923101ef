"""What the window remembers between starts: filters, sort, widths. Never anything that belongs to a case."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSettings


class Settings(Protocol):
    """A place for short texts by name."""

    def get(self, key: str) -> str | None:
        """The text kept under `key`, or None."""

    def set(self, key: str, value: str) -> None:
        """Keep `value` under `key`, like page/queue/table."""


class IniSettings:
    """Settings kept in an .ini file, per user and computer."""

    def __init__(self, path: Path) -> None:
        """The file need not exist yet."""
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def get(self, key: str) -> str | None:
        """The text kept under `key`, or None."""
        value = self._store.value(key)
        return value if isinstance(value, str) else None

    def set(self, key: str, value: str) -> None:
        """Keep `value` under `key`; written to the file by Qt soon after, and when the program ends."""
        self._store.setValue(key, value)

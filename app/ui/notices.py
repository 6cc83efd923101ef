"""What a page tells the clerk in the bar above it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How it went."""

    OK = "ok"
    WARN = "warn"
    ERROR = "error"


@dataclass(frozen=True)
class Action:
    """The one thing to do about it, like 查看 or 撤销."""

    label: str
    run: Callable[[], None]


@dataclass(frozen=True)
class Notice:
    """One sentence for the bar above the page, with an action where there is one to offer."""

    kind: Kind
    text: str
    action: Action | None = None

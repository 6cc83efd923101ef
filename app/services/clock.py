"""The time, handed in so that every action can say when it happened."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]


def local_time() -> datetime:
    """Now in the office's own time, without zone, to the second."""
    return datetime.now().astimezone().replace(tzinfo=None, microsecond=0)

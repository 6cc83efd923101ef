"""A clock for tests that pass time."""

from datetime import datetime, timedelta


class Watch:
    """A clock that stands until it is set on."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The time it shows."""
        return self.now

    def on(self, days: int = 0, *, minutes: float = 0) -> None:
        """Some time later."""
        self.now += timedelta(days=days, minutes=minutes)

"""How long ago the person at work gave the password; some deeds ask for it again."""

from __future__ import annotations

from datetime import datetime, timedelta


class Attendance:
    """The moment at which the password was last given; one for as long as somebody works."""

    def __init__(self, proven_at: datetime) -> None:
        """`proven_at` is the moment of the login."""
        self._proven_at = proven_at

    def prove(self, at: datetime) -> None:
        """The password has been given again."""
        self._proven_at = at

    def within(self, minutes: int, now: datetime) -> bool:
        """Whether it was given in the last so many minutes; always when `minutes` is 0."""
        return not minutes or timedelta(0) <= now - self._proven_at < timedelta(minutes=minutes)


class PasswordWanted(Exception):
    """The deed was not done: the password is to be given again first, then it can be repeated as it was."""

    def __init__(self, deed: str) -> None:
        """`deed` says in Chinese what is to be done, like 批准."""
        super().__init__(deed)
        self.deed = deed

"""How accounts are guarded: the office's settings, whether a folder asks for a login, and what asks for the password again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from app.models import FolderSetting
from app.services.policy.standards import GUARDS, Parameters
from app.services.trust.attendance import PasswordWanted
from app.services.unit_of_work import UnitOfWork, Work

_LOGIN, _ASKED = "login", "yes"


@dataclass(frozen=True)
class Guards:
    """The settings of 账号安全; 0 switches one off. Days, kinds of signs, failures in a row, minutes."""

    renew_days: int
    kinds: int
    failures: int
    lock_minutes: int
    idle_minutes: int
    again_minutes: int


def guards(work: Work) -> Guards:
    """The settings in force today."""
    return guards_of(work.parameters, work.now.date())


def guards_of(parameters: Parameters, day: date) -> Guards:
    """The settings in force on a day."""
    today = parameters.at(day)

    def number(key: str) -> int:
        value = today.value(GUARDS, key)
        return int(value) if isinstance(value, Decimal) else 0

    names = ("密码有效期", "密码字符种类", "连续输错次数", "输错锁定", "闲置锁定", "再次验证")
    return Guards(*map(number, names))


def asks_login(session: Session) -> bool:
    """Whether the data folder asks for account and password."""
    setting = session.get(FolderSetting, _LOGIN)
    return setting is not None and setting.value == _ASKED


def demand_login(work: Work) -> None:
    """Have a new data folder ask for account and password from now on."""
    work.session.add(FolderSetting(name=_LOGIN, value=_ASKED))


def require_recent_password(work: Work, deed: str) -> None:
    """PasswordWanted when a person who logged in gave the password too long ago for such a deed."""
    if work.attendance is not None and not work.attendance.within(guards(work).again_minutes, work.now):
        raise PasswordWanted(deed)


def kinds_asked(uow: UnitOfWork) -> int:
    """Of how many kinds of signs a password has to be today."""
    with uow.read() as work:
        return guards(work).kinds

"""Passwords: kept as argon2id hashes only, with the rules they follow and the one-time ones an administrator hands out."""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 8
MOST = 128
KINDS = 4
_PLAIN = "".join(sign for sign in string.ascii_letters + string.digits if sign not in "0O1lI")
_MARKS = "#%+=@"


@dataclass(frozen=True)
class Cost:
    """What a guess costs with argon2id: passes over so many KiB in so many lanes."""

    passes: int
    memory_kib: int
    lanes: int


class Passwords:
    """Hashes and compares; the parameters are those that argon2 recommends unless told otherwise."""

    def __init__(self, *, passes: int = 3, memory_kib: int = 65_536, lanes: int = 4) -> None:
        """`passes` over `memory_kib` KiB in so many `lanes`: what a guess costs."""
        self.cost = Cost(passes, memory_kib, lanes)
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=lanes)

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(secrets.token_hex())

    def hashed(self, password: str) -> str:
        """The hash to be stored, with a salt of its own."""
        return self._hasher.hash(password)

    def matches(self, stored: str, password: str) -> bool:
        """Whether it is the password of a hash; takes as long when there is no hash, and is False then."""
        try:
            self._hasher.verify(stored or self._nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return bool(stored)


@dataclass(frozen=True)
class Rule:
    """One thing that is asked of a password, and whether it is met."""

    text: str
    met: bool


def rules(password: str, account: str, kinds: int) -> tuple[Rule, ...]:
    """What a new password must meet; `kinds` of capitals, small letters, digits and other signs (0: any will do)."""
    long_enough = LEAST <= len(password) <= MOST
    asked = [Rule(f"{LEAST} 位以上", long_enough)]
    if kinds:
        asked.append(Rule(f"大写字母、小写字母、数字、其他符号中至少 {kinds} 种", _kinds(password) >= kinds))
    name = account.strip().casefold()
    asked.append(Rule("不含账号名称", bool(password) and (not name or name not in password.casefold())))
    return tuple(asked)


def one_time() -> str:
    """A password to be used once: twelve signs that cannot be taken for one another, of all four kinds."""
    while True:
        made = "".join(secrets.choice(_PLAIN) for _ in range(11))
        place = secrets.randbelow(10) + 1
        made = f"{made[:place]}{secrets.choice(_MARKS)}{made[place:]}"
        if _kinds(made) == KINDS:
            return made


def _kinds(password: str) -> int:
    """How many of the four kinds of signs it has."""
    tests = (str.isupper, str.islower, str.isdigit, lambda sign: not sign.isalnum() or not sign.isascii())
    return sum(any(test(sign) for sign in password) for test in tests)

"""The code on a recovery sheet: eight groups of five signs that are read and typed without being taken for one another.

38 signs carry 190 random bits, the last two check that nothing was mistyped.
"""

from __future__ import annotations

import secrets
from hashlib import sha256

from app.services.errors import UserError

GROUPS, GROUP = 8, 5
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U
_LOOKALIKE = str.maketrans("ILOU", "110V")
_CHECKED = GROUPS * GROUP - 2


def new_code() -> str:
    """A code that was never there before, in its groups."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_CHECKED))
    return grouped(signs + _check(signs))


def read_code(typed: str) -> str:
    """The 40 signs of a code as typed: small letters, blanks and hyphens do not matter. UserError when mistyped."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_LOOKALIKE)
    if len(signs) != GROUPS * GROUP:
        raise UserError(
            f"恢复码应有 {GROUPS} 组，每组 {GROUP} 位，您输入了 {len(signs)} 位，请对照恢复单重新输入。", "code"
        )
    if not set(signs) <= set(_SIGNS) or _check(signs[:_CHECKED]) != signs[_CHECKED:]:
        raise UserError("恢复码有输错的字符，请对照恢复单逐组核对后重新输入。", "code")
    return signs


def grouped(signs: str) -> str:
    """40 signs in their groups, with hyphens between."""
    return "-".join(signs[place : place + GROUP] for place in range(0, GROUPS * GROUP, GROUP))


def _check(signs: str) -> str:
    number = int.from_bytes(sha256(signs.encode()).digest()[:2])
    return _SIGNS[number & 31] + _SIGNS[number >> 5 & 31]

"""Numbers that pass every check and belong to nobody."""

from __future__ import annotations

from datetime import date

_IDENTITY_CHECKS = "10X98765432"
_CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def identity_number(county: str, born: date, *, woman: bool) -> str:
    """A citizen's number after GB 11643; 996 and 997 are kept for people over a hundred, so nobody born then has them."""
    front = f"{county}{born:%Y%m%d}{996 if woman else 997}"
    total = sum(int(digit) * (1 << 17 - place) for place, digit in enumerate(front))
    return front + _IDENTITY_CHECKS[total % 11]


def credit_code(authority: str, body: str) -> str:
    """A unit's code after GB 32100 for 叶集 or a neighbour: `authority` and county are 8 digits, `body` 8 characters."""
    body_check = -sum(int(letter, 36) * weight for letter, weight in zip(body, _BODY_WEIGHTS, strict=True)) % 11
    front = f"{authority}{body}{'0123456789X'[body_check]}"
    total = sum(_CREDIT_LETTERS.index(letter) * pow(3, place, 31) for place, letter in enumerate(front))
    return front + _CREDIT_LETTERS[-total % 31]


def mobile(serial: int) -> str:
    """A mobile number under 142, a block that no operator has been given."""
    return f"1420564{serial * 37 % 10000:04d}"


def card(serial: int) -> str:
    """A bank card of 16 to 19 digits whose last digit fails the Luhn check, so that no bank has issued it."""
    length = (19, 19, 16, 19, 17, 19, 18)[serial % 7]
    front = f"629999{serial * 7919 % 10**6:06d}{serial * 104729 % 10**9:09d}"[: length - 1]
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(front)))
    luhn = -sum(value - 9 if value > 9 else value for value in doubled) % 10
    return f"{front}{(luhn + 3) % 10}"


def certificate(serial: int, issued: date, *, qualification: bool) -> str:
    """A certificate number: 16 digits on a 职业资格证书, S and 21 digits on a 职业技能等级证书."""
    if qualification:
        return f"{issued:%y}34156{serial:09d}"
    return f"S00003415{issued:%y}{serial:011d}"

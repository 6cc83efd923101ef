"""Numbers of persons that are shown only in part."""

import re

PERSONAL = frozenset({"identity", "account", "phone"})
"""Kinds of questions whose answer is a number of a person."""
_IDENTITY_LENGTH, _MOBILE_LENGTH = 18, 11
_SHORT, _SHOWN = 8, 4
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9A-Za-z-])1[3-9]\d{9}(?![0-9A-Za-z-])")


def masked_identity(number: str) -> str:
    """Return an identity number with its birth date hidden (341504********123X); anything else stays as it is."""
    if len(number) != _IDENTITY_LENGTH or not number[:17].isdigit():
        return number
    return f"{number[:6]}********{number[14:]}"


def masked_number(number: str) -> str:
    """Return an identity number, account or phone with its middle hidden: 6217********0123, 138****0000.

    Of nine to eleven signs only the last four stand there, of eight or less none.
    """
    if (identity := masked_identity(number)) != number:
        return identity
    if len(number) <= _SHORT:
        return "*" * len(number)
    if _MOBILE.fullmatch(number):
        return f"{number[:3]}****{number[-_SHOWN:]}"
    kept = number[:_SHOWN] if len(number) > _MOBILE_LENGTH else ""
    return f"{kept}{'*' * (len(number) - len(kept) - _SHOWN)}{number[-_SHOWN:]}"


def masked_within(text: str) -> str:
    """Return a text with every identity number and mobile phone in it masked."""
    text = _IDENTITY.sub(lambda found: masked_identity(found[0]), text)
    return _MOBILE.sub(lambda found: masked_number(found[0]), text)


def masked_account(number: str) -> str:
    """Return the last four digits of a bank account, as a letter names it (尾号1234)."""
    return f"尾号{number[-4:]}"


def masked_answer(kind: str, text: str) -> str:
    """Return an answer of a kind of question as screens show it: numbers of persons in part, all else as it is."""
    if kind == "family":
        return masked_within(text)
    return masked_number(text) if kind in PERSONAL else text

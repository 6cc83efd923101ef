"""Numbers that a letter shows only in part."""

import re

_IDENTITY_LENGTH = 18
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dX](?!\d)")


def masked_identity(number: str) -> str:
    """Return an identity number with its birth date hidden (341504********123X); anything else stays as it is."""
    if len(number) != _IDENTITY_LENGTH or not number[:17].isdigit():
        return number
    return f"{number[:6]}********{number[14:]}"


def masked_within(text: str) -> str:
    """Return a text with every identity number in it masked."""
    return _IDENTITY.sub(lambda found: masked_identity(found[0]), text)


def masked_account(number: str) -> str:
    """Return the last four digits of a bank account, as a letter names it (尾号1234)."""
    return f"尾号{number[-4:]}"

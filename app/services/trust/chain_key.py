"""The key of seals: made from the database's, so that who cannot open the database cannot seal."""

from __future__ import annotations

import hmac

from sqlalchemy.orm import Session

_PLACE = "seal key"
_ABOUT = b"yeji audit chain"


def seal_key(database_key: bytes | None) -> bytes | None:
    """HKDF-SHA256 (RFC 5869) of the database's key, no salt, 32 bytes; None where the database is not encrypted."""
    if database_key is None:
        return None
    drawn = hmac.digest(bytes(32), database_key, "sha256")
    return hmac.digest(drawn, _ABOUT + b"\x01", "sha256")


def carry(session: Session, key: bytes | None) -> None:
    """Let a session seal what it writes, and check seals, with a key."""
    session.info[_PLACE] = key


def key_of(session: Session) -> bytes | None:
    """The key that a session carries."""
    key: bytes | None = session.info.get(_PLACE)
    return key


def seal(key: bytes | None, digest: str) -> str:
    """The seal of a digest as 64 hexadecimal signs; empty without a key."""
    return hmac.new(key, digest.encode(), "sha256").hexdigest() if key else ""

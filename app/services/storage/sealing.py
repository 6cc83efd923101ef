"""Sealing a small secret with a key: what was sealed is unreadable without the key, and a change to it shows.

Encrypt-then-MAC from HMAC-SHA256 alone, as the standard library has no cipher: the key stream is HMAC(encryption key,
nonce ‖ counter), block by block (a pseudo-random function in counter mode); the seal is HMAC(seal key, label ‖ nonce ‖
hidden bytes), each with its length before it. The two keys are halves of one of 64 bytes, and a nonce is never used twice.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_bytes

KEY_BYTES = 64
NONCE_BYTES = 16
_HALF = KEY_BYTES // 2
_BLOCK = sha256().digest_size


@dataclass(frozen=True)
class Sealed:
    """A secret that has been sealed: its nonce, the hidden bytes, the seal over both."""

    nonce: bytes
    hidden: bytes
    seal: bytes


def seal(key: bytes, label: bytes, secret: bytes, nonce: bytes | None = None) -> Sealed:
    """Seal a secret with a key of 64 bytes; `label` is not hidden but cannot be changed either. The nonce is random."""
    fresh = token_bytes(NONCE_BYTES) if nonce is None else nonce
    hidden = _mixed(key, fresh, secret)
    return Sealed(fresh, hidden, _seal(key, label, fresh, hidden))


def unseal(key: bytes, label: bytes, sealed: Sealed) -> bytes | None:
    """The secret; None when the key or the label is another, or a bit was changed."""
    if not hmac.compare_digest(_seal(key, label, sealed.nonce, sealed.hidden), sealed.seal):
        return None
    return _mixed(key, sealed.nonce, sealed.hidden)


def _mixed(key: bytes, nonce: bytes, text: bytes) -> bytes:
    """The text with the key stream laid over it, which hides it and brings it back."""
    blocks = range(-(-len(text) // _BLOCK))
    stream = b"".join(hmac.digest(key[:_HALF], nonce + count.to_bytes(8), "sha256") for count in blocks)
    return bytes(one ^ other for one, other in zip(text, stream, strict=False))


def _seal(key: bytes, label: bytes, nonce: bytes, hidden: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise ValueError(len(key))
    parts = b"".join(len(part).to_bytes(8) + part for part in (label, nonce, hidden))
    return hmac.digest(key[_HALF:], parts, "sha256")

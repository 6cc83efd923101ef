"""Sealing: vectors reckoned by hand from HMAC-SHA256, every flipped bit found, and the code on the recovery sheet."""

import hmac
from dataclasses import replace
from hashlib import sha256

import pytest

from app.services.errors import UserError
from app.services.storage.recovery_code import grouped, new_code, read_code
from app.services.storage.sealing import KEY_BYTES, Sealed, seal, unseal

KEY = bytes(range(KEY_BYTES))
NONCE = bytes(range(0xA0, 0xB0))
SECRET = b"0123456789abcdef0123456789ABCDEF and a tail"


def test_the_sealed_bytes_are_those_of_the_construction_written_down() -> None:
    stream = b"".join(hmac.new(KEY[:32], NONCE + bytes(7) + bytes([n]), "sha256").digest() for n in range(2))
    hidden = bytes(a ^ b for a, b in zip(SECRET, stream[: len(SECRET)], strict=True))
    framed = b"".join(len(part).to_bytes(8, "big") + part for part in (b"label", NONCE, hidden))
    made = seal(KEY, b"label", SECRET, NONCE)
    assert made == Sealed(NONCE, hidden, hmac.new(KEY[32:], framed, "sha256").digest())


def test_a_fixed_vector_never_changes() -> None:
    made = seal(KEY, b"slot", bytes(32), NONCE)
    assert made.hidden.hex() == "a39770a4b4076a4dabcb176f06a0de8a40198f573cf7f8f6797dbfb358b11909"
    assert made.seal.hex() == "c8efee8a61720c1b0b822b7d7246dea47d3f7bd063032b0075fc01dc42edf472"


def test_only_the_same_key_and_label_bring_the_secret_back() -> None:
    made = seal(KEY, b"label", SECRET)
    assert unseal(KEY, b"label", made) == SECRET
    assert unseal(KEY[::-1], b"label", made) is None
    assert unseal(KEY, b"labe", made) is None
    assert seal(KEY, b"label", SECRET).nonce != made.nonce
    with pytest.raises(ValueError, match="63"):
        seal(KEY[:-1], b"", SECRET)


def test_every_flipped_bit_is_found() -> None:
    made = seal(KEY, b"label", SECRET)
    for name in ("nonce", "hidden", "seal"):
        whole: bytes = getattr(made, name)
        for bit in range(len(whole) * 8):
            spoilt = bytearray(whole)
            spoilt[bit // 8] ^= 1 << bit % 8
            assert unseal(KEY, b"label", replace(made, **{name: bytes(spoilt)})) is None


def test_a_code_reads_back_however_it_is_written_down() -> None:
    for _ in range(200):
        code = new_code()
        assert [len(group) for group in code.split("-")] == [5] * 8
        signs = read_code(code)
        assert grouped(signs) == code
        assert read_code(code.lower().replace("-", "  ")) == signs
        assert read_code(code.replace("1", "l").replace("0", "o")) == signs


def test_a_mistyped_code_is_said_to_be_mistyped() -> None:
    code = grouped("0123456789ABCDEFGHJKMNPQRSTVWXYZ01234500")
    signs = read_code(grouped(signs_with_check(code)))
    others = [signs[:place] + ("7" if signs[place] != "7" else "8") + signs[place + 1 :] for place in range(40)]
    for mistyped in (*others, signs[1] + signs[0] + signs[2:]):
        with pytest.raises(UserError, match="输错") as refused:
            read_code(mistyped)
        assert refused.value.field == "code"


def signs_with_check(code: str) -> str:
    """The signs of a code, its last two as they have to be."""
    begun = code.replace("-", "")[:38]
    signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    number = int.from_bytes(sha256(begun.encode()).digest()[:2], "big")
    return begun + signs[number % 32] + signs[number // 32 % 32]


@pytest.mark.parametrize("typed", ["", "ABCDE", "ABCDE-" * 7, "甲" * 40])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="恢复"):
        read_code(typed)

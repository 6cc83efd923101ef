"""Codes by which the counter tells whether number, payee and sum of a letter are what the office issued."""

import hashlib
import hmac

from app.services.errors import UserError

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "－": ""})
_LENGTH = 12


def verification_code(key: bytes, number: str, payee: str, sum_fen: int) -> str:
    """Return the code of a letter (7K3M-92QF-1XWB): 60 bits of an HMAC over number, payee and sum in fen."""
    digest = hmac.new(key, "\n".join((number, payee, str(sum_fen))).encode(), hashlib.sha256).digest()
    bits = int.from_bytes(digest[:8])
    return _grouped("".join(_ALPHABET[bits >> (5 * place) & 31] for place in range(_LENGTH)))


def normalised_code(typed: str) -> str:
    """Return a code as printed from what was typed or scanned; UserError when it cannot be one."""
    code = typed.strip().upper().translate(_LOOKALIKES)
    if len(code) != _LENGTH or not set(code) <= set(_ALPHABET):
        raise UserError(f"“{typed.strip()}”不是文书验证码，请按文书左下角的12位字符重新输入。")
    return _grouped(code)


def _grouped(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, _LENGTH, 4))

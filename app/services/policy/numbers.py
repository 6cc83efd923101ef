"""Cells that hold numbers nobody calculates with: identity, credit code, account, certificate, telephone."""

from __future__ import annotations

import re
import time
from datetime import date
from functools import lru_cache

from app.services.policy.raw import (
    Raw,
    Unreadable,
    compact,
    digits_of_number,
    is_digits,
    is_scientific,
    lost_digits,
    refusal,
)

_IDENTITY_CHECKS = "10X98765432"
_IDENTITY_BASE = 13  # 2 modulo 11, as the weights are 2**17 to 2**1: read in it, the digits come weighed
_CREDIT_VALUES = {letter: value for value, letter in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}
_CREDIT_WEIGHTS = tuple(3**place % 31 for place in range(17))
_PHONE = re.compile(r"1\d{10}|\d{7,12}|0\d{2,3}-\d{7,8}|\d{3,4}-\d{3,4}-\d{3,4}")


def read_identity_number(raw: Raw, today: date | None = None) -> str:
    """A citizen's number after GB 11643: 18 characters, a birth date up to `today`, the check digit.

    The county is not compared with anything. Unreadable says which part is wrong.
    """
    if type(raw) is str and len(raw) == 18 and raw.isascii() and raw[:17].isdigit():
        number = raw
    else:
        number = _identity_text(raw)
    if today is None:
        _born(number[6:14])
    else:
        _born_until(number[6:14], today)
    expected = _IDENTITY_CHECKS[int(number[:17], _IDENTITY_BASE) * 2 % 11]
    last = number[17]
    if last == expected:
        return number
    if last == "x" and expected == "X":
        return number[:17] + "X"
    raise Unreadable("身份证号校验码不符，请核对是否填错")


def _identity_text(raw: Raw) -> str:
    number = _digits_text(raw, "身份证号").upper()
    if len(number) != 18 or not number.isascii():
        raise Unreadable(f"身份证号应为18位，此处为{len(number)}位" if number.isascii() else "身份证号含有其他文字")
    if not number[:17].isdigit():
        raise Unreadable("身份证号前17位应全是数字")
    return number


@lru_cache(maxsize=65536)
def _born(digits: str) -> None:
    """Safe to remember: a birth date that has been in the past stays there, and a refusal is not kept."""
    _born_until(digits, date(*time.localtime()[:3]))


def _born_until(digits: str, today: date) -> None:
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise Unreadable("身份证号中的出生日期不存在") from None
    if birth.year < 1900:
        raise Unreadable("身份证号中的出生年份不合理")
    if birth > today:
        raise Unreadable("身份证号中的出生日期晚于今天")


@lru_cache(maxsize=8192)
def _credit_fault(code: str) -> str:
    if len(code) != 18:
        return f"统一社会信用代码应为18位，此处为{len(code)}位"
    if not all(letter in _CREDIT_VALUES for letter in code):
        return "统一社会信用代码只含数字和大写字母，没有 I、O、S、V、Z"
    weighed = sum(_CREDIT_VALUES[letter] * weight for letter, weight in zip(code, _CREDIT_WEIGHTS, strict=False))
    return "" if _CREDIT_VALUES[code[17]] == -weighed % 31 else "统一社会信用代码校验码不符，请核对是否填错"


def read_credit_code(raw: Raw) -> str:
    """A unit's code after GB 32100: 18 characters and their check character, in capitals; Unreadable otherwise."""
    if type(raw) is str and not _credit_fault(raw):
        return raw
    code = _digits_text(raw, "统一社会信用代码").upper()
    fault = _credit_fault(code)
    if fault:
        raise Unreadable(fault)
    return code


def read_account_number(raw: Raw) -> str:
    """A bank account of 8 to 30 digits, blanks and hyphens aside; Unreadable when Excel made a long one a number."""
    if type(raw) is str and 8 <= len(raw) <= 30 and is_digits(raw):
        return raw
    number = _digits_text(raw, "银行账号").replace("-", "")
    if not is_digits(number):
        raise Unreadable("银行账号应全是数字")
    if not 8 <= len(number) <= 30:
        raise Unreadable(f"银行账号应为8至30位数字，此处为{len(number)}位")
    return number


def read_code(raw: Raw) -> str:
    """A certificate, invoice or document number in half-width characters without blanks; Unreadable for lost digits."""
    if type(raw) is str and raw.isascii() and raw.isalnum():
        return raw
    return _digits_text(raw, "编号")


def read_phone(raw: Raw) -> str:
    """A mobile number of 11 digits, or a landline of 7 to 12 digits with or without hyphens; Unreadable otherwise."""
    if type(raw) is str and len(raw) == 11 and is_digits(raw):
        return raw
    number = _digits_text(raw, "联系电话").removeprefix("+86").replace("(", "").replace(")", "-").lstrip("-")
    if number.startswith("1") and len(number.replace("-", "")) == 11:
        number = number.replace("-", "")
    if not is_digits(number.replace("-", "")) or not _PHONE.fullmatch(number):
        raise Unreadable("联系电话应为手机号，或带区号的座机号（如 0564-6400000）")
    return number


def _digits_text(raw: Raw, what: str) -> str:
    if type(raw) is str:
        text = compact(raw)
        if is_scientific(text):
            raise lost_digits(what)
        return text
    if type(raw) is float or type(raw) is int:
        return digits_of_number(raw, what)
    raise refusal(raw, f"{what}（文本）")

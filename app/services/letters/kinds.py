"""All kinds of letters: the name, the series that numbers them and the function that writes them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.services.letters.content import Letter
from app.services.letters.decisions import approval_notice, refusal, result_notice


@dataclass(frozen=True)
class Kind:
    """A kind of letter; `series` follows the office's prefix in its numbers, gapless a year and kind."""

    name: str
    series: str
    write: Callable[[Any], Letter]


APPROVAL = Kind("补贴核准通知书", "技补", approval_notice)
RESULT = Kind("审核结果告知书", "审告", result_notice)
REFUSAL = Kind("不予补贴决定书", "不予", refusal)
KINDS = {kind.name: kind for kind in (APPROVAL, RESULT, REFUSAL)}


def granted_kind(payable_fen: int, deducted_fen: int) -> Kind:
    """Return the kind for a claim that meets its conditions: a sum (fen) reduced or zero is told by its own letter."""
    return APPROVAL if payable_fen and not deducted_fen else RESULT


def letter_number(prefix: str, series: str, year: int, serial: int) -> str:
    """Return a number as printed: 叶人社 + 技补, 2026, 12 -> 叶人社技补〔2026〕12号."""
    return f"{prefix}{series}〔{year}〕{serial}号"

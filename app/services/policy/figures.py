"""Figures kept as they were compared, and put into words only when somebody reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

from app.services.policy.money import yuan

Figures = tuple[object, ...]
FEN = "fen"


class _Words(Formatter):
    """The usual format of texts, and beside it sums in fen as yuan: {:fen}."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == FEN:
            return yuan(value)
        return str(super().format_field(value, format_spec))

    def check_unused_args(self, used_args: set[int | str], args: Sequence[Any], _named: Mapping[str, Any]) -> None:
        if len(used_args) < len(args):
            raise TypeError(f"the words leave out one of {args}")


_WORDS = _Words()


def put(words: str, figures: Figures) -> str:
    """The words with their figures in place of {} and sums in fen as yuan in place of {:fen}; without figures as they stand.

    TypeError when a figure has no place, IndexError when a place has no figure.
    """
    return _WORDS.vformat(words, figures, {}) if figures else str(words)

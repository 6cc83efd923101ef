"""Where a rule stands in the Opinion, and on what a condition rests."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

NUMERALS = "零一二三四五六七八九十"
OPINION = "《六安市叶集区人民政府关于推进技工强区建设的实施意见》"


class Basis(StrEnum):
    """The text's own words, or a reading of the bureau that it may change."""

    TEXT = "原文"
    READING = "解释口径"


@dataclass(frozen=True)
class Clause:
    """A paragraph of a section of the Opinion, e.g. Clause(3, 2)."""

    section: int
    paragraph: int

    @cached_property
    def short(self) -> str:
        """As lists and workbooks write it: 三.2."""
        return f"{NUMERALS[self.section]}.{self.paragraph}"

    @cached_property
    def cited(self) -> str:
        """As letters write it: 《实施意见》第三部分第二段."""
        return f"《实施意见》第{NUMERALS[self.section]}部分第{NUMERALS[self.paragraph]}段"

    def __str__(self) -> str:
        return self.short


NO_DUPLICATE = Clause(10, 1)

"""Types by the names that people give their sheets and titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from app.services.policy.kernel import AnySubsidy
from app.services.policy.raw import compact

SHORTEST_NAME = 3
SHORTEST_COMMON = 4
_NO_NAME = re.compile(r"[\d\W_]|申报|申请|申领|汇总|花名册|名单|明细|审核|登记|表|年度?")


def named_in(text: str, catalogue: Sequence[AnySubsidy]) -> AnySubsidy | None:
    """The one type that a sheet name or title names, in full, in part or by code; None when none or several do."""
    words = compact(text)
    if any(_names(words, subsidy) for subsidy in catalogue):
        return named_in_full(text, catalogue)
    short = _NO_NAME.sub("", words)
    within = [subsidy for subsidy in catalogue if len(short) >= SHORTEST_NAME and short in subsidy.title]
    return _only(within) or _by_common_part(words, catalogue)


def named_in_full(text: str, catalogue: Sequence[AnySubsidy]) -> AnySubsidy | None:
    """The one type whose whole title or code stands in a text; None when none or several do."""
    words = compact(text)
    full = [subsidy for subsidy in catalogue if _names(words, subsidy)]
    longest = max((len(subsidy.title) for subsidy in full), default=0)
    return _only([subsidy for subsidy in full if len(subsidy.title) == longest])


def _names(words: str, subsidy: AnySubsidy) -> bool:
    return subsidy.title in words or subsidy.code in words.lower()


def _by_common_part(words: str, catalogue: Sequence[AnySubsidy]) -> AnySubsidy | None:
    shared = {subsidy.code: _common_length(words, subsidy.title) for subsidy in catalogue}
    most = max(shared.values(), default=0)
    if most < SHORTEST_COMMON:
        return None
    return _only([subsidy for subsidy in catalogue if shared[subsidy.code] == most])


def _common_length(left: str, right: str) -> int:
    return SequenceMatcher(None, left, right, autojunk=False).find_longest_match().size


def _only(found: list[AnySubsidy]) -> AnySubsidy | None:
    return found[0] if len(found) == 1 else None

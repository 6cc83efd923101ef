"""Cases that have something in common, and what one of them finds in the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import islice

from app.services.doubts.evidence import MOST_OTHERS, Finding, Stated, digest_of, named, numbers

Key = Callable[[Stated], Hashable]


def groups(cases: Sequence[Stated], key: Key, least: int = 2) -> Iterator[tuple[Hashable, list[Stated]]]:
    """Cases with the same key, where there are at least so many of them; an empty key is none."""
    found: dict[Hashable, list[Stated]] = defaultdict(list)
    for one in cases:
        if held := key(one):
            found[held].append(one)
    return ((held, those) for held, those in found.items() if len(those) >= least)


def differing(
    cases: Sequence[Stated], key: Key, value: Callable[[Stated], str], say: Callable[[Stated, str], str], least: int = 2
) -> Iterator[Finding]:
    """Cases of one key that state different values (at least so many): each finds the cases that state another.

    `say` makes the text from a case and the others in words. A case whose value is empty is not compared.
    """
    for held, those in groups(cases, key):
        stated = [(own, one) for one in those if (own := value(one))]
        counts = Counter(own for own, _ in stated)
        if len(counts) < least:
            continue
        seen, near = digest_of(list(counts)), _near(stated)
        for own, one in stated:
            others = [other for theirs, other in near if theirs != own]
            text = say(one, named(others, len(stated) - counts[own]))
            yield Finding(one.case_id, str(held), text, seen, numbers(others))


def beside(one: Stated, those: Sequence[Stated]) -> list[Stated]:
    """The other cases of a group, as many as are kept; one less than the group has, however many they are."""
    return [other for other in islice(those, MOST_OTHERS + 1) if other is not one]


def _near(stated: Sequence[tuple[str, Stated]]) -> Sequence[tuple[str, Stated]]:
    """Cases to name others from: all, or the first of each value where there are very many."""
    if len(stated) <= MOST_OTHERS:
        return stated
    first: dict[str, Stated] = {}
    for own, one in stated:
        if len(first) <= MOST_OTHERS:
            first.setdefault(own, one)
    return list(first.items())

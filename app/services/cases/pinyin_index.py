"""Names as people type them: pinyin in full and by initials, in every reading that a surname may have."""

from __future__ import annotations

import os
from functools import lru_cache
from itertools import product

MOST_READINGS = 24
LONGEST_NAME = 6


@lru_cache(maxsize=8192)
def _readings(character: str) -> tuple[str, ...]:
    """All readings of a character without tones, the usual one first; the character itself when it has none."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # we ask for single characters
    from pypinyin import Style, pinyin  # a tenth of a second, paid when the first name is indexed

    if character.isascii():
        return (character.lower(),)
    return tuple(dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True)[0]))


@lru_cache(maxsize=16384)
def pinyin_of(name: str) -> str:
    """What a name may be typed as, blank-separated: full pinyin and initials; all readings of short (personal) names."""
    letters = [character for character in name if character.isalnum()]
    if len(letters) > LONGEST_NAME:
        usual = [_readings(character)[0] for character in letters]
        return f"{''.join(usual)} {_initials(usual)}"
    first, *rest = [_readings(character) for character in letters] or [("",)]
    full = {"".join((one, *(each[0] for each in rest))): None for one in first}
    short = {_initials(each): None for each, _ in zip(product(first, *rest), range(MOST_READINGS), strict=False)}
    return " ".join([*full, *short])


def _initials(readings: tuple[str, ...] | list[str]) -> str:
    return "".join(each[0] for each in readings if each)

"""The office's own words for column headers, beside those that the definitions know: lines like 公民身份号码=身份证号."""

from __future__ import annotations

from collections.abc import Iterable

from app.services.policy.raw import compact

SIGN = "="


class BadWord(ValueError):
    """A line that does not say which label it stands for; `text` is the Chinese reason."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def unpacked(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The office's words by label; lines that say nothing are passed over, for they were refused when entered."""
    words: dict[str, tuple[str, ...]] = {}
    for line in lines:
        word, sign, label = (part.strip() for part in _half_width(line).partition(SIGN))
        if word and sign and label:
            words[label] = (*words.get(label, ()), word)
    return words


def check(lines: Iterable[str], labels: Iterable[str]) -> None:
    """BadWord unless every line is 别名=栏目 of a known label, no word stands for two, and none is another's label."""
    known = {compact(label): label for label in labels}
    met: dict[str, str] = {}
    for line in lines:
        word, sign, label = (compact(part) for part in _half_width(line).partition(SIGN))
        if not word or not sign or not label:
            raise BadWord(f"“{line}”应写成“别名=栏目”，如 公民身份号码=身份证号")
        if label not in known:
            raise BadWord(f"“{line}”中的“{label}”不是任何申报表的栏目")
        if word in known and word != label:
            raise BadWord(f"“{line}”中的“{word}”本身就是一个栏目，不能作为别名")
        if met.setdefault(word, label) != label:
            raise BadWord(f"“{word}”同时指向“{met[word]}”和“{label}”")


def _half_width(line: str) -> str:
    return line.replace("＝", SIGN)

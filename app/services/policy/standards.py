"""Dated numbers and lists: which value of each parameter is in force on a day, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property

from app.services.policy.clauses import Clause
from app.services.policy.money import Fen, from_yuan, points, yuan

Value = Decimal | str | bool | date | tuple[str, ...]
PUBLISHED = "发布日期"
CONFIRMED = "发布日期已确认"
LIMITS = "内部办理时限"
GUARDS = "账号安全"
OFFICE = "办理机关"
LETTER_PREFIXES = "发文字号"
SCARCE_OCCUPATIONS = "急需紧缺职业目录"
HEADER_WORDS = "表头别名"
SHARED = "不重复享受："  # and the label of a pool: the codes of the types that share it
BUDGET_CONTROL = "预算控制"
BY_YEAR, NO_LIMIT = "按年度预算", "不设上限"
REMEDIES = "救济途径"
REVIEW_OR_SUIT, REVIEW_FIRST = "复议或诉讼", "复议前置"
YEARLY_CHECK = "年度核查"
READINGS, READINGS_NUMBER = "解释口径", "文号"
CHECKED, UNCHECKED = "核查合格后拨付", "不核查"
CHOICES = {
    BUDGET_CONTROL: (BY_YEAR, NO_LIMIT),
    REMEDIES: (REVIEW_OR_SUIT, REVIEW_FIRST),
    YEARLY_CHECK: (CHECKED, UNCHECKED),
}
"""The texts that are a choice of few."""


class Measure(Enum):
    """In what a standard is counted."""

    YUAN = "元"
    YUAN_A_DAY = "元/天"
    YUAN_A_MONTH = "元/月"
    COUNT = "个"
    PERSONS = "人"
    MONTHS = "个月"
    YEARS = "年"
    PERCENT = "%"
    POINTS = "分"

    @property
    def is_money(self) -> bool:
        """Whether the standard's value is yuan and is reckoned in fen."""
        return self.value.startswith("元")

    @property
    def in_hundredths(self) -> bool:
        """Whether numbers are kept as hundredths: fen of yuan, and points with two decimals."""
        return self.is_money or self is Measure.POINTS

    @property
    def each(self) -> str:
        """What a rate is for: 天 of 元/天, 个月 of 元/月."""
        return {"元/天": "天", "元/月": "个月"}.get(self.value, "")

    def say(self, number: int) -> str:
        """A standard's number, as the rules reckon it, for people: 2,000.00 元, 59.5 分, 36 个月, 60%."""
        if self.is_money:
            return f"{yuan(number)} {self.value}"
        if self is Measure.POINTS:
            return f"{points(number)} 分"
        return f"{number}%" if self is Measure.PERCENT else f"{number} {self.value}"


@dataclass(frozen=True)
class Standard:
    """A number that a rule needs; the values live in the policy file or are entered by the office.

    `by` is the set of options by which it differs; `clause` the place that grants it.
    """

    name: str
    clause: Clause
    measure: Measure = Measure.YUAN
    by: type[Enum] | tuple[str, ...] | None = None
    local: bool = False  # left by the text to other rules: unset until an administrator enters it

    def titled(self, key: str) -> str:
        """The standard and its row as people read it: 先垫后补标准（高级技师）."""
        return f"{self.name}（{key}）" if key else self.name


@dataclass(frozen=True)
class Entry:
    """One value of a parameter from a day on. `key` is the row of a table, or empty; `source` the clause or 文号.

    An `opening` one came with the Opinion and is as old as it, whichever 发布日期 an administrator confirms: it holds on all days
    on which none entered since does.
    """

    name: str
    key: str
    start: date
    source: str
    value: Value
    opening: bool = field(default=False, compare=False)

    @property
    def since(self) -> date:
        """The day from which it is chosen."""
        return date.min if self.opening else self.start


class MissingStandard(LookupError):
    """A standard has no value on the day."""


@dataclass(frozen=True)
class InForce:
    """All parameters as they stand on one day."""

    entries: Mapping[tuple[str, str], Entry]
    numbers: dict[tuple[str, str], int] = field(default_factory=dict, compare=False)

    def value(self, name: str, key: str = "") -> Value | None:
        """The value of a parameter, or None."""
        entry = self.entries.get((name, key))
        return entry.value if entry else None

    def number(self, standard: Standard, key: str = "") -> int:
        """A standard as a whole number: fen for money, hundredths for points, else as counted; MissingStandard when it is not set."""
        at = (standard.name, key)
        if (known := self.numbers.get(at)) is not None:
            return known
        value = self.value(standard.name, key)
        if not isinstance(value, Decimal):
            raise MissingStandard(standard.titled(key))
        self.numbers[at] = from_yuan(value) if standard.measure.in_hundredths else int(value)
        return self.numbers[at]

    def fen(self, standard: Standard, key: str = "") -> Fen:
        """A money standard in fen; MissingStandard when it is not set."""
        return Fen(self.number(standard, key))

    def source(self, standard: Standard, key: str = "") -> str:
        """Clause or 文号 of the value in force."""
        return self.entries[(standard.name, key)].source

    @cached_property
    def published(self) -> date:
        """发布日期 of the Opinion."""
        value = self.value(PUBLISHED)
        if not isinstance(value, date):
            raise MissingStandard(PUBLISHED)
        return value

    @property
    def confirmed(self) -> bool:
        """Whether an administrator has confirmed 发布日期: until then nothing is approved or refused."""
        return self.value(CONFIRMED) is True

    def text(self, name: str, key: str = "") -> str:
        """A text parameter, empty when it is not set."""
        value = self.value(name, key)
        return value if isinstance(value, str) else ""

    @cached_property
    def reading(self) -> str:
        """Number and first day of the paper in which the bureau has laid down how it reads the Opinion; empty when there is none."""
        number, entry = self.text(READINGS, READINGS_NUMBER), self.entries.get((READINGS, READINGS_NUMBER))
        return f"{number}，{entry.start.year}年{entry.start.month}月{entry.start.day}日" if entry and number else ""

    def lists(self) -> dict[str, tuple[str, ...]]:
        """All lists of the day by name."""
        return {e.name: e.value for e in self.entries.values() if isinstance(e.value, tuple) and not e.key}


class Parameters:
    """Every parameter ever entered, in the order of entry; nothing is overwritten."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._starts = sorted({entry.start for entry in self._entries})
        self._by_start: dict[date, InForce] = {}
        self._by_day: dict[date, InForce] = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, earlier ones first."""
        return self._entries

    def plus(self, more: Iterable[Entry]) -> Parameters:
        """These parameters with later entries."""
        return Parameters((*self._entries, *more))

    def at(self, day: date) -> InForce:
        """What is in force on a day: the latest `start` not after it; of equal ones the last entered."""
        known = self._by_day.get(day)
        if known is None:
            start = self._last_start(day)
            if start not in self._by_start:
                self._by_start[start] = InForce(self._chosen(start))
            known = self._by_day[day] = self._by_start[start]
        return known

    def _last_start(self, day: date) -> date:
        last = date.min
        for start in self._starts:
            if start > day:
                break
            last = start
        return last

    def _chosen(self, day: date) -> dict[tuple[str, str], Entry]:
        chosen: dict[tuple[str, str], Entry] = {}
        for entry in self._entries:
            at = (entry.name, entry.key)
            if entry.since <= day and (at not in chosen or entry.since >= chosen[at].since):
                chosen[at] = entry
        return chosen

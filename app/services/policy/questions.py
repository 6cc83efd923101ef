"""Questions: what a definition asks. Form, template, import, letter and stored facts all follow from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from app.services.policy import values
from app.services.policy.money import points, yuan
from app.services.policy.months import Month
from app.services.policy.standards import SCARCE_OCCUPATIONS
from app.services.policy.values import Raw, Unreadable

Lists = Mapping[str, Sequence[str]]
Reader = Callable[[Raw], Any]


class Need(Enum):
    """How much an answer is needed."""

    REQUIRED = "required"
    WANTED = "wanted"  # blank is a warning; asked for in the 补正通知书; no approval without it
    OPTIONAL = "optional"


class Group(StrEnum):
    """The group of a form, in the order in which forms and templates bring them."""

    FILING = "申报"
    APPLICANT = "申请人"
    UNIT = "单位"
    CONDITIONS = "条件"
    ACCOUNT = "账户"
    ENTRY = "登记内容"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of answer: how it is read from a cell or a field, and how it is shown."""

    name: str
    read: Reader
    show: Callable[[Any], str] = str
    listed: str = ""  # the office's list that gives the options
    looked_up: str = ""  # the office's list in which a condition looks the answer up


def _yes_no(value: bool) -> str:
    return "是" if value else "否"


TEXT = Kind("text", values.read_text)
AMOUNT = Kind("amount", values.read_fen, yuan)
CHOICE = Kind("choice", values.read_text)

Name = Annotated[str, Kind("name", values.read_name)]
Text = Annotated[str, TEXT]
IdentityNumber = Annotated[str, Kind("identity", values.read_identity_number)]
CreditCode = Annotated[str, Kind("credit", values.read_credit_code)]
AccountNumber = Annotated[str, Kind("account", values.read_account_number)]
Code = Annotated[str, Kind("code", values.read_code)]
Phone = Annotated[str, Kind("phone", values.read_phone)]
Day = Annotated[date, Kind("day", values.read_day, date.isoformat)]
MonthOf = Annotated[
    Month,
    Kind("month", values.read_month),
    BeforeValidator(lambda given: Month.parse(given) if isinstance(given, str) else given),
    PlainSerializer(str, return_type=str),
]
Amount = Annotated[int, AMOUNT, Field(ge=0)]
Whole = Annotated[int, Kind("whole", values.read_whole)]
Year = Annotated[int, Kind("whole", values.read_year)]
Score = Annotated[int, Kind("score", values.read_score, points), Field(ge=0, le=values.MOST_POINTS)]
YesNo = Annotated[bool, Kind("yes_no", values.read_yes_no, _yes_no)]
ScarceOccupation = Annotated[str, Kind("text", values.read_text, looked_up=SCARCE_OCCUPATIONS)]
TraineeKind = Annotated[str, Kind("choice", values.read_text, listed="重点群体类别")]
Township = Annotated[str, Kind("choice", values.read_text, listed="乡镇街道")]


class Facts(BaseModel):
    """What a case states. Frozen; its JSON is what is stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True)
class Asked:
    """What `asks` keeps beside a field."""

    group: Group
    need: Need
    hint: str
    unit: str
    example: str
    minimum: int | None
    aliases: tuple[str, ...]
    last: bool


def asks(
    label: str,
    *,
    group: Group = Group.CONDITIONS,
    need: Need = Need.REQUIRED,
    hint: str = "",
    unit: str = "",
    example: str = "",
    minimum: int | None = None,
    aliases: Sequence[str] = (),
    last: bool = False,
) -> Any:
    """A field of a definition's facts: its label is a format, exactly as workbooks write it.

    `unit` is 元, 天 …; `last` puts it at the end of its group; `minimum` bounds whole numbers.
    """
    asked = Asked(group, need, hint, unit, example, minimum, tuple(aliases), last)
    extra = {"asked": asked}
    if need is Need.REQUIRED:
        return Field(title=label, ge=minimum, json_schema_extra=extra)  # type: ignore[arg-type]
    return Field(default=None, title=label, ge=minimum, json_schema_extra=extra)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Question:
    """One question of a definition, complete enough to build a field, a column or a line from it."""

    name: str
    label: str
    kind: Kind
    asked: Asked
    choices: type[Enum] | None = field(default=None)

    @property
    def need(self) -> Need:
        """How much the answer is needed."""
        return self.asked.need

    @property
    def group(self) -> Group:
        """The group of the form it stands in."""
        return self.asked.group

    def options(self, lists: Lists) -> tuple[str, ...]:
        """The answers allowed, or none when it is not a choice. `lists` are the office's lists of the day."""
        if self.kind.listed:
            return tuple(lists.get(self.kind.listed, ()))
        if self.choices:
            return tuple(str(choice.value) for choice in self.choices)
        return ("是", "否") if self.kind.name == "yes_no" else ()

    def reader(self, lists: Lists) -> Reader:
        """A function from a raw cell that is not blank to the answer; it raises Unreadable."""
        if self.kind.name == "choice":
            return self._choice_reader(self.options(lists))
        minimum = self.asked.minimum
        if minimum is None:
            return self.kind.read

        def read_from_minimum(raw: Raw) -> Any:
            value = self.kind.read(raw)
            if value < minimum:
                raise Unreadable(f"应为不小于 {minimum} 的整数")
            return value

        return read_from_minimum

    def _choice_reader(self, options: tuple[str, ...]) -> Reader:
        answers: dict[Raw, Any] = {o: self.choices(o) if self.choices else o for o in options}

        def read_choice(raw: Raw) -> Any:
            answer = answers.get(raw) if isinstance(raw, str) else None
            return answer if answer is not None else answers[values.read_choice(raw, options)]

        return read_choice

    def show(self, value: Any) -> str:
        """The answer as people read it; a blank one is an empty text."""
        if value is None:
            return ""
        return str(value.value) if isinstance(value, Enum) else self.kind.show(value)


def _kind_of(hint: Any) -> tuple[Kind, type[Enum] | None]:
    """The kind that a type hint names, looked for inside `X | None` too."""
    if isinstance(hint, type) and issubclass(hint, Enum):
        return CHOICE, hint
    if get_origin(hint) is Annotated:
        return next(note for note in hint.__metadata__ if isinstance(note, Kind)), None
    inner = [part for part in get_args(hint) if part is not type(None)]
    if inner:
        return _kind_of(inner[0])
    raise TypeError(f"{hint} is no kind of answer")


@cache
def questions(facts: type[Facts]) -> tuple[Question, ...]:
    """All questions of a definition, group by group in the order of `Group`."""
    hints = get_type_hints(facts, include_extras=True)
    found: list[Question] = []
    for name, info in facts.model_fields.items():
        kind, choices = _kind_of(hints[name])
        extra = info.json_schema_extra
        if not isinstance(extra, dict) or not isinstance(asked := extra["asked"], Asked) or info.title is None:
            raise TypeError(f"{facts.__name__}.{name} was not declared with asks()")
        found.append(Question(name, info.title, kind, asked, choices))
    order = list(Group)
    return tuple(sorted(found, key=lambda question: (order.index(question.group), question.asked.last)))

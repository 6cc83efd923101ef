"""目标任务: what is to be reached by a year, and what the register and figures entered by hand show of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.services.errors import UserError
from app.services.policy.parties import CaseFacts
from app.services.policy.questions import Day, Facts, Group, Need, Text, Whole, asks
from app.services.policy.standards import Entry
from app.services.policy.terms import SkillLevel
from app.services.registers.definition import Register, joined_mark, same
from app.services.registers.stored import stored_lines
from app.services.registers.talents import certified_by, highest_levels
from app.services.standards import parameters
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork, Work

TARGETS = "目标任务"
FROM_REGISTER = "技能人才台账，同一人按最高等级计一次"
TRAINED = "技能人才台账中发布日期以后的证书，同一人按最高等级计一次"
Held = tuple[str, SkillLevel, date]


class Goal(StrEnum):
    """What a target counts, exactly as the parameters name it."""

    WORKERS = "技工总量"
    SENIOR = "高级工以上"
    STUDENTS = "职业学校在校生"
    TECHNICIANS_TRAINED = "培养高级技师和技师"
    SENIOR_TRAINED = "培养高级工"


@dataclass(frozen=True)
class Measure:
    """Which persons of the register count toward a goal; `trained` leaves out certificates older than the Opinion."""

    counts: Callable[[SkillLevel], bool]
    trained: bool = False


MEASURED = {
    Goal.WORKERS: Measure(lambda _: True),
    Goal.SENIOR: Measure(lambda level: level.rank >= SkillLevel.SENIOR.rank),
    Goal.TECHNICIANS_TRAINED: Measure(lambda level: level.rank >= SkillLevel.TECHNICIAN.rank, trained=True),
    Goal.SENIOR_TRAINED: Measure(lambda level: level is SkillLevel.SENIOR, trained=True),
}


class Figure(Facts):
    """Persons toward a goal that the register does not hold, as another source reports them."""

    goal: Goal = asks("目标任务", group=Group.ENTRY)
    as_at: Day = asks("截至日期", group=Group.ENTRY, example="2024-12-31", aliases=("统计日期", "日期"))
    persons: Whole = asks(
        "人数",
        group=Group.ENTRY,
        unit="人",
        minimum=0,
        example="860",
        hint="台账以外的人数",
        aliases=("完成数", "数量"),
    )
    source: Text = asks(
        "来源",
        group=Group.ENTRY,
        example="区教育局2024年秋季学籍统计",
        hint="同一来源以最近一期为准，不同来源相加",
        aliases=("数据来源",),
    )
    note: Text | None = same(CaseFacts, "note", need=Need.OPTIONAL)


FIGURES = Register(
    "target-figures",
    "目标任务",
    None,
    "完成数＝台账人数＋按来源录入的台账外人数；同一来源以最近一期为准，不同来源相加。",
    Figure,
    mark=lambda figure: joined_mark(figure.goal.value, figure.source, figure.as_at),
    lines=stored_lines,
    day=lambda figure: figure.as_at,
)


@dataclass(frozen=True, slots=True)
class Target:
    """A target in persons and the year by which it is to be met; `done` is None where nothing is known of it."""

    name: str
    by_year: int
    goal: int
    done: int | None
    source: str
    counted: int | None = None
    by_hand: int = 0
    basis: str = ""


def targets(work: Work, day: date) -> tuple[Target, ...]:
    """The targets in force on a day, with what register and figures show of them up to it."""
    held = certified_by(work, day)
    figures = _figures(work, day)
    published = work.parameters.at(day).published
    found = []
    for entry in work.parameters.at(day).entries.values():
        if entry.name == TARGETS and isinstance(entry.value, Decimal):
            year, name = entry.key.split("/", 1)
            counted = _counted(name, held, published)
            found.append(_target(entry, int(year), name, counted, figures.get(name, {})))
    return tuple(sorted(found, key=lambda target: target.by_year))


def progress(uow: UnitOfWork) -> tuple[Target, ...]:
    """The targets as they stand today."""
    with uow.read() as work:
        return targets(work, work.today)


def add_target(uow: UnitOfWork, goal: str, by_year: int, persons: int, source: str) -> None:
    """An administrator sets a target for a year, from today on; UserError when blank, unknown or not above 0."""
    if goal not in {each.value for each in Goal}:
        raise UserError(f"没有目标“{goal}”，可用：{'、'.join(Goal)}。")
    if persons <= 0 or not source.strip():
        raise UserError("目标人数应大于 0，并须写明依据文号，请补填后再保存。")
    with uow.begin() as work:
        require_role(work.session, work.account, {Role.ADMINISTRATOR}, "设定目标任务")
        parameters.store(work, [Entry(TARGETS, f"{by_year}/{goal}", work.today, source.strip(), Decimal(persons))])


def _counted(name: str, held: Iterable[Held], published: date) -> int | None:
    measure = MEASURED.get(Goal(name)) if name in set(Goal) else None
    if measure is None:
        return None
    fitting = ((person, level) for person, level, issued in held if not measure.trained or issued >= published)
    return sum(map(measure.counts, highest_levels(fitting).values()))


def _figures(work: Work, day: date) -> dict[str, dict[str, Figure]]:
    """By goal and source, the latest figure up to the day."""
    found: dict[str, dict[str, Figure]] = {}
    for line in stored_lines(work, FIGURES):  # the latest first
        if line.facts.as_at <= day:
            found.setdefault(line.facts.goal.value, {}).setdefault(line.facts.source, line.facts)
    return found


def _target(entry: Entry, year: int, name: str, counted: int | None, figures: dict[str, Figure]) -> Target:
    by_hand = sum(figure.persons for figure in figures.values())
    known = counted is not None or bool(figures)
    value = int(entry.value) if isinstance(entry.value, Decimal) else 0
    done = (counted or 0) + by_hand if known else None
    return Target(name, year, value, done, entry.source, counted, by_hand, _basis(name, counted, figures))


def _basis(name: str, counted: int | None, figures: dict[str, Figure]) -> str:
    parts = []
    if counted is not None:
        trained = MEASURED[Goal(name)].trained
        parts.append(f"{TRAINED if trained else FROM_REGISTER}：{counted} 人")
    parts += [f"{figure.source}（截至 {figure.as_at}）：{figure.persons} 人" for figure in figures.values()]
    return "；".join(parts)

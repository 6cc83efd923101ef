"""Due dates as every table and head says them: 今天, 明天, 还有 3 个工作日, 逾期 2 日; a guessed one is marked."""

from dataclasses import dataclass, field
from datetime import date

from app.services.calendar.deadlines import Calendar
from app.ui.widgets.chip import Tag, Tone

_SOON = 3


@dataclass(frozen=True, order=True)
class Due:
    """A due date in a table: sorted by its day, shown by its words."""

    on: date
    tag: Tag = field(compare=False)

    def __str__(self) -> str:
        """The words."""
        return self.tag.word


def due_tag(due: date | None, today: date, calendar: Calendar) -> Tag | None:
    """A due date as a chip: red when it is past, amber when it is near; None without one."""
    if due is None:
        return None
    tone = Tone.LATE if due < today else Tone.SOON if calendar.between(today, due) <= _SOON else Tone.NEUTRAL
    return Tag(calendar.due_text(due, today), tone)


def due_cell(due: date | None, today: date, calendar: Calendar) -> Due | None:
    """A due date as the cell of a table; None without one."""
    tag = due_tag(due, today, calendar)
    return Due(due, tag) if due and tag else None

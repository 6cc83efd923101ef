"""Score sheets as clerks type them."""

from collections.abc import Sequence

from app.services.registers.score_entry import SheetForm, TypedLine, blank_sheet
from app.services.unit_of_work import UnitOfWork

HEADS = {
    "institution-quality": {"unit_name": "叶集区新匠人培训中心", "assessor": "李晓梅、王芳"},
    "project-supervision": {
        "subject": "2023年家具制作工高级工培训班",
        "unit_name": "叶集区新匠人培训中心",
        "assessor": "李晓梅",
    },
    "fund-performance": {"assessor": "李晓梅"},
}


def head(form: SheetForm, code: str) -> dict[str, str]:
    """The answers above the lines: what a blank sheet proposes, and what the clerk adds."""
    return dict(form.answers) | HEADS[code]


def scored(form: SheetForm, scores: Sequence[str] = (), reason: str = "现场抽查发现不足") -> tuple[TypedLine, ...]:
    """The lines of a sheet with full marks, the first ones as given and with a reason."""
    lines = []
    for place, line in enumerate(form.lines):
        weight = str(line.weight // 100)
        given = place < len(scores)
        score = scores[place] if given else weight
        lines.append(TypedLine(line.indicator, weight, score, reason if given else "", line.value, line.guide))
    return tuple(lines)


def typed(uow: UnitOfWork, code: str, scores: Sequence[str] = ()) -> tuple[dict[str, str], tuple[TypedLine, ...]]:
    """A whole sheet as typed."""
    form = blank_sheet(uow, code)
    return head(form, code), scored(form, scores)

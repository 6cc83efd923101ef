"""The doubts as rows of a table, and the words of one doubt beside it."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from app.services.doubts.listing import DoubtLine, Standing
from app.services.doubts.screening import Screening
from app.ui import tokens
from app.ui.widgets.case.panel import state_tag
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.table.query import TICK, CellKind, Column

TONES = {
    Standing.OPEN: Tone.SOON,
    Standing.CONFIRMED: Tone.LATE,
    Standing.HARMLESS: Tone.DONE,
    Standing.GONE: Tone.NEUTRAL,
}
COLUMNS = (
    TICK,
    Column("number", "案件编号", width=126),
    Column("applicant", "申请人", width=80),
    Column("title", "疑点", width=146),
    Column("text", "事实", width=188),
    Column("blocks", "阻断", CellKind.CHIP, 60, filterable=False),
    Column("standing", "核实", CellKind.CHIP, 74, filterable=False),
    Column("found_on", "发现日期", CellKind.DATE, 92),
    Column("case_state", "案件状态", CellKind.CHIP, 88, shown=False, filterable=False),
    Column("judged_by", "核实人", width=80, shown=False),
    Column("reason", "核实理由", width=160, shown=False),
)
SEARCHED = ("number", "applicant", "text", "title")


class DoubtRow(NamedTuple):
    """A doubt as the table shows it."""

    id: int
    number: str
    applicant: str
    title: str
    text: str
    blocks: Tag | None
    standing: Tag
    found_on: date
    case_state: Tag
    judged_by: str
    reason: str


def rows_of(lines: Sequence[DoubtLine]) -> list[DoubtRow]:
    """Doubts as rows."""
    return [
        DoubtRow(
            *(line.id, line.number, line.applicant, line.title, line.text),
            Tag("阻断", Tone.LATE) if line.blocks else None,
            Tag(line.standing.label, TONES[line.standing]),
            line.found_on,
            state_tag(line.case_state),
            line.judged_by,
            line.reason,
        )
        for line in lines
    ]


def doubt_html(line: DoubtLine) -> str:
    """One doubt whole: its facts, the other cases as links, and how it was judged."""
    scheme = tokens.colours()
    colour = scheme.red if line.blocks else scheme.amber_text
    blocks = "　阻断审批和拨付" if line.blocks else ""
    parts = [f'<p><b style="color:{colour}">{escape(line.title)}{blocks}</b></p>', f"<p>{escape(line.text)}</p>"]
    if line.others:
        links = "、".join(f'<a href="{number}">{number}</a>' for number in line.others)
        parts.append(f"<p>相关案件：{links}</p>")
    parts.append(f'<p style="color:{scheme.secondary}">{escape(_judged(line))}</p>')
    return "".join(parts)


def _judged(line: DoubtLine) -> str:
    found = f"{line.found_on} 发现，{line.standing.label}"
    gone = "；所依据的内容已更改，疑点已消失" if not line.holds and line.standing is not Standing.GONE else ""
    if not line.judged_by:
        return found
    return f"{found}：{line.reason}（{line.judged_by}，{line.judged_on}）{gone}"


def screening_html(found: Screening) -> str:
    """What a screening found, check by check."""
    head = "<tr><th align='left'>疑点</th><th>待核实</th><th>阻断</th><th>本次新增</th></tr>"
    body = "".join(
        f"<tr><td>{escape(line.title)}</td><td align='right'>{line.open:,}</td>"
        f"<td align='right'>{line.blocking:,}</td><td align='right'>{line.new:,}</td></tr>"
        for line in found.lines
    )
    table = f"<table cellspacing='0' cellpadding='4' width='100%'>{head}{body}</table>" if found.lines else ""
    return f"<p>{escape(found.sentence)}</p>{table}"

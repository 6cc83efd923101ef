"""Each block of a letter as strips of the page."""

from dataclasses import dataclass

from app.services.letters.paper.content import BLANK, Block, Explanation, Heading, Note, Paragraph, SumLine, Table
from app.services.letters.paper.marks import Strip
from app.services.letters.paper.measures import BODY_SIZE, LEADING, SMALL_SIZE, TRACKING, WIDTH
from app.services.letters.paper.tables import table_strips
from app.services.letters.paper.typesetter import Line, Style, Typesetter
from app.services.policy.capitals import capitals
from app.services.policy.money import yuan

BODY = Style("body", BODY_SIZE, indent=2, tracking=TRACKING, flush=True)
NOTE_LEADING = 18.0
_HEADING = BODY._replace(role="hei")
_NOTE = Style("body", SMALL_SIZE, indent=2)


@dataclass(frozen=True)
class Blocks:
    """Turns blocks into strips with the given line pitch and width in points."""

    typesetter: Typesetter
    leading: float = LEADING
    width: float = WIDTH

    def strips(self, block: Block) -> list[Strip]:
        """Return the strips of one block, from top to bottom."""
        match block:
            case Heading():
                lines = self.typesetter.paragraph(block.text, _HEADING, self.width)
                return [strip._replace(glued=True) for strip in as_strips(lines, self.leading)]
            case Paragraph():
                return self._paragraph(block.text, block.lead)
            case SumLine():
                return self._paragraph(f"{block.label}：{yuan(block.fen)}元（人民币{capitals(block.fen)}）")
            case Note():
                return as_strips(self.typesetter.paragraph(block.text, _NOTE, self.width), NOTE_LEADING)
            case Explanation():
                steps = explanation_steps(block)
                leads = [block.lead, *[""] * (len(steps) - 1)]
                return [strip for pair in zip(steps, leads, strict=True) for strip in self._paragraph(*pair)]
            case Table():
                return table_strips(block, self.typesetter, self.width)

    def _paragraph(self, text: str, lead: str = "") -> list[Strip]:
        return as_strips(self.typesetter.paragraph(text, BODY, self.width, lead), self.leading)


def as_strips(lines: list[Line], leading: float) -> list[Strip]:
    """Return a strip of `leading` points for each line."""
    return [Strip(leading, (line.at(0.0, 0.0, leading),)) for line in lines]


def explanation_steps(block: Explanation) -> list[str]:
    """Return the steps of a sum as the sentences of a letter, each with its clause; several are numbered and added."""
    steps = [
        f"{line.label}：{line.formula}，{_amount(line.amount_fen)}（依据{line.clause}）"
        for line in block.lines
        if line.amount_fen is not None
    ]
    if len(steps) <= 1:
        return [f"{steps[0] if steps else BLANK}。"]
    numbered = [f"{number}. {step}；" for number, step in enumerate(steps, 1)]
    return [*numbered[:-1], f"{numbered[-1]}合计{yuan(block.sum_fen)}元。"]


def _amount(fen: int) -> str:
    return f"扣减{yuan(-fen)}元" if fen < 0 else f"计{yuan(fen)}元"

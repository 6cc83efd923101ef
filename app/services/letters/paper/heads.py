"""What frames the text of a letter: red head, number, title, signature, address, page number (GB/T 9704-2012, 7)."""

from app.services.letters.paper.content import Align, Letter, chinese_date
from app.services.letters.paper.marks import Code, Row, Rule, Strip, Text
from app.services.letters.paper.measures import (
    BODY_SIZE,
    BOTTOM,
    CODE_SIZE,
    FOOT_DROP,
    FOOT_SIZE,
    LEFT,
    RULE_GAP,
    SMALL_SIZE,
    TITLE_SIZE,
    TRACKING,
    WIDTH,
)
from app.services.letters.paper.typesetter import Style, Typesetter

_HEAD_SIZE = 40.0
_HEAD_SPREAD = 0.6
_HEAD_HEIGHT = 1.25
_TITLE_LEADING = 33.0
_NUMBER_HEIGHT = 24.0
_RED_RULE = 1.8
_THIN = 0.6
_CODE_TEXT_SIZE = 7.5
_CODE_GAP = 8.0
_CONTACT_LEADING = 18.0
_DATE_INDENT = 4


def red_head(office: str, number: str, typesetter: Typesetter, gap: float) -> list[Strip]:
    """Return the office's name across the page, the number `gap` points below it and the red rule 4 mm under that."""
    size = min(_HEAD_SIZE, WIDTH / max(1, len(office)))
    style = Style("title", size, red=True)
    slack = WIDTH - typesetter.line(office, style).width
    name = typesetter.line(office, style, min(_HEAD_SPREAD * size, max(0.0, slack) / max(1, len(office) - 1)))
    height = size * _HEAD_HEIGHT
    strips = [Strip(height, (name.at(name.start(WIDTH, Align.CENTRE), 0.0, height),))]
    below = RULE_GAP
    marks: tuple[Row, ...] = ()
    if number:
        figure = typesetter.line(number, Style("body", BODY_SIZE))
        marks = (figure.at(figure.start(WIDTH, Align.CENTRE), 0.0, _NUMBER_HEIGHT),)
        below += _NUMBER_HEIGHT
        strips.append(Strip(gap))
    rule = Rule(0.0, below, WIDTH, below, _RED_RULE, red=True)
    return [*strips, Strip(below + _RED_RULE, (*marks, rule))]


def title(lines: tuple[str, ...], typesetter: Typesetter, gap: float, width: float = WIDTH) -> list[Strip]:
    """Return the title lines centred, `gap` points above and half of it below."""
    strips = [Strip(gap)]
    for text in lines:
        line = typesetter.line(text, Style("title", TITLE_SIZE))
        strips.append(Strip(_TITLE_LEADING, (line.at(line.start(width, Align.CENTRE), 0.0, _TITLE_LEADING),)))
    return [*strips, Strip(gap / 2)]


def signature(letter: Letter, typesetter: Typesetter, leading: float, gap: float, width: float = WIDTH) -> list[Strip]:
    """Return the office over the date, right of the verification code: `gap` points make place for the seal.

    The date stands four characters from the right margin, further in when a long name would pass the margin.
    """
    signed = gap + 2 * leading if letter.signed_on else 0.0
    coded = _CODE_GAP + CODE_SIZE + 2 * _CODE_TEXT_SIZE if letter.verification_code else 0.0
    height = max(signed, coded)
    if not height:
        return []
    marks = [*_verification(letter.verification_code, typesetter, height - coded + _CODE_GAP)]
    if letter.signed_on:
        style = Style("body", BODY_SIZE, tracking=TRACKING)
        name, day = typesetter.line(letter.office, style), typesetter.line(chinese_date(letter.signed_on), style)
        centre = width - max(_DATE_INDENT * BODY_SIZE + day.width / 2, name.width / 2)
        marks.append(name.at(centre - name.width / 2, height - 2 * leading, leading))
        marks.append(day.at(centre - day.width / 2, height - leading, leading))
    return [Strip(height, tuple(marks))]


def _verification(code: str, typesetter: Typesetter, top: float) -> tuple[Code | Row, ...]:
    """Return the QR code at the left margin with its text underneath."""
    if not code:
        return ()
    line = typesetter.line(code, Style("song", _CODE_TEXT_SIZE))
    text = line.at(0.0, top + CODE_SIZE, 2 * _CODE_TEXT_SIZE)
    return (Code(0.0, top + CODE_SIZE, CODE_SIZE, code), text)


def contact(text: str, typesetter: Typesetter) -> list[Strip]:
    """Return the address of the office under a thin rule at the foot of the text area."""
    if not text:
        return []
    lines = typesetter.paragraph(text, Style("body", SMALL_SIZE), WIDTH)
    rows = [line.at(0.0, number * _CONTACT_LEADING, _CONTACT_LEADING) for number, line in enumerate(lines)]
    return [Strip(len(lines) * _CONTACT_LEADING, (Rule(0.0, 0.0, WIDTH, 0.0, _THIN), *rows), sunk=True)]


def page_number(number: int, typesetter: Typesetter) -> tuple[Text, ...]:
    """Return — 1 — 7 mm under the text, on the outer side: right on odd pages, left on even ones, a character in."""
    line = typesetter.line(f"— {number} —", Style("song", FOOT_SIZE))
    x = WIDTH - line.width - FOOT_SIZE if number % 2 else FOOT_SIZE
    return tuple(run._replace(x=LEFT + x + run.x, y=BOTTOM - FOOT_DROP - FOOT_SIZE / 2) for run in line.runs)

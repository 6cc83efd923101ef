"""What frames the text of a letter: red head, number, title, addressee, signature, page number (GB/T 9704-2012, 7)."""

from app.services.letters.content import Align, Letter, chinese_date
from app.services.letters.fonts import Fonts
from app.services.letters.marks import Code, Mark, Rule, Strip, Text
from app.services.letters.measures import (
    BODY_SIZE,
    BOTTOM,
    CODE_SIZE,
    FOOT_DROP,
    FOOT_SIZE,
    LEFT,
    RULE_GAP,
    TITLE_SIZE,
    TRACKING,
    WIDTH,
)
from app.services.letters.typesetter import Style, aligned, set_line

_HEAD_SIZE = 40.0
_HEAD_SQUEEZE = 0.6
_TITLE_LEADING = 33.0
_NUMBER_HEIGHT = 24.0
_CODE_TEXT_SIZE = 7.0
_DATE_INDENT = 4


def red_head(office: str, number: str, fonts: Fonts, gap: float) -> list[Strip]:
    """Return the office's name across the page, the number `gap` points below it and the red rule 4 mm under that."""
    size = min(_HEAD_SIZE, WIDTH / max(1, len(office)))
    plain = set_line(office, Style(fonts.title, size, size * 1.25, red=True))
    spacing = min(_HEAD_SQUEEZE * size, max(0.0, WIDTH - plain.width) / max(1, len(office) - 1))
    name = set_line(office, Style(fonts.title, size, size * 1.25, red=True), spacing)
    figure = set_line(number, Style(fonts.body, BODY_SIZE, _NUMBER_HEIGHT))
    rule = Rule(0.0, _NUMBER_HEIGHT + RULE_GAP, WIDTH, _NUMBER_HEIGHT + RULE_GAP, 1.8, red=True)
    return [
        Strip(size * 1.25, name.at(aligned(name, WIDTH, Align.CENTRE), 0.0)),
        Strip(gap),
        Strip(_NUMBER_HEIGHT + RULE_GAP + 1.8, (*figure.at(aligned(figure, WIDTH, Align.CENTRE), 0.0), rule)),
    ]


def title(lines: tuple[str, ...], fonts: Fonts, gap: float) -> list[Strip]:
    """Return the title lines centred, `gap` points above and half of it below."""
    strips = [Strip(gap)]
    for text in lines:
        line = set_line(text, Style(fonts.title, TITLE_SIZE, _TITLE_LEADING))
        strips.append(Strip(_TITLE_LEADING, line.at(aligned(line, WIDTH, Align.CENTRE), 0.0)))
    return [*strips, Strip(gap / 2)]


def signature(letter: Letter, fonts: Fonts, leading: float, gap: float) -> list[Strip]:
    """Return the office over the date, right of the verification code: `gap` points make place for the seal.

    The date stands four characters from the right margin, further in when a long name would pass the margin.
    """
    signed = gap + 2 * leading if letter.signed_on else 0.0
    coded = CODE_SIZE + 2 * _CODE_TEXT_SIZE if letter.verification_code else 0.0
    height = max(signed, coded)
    if not height:
        return []
    marks = [*_verification(letter.verification_code, fonts, height - coded)]
    if letter.signed_on:
        style = Style(fonts.body, BODY_SIZE, leading, tracking=TRACKING)
        name, day = set_line(letter.office, style), set_line(chinese_date(letter.signed_on), style)
        centre = WIDTH - max(_DATE_INDENT * BODY_SIZE + day.width / 2, name.width / 2)
        top = height - 2 * leading
        marks += [*name.at(centre - name.width / 2, top), *day.at(centre - day.width / 2, top + leading)]
    return [Strip(height, tuple(marks))]


def _verification(code: str, fonts: Fonts, top: float) -> tuple[Mark, ...]:
    """Return the QR code at the left margin with its text underneath."""
    if not code:
        return ()
    line = set_line(code, Style(fonts.song, _CODE_TEXT_SIZE, 2 * _CODE_TEXT_SIZE))
    return (
        Code(0.0, top + CODE_SIZE, CODE_SIZE, code),
        *line.at((CODE_SIZE - line.width) / 2, top + CODE_SIZE),
    )


def page_number(number: int, fonts: Fonts) -> tuple[Text, ...]:
    """Return — 1 — 7 mm under the text, on the outer side: right on odd pages, left on even ones, a character in."""
    line = set_line(f"— {number} —", Style(fonts.song, FOOT_SIZE, FOOT_SIZE))
    x = WIDTH - line.width - FOOT_SIZE if number % 2 else FOOT_SIZE
    return tuple(run._replace(x=LEFT + x + run.x, y=BOTTOM - FOOT_DROP - FOOT_SIZE / 2) for run in line.runs)

"""A letter laid out after GB/T 9704-2012: on one page where the text allows, the sum on an annex where it does not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.services.letters.annex import annex_blocks
from app.services.letters.blocks import Blocks
from app.services.letters.content import Block, Explanation, Letter, Note, Paragraph
from app.services.letters.fonts import Fonts
from app.services.letters.heads import page_number, red_head, signature, title
from app.services.letters.marks import Mark, Page, Strip
from app.services.letters.measures import LEADING, WIDTH
from app.services.letters.pages import page_count, paginate
from app.services.letters.typesetter import set_text


@dataclass(frozen=True)
class Spacing:
    """Line pitch and the gaps, in points, around number and title and over the signature."""

    leading: float
    number_gap: float
    title_gap: float
    seal_gap: float


_SPACINGS = (
    Spacing(LEADING, 2 * LEADING, LEADING, 2 * LEADING),
    Spacing(LEADING, 14.0, 16.0, 1.5 * LEADING),
    Spacing(26.5, 10.0, 12.0, 30.0),
    Spacing(24.5, 8.0, 10.0, 26.0),
)


def lay_out(letter: Letter, fonts: Fonts) -> tuple[Page, ...]:
    """Return the pages of a letter, numbered from 1, under the widest spacing that keeps its text on one page."""
    explained = [block for block in letter.body if isinstance(block, Explanation)]
    for inline in (True, False) if explained else (True,):
        for spacing in _SPACINGS:
            strips = list(_letter_strips(letter, fonts, spacing, inline=inline))
            if page_count(strips) == 1:
                return _numbered([*paginate(strips), *_annexes(explained, fonts, inline=inline)], fonts)
    strips = list(_letter_strips(letter, fonts, _SPACINGS[1], inline=not explained))
    return _numbered([*paginate(strips), *_annexes(explained, fonts, inline=not explained)], fonts)


def _numbered(pages: list[list[Mark]], fonts: Fonts) -> tuple[Page, ...]:
    return tuple((*marks, *page_number(number, fonts)) for number, marks in enumerate(pages, 1))


def _annexes(explained: list[Explanation], fonts: Fonts, *, inline: bool) -> list[list[Mark]]:
    """Return the pages of the annex, which begins a page of its own; none when the sum stands in the text."""
    if inline:
        return []
    blocks = Blocks(fonts)
    strips = [strip for block in annex_blocks(explained[0]) for strip in blocks.strips(block)]
    heading = set_text("附件", replace(blocks.body_style(indent=0), chain=fonts.hei), WIDTH)
    return paginate([Strip(LEADING, heading[0].at(0.0, 0.0)), *title(("金额说明",), fonts, LEADING / 2), *strips])


def _letter_strips(letter: Letter, fonts: Fonts, spacing: Spacing, *, inline: bool) -> Iterator[Strip]:
    """Yield the strips of a letter from the red head to the address of the office."""
    blocks = Blocks(fonts, spacing.leading)
    yield from red_head(letter.office, letter.number, fonts, spacing.number_gap)
    yield from title(letter.title, fonts, spacing.title_gap)
    if letter.addressee:
        for line in set_text(f"{letter.addressee}：", blocks.body_style(indent=0), WIDTH):
            yield Strip(spacing.leading, line.at(0.0, 0.0), glued=True)
    body = [strip for block in _body(letter, inline=inline) for strip in blocks.strips(block)]
    yield from body[:-2]
    yield from (strip._replace(glued=True) for strip in body[-2:])
    yield from signature(letter, fonts, spacing.leading, spacing.seal_gap)
    if letter.contact:
        yield from blocks.strips(Note(f"（{letter.contact}）"))


def _body(letter: Letter, *, inline: bool) -> Iterator[Block]:
    """Yield the blocks of the text; a sum that moved out leaves a reference and the line 附件."""
    for block in letter.body:
        if isinstance(block, Explanation) and not inline:
            yield Paragraph("各项金额的计算过程、依据及合计详见附件。", block.lead)
        else:
            yield block
    if letter.corrects:
        yield Paragraph(f"本文书系对{letter.corrects}文书的更正，自送达之日起，原文书不再执行。")
    if not inline:
        yield Paragraph("附件：金额说明")

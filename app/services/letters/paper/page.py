"""A letter laid out after GB/T 9704-2012: on one page where the text allows, the sum on an annex where it does not."""

from collections.abc import Iterator

from app.services.letters.paper.across import lay_out_across
from app.services.letters.paper.annex import annex_blocks
from app.services.letters.paper.blocks import BODY, Blocks, as_strips
from app.services.letters.paper.content import Annex, Block, Explanation, Letter, Paragraph
from app.services.letters.paper.heads import contact, page_number, red_head, signature, title
from app.services.letters.paper.marks import Mark, Page, Strip
from app.services.letters.paper.measures import HEIGHT, LEADING, WIDTH
from app.services.letters.paper.pages import fits, height, paginate
from app.services.letters.paper.typesetter import Typesetter

_NARROWEST = 23.0
_FLOWING = 26.5


def lay_out(letter: Letter, typesetter: Typesetter) -> tuple[Page, ...]:
    """Return the pages of a letter, numbered from 1."""
    return tuple(each_page(letter, typesetter))


def each_page(letter: Letter, typesetter: Typesetter) -> Iterator[Page]:
    """Return the pages of a letter, numbered from 1; those of a list are made one at a time.

    The line pitch narrows, the gaps with it, as far as one page needs; then the sum moves to the annex; then the
    text goes on to further pages. Annexes follow, each from a page of its own; a list lies across.
    """
    return lay_out_across(letter, typesetter) if letter.across else _upright(letter, typesetter)


def _upright(letter: Letter, typesetter: Typesetter) -> Iterator[Page]:
    """Yield the pages of a letter with a head."""
    has_sum = any(isinstance(block, Explanation) for block in letter.body)
    pages = _one_page(letter, typesetter, inline=True)
    if not pages and has_sum and (text := _one_page(letter, typesetter, inline=False)):
        pages = [*text, *_annex(letter, typesetter)]
    if not pages:
        pages = paginate(_framed(letter, typesetter, _FLOWING, _text(letter, typesetter, _FLOWING, inline=True)))
    pages += [marks for annex in letter.annexes for marks in _annexed(annex, typesetter)]
    yield from ((*marks, *page_number(number, typesetter)) for number, marks in enumerate(pages, 1))


def _one_page(letter: Letter, typesetter: Typesetter, *, inline: bool) -> list[list[Mark]]:
    """Return the text on a page under the widest pitch that does it, nothing when none does.

    The height grows linearly with the pitch but for the least height of the signature, so the pitch in between that
    the two ends give never asks for more than the page.
    """
    text = _text(letter, typesetter, LEADING, inline=inline)
    wide = _framed(letter, typesetter, LEADING, text)
    if fits(wide):
        return paginate(wide)
    span = LEADING - _NARROWEST
    rows = sum(strip.height == LEADING for strip in text)
    narrow_height = height(_framed(letter, typesetter, _NARROWEST, [])) + height(text) - rows * span
    if narrow_height > HEIGHT:
        return []
    pitch = _NARROWEST + span * (HEIGHT - narrow_height) / (height(wide) - narrow_height)
    return paginate(_framed(letter, typesetter, pitch, _text(letter, typesetter, pitch, inline=inline)))


def _annex(letter: Letter, typesetter: Typesetter) -> list[list[Mark]]:
    """Return the pages of the annex that explains the sum."""
    explained = [block for block in letter.body if isinstance(block, Explanation)]
    return _annexed(Annex(("金额说明",), tuple(annex_blocks(explained[0]))), typesetter)


def _annexed(annex: Annex, typesetter: Typesetter) -> list[list[Mark]]:
    """Return the pages of an annex, which begins a page of its own."""
    blocks = Blocks(typesetter)
    mark = as_strips(typesetter.paragraph("附件", BODY._replace(role="hei", indent=0), WIDTH), LEADING)
    tables = [strip for block in annex.body for strip in blocks.strips(block)]
    return paginate([*mark, *title(annex.title, typesetter, LEADING / 2), *tables])


def _framed(letter: Letter, typesetter: Typesetter, pitch: float, text: list[Strip]) -> list[Strip]:
    """Return the text between the red head and the address of the office, the gaps in keeping with `pitch`."""
    ease = (pitch - _NARROWEST) / (LEADING - _NARROWEST)
    return [
        *red_head(letter.office, letter.number, typesetter, 8.0 + ease * 36.0),
        *title(letter.title, typesetter, 10.0 + ease * 18.0),
        *text[:-2],
        *(strip._replace(glued=True) for strip in text[-2:]),
        *signature(letter, typesetter, pitch, (1.3 + 0.7 * ease) * pitch),
        *contact(letter.contact, typesetter),
    ]


def _text(letter: Letter, typesetter: Typesetter, pitch: float, *, inline: bool) -> list[Strip]:
    """Return addressee and body."""
    blocks = Blocks(typesetter, pitch)
    strips: list[Strip] = []
    if letter.addressee:
        addressee = typesetter.paragraph(f"{letter.addressee}：", BODY._replace(indent=0), WIDTH)
        strips += [strip._replace(glued=True) for strip in as_strips(addressee, pitch)]
    return [*strips, *(strip for block in _body(letter, inline=inline) for strip in blocks.strips(block))]


def _body(letter: Letter, *, inline: bool) -> Iterator[Block]:
    """Yield the blocks of the text; a sum that moved out leaves a reference and the line 附件."""
    for block in letter.body:
        if isinstance(block, Explanation) and not inline:
            yield Paragraph("计算过程、依据及合计详见附件。", block.lead)
        else:
            yield block
    if letter.corrects:
        why = f"更正原因：{letter.correction.rstrip('。；')}。" if letter.correction else ""
        yield Paragraph(f"本文书替代{letter.corrects}，{why}自本文书送达之日起，原文书不再执行。")
    if not inline:
        yield Paragraph("附件：金额说明")

"""送达回证: the sheet that goes with a letter and comes back signed; the signed one is scanned, not this."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.models import Letter
from app.services.errors import UserError
from app.services.letters.paper import letter_json
from app.services.letters.paper.content import Align, Column, Note, Table, chinese_date
from app.services.letters.paper.content import Letter as Content
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.rendering import render_batch
from app.services.letters.service_record import Manner
from app.services.unit_of_work import UnitOfWork

_FORM = (Column("项目", 24, Align.CENTRE), Column("内容", 76))
_LOW, _HIGH = 30.0, 62.0
_DAY = "　　　　年　　月　　日"


def receipts(uow: UnitOfWork, numbers: Sequence[str], fonts: Fonts) -> bytes:
    """The 送达回证 of these letters as one PDF, a page each, in the order given; UserError for an unknown number."""
    with uow.begin() as work:
        rows = work.session.execute(select(Letter.number, Letter.content).where(Letter.number.in_(numbers)))
        found = {row.number: row.content for row in rows}
        if unknown := [number for number in numbers if number not in found]:
            raise UserError(f"没有文书 {unknown[0]}，请核对文号。")
        work.note("打印送达回证", detail=f"{len(numbers)} 份")
    return render_batch((receipt(letter_json.load(found[number])) for number in numbers), fonts)


def receipt(letter: Content) -> Content:
    """The sheet for one letter: what is served to whom is filled in, the rest is written by hand."""
    known = (
        ("送达文书", f"{letter.kind}（{letter.number}）"),
        ("受送达人", letter.addressee),
        ("出具日期", chinese_date(letter.signed_on) if letter.signed_on else ""),
        ("送达地点", ""),
        ("送达方式", "　".join(f"□{manner.value}" for manner in Manner)),
    )
    signed = (
        ("受送达人签名或者盖章", _DAY),
        ("代收人签名、与受送达人关系及代收理由", _DAY),
        ("见证人签名（留置送达）", _DAY),
        ("送达人签名（两人）", _DAY),
        ("备注", ""),
    )
    return Content(
        kind="送达回证",
        office=letter.office,
        number="",
        title=("送达回证",),
        body=(
            Table(_FORM, known, least=_LOW),
            Table(_FORM, signed, least=_HIGH),
            Note("受送达人拒收的，由送达人记明拒收事由和日期，由见证人签名，或者采用拍照、录像等方式记录送达过程。"),
        ),
        verification_code=letter.verification_code,
    )

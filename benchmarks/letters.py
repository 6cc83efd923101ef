"""A thousand letters in one file, against reportlab's canvas drawing the same strings."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.services.letters.course.decisions import approval_notice
from app.services.letters.facts import ApprovalFacts, Component, Instalment, Office
from app.services.letters.paper.content import Letter
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.marks import Page, Text
from app.services.letters.paper.page import lay_out
from app.services.letters.paper.rendering import render_batch
from app.services.letters.paper.typesetter import Typesetter

LIMIT = 2.0
FONTS = Path(__file__).parents[1] / "resources" / "fonts"
CLAUSE = "《实施意见》第三部分第二段"
FACTS = ApprovalFacts(
    office=Office("六安市叶集区人力资源和社会保障局", "叶集区", "0564", "六安市叶集区人民政府", "叶集区人民法院"),
    number="",
    case_number="",
    subsidy="职业资格证书奖励",
    clause=CLAUSE,
    applicant="",
    applicant_is_unit=False,
    identity="34150419900307123X",
    unit="",
    applied_on=date(2026, 3, 2),
    decided_on=date(2026, 3, 24),
    components=(Component("技师奖励标准", "每人2000元", 200000, CLAUSE),),
    payable_fen=200000,
    instalments=(Instalment("一次性", 200000, "自本文书作出之日起15个工作日内"),),
    payee="",
    bank="徽商银行六安叶集支行",
    account="6217000012345678901",
)


def thousand_letters() -> tuple[float, float]:
    """Return the seconds that bare reportlab and that ours take for 1,000 letters, fonts parsed before."""
    fonts = Fonts(FONTS)
    letters = [_letter(serial) for serial in range(1000)]
    pages = [page for letter in letters for page in lay_out(letter, Typesetter(fonts))]
    started = perf_counter()
    draw_bare(pages, fonts.face("fang").fontName)
    middle = perf_counter()
    render_batch(letters, fonts)
    return middle - started, perf_counter() - middle


def _letter(serial: int) -> Letter:
    """Write a letter whose name, unit and numbers are its own."""
    name = "赵钱孙李周吴郑王"[serial % 8] + "建国志强晓明文华"[serial % 7] + "林森木"[serial % 3]
    facts = replace(FACTS, applicant=name, payee=name, unit=f"{name}木业有限公司")
    return approval_notice(
        replace(
            facts,
            number=f"叶人社技补〔2026〕{serial}号",
            case_number=f"YJJG-2026-{serial:06d}",
            verification_code=f"{serial:04d}-92QF-7XWB",
        )
    )


def draw_bare(pages: Sequence[Page], first_font: Any) -> None:
    canvas = Canvas(BytesIO(), pageCompression=1, initialFontName=first_font)
    for page in pages:
        for mark in page:
            if isinstance(mark, Text):
                canvas.setFont(mark.font, mark.size)
                canvas.drawString(mark.x, mark.y, mark.text)
        canvas.showPage()
    canvas.save()

"""拟补贴公示: who is to be paid what, for everybody to read; nothing that identifies a person in full."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from app.services.letters.facts import Needed, Office, with_lines_to_fill
from app.services.letters.masking import masked_identity
from app.services.letters.paper.content import Align, Column, Letter, Paragraph, Table, chinese_date
from app.services.policy.clauses import OPINION
from app.services.policy.money import yuan
from app.services.trust.privacy import Secret, Shown, refuse_exposed

KIND = "拟补贴公示"
TITLES = ("序号", "申请人", "证号", "单位", "补贴类型", "补贴金额（元）")
_SHARES = (
    (6, Align.CENTRE),
    (15, Align.CENTRE),
    (28, Align.CENTRE),
    (21, Align.START),
    (17, Align.START),
    (13, Align.END),
)
_COLUMNS = tuple(Column(title, share, align) for title, (share, align) in zip(TITLES, _SHARES, strict=True))
_NO_MONEY = "—"


@dataclass(frozen=True)
class Listed:
    """A case of the list; `identity` in full, it is masked where it is a person's. The sum in fen, 0 for a service."""

    case_number: str
    applicant: str
    applicant_is_unit: bool
    identity: str
    unit: str
    subsidy: str
    sum_fen: int
    service: bool


@dataclass(frozen=True)
class PublicFacts:
    """The list: its cases, its days (both in it), what must not stand in it."""

    office: Office
    number: str
    signed_on: date
    first_day: date
    last_day: date
    rows: Annotated[tuple[Listed, ...], Needed("公示的案件")]
    secrets: tuple[Secret, ...]
    verification_code: str = ""
    corrects: str = ""
    correction: str = ""


def public_list(facts: PublicFacts) -> Letter:
    """Return the 拟补贴公示: the table, from when until when, where to object; UserError where it would expose anybody."""
    facts = with_lines_to_fill(facts)
    office = facts.office
    money = all(not row.service for row in facts.rows)
    what = "补贴" if money else "补贴和服务事项"
    total = sum(row.sum_fen for row in facts.rows)
    body = (
        Paragraph(
            f"依照{OPINION}的规定，经申报、受理、审核{'、会签' if money else ''}，拟对下列{len(facts.rows)}件申请给予{what}"
            f"{f'，共计{yuan(total)}元' if total else ''}，现予公示，接受社会监督。"
        ),
        Table(_COLUMNS, tuple(_row(number, row) for number, row in enumerate(facts.rows, 1))),
        Paragraph(f"{chinese_date(facts.first_day)}至{chinese_date(facts.last_day)}。", "公示时间："),
        Paragraph(
            f"公示期内，任何单位和个人有异议的，可以向{office.name}书面反映，写明事实、理由和联系方式，并提供有关证据。"
            f"受理地点：{office.address}；联系电话：{office.phone}。本局对反映人的信息予以保密。",
            "异议反映：",
        ),
    )
    letter = Letter(
        kind=KIND,
        office=office.name,
        number=facts.number,
        title=("关于拟发放技能人才补贴的公示",) if money else ("关于技能人才补贴和服务事项的公示",),
        body=body,
        signed_on=facts.signed_on,
        verification_code=facts.verification_code,
        corrects=facts.corrects,
        correction=facts.correction,
    )
    codes = [row.identity for row in facts.rows if row.applicant_is_unit]
    refuse_exposed(KIND, shown(letter), facts.secrets, (office.phone, *codes))
    return letter


def shown(letter: Letter) -> Iterator[Shown]:
    """Every text of the letter that a reader will see, with the row it stands in."""
    whole = (*letter.title, letter.office, letter.number, letter.addressee, letter.contact, letter.correction)
    yield from (Shown("", text) for text in whole)
    for block in letter.body:
        if isinstance(block, Table):
            for row in block.rows:
                yield from (
                    Shown(f"第{row[0]}行“{column.title}”", cell)
                    for column, cell in zip(block.columns, row, strict=True)
                )
                yield Shown(f"第{row[0]}行", "，".join(row))
        elif isinstance(block, Paragraph):
            yield Shown("", f"{block.lead}{block.text}")


def _row(number: int, row: Listed) -> tuple[str, ...]:
    identity = row.identity if row.applicant_is_unit else masked_identity(row.identity)
    unit = "—" if row.applicant_is_unit else row.unit
    return str(number), row.applicant, identity, unit, row.subsidy, _NO_MONEY if row.service else yuan(row.sum_fen)

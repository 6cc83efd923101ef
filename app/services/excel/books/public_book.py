"""拟补贴公示 as a workbook for the website: what the issued list says, and nothing that identifies a person in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path

from sqlalchemy import select

from app.models import Case, Letter, LetterCase
from app.services.cases.dossiers import definition, facts_of
from app.services.errors import UserError
from app.services.excel.writing.sheet import Column, Plain, Row, Table
from app.services.excel.writing.styles import Kind
from app.services.excel.writing.table_books import save_tables
from app.services.letters.case_facts import office_of
from app.services.letters.course.public_list import KIND, TITLES
from app.services.letters.paper import content, letter_json
from app.services.policy.terms import Payee
from app.services.trust.privacy import Shown, refuse_exposed, secrets_of
from app.services.unit_of_work import UnitOfWork, Work

_KINDS = (Kind.COUNT, Kind.TEXT, Kind.CODE, Kind.TEXT, Kind.TEXT, Kind.MONEY)
_COLUMNS = tuple(Column(title, kind, widest=36) for title, kind in zip(TITLES, _KINDS, strict=True))
_ABOUT = (Column("事项"), Column("内容", widest=90))


def write_public_list(uow: UnitOfWork, number: str, path: Path) -> int:
    """Write the list that was issued under a number; says how many cases. UserError where it would expose anybody."""
    with uow.begin() as work:
        letter, cases = _issued(work, number)
        rows = [
            tuple(map(_cell, row)) for block in letter.body if isinstance(block, content.Table) for row in block.rows
        ]
        about = [(block.lead.rstrip("："), block.text) for block in letter.body if isinstance(block, content.Paragraph)]
        caption = f"{letter.office}　{number}"
        told: list[Row] = [(label or "公示内容", text) for label, text in about]
        tables = (
            Table("拟补贴公示", "".join(letter.title), caption, _COLUMNS, rows, unit="金额单位：元"),
            Table("公示说明", "公示说明", caption, _ABOUT, told, unit=f"共 {len(rows)} 件"),
        )
        phone = office_of(work.parameters.at(work.today)).phone
        refuse_exposed(f"{KIND}（Excel）", _shown(tables), secrets_of(cases), (phone, *_codes(cases)))
    counted = f"{path.name}，{len(rows)} 件"
    save_tables(path, tables, noted=partial(uow.note, "导出公示名单", number, counted))
    return len(rows)


def _issued(work: Work, number: str) -> tuple[content.Letter, Sequence[Case]]:
    letter = work.session.execute(select(Letter).where(Letter.number == number, Letter.kind == KIND)).scalar()
    if letter is None:
        raise UserError(f"没有公示名单 {number}，请核对文号。")
    listed = select(LetterCase.case_id).where(LetterCase.letter_id == letter.id)
    cases = work.session.execute(select(Case).where(Case.id.in_(listed))).scalars().all()
    return letter_json.load(letter.content), cases


def _codes(cases: Sequence[Case]) -> Iterator[str]:
    """Credit codes of units that are paid: they are public."""
    for case in cases:
        facts = facts_of(case)
        if definition(case).payee(facts) is Payee.UNIT:
            yield facts.credit_code


def _cell(text: str) -> Plain:
    """A sum or a number as a number, anything else as it stands."""
    plain = text.replace(",", "")
    try:
        return Decimal(plain) if "." in plain else int(plain)
    except (InvalidOperation, ValueError):
        return text


def _shown(tables: Sequence[Table]) -> Iterator[Shown]:
    """Every text that the workbook will hold."""
    for table in tables:
        yield from (Shown("", text) for text in (table.name, table.title, table.caption, table.unit))
        for number, row in enumerate(table.rows, 1):
            yield from (Shown(f"第{number}行", str(cell)) for cell in row)
            yield Shown(f"第{number}行", "，".join(str(cell) for cell in row))

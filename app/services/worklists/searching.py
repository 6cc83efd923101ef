"""What is typed into the search box as a condition on cases."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, func, literal, literal_column, or_, select, true, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models import Case, CaseMark, Letter, LetterCase, NameWord, Person, Series, Unit
from app.services.numbering import CASES, case_number

FEW, MANY = 2_000, 10_000
LARGE = 50_000
"""Cases up to which the text of all of them is looked through, which then takes a moment."""
LONGEST_SERIAL = 6
CODES = ("certificate", "invoice")
LAST = "\U0010ffff"
LETTER = re.compile(r"[〔\[［(（【](\d{4})[〕\]］)）】]")  # the year in the number of a letter
SERIAL, LAST_FOUR = re.compile(r"\d{1,6}"), re.compile(r"\d{3}[\dXx]")


def sought(session: Session, text: str) -> ColumnElement[bool]:
    """What was typed: a case number or its serial, the last four of an identity number, or any part of the rest."""
    if text.upper().startswith(CASES):
        return _begins(Case.number, text.upper())
    if LETTER.search(text):
        return _with_letter(text)
    ways: list[ColumnElement[bool]] = []
    if LAST_FOUR.fullmatch(text):
        last = func.substr(Person.identity_number, literal_column("15")) == text.upper()
        ways.append(Case.person_id.in_(select(Person.id).where(last)))
    if SERIAL.fullmatch(text):
        years = session.execute(select(Series.year).where(Series.name == CASES)).scalars()
        ways.append(Case.number.in_([case_number(year, int(text)) for year in years]))
    return or_(*ways) if ways else _holding(session, text)


def _with_letter(text: str) -> ColumnElement[bool]:
    """Cases that a letter of such a number, or part of one, is about or lists; brackets of any kind will do."""
    number = LETTER.sub(r"〔\1〕", text)
    year, serial, ended = re.findall(r"〔(\d{4})〕(\d{0,6})(\D?)", number)[0]
    of_year = and_(Letter.series.in_(select(Series.name)), Letter.year == int(year))
    named = and_(of_year, _serials(serial, whole=bool(ended)), Letter.number.contains(number, autoescape=True))
    letters = select(Letter.id).where(named)
    listed = select(LetterCase.case_id).where(LetterCase.letter_id.in_(letters))
    return or_(Case.id.in_(select(Letter.case_id).where(named)), Case.id.in_(listed))


def _serials(digits: str, *, whole: bool) -> ColumnElement[bool]:
    """Serials that are these digits or begin with them, as ranges that walk the index of a series and year."""
    if not digits:
        return true()
    powers = range(1) if whole else range(LONGEST_SERIAL - len(digits) + 1)
    return or_(*(Letter.serial.between(int(digits) * 10**n, (int(digits) + 1) * 10**n - 1) for n in powers))


def _begins(column: InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    """A prefix as a range, which walks the index."""
    return and_(column >= text, column < text + LAST)


def _holding(session: Session, text: str) -> ColumnElement[bool]:
    """Cases whose text has it anywhere; of very many cases those where something begins so, when there are any."""
    anywhere = Case.search.contains(text, autoescape=True)
    if (session.execute(select(func.max(Case.id))).scalar() or 0) > LARGE:
        begun = session.execute(_beginning(text)).scalars().all()
        if begun:
            return _among(begun, anywhere)
    found = session.execute(select(Case.id).where(anywhere).limit(MANY + 1)).scalars().all()
    return _among(found, anywhere)


def _beginning(text: str) -> Select[Any]:
    """Cases whose person or code begins so, or whose unit does (any part of its name), some twice, up to a limit."""
    upper, word = text.upper(), _begins(NameWord.word, text.lower())
    named = select(Case.id).select_from(NameWord).where(word)
    persons = named.join(Person, Person.name == NameWord.name).join(Case, Case.person_id == Person.id)
    stated = select(CaseMark.case_id).where(_begins(CaseMark.key, upper), CaseMark.kind.in_(CODES))
    if text.isascii():
        units = named.join(Unit, Unit.name == NameWord.name).join(Case, Case.unit_id == Unit.id)
        numbers = ((Person.identity_number, Case.person_id, Person.id), (Unit.credit_code, Case.unit_id, Unit.id))
        numbered = [
            select(Case.id).join_from(Case, number.class_, own == key).where(_begins(number, upper))
            for number, own, key in numbers
        ]
        ways = [persons, units, *numbered, stated]
    else:
        part = select(Unit.id).where(Unit.name.contains(text, autoescape=True))
        ways = [persons, select(Case.id).where(Case.unit_id.in_(part)), stated]
    return select(union_all(*ways).limit(MANY + 1).subquery())


def _among(found: Sequence[int], anywhere: ColumnElement[bool]) -> ColumnElement[bool]:
    """Few are looked up, more are met on the sorted walk by their ids, very many by what they hold."""
    if len(found) > MANY:
        return anywhere
    if len(found) > FEW:
        listed = func.json_each(literal(json.dumps(found), String)).table_valued("value")
        return (Case.id + literal_column("0")).in_(select(listed.c.value))
    return Case.id.in_(found)

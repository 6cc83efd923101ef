"""更正: a wrong letter is replaced by a new one of its kind that names it; the old one stays as it was issued."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from app.models import Case, Letter, LetterCase
from app.services.errors import UserError
from app.services.letters.issuing import Issued, kept_letter
from app.services.letters.keeping import Subject
from app.services.letters.kind import Kind
from app.services.letters.kinds import KINDS
from app.services.letters.paper.fonts import Fonts
from app.services.letters.subjects import LINKS
from app.services.trust.accounts import CASE_ROLES, require_role
from app.services.unit_of_work import UnitOfWork, Work


def correct(uow: UnitOfWork, number: str, reason: str, fonts: Fonts, *, on: date | None = None) -> Issued:
    """Issue a letter in place of one, on the same occasion, from what the case states now, with the reason in it.

    UserError when it has been replaced already, when its kind cannot be written any more, or without a reason.
    """
    if not reason.strip():
        raise UserError(f"更正 {number} 须写明更正原因，请补填后再办。", "更正原因")
    with uow.begin(on=on) as work:
        require_role(work.session, work.account, CASE_ROLES, "更正文书")
        old = _letter(work, number)
        kind = KINDS.get(old.kind)
        if kind is None:
            raise UserError(f"{number} 是{old.kind}，不在这里更正，请经办员在登记它的台账中处理。")
        rows = _rows(work, kind, old)
        subject = Subject(
            case_id=old.case_id,
            clawback_id=old.clawback_id,
            run_id=old.run_id,
            listed=_listed(work, old),
            corrects_id=old.id,
            occasion_id=old.occasion_id,
        )
        issued = kept_letter(work, kind, rows, subject, fonts, corrects=number, reason=reason.strip())
        work.note("更正文书", issued.number, f"替代 {number}：{reason.strip()}")
    return issued


def _letter(work: Work, number: str) -> Letter:
    old = work.session.execute(select(Letter).where(Letter.number == number)).scalar_one_or_none()
    if old is None:
        raise UserError(f"没有文书 {number}，请核对文号。")
    later = work.session.execute(select(Letter.number).where(Letter.corrects_id == old.id)).scalar()
    if later:
        raise UserError(f"{number} 已由 {later} 更正，如仍有误，请更正 {later}。")
    return old


def _listed(work: Work, old: Letter) -> tuple[int, ...]:
    rows = select(LetterCase.case_id).where(LetterCase.letter_id == old.id).order_by(LetterCase.position)
    return tuple(work.session.execute(rows).scalars())


def _rows(work: Work, kind: Kind, old: Letter) -> list[Any]:
    """What the letter is about, as it stands now; UserError where its kind cannot be written on it any more."""
    stands = kind.due_on(work.today) if kind.stands is None else kind.stands
    if kind.together:
        ids = _listed(work, old)
        query = select(Case).where(Case.id.in_(ids), stands)
        found = {row.id: row for row in work.session.execute(query).scalars()}
        rows: list[Any] = [found[one] for one in ids if one in found]
        whole = len(rows) == len(ids)
    else:
        joined = select(kind.about).join(Letter, LINKS[kind.about] == kind.about.id).where(Letter.id == old.id, stands)
        rows = list(work.session.execute(joined).scalars())
        whole = bool(rows)
    if not whole:
        raise UserError(f"{old.number} 所涉案件已改变状态，现在不能再出具{kind.name}，请按案件现状办理。")
    return rows

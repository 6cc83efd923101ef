"""送达: when, how and to whom a letter was served; time limits run from it. The last record of a letter counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Letter, LetterService
from app.services.cases import scans
from app.services.cases.scans import File, Scan
from app.services.errors import UserError
from app.services.trust.accounts import CASE_ROLES, require_role
from app.services.unit_of_work import UnitOfWork, Work

ANNOUNCED_DAYS = 30
"""Calendar days after which an announced letter counts as served (民事诉讼法 2023 年修正 第九十五条; 60 until 2021)."""


class Manner(StrEnum):
    """How a letter was served (民事诉讼法 第八十八条至第九十五条)."""

    DIRECT = "直接送达"
    LEFT = "留置送达"
    POST = "邮寄送达"
    ANNOUNCED = "公告送达"
    ELECTRONIC = "电子送达"
    ENTRUSTED = "委托送达"
    FORWARDED = "转交送达"


@dataclass(frozen=True)
class Service:
    """A service as it is recorded: `day` is that of the receipt, the posting or, for 公告送达, of the announcement."""

    day: date
    manner: Manner
    receiver: str = ""
    note: str = ""


@dataclass(frozen=True)
class ServiceShown:
    """A record as stored; `effective_on` is the day from which limits run."""

    number: str
    day: date
    effective_on: date
    manner: str
    receiver: str
    note: str
    account: str
    at: datetime
    scans: tuple[Scan, ...]


def record_service(
    uow: UnitOfWork, numbers: Sequence[str], service: Service, scan: File | None = None, *, on: date | None = None
) -> int:
    """Record how these letters were served, all or none, with the scan of the 送达回证; says how many.

    UserError when the day lies before a letter's issue or after today, or when nobody is named who received it.
    """
    with uow.begin(on=on) as work:
        require_role(work.session, work.account, CASE_ROLES, "登记送达")
        letters = [_letter(work.session, number) for number in numbers]
        for letter in letters:
            _require_sense(work, letter, service)
        work.session.add_all(_row(work, letter, service) for letter in letters)
        if scan is not None:
            scans.attach(work, "letter", [letter.id for letter in letters], scan)
        kept = f"，回证 {scan.name}" if scan else ""
        told = f"{service.day} {service.manner} {service.receiver}{kept}"
        work.note("登记送达", "、".join(numbers[:20]) + ("…" if len(numbers) > 20 else ""), told)
    return len(letters)


def _row(work: Work, letter: Letter, service: Service) -> LetterService:
    return LetterService(
        letter_id=letter.id,
        served_on=service.day,
        manner=service.manner.value,
        receiver=service.receiver.strip(),
        note=service.note.strip(),
        at=work.now,
        account=work.account,
    )


def _require_sense(work: Work, letter: Letter, service: Service) -> None:
    if service.day < letter.issued_on:
        raise UserError(f"{letter.number} 于 {letter.issued_on} 出具，送达日期不能早于出具日期，请改正。", "送达日期")
    if service.day > work.today:
        raise UserError(f"{letter.number} 的送达日期不能晚于今天，请在送达后由经办员登记。", "送达日期")
    if service.manner is not Manner.ANNOUNCED and not service.receiver.strip():
        raise UserError(f"{letter.number} {service.manner}须写明收件人或者见证人，请补填后再登记。", "收件人")


def _letter(session: Session, number: str) -> Letter:
    letter = session.execute(select(Letter).where(Letter.number == number)).scalar_one_or_none()
    if letter is None:
        raise UserError(f"没有文书 {number}，请核对文号。")
    return letter


def served_on(session: Session, letter_id: int) -> date | None:
    """The day on which a letter counts as served, None until it is: the first day of a limit is the day after.

    An announced letter is served when ANNOUNCED_DAYS have passed, and so perhaps on a day to come.
    """
    last = select(LetterService.served_on, LetterService.manner).where(LetterService.letter_id == letter_id)
    row = session.execute(last.order_by(LetterService.id.desc()).limit(1)).one_or_none()
    return effective(row.served_on, row.manner) if row else None


def effective(day: date, manner: str) -> date:
    """The day from which limits run, of a service recorded with its day."""
    return day + timedelta(days=ANNOUNCED_DAYS) if manner == Manner.ANNOUNCED else day


def services_of(uow: UnitOfWork, number: str) -> tuple[ServiceShown, ...]:
    """All records of a letter, the last one first; UserError when there is no such letter."""
    with uow.read() as work:
        letter = _letter(work.session, number)
        found = scans.scans_of(work, "letter", [letter.id])
        rows = work.session.execute(
            select(LetterService).where(LetterService.letter_id == letter.id).order_by(LetterService.id.desc())
        ).scalars()
        return tuple(
            ServiceShown(
                number,
                row.served_on,
                effective(row.served_on, row.manner),
                row.manner,
                row.receiver,
                row.note,
                row.account,
                row.at,
                found,
            )
            for row in rows
        )

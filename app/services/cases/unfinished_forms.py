"""Forms begun and not yet stored: one sheet an account and type (or case being corrected), kept until it is stored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from app.models import UnfinishedForm
from app.services.unit_of_work import UnitOfWork, Work


@dataclass(frozen=True)
class KeptForm:
    """A form as it was left: answers as typed by question name; `seen_version` of the case it corrects, if it does."""

    sheet: str
    answers: Mapping[str, str]
    seen_version: int | None
    saved_at: datetime


def keep_form(uow: UnitOfWork, sheet: str, answers: Mapping[str, str], seen_version: int | None = None) -> None:
    """Keep a form as it stands; one without any answer is no longer kept. `sheet` is a type's code or a case number."""
    given = {name: text for name, text in answers.items() if text.strip()}
    with uow.begin() as work:
        if not given:
            drop(work, sheet)
            return
        row = {"answers": json.dumps(given, ensure_ascii=False), "seen_version": seen_version, "saved_at": work.now}
        statement = insert(UnfinishedForm).values(account=work.account, sheet=sheet, **row)
        work.session.execute(statement.on_conflict_do_update(index_elements=["account", "sheet"], set_=row))


def kept_form(uow: UnitOfWork, sheet: str) -> KeptForm | None:
    """The form as this account left it, or None."""
    with uow.read() as work:
        row = work.session.get(UnfinishedForm, (work.account, sheet))
        return KeptForm(sheet, json.loads(row.answers), row.seen_version, row.saved_at) if row else None


def kept_sheets(uow: UnitOfWork) -> frozenset[str]:
    """Which sheets this account has left unfinished."""
    with uow.read() as work:
        return frozenset(
            work.session.execute(select(UnfinishedForm.sheet).where(UnfinishedForm.account == work.account)).scalars()
        )


def forget_form(uow: UnitOfWork, sheet: str) -> None:
    """The account clears a form."""
    with uow.begin() as work:
        drop(work, sheet)


def drop(work: Work, sheet: str) -> None:
    """Take a form away in the caller's transaction."""
    work.session.execute(
        delete(UnfinishedForm).where(UnfinishedForm.account == work.account, UnfinishedForm.sheet == sheet)
    )

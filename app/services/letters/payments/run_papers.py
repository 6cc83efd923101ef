"""The papers of a payment run as issued: the one that stands, whether the run has changed since, and issuing it anew."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.models import Letter, PaymentRun
from app.services.letters.correcting import correct
from app.services.letters.issuing import issue
from app.services.letters.kind import Naming
from app.services.letters.kinds import kind_named
from app.services.letters.paper import letter_json
from app.services.letters.paper.fonts import Fonts
from app.services.unit_of_work import UnitOfWork, Work

CHANGED = "批次内容有变动"


@dataclass(frozen=True)
class Paper:
    """A paper of a run: its number, and whether lines of the open run were changed since it was issued."""

    number: str
    outdated: bool


def paper_of(uow: UnitOfWork, kind: str, run: str) -> Paper | None:
    """The paper of a kind that stands for a run; None when none was issued."""
    with uow.read() as work:
        later = aliased(Letter)
        query = (
            select(Letter, PaymentRun)
            .join(PaymentRun, PaymentRun.id == Letter.run_id)
            .where(
                PaymentRun.number == run,
                Letter.kind == kind,
                ~select(later.id).where(later.corrects_id == Letter.id).exists(),
            )
            .order_by(Letter.id.desc())
        )
        row = work.session.execute(query).first()
        return Paper(row[0].number, _outdated(work, row[0], row[1])) if row else None


def _outdated(work: Work, letter: Letter, run: PaymentRun) -> bool:
    """Whether the paper would state something else now; that of a run that has ended stays as it was."""
    if run.state != "open":
        return False
    stored = letter_json.load(letter.content)
    kind = kind_named(letter.kind)
    named = Naming(stored.number, stored.verification_code, stored.corrects, stored.correction)
    facts = replace(kind.facts(work, run, named), signed_on=letter.issued_on)
    return bool(kind.write(facts) != stored)


def issued_paper(uow: UnitOfWork, kind: str, run: str, fonts: Fonts) -> str:
    """The number of the paper that stands for a run as it is now: issued when there is none, replaced when outdated."""
    paper = paper_of(uow, kind, run)
    if paper is None:
        return issue(uow, kind, [run], fonts)[0].number
    return correct(uow, paper.number, CHANGED, fonts).number if paper.outdated else paper.number

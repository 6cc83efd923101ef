"""Letters asked for by the names that the office uses, where one name stands for several kinds or belongs to a letter."""

from __future__ import annotations

from sqlalchemy import select

from app.models import Batch, Case, Letter
from app.services.errors import UserError
from app.services.letters import issuing
from app.services.letters.issuing import Issued
from app.services.letters.kinds import KINDS, kind_named
from app.services.letters.office.register_letters import REMINDER
from app.services.letters.paper.fonts import Fonts
from app.services.letters.receipt import receipts
from app.services.letters.subjects import Wanted
from app.services.unit_of_work import UnitOfWork

RECEIPT = "送达回证"
PART_OF = {"汇总审核表": "资金拨付申请函", "申请函": "资金拨付申请函", "花名册": "资金拨付花名册"}

FAMILIES = {"移送函": "须先认定弄虚作假，并在责任人的处理措施中选定移送的机关"}
"""Names of several kinds that tell each other apart by the addressee in brackets, with what has to happen first."""


def kinds_called(name: str) -> tuple[str, ...]:
    """The kinds that a name stands for: itself, the letter it is part of, or all that tell it apart by addressee.

    UserError for a name that the program does not know, or whose letters do not rest on cases.
    """
    if name in KINDS:
        return (name,)
    if name == REMINDER:
        raise UserError(f"{REMINDER}按单位出具，不属于案件文书，请经办员在“台账登记”页的职工教育经费中出具。")
    if name in PART_OF:
        return (PART_OF[name],)
    if name in FAMILIES:
        return tuple(kind for kind in KINDS if kind.startswith(f"{name}（"))
    return (kind_named(name).name,)


def issue_called(uow: UnitOfWork, wanted: Wanted, fonts: Fonts) -> list[Issued]:
    """Issue what is due of every kind that the name stands for; all its letters, kind by kind, in queue order."""
    found: list[Issued] = []
    for kind in kinds_called(wanted.kind):
        one = Wanted(kind, wanted.case_number, wanted.batch_number)
        issuing.issue(uow, kind, issuing.due(uow, one), fonts)
        found += issuing.issued_letters(uow, one)
    return found


def none_due(name: str) -> str:
    """What to say when there is no letter of a name, with what has to happen first."""
    first = FAMILIES.get(name) or kind_named(kinds_called(name)[0]).first
    return f"没有可出具{name}的案件，{first}。"


def receipts_called(uow: UnitOfWork, wanted: Wanted, fonts: Fonts) -> tuple[bytes, int]:
    """The 送达回证 of all letters issued on a case, an import or at all, as one PDF, and how many; UserError without any."""
    numbers = _issued_numbers(uow, wanted)
    if not numbers:
        raise UserError(f"没有已出具的文书，不能打印{RECEIPT}，请经办员先出具文书。")
    return receipts(uow, numbers, fonts), len(numbers)


def _issued_numbers(uow: UnitOfWork, wanted: Wanted) -> list[str]:
    query = select(Letter.number).join(Case, Case.id == Letter.case_id).order_by(Case.id, Letter.id)
    with uow.read() as work:
        for asked, table, called in (
            (wanted.case_number, Case, "案件"),
            (wanted.batch_number, Batch, "批次"),
        ):
            if not asked:
                continue
            found = work.session.scalar(select(table.id).where(table.number == asked))
            if found is None:
                raise UserError(f"没有{called} {asked}，请核对编号。")
            query = query.where((Case.id if table is Case else Case.batch_id) == found)
        return list(work.session.scalars(query))

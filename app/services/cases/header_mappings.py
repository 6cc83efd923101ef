"""What clerks said by hand of the columns of a unit's workbooks, kept for the next file of that unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.models import HeaderMapping
from app.services.errors import UserError
from app.services.policy.catalogue import BY_CODE
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork, Work

OWN = "记住栏目对应"


def remembered(session: Session) -> dict[tuple[str, str], dict[str, str]]:
    """All that is remembered: by unit and type code, the header to the name of its question (empty: not read)."""
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    columns = (HeaderMapping.unit, HeaderMapping.code, HeaderMapping.header, HeaderMapping.question)
    for unit, code, header, question in session.execute(select(*columns).order_by(HeaderMapping.id)):
        found[unit, code][header] = question
    return dict(found)


def remember(uow: UnitOfWork, unit: str, unit_name: str, code: str, mapped: Mapping[str, str]) -> None:
    """A clerk keeps a mapping for a unit (credit code, else name) in place of the one before; UserError for others."""
    labels = {question.name: question.label for question in BY_CODE[code].questions}
    with uow.begin() as work:
        require_role(work.session, work.account, {Role.CLERK}, OWN)
        _clear(work, unit, code)
        for header, question in mapped.items():
            work.session.add(
                HeaderMapping(
                    unit=unit,
                    unit_name=unit_name,
                    code=code,
                    header=header,
                    question=question,
                    at=work.now,
                    account=work.account,
                )
            )
        said = "，".join(f"“{header}”→{labels.get(question, '不读取')}" for header, question in mapped.items())
        work.note(OWN, unit, f"{unit_name} {BY_CODE[code].title}：{said}")


def forget(uow: UnitOfWork, unit: str, code: str) -> None:
    """A clerk takes back what is remembered of a unit and type; UserError for others, and when there is nothing."""
    with uow.begin() as work:
        require_role(work.session, work.account, {Role.CLERK}, "撤销栏目对应")
        if not _clear(work, unit, code):
            raise UserError(f"没有为 {unit} 记住“{BY_CODE[code].title}”的栏目对应，请刷新后查看。")
        work.note("撤销栏目对应", unit, BY_CODE[code].title)


def _clear(work: Work, unit: str, code: str) -> bool:
    gone = work.session.execute(
        delete(HeaderMapping).where(HeaderMapping.unit == unit, HeaderMapping.code == code).returning(HeaderMapping.id)
    )
    return bool(gone.all())

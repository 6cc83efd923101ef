"""Lists from elsewhere (养老待遇领取, 死亡, 在校学生, 财政供养人员, 社保缴纳明细): kept with date and source, matched at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select

from app.models import Base, Case, Doubt, OutsideList, Person
from app.services.bulk import insert_many
from app.services.doubts.employment import KINDS
from app.services.doubts.running import Progress, run
from app.services.errors import UserError
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork, Work

IMPORTERS = frozenset({Role.CLERK, Role.REVIEWER, Role.APPROVER})
PART = 5_000


class OutsideEntry(NamedTuple):
    """A person on a list, with what the list says."""

    identity_number: str
    name: str = ""
    unit: str = ""
    start: date | None = None
    end: date | None = None
    detail: str = ""


@dataclass(frozen=True)
class NewList:
    """A list to be stored: its kind, its date, who gave it, the file it came in with the file's SHA-256, and its rows."""

    kind: str
    list_date: date
    source: str
    file_name: str
    digest: str
    entries: Sequence[OutsideEntry]


@dataclass(frozen=True)
class ShownList:
    """A list as stored; `hits` are doubts that rest on it and hold."""

    id: int
    kind: str
    list_date: date
    source: str
    file_name: str
    rows: int
    hits: int
    imported_on: date
    account: str


@dataclass(frozen=True)
class ListOutcome:
    """What came of storing a list: rows, how many of its persons have cases, and new doubts by check."""

    rows: int
    persons: int
    new: Counter[str]

    @property
    def sentence(self) -> str:
        """The outcome in one sentence."""
        return f"已导入 {self.rows} 行，其中 {self.persons} 人有案件，新增疑点 {sum(self.new.values())} 条。"


def earlier(uow: UnitOfWork, kind: str, digest: str) -> str:
    """When and by whom the same file was imported as this kind before; empty when it was not."""
    with uow.read() as work:
        return _earlier(work, kind, digest)


def with_cases(uow: UnitOfWork, identity_numbers: Sequence[str]) -> set[str]:
    """Those of some identity numbers under which there are cases."""
    with uow.read() as work:
        return {number for number, _ in _cases(work, identity_numbers)}


def store_list(uow: UnitOfWork, new: NewList, progress: Progress | None = None) -> ListOutcome:
    """Keep a list and match it against cases and payments, in one transaction; lists from before stay.

    UserError when kind, date or source is missing, the list is empty or dated ahead, or the file is there already.
    """
    with uow.begin() as work:
        require_role(work.session, work.account, IMPORTERS, "导入外部名单")
        _check(work, new)
        kept = OutsideList(
            kind=new.kind,
            list_date=new.list_date,
            source=new.source.strip(),
            file_name=new.file_name,
            digest=new.digest,
            rows=len(new.entries),
            at=work.now,
            account=work.account,
        )
        work.session.add(kept)
        work.session.flush()
        rows = [{"list_id": kept.id, **entry._asdict()} for entry in new.entries]
        insert_many(work.session, Base.metadata.tables["outside_rows"], rows)
        met = _cases(work, [entry.identity_number for entry in new.entries])
        outcome = run(work, [case_id for _, case_id in met], progress)
        detail = f"{new.list_date}，{new.source.strip()}，{new.file_name}，{len(rows)} 行；SHA-256 {new.digest}"
        work.note("导入外部名单", new.kind, detail)
        return ListOutcome(len(rows), len({number for number, _ in met}), outcome.new)


def lists(uow: UnitOfWork) -> tuple[ShownList, ...]:
    """All lists, the latest first."""
    hits = select(Doubt.list_id, func.count().label("hits")).where(Doubt.gone_at.is_(None)).group_by(Doubt.list_id)
    held = hits.subquery()
    with uow.read() as work:
        query = select(OutsideList, func.coalesce(held.c.hits, 0)).outerjoin(held, held.c.list_id == OutsideList.id)
        rows = work.session.execute(query.order_by(OutsideList.id.desc()))
        return tuple(_shown(kept, found) for kept, found in rows)


def _shown(kept: OutsideList, hits: int) -> ShownList:
    return ShownList(
        *(kept.id, kept.kind, kept.list_date, kept.source, kept.file_name, kept.rows, hits),
        imported_on=kept.at.date(),
        account=kept.account,
    )


def _check(work: Work, new: NewList) -> None:
    if new.kind not in KINDS:
        raise UserError(f"没有“{new.kind}”这类名单，可选：{'、'.join(KINDS)}。", "kind")
    if not new.source.strip():
        raise UserError("请填写名单来源，如提供名单的单位和文号。", "source")
    if new.list_date > work.today:
        raise UserError("名单日期不能晚于今天，请改正。", "list_date")
    if not new.entries:
        raise UserError(f"“{new.file_name}”中没有可导入的行，请核对文件。")
    if before := _earlier(work, new.kind, new.digest):
        raise UserError(f"“{new.file_name}”{before}，未重复导入。")


def _earlier(work: Work, kind: str, digest: str) -> str:
    query = select(OutsideList).where(OutsideList.digest == digest, OutsideList.kind == kind)
    kept = work.session.execute(query.limit(1)).scalar()
    return f"已由 {kept.account} 于 {_day(kept.at)} 作为{kept.kind}名单导入" if kept else ""


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"


def _cases(work: Work, identity_numbers: Sequence[str]) -> set[tuple[str, int]]:
    """The cases of persons, as identity number and id."""
    wanted = list(dict.fromkeys(identity_numbers))
    found: set[tuple[str, int]] = set()
    for start in range(0, len(wanted), PART):
        query = select(Person.identity_number, Case.id).join(Case, Case.person_id == Person.id)
        rows = work.session.execute(query.where(Person.identity_number.in_(wanted[start : start + PART])))
        found.update((number, case_id) for number, case_id in rows)
    return found

"""A walk along the audit chain: what follows from what, which seals are ours, and what a printed head proves."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditEntry
from app.services.trust.audit import BEGINNING, link
from app.services.trust.chain_key import key_of, seal

_FIELDS = (
    AuditEntry.id,
    AuditEntry.at,
    AuditEntry.account,
    AuditEntry.action,
    AuditEntry.subject,
    AuditEntry.detail,
    AuditEntry.books,
    AuditEntry.digest,
    AuditEntry.seal,
)


@dataclass(frozen=True)
class ChainCheck:
    """What a walk along the chain found: how many entries hold, the head, and the first bad entry if there is one.

    `why` says in Chinese what is wrong with that entry; `sealed_from` is the first entry with a seal; `books` are the
    heads of the row seals that entries speak of, each with the first entry that does.
    """

    entries: int
    head: str
    first_bad: int | None
    why: str = ""
    sealed_from: int | None = None
    books: dict[str, int] = field(default_factory=dict, repr=False)

    def proves(self, *, encrypted: bool) -> str:
        """What the chain vouches for, and what it does not without paper, as one Chinese sentence."""
        paper = "与日结单上打印的链头一致，即证明打印以前的记录和账目都没有改动"
        if not encrypted:
            return f"本数据文件夹未加密，摘要不用密钥：{paper}；没有打印过的部分，能改文件的人可以整条重算，请每天打印日结单存档。"
        if self.sealed_from is None:
            return f"审计链还没有用密钥签封的记录：{paper}。"
        earlier = f"第 1 至 {self.sealed_from - 1} 条是加密以前记的，没有签封；" if self.sealed_from > 1 else ""
        return f"{earlier}第 {self.sealed_from} 条起用数据库密钥签封，打不开数据库的人无法重算；{paper}，对能打开数据库的人也成立。"


def check_chain(session: Session, last: int | None = None) -> ChainCheck:
    """Walk the chain; the first entry that does not follow from the one before it is named.

    `last`: only so many entries at its end, the one before them taken as it stands.
    """
    key, query = key_of(session), select(*_FIELDS).order_by(AuditEntry.id)
    before, number, sealed_from = BEGINNING, 0, None
    if last is not None:
        number, before = _start(session, last)
        query = query.where(AuditEntry.id > number)
    books: dict[str, int] = {}
    for row in session.execute(query).yield_per(1000):
        number += 1
        why = _wrong(row, number, before, key, sealed=sealed_from is not None)
        if why:
            return ChainCheck(number - 1, before, number, why, sealed_from, books)
        before = row.digest
        if row.seal and sealed_from is None:
            sealed_from = number
        if row.books:
            books.setdefault(row.books, number)
    return ChainCheck(number, before, None, "", sealed_from, books)


def _wrong(row: Any, number: int, before: str, key: bytes | None, *, sealed: bool) -> str:
    if row.id != number:
        return "缺失"
    if row.digest != link(before, number, *row[1:7]):
        return "断开或被改动"
    if not row.seal:
        return "没有签封，而在它以前的已有签封，不是本程序所记" if sealed else ""
    if key is None:
        return "是用密钥签封的，而本数据文件夹没有密钥，无从核对"
    return "" if hmac.compare_digest(row.seal, seal(key, row.digest)) else "签封与数据库密钥不符，不是本程序所记"


def _start(session: Session, last: int) -> tuple[int, str]:
    query = select(AuditEntry.id, AuditEntry.digest).order_by(AuditEntry.id.desc()).offset(last).limit(1)
    found = session.execute(query).one_or_none()
    return (found.id, found.digest) if found else (0, BEGINNING)

"""One check over everything: the database file, the audit chain, money rows, and whether ledger and cases agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from sqlalchemy import func, select, union_all
from sqlalchemy.exc import DatabaseError

from app.models import Account, AuditEntry, CaseStep, LedgerEntry, Letter, ParameterEntry
from app.services.money.ledger_check import CHECKS as MONEY
from app.services.storage.trouble import DatabaseDamaged
from app.services.trust.chain_check import ChainCheck, check_chain
from app.services.trust.findings import Check, Finding, findings
from app.services.trust.number_check import number_problems
from app.services.trust.row_check import check_rows
from app.services.trust.store_check import (
    file_problems,
    guard_problems,
    key_problems,
    letter_problems,
    scan_problems,
    workbook_problems,
)
from app.services.unit_of_work import UnitOfWork, Work

RESTORE = "请管理员停止办理，用最近的备份恢复。"
KEEP = "请管理员保留现场（先复制整个数据文件夹），再用备份和打印的日结单核对。"
_TAIL = 200
_UNREADABLE = (DatabaseError, DatabaseDamaged, ValueError, LookupError)
"""What reading raises where the file is damaged, or a value in it is no date, number or word of its list any more."""


@dataclass(frozen=True)
class Verification:
    """What was looked at and what was found; all is well when there are no `findings`.

    `proves` says in a Chinese sentence what the chain vouches for.
    """

    audit_entries: int
    chain_head: str
    findings: tuple[Finding, ...]
    proves: str = ""

    @property
    def problems(self) -> tuple[str, ...]:
        """Every place that is wrong, one Chinese sentence each."""
        return tuple(problem for found in self.findings for problem in found.problems)

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def verify(uow: UnitOfWork) -> Verification:
    """Check everything that is stored."""
    try:
        with uow.read() as work:
            chain = check_chain(work.session)
            found = (
                *findings(_store_checks(uow), work),
                *findings(_chain_checks(chain), work),
                *findings(MONEY, work.session),
            )
        return Verification(chain.entries, chain.head, found, chain.proves(encrypted=uow.key is not None))
    except _UNREADABLE as error:
        return _damaged(error)


def glance(uow: UnitOfWork) -> tuple[Finding, ...]:
    """What can be seen in a moment, at every start: guards, keys, numbers of two years, the last entries of the chain."""
    try:
        with uow.read() as work:
            chain = check_chain(work.session, last=_TAIL)
            checks = (
                Check("防改动保护", KEEP, guard_problems),
                Check("密钥文件", KEEP, partial(key_problems, vault=uow.vault)),
                Check("编号连续", KEEP, partial(number_problems, since=work.today.year - 1)),
                Check("审计链", KEEP, partial(_chain, chain=chain, last=_TAIL)),
            )
            return findings(checks, work)
    except _UNREADABLE as error:
        return _damaged(error).findings


def _damaged(error: Exception) -> Verification:
    said: object = "有的内容已不是它该有的样子"  # and may be a name: it is not repeated
    if isinstance(error, DatabaseError | DatabaseDamaged):
        said = getattr(error, "orig", None) or error.__cause__ or error
    sentence = f"数据库文件已损坏，无法读完（{said}），请管理员用最近的备份恢复。"
    return Verification(0, "", (Finding("数据库文件", RESTORE, (sentence,)),))


def _store_checks(uow: UnitOfWork) -> tuple[Check[Work], ...]:
    return (
        Check("数据库文件", RESTORE, file_problems),
        Check("防改动保护", KEEP, guard_problems),
        Check("密钥文件", KEEP, partial(key_problems, vault=uow.vault)),
        Check("文书存档", KEEP, letter_problems),
        Check("附件", KEEP, scan_problems),
        Check("收到的原文件", KEEP, workbook_problems),
        Check("编号连续", KEEP, number_problems),
    )


def _chain_checks(chain: ChainCheck) -> tuple[Check[Work], ...]:
    return (
        Check("审计链", KEEP, partial(_chain, chain=chain)),
        Check("账目签封", KEEP, lambda work: check_rows(work.session, chain.books)),
    )


def _chain(work: Work, chain: ChainCheck, last: int | None = None) -> Iterator[str]:
    """No link is broken, and the chain reaches to the last act on record, or of the `last` ones of each kind."""
    if chain.first_bad is not None:
        yield f"审计链在第 {chain.first_bad} 条处{chain.why}，请管理员保留现场并用备份核对。"
        return
    links = select(AuditEntry.at.label("at")).order_by(AuditEntry.id.desc()).limit(last).subquery()
    entries, latest = work.session.execute(select(func.count(), func.max(links.c.at))).one()
    if entries != min(chain.entries, last or chain.entries):
        yield "审计链的条数不符，请管理员保留现场并用备份核对。"
    moments = (
        (Account.created_at, Account.id),
        (CaseStep.at, CaseStep.id),
        (LedgerEntry.at, LedgerEntry.id),
        (Letter.issued_at, Letter.id),
        (ParameterEntry.entered_at, ParameterEntry.id),
    )
    newest = (select(at.label("at")).order_by(number.desc()).limit(last).subquery() for at, number in moments)
    acts = union_all(*(select(func.max(some.c.at).label("at")) for some in newest)).subquery()
    done = work.session.execute(select(func.max(acts.c.at))).scalar_one()
    if done is not None and (latest is None or latest < done):
        yield f"审计链末尾缺失：最近一次办理在 {done:%Y-%m-%d %H:%M}，链上却没有，请管理员保留现场并用备份核对。"

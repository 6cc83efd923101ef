"""One check over everything: the database file, the audit chain, and whether ledger and cases agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import func, select, union_all
from sqlalchemy.exc import DatabaseError

from app.models import (
    Account,
    AuditEntry,
    BanException,
    BatchFile,
    BudgetEntry,
    CalendarDay,
    CaseStep,
    ClawbackStep,
    ClosedYear,
    InstalmentCheck,
    LedgerEntry,
    Letter,
    LetterCase,
    LetterFile,
    LetterService,
    OutsideList,
    OutsideRow,
    ParameterEntry,
    RecoveryEntry,
    RegisterChange,
    RegisterFile,
    RepaymentPart,
    Scan,
    Series,
)
from app.services.money.ledger_check import check_ledger
from app.services.storage.vault import Vault
from app.services.trust.audit import ChainCheck, check_chain
from app.services.unit_of_work import UnitOfWork, Work

APPEND_ONLY = (
    AuditEntry,
    BanException,
    BatchFile,
    BudgetEntry,
    CalendarDay,
    CaseStep,
    ClawbackStep,
    ClosedYear,
    InstalmentCheck,
    LedgerEntry,
    LetterCase,
    LetterFile,
    LetterService,
    OutsideList,
    OutsideRow,
    ParameterEntry,
    RecoveryEntry,
    RegisterChange,
    RegisterFile,
    RepaymentPart,
    Scan,
)


@dataclass(frozen=True)
class Verification:
    """What was looked at and what was found; all is well when `problems` is empty."""

    audit_entries: int
    chain_head: str
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def verify(uow: UnitOfWork) -> Verification:
    """Check database, chain, letters and ledger; each problem is one Chinese sentence."""
    try:
        with uow.read() as work:
            chain = check_chain(work.session)
            problems = [
                *_database(work),
                *_keys(work, uow.vault),
                *_guards(work),
                *_letters(work),
                *_scans(work),
                *_chain(work, chain),
            ]
        return Verification(chain.entries, chain.head, (*problems, *check_ledger(uow)))
    except DatabaseError as error:
        return Verification(0, "", (f"数据库文件已损坏，无法读完（{error.orig}），请管理员用最近的备份恢复。",))


def _chain(work: Work, chain: ChainCheck) -> Iterator[str]:
    """No link is broken, and the chain reaches to the last act on record."""
    if chain.first_bad is not None:
        yield f"审计链在第 {chain.first_bad} 条处断开或被改动，请管理员保留现场并用备份核对。"
        return
    entries, last = work.session.execute(select(func.count(), func.max(AuditEntry.at))).one()
    if entries != chain.entries:
        yield "审计链的条数不符，请管理员保留现场并用备份核对。"
    moments = (Account.created_at, CaseStep.at, LedgerEntry.at, Letter.issued_at, ParameterEntry.entered_at)
    acts = union_all(*(select(func.max(moment).label("at")) for moment in moments)).subquery()
    done = work.session.execute(select(func.max(acts.c.at))).scalar_one()
    if done is not None and (last is None or last < done):
        yield f"审计链末尾缺失：最近一次办理在 {done:%Y-%m-%d %H:%M}，链上却没有，请管理员保留现场并用备份核对。"


def _guards(work: Work) -> Iterator[str]:
    """The database itself refuses to change what is only ever added to."""
    found = work.session.connection().exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    there = set(found.scalars())
    lost = sorted(
        table.__tablename__
        for table in APPEND_ONLY
        if not {f"tr_{table.__tablename__}_update", f"tr_{table.__tablename__}_delete"} <= there
    )
    if lost:
        yield f"数据库对 {'、'.join(lost)} 的防改动保护被去掉，请管理员保留现场并用备份核对。"


def _database(work: Work) -> Iterator[str]:
    found = work.session.connection().exec_driver_sql("PRAGMA integrity_check").scalars().all()
    if found != ["ok"]:
        yield f"数据库文件有 {len(found)} 处损坏（{found[0]}），请管理员用最近的备份恢复。"
    seals = work.session.connection().exec_driver_sql("PRAGMA cipher_integrity_check")
    if seals.returns_rows and (unsealed := seals.all()):  # unknown to a plain database
        yield f"数据库文件有 {len(unsealed)} 页的封印不符，已损坏或被改动，请管理员用最近的备份恢复。"
    broken = work.session.connection().exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        yield f"数据库有 {len(broken)} 处关联断开，请管理员用最近的备份恢复。"


def _keys(work: Work, vault: Vault | None) -> Iterator[str]:
    """The key file is as the program wrote it, and lets in whoever has a password."""
    if vault is None:
        return
    if not vault.intact():
        yield f"密钥文件 {vault.path.name} 被程序以外的手改动过，请管理员用备份核对，并另印恢复单。"
    people = work.session.scalars(select(Account.name).where(Account.active, Account.password != ""))
    shut = [name for name in people if not vault.opens_for(name)]
    if shut:
        yield f"密钥文件 {vault.path.name} 里没有账号 {'、'.join(shut)} 的钥匙，请管理员为其重置密码。"


def _letters(work: Work) -> Iterator[str]:
    """Every stored letter still has the bytes that were issued, and numbers run without a gap."""
    rows = work.session.execute(
        select(Letter.number, Letter.digest, LetterFile.content).join(LetterFile, LetterFile.letter_id == Letter.id)
    ).yield_per(100)
    for number, digest, content in rows:
        if sha256(content).hexdigest() != digest:
            yield f"文书 {number} 的存档内容与出具时不一致，请管理员用备份核对。"
    counted = (
        select(Letter.series, Letter.year, func.count().label("letters"), func.max(Letter.serial).label("last"))
        .group_by(Letter.series, Letter.year)
        .subquery()
    )
    for name, year, letters, last, taken in work.session.execute(
        select(counted.c.series, counted.c.year, counted.c.letters, counted.c.last, Series.last).join(
            Series, (Series.name == counted.c.series) & (Series.year == counted.c.year)
        )
    ):
        if not letters == last == taken:
            yield f"{year} 年“{name}”文号不连续（共 {letters} 份，最大 {last} 号），请管理员核对。"


def _scans(work: Work) -> Iterator[str]:
    """Every file kept with an entry of a register, a case or what belongs to it has the bytes that were attached."""
    for files, what in ((RegisterFile, "台账附件"), (Scan, "扫描件")):
        rows = work.session.execute(select(files.name, files.digest, files.content)).yield_per(20)
        for name, digest, content in rows:
            if content and sha256(content).hexdigest() != digest:
                yield f"{what} {name} 的内容与存入时不一致，请管理员用备份核对。"
    kept = select(Scan.digest).where(func.length(Scan.content) > 0)
    for name in work.session.scalars(select(Scan.name).where(Scan.digest.not_in(kept))):
        yield f"扫描件 {name} 没有内容，请管理员用备份核对。"

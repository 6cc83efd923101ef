"""Whether what is stored is whole: the file, its shape and guards, keys, letters, attachments, workbooks as received."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import func, select

from app.models import Account, Base, Batch, BatchFile, Letter, LetterFile, RegisterFile, Scan
from app.models.append_only import NAMES
from app.services.storage.vault import Vault
from app.services.unit_of_work import Work


def file_problems(work: Work) -> Iterator[str]:
    """SQLite's own check, the seal of every page where the file is encrypted, and references that lead nowhere."""
    connection = work.session.connection()
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    if found != ["ok"]:
        yield f"数据库文件有 {len(found)} 处损坏（{found[0]}），请管理员用最近的备份恢复。"
    seals = connection.exec_driver_sql("PRAGMA cipher_integrity_check")
    if seals.returns_rows and (unsealed := seals.all()):  # unknown to a plain database
        yield f"数据库文件有 {len(unsealed)} 页的封印不符，已损坏或被改动，请管理员用最近的备份恢复。"
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = "、".join(sorted({row[0] for row in broken}))
        yield f"数据库有 {len(broken)} 处关联断开（{tables}），请管理员用最近的备份恢复。"


def guard_problems(work: Work) -> Iterator[str]:
    """The database itself refuses to change what is only ever added to, and holds what is unique to be so."""
    rows = work.session.connection().exec_driver_sql("SELECT type, name, sql FROM sqlite_master")
    there = {(kind, name): sql or "" for kind, name, sql in rows}
    lost = sorted(
        table
        for table in NAMES
        if any("RAISE(ABORT" not in there.get(("trigger", f"tr_{table}_{act}"), "") for act in ("update", "delete"))
    )
    if lost:
        yield f"数据库对 {'、'.join(lost)} 的防改动保护被去掉，请管理员保留现场并用备份核对。"
    tables = Base.metadata.tables.values()
    missing = sorted(str(one.name) for table in tables for one in table.indexes if ("index", one.name) not in there)
    if missing:
        yield f"数据库的索引 {'、'.join(missing)} 不见了，请管理员用最近的备份恢复。"


def key_problems(work: Work, vault: Vault | None) -> Iterator[str]:
    """The key file is as the program wrote it, and lets in whoever has a password."""
    if vault is None:
        return
    if not vault.intact():
        yield f"密钥文件 {vault.path.name} 被程序以外的手改动过，请管理员用备份核对，并另印恢复单。"
    people = work.session.scalars(select(Account.name).where(Account.active, Account.password != ""))
    shut = [name for name in people if not vault.opens_for(name)]
    if shut:
        yield f"密钥文件 {vault.path.name} 里没有账号 {'、'.join(shut)} 的钥匙，请管理员为其重置密码。"


def letter_problems(work: Work) -> Iterator[str]:
    """Every letter has its stored bytes, and they are the ones that were issued."""
    rows = work.session.execute(
        select(Letter.number, Letter.digest, LetterFile.content).outerjoin(
            LetterFile, LetterFile.letter_id == Letter.id
        )
    ).yield_per(100)
    for number, digest, content in rows:
        if content is None or sha256(content).hexdigest() != digest:
            yield f"文书 {number} 的存档内容与出具时不一致，请管理员用备份核对。"


def scan_problems(work: Work) -> Iterator[str]:
    """Every file kept with an entry of a register, a case or what belongs to it has the bytes that were attached."""
    for files, what in ((RegisterFile, "台账附件"), (Scan, "扫描件")):
        rows = work.session.execute(select(files.name, files.digest, files.content)).yield_per(20)
        for name, digest, content in rows:
            if content and sha256(content).hexdigest() != digest:
                yield f"{what} {name} 的内容与存入时不一致，请管理员用备份核对。"
    kept = select(Scan.digest).where(func.length(Scan.content) > 0)
    for name in work.session.scalars(select(Scan.name).where(Scan.digest.not_in(kept))):
        yield f"扫描件 {name} 没有内容，请管理员用备份核对。"


def workbook_problems(work: Work) -> Iterator[str]:
    """Every workbook is kept as it was received."""
    query = select(Batch.number, Batch.digest, BatchFile.content)
    for number, digest, content in work.session.execute(
        query.outerjoin(BatchFile, BatchFile.batch_id == Batch.id)
    ).yield_per(5):
        if content is None or sha256(content).hexdigest() != digest:
            yield f"导入批次 {number} 留存的原文件与收到时不一致，请管理员用备份核对。"

"""Scans that belong to entries of a register, kept byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from app.models import RegisterFile
from app.services.errors import UserError
from app.services.registers.catalogue import register_named
from app.services.registers.entries import KEEPERS
from app.services.registers.stored import fetch_entry
from app.services.trust.accounts import require_role
from app.services.unit_of_work import UnitOfWork, Work

MOST_BYTES = 50 << 20
KINDS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".ofd", ".doc", ".docx", ".xls", ".xlsx", ".zip")


@dataclass(frozen=True, slots=True)
class Scan:
    """A file of an entry, and who attached it when."""

    key: int
    name: str
    at: datetime
    account: str


def attach_scan(uow: UnitOfWork, code: str, entry_id: int, name: str, content: bytes) -> None:
    """A clerk attaches a file to an entry; UserError when it is empty, too large, of another kind, or there already."""
    register = register_named(code)
    if not content or len(content) > MOST_BYTES:
        raise UserError(f"“{name}”是空文件或超过 {MOST_BYTES >> 20} MB，请换一个文件。")
    if not name.lower().endswith(KINDS):
        raise UserError(f"“{name}”不是扫描件或文档，可用 {'、'.join(kind[1:] for kind in KINDS)}，请换一个文件。")
    with uow.begin() as work:
        require_role(work.session, work.account, KEEPERS, f"为{register.title}添加附件")
        if not register.scanned:
            raise UserError(f"{register.title}不收附件。")
        row = fetch_entry(work, register, entry_id)
        store_scan(work, row.id, name, content)
        work.note("添加附件", register.title, f"{row.mark}：{name}")


def store_scan(work: Work, entry_id: int, name: str, content: bytes) -> None:
    """Store a file with an entry in the caller's transaction; UserError when the entry has the very same one."""
    digest = sha256(content).hexdigest()
    same = select(RegisterFile.name).where(RegisterFile.entry_id == entry_id, RegisterFile.digest == digest)
    if earlier := work.session.execute(same).scalar():
        raise UserError(f"“{name}”与已有附件“{earlier}”内容相同，不必重复添加。")
    work.session.add(
        RegisterFile(entry_id=entry_id, name=name, digest=digest, at=work.now, account=work.account, content=content)
    )
    work.session.flush()


def scans_of(uow: UnitOfWork, entry_id: int) -> tuple[Scan, ...]:
    """The files of an entry, in the order in which they came."""
    columns = (RegisterFile.id, RegisterFile.name, RegisterFile.at, RegisterFile.account)
    with uow.read() as work:
        rows = work.session.execute(select(*columns).where(RegisterFile.entry_id == entry_id).order_by(RegisterFile.id))
        return tuple(Scan(*row) for row in rows)


def scan_content(uow: UnitOfWork, key: int) -> bytes:
    """A file, byte for byte; UserError when there is none."""
    with uow.read() as work:
        content = work.session.execute(select(RegisterFile.content).where(RegisterFile.id == key)).scalar_one_or_none()
    if content is None:
        raise UserError("没有这个附件，请刷新后再试。")
    return content

"""A computer whose clock stands before what has been done already: dates on letters and terms would be wrong."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from app.models import AuditEntry
from app.services.unit_of_work import UnitOfWork

_SLACK = timedelta(minutes=10)


def warning(uow: UnitOfWork) -> str:
    """What to say when the clock has been set back behind the last entry of the audit chain; empty when it has not."""
    with uow.read() as work:
        last = work.session.execute(select(func.max(AuditEntry.at))).scalar()
    if last is None or work.now >= last - _SLACK:
        return ""
    return (
        f"本机时间 {work.now:%Y-%m-%d %H:%M} 早于最近一次办理 {last:%Y-%m-%d %H:%M}，期限和文书日期会出错，"
        "请管理员校准时间后重新打开。"
    )

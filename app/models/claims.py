"""Keys that only one case may hold, the grounds on which cases meet, and what several cases may state alike."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class CaseClaim(Base):
    """A key of a case; live from acceptance on while the case is eligible: then unique in the database itself."""

    __tablename__ = "case_claims"
    __table_args__ = (
        Index("uq_case_claims_live", "scope", "key", unique=True, sqlite_where=text("live = 1")),
        Index("ix_case_claims_key", "key", "scope"),
        Index("ix_case_claims_tally", "tally", sqlite_where=text("tally <> ''")),
        {"sqlite_with_rowid": False},
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    tally: Mapped[str] = mapped_column(default="")
    live: Mapped[bool] = mapped_column(default=False)


class CaseGround(Base):
    """A ground on which a case rests together with others."""

    __tablename__ = "case_grounds"
    __table_args__ = (Index("ix_case_grounds_key", "key", "pool"), {"sqlite_with_rowid": False})

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    pool: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)


class CaseMark(Base):
    """What a case states that another may state too (`kind`: certificate, invoice, account, phone), to find both by."""

    __tablename__ = "case_marks"
    __table_args__ = (Index("ix_case_marks_key", "key", "kind"), {"sqlite_with_rowid": False})

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column()

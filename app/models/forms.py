"""Forms that somebody has begun and not yet stored as a case."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Long, Moment


class UnfinishedForm(Base):
    """An account's own sheet: of a new case of a type, or of corrections to a case; `answers` is JSON as typed."""

    __tablename__ = "unfinished_forms"

    account: Mapped[str] = mapped_column(primary_key=True)
    sheet: Mapped[str] = mapped_column(primary_key=True)  # the code of a type, or the number of a case
    answers: Mapped[Long]
    seen_version: Mapped[int | None] = mapped_column(default=None)  # of the case when its corrections were begun
    saved_at: Mapped[Moment]

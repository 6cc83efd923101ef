"""What every mapping shares: names of constraints, and columns that say what they hold."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from sqlalchemy import MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Key = Annotated[int, mapped_column(primary_key=True)]
Line = Annotated[str, mapped_column(String, default="")]
Long = Annotated[str, mapped_column(Text, default="")]
Fen = Annotated[int, mapped_column(default=0)]
Day = Annotated[date | None, mapped_column(default=None)]
OnDay = Annotated[date, mapped_column()]
Moment = Annotated[datetime, mapped_column()]


class Base(DeclarativeBase):
    """The root of all mappings."""

    metadata = MetaData(naming_convention=NAMES)

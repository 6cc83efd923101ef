"""Values: a cell or a typed answer in, the value or a reason out. Everything that reads imports from here."""

from app.services.policy.amounts import MOST_POINTS, read_fen, read_score, read_whole, read_year
from app.services.policy.dates import read_day, read_day_1904, read_month
from app.services.policy.numbers import (
    read_account_number,
    read_code,
    read_credit_code,
    read_identity_number,
    read_phone,
)
from app.services.policy.raw import CellFault, Raw, Unreadable, is_blank
from app.services.policy.texts import read_choice, read_name, read_text, read_yes_no

__all__ = [
    "MOST_POINTS",
    "CellFault",
    "Raw",
    "Unreadable",
    "is_blank",
    "read_account_number",
    "read_choice",
    "read_code",
    "read_credit_code",
    "read_day",
    "read_day_1904",
    "read_fen",
    "read_identity_number",
    "read_month",
    "read_name",
    "read_phone",
    "read_score",
    "read_text",
    "read_whole",
    "read_year",
    "read_yes_no",
]

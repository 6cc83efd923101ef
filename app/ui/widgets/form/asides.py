"""What a form says beside an answer at once: birth date and sex of an identity number, a sum in capitals."""

from __future__ import annotations

from typing import Any

from app.services.policy.capitals import capitals

REMARKED = ("identity", "amount")


def aside(kind: str, value: Any) -> str:
    """The remark behind an answer of a kind, empty where there is nothing to say."""
    if kind == "identity":
        return f"{value[6:10]}-{value[10:12]}-{value[12:14]} 出生，{'男' if int(value[16]) % 2 else '女'}"
    return f"人民币{capitals(value)}" if kind == "amount" else ""

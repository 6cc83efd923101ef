"""What was refused is written down too: in a transaction of its own, as the refused one leaves nothing behind."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy.orm import Session

from app.services.trust import audit

REFUSED = "拒绝办理"
_SUBJECT = re.compile(r"\b[A-Z]{2,4}-\d{4}-\d{4,6}\b")
_LONG = re.compile(r"(?<!\d)\d{11,}[\dXx]?")
_SHOWN = 4


def act_refused(reason: str, subject: str = "") -> tuple[str, str, str]:
    """The act of a refusal for the audit chain: about the case or run that the sentence names, personal numbers masked."""
    named = subject or next(iter(_SUBJECT.findall(reason)), "")
    return (REFUSED, named, _LONG.sub(_masked, reason))


def note_refusal(session: Session, at: datetime, account: str, reason: str) -> None:
    """Write down a refusal in a transaction of its own."""
    with session.begin():
        audit.append_many(session, at, account, [act_refused(reason)])


def _masked(number: re.Match[str]) -> str:
    return "*" * (len(number[0]) - _SHOWN) + number[0][-_SHOWN:]

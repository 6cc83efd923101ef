"""Numbers and settings as the office enters them: dated, with source, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.models import ParameterEntry
from app.services.cases.open_cases import look_again
from app.services.errors import UserError
from app.services.policy import header_words
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.standards import CHOICES, CONFIRMED, GUARDS, HEADER_WORDS, PUBLISHED, Entry
from app.services.standards.shared_types import coded
from app.services.standards.stored_parameters import packed
from app.services.trust.accounts import Role, require_role
from app.services.trust.login_guards import require_recent_password
from app.services.unit_of_work import UnitOfWork, Work


def store(work: Work, entries: Iterable[Entry]) -> int:
    """Add entries in the caller's transaction and say how many; UserError for a text that is none of its choices."""
    entries = [coded(entry, work.shipped) for entry in entries]
    for entry in entries:
        _require_choice(entry)
        _require_known_labels(entry)
    rows = [
        ParameterEntry(
            name=entry.name,
            key=entry.key,
            start=entry.start,
            source=entry.source,
            value=packed(entry.value),
            entered_at=work.now,
            entered_by=work.account,
        )
        for entry in entries
    ]
    work.session.add_all(rows)
    work.session.flush()
    work.note("录入标准", detail="；".join(f"{row.name}{row.key} 自 {row.start} {row.source}" for row in rows))
    return len(rows)


def _require_choice(entry: Entry) -> None:
    choices = CHOICES.get(entry.name, ())
    if choices and entry.value not in choices:
        raise UserError(f"“{entry.name}”只能是{'或'.join(choices)}，请管理员改正。", "value")


def _require_known_labels(entry: Entry) -> None:
    if entry.name == HEADER_WORDS and isinstance(entry.value, tuple):
        try:
            header_words.check(entry.value, (question.label for one in CATALOGUE for question in one.questions))
        except header_words.BadWord as bad:
            raise UserError(f"“{HEADER_WORDS}”的{bad.text}，请管理员改正。", "value") from None


def enter(uow: UnitOfWork, entries: Iterable[Entry]) -> int:
    """An administrator enters values; UserError for anybody else, the password again for what guards the accounts."""
    wanted = tuple(entries)
    with uow.begin() as work:
        require_role(work.session, work.account, {Role.ADMINISTRATOR}, "录入标准和参数")
        if any(entry.name == GUARDS for entry in wanted):
            require_recent_password(work, f"设置{GUARDS}")
        count = store(work, wanted)
        look_again(work, wanted)
        return count


def confirm_publication(uow: UnitOfWork, published: date, source: str) -> None:
    """An administrator confirms 发布日期 (and gives its 文号 as source); from then on cases are decided."""
    day = date.min
    enter(uow, (Entry(PUBLISHED, "", day, source, published), Entry(CONFIRMED, "", day, source, True)))

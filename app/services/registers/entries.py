"""Entries of a register: entered, changed with the value before, withdrawn with a reason; all of it audited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select

from app.models import RegisterChange, RegisterEntry
from app.services.errors import UserError
from app.services.policy.answers import Answers, read_answer
from app.services.policy.questions import Lists
from app.services.policy.values import Unreadable
from app.services.registers.catalogue import register_named
from app.services.registers.definition import Line, Register
from app.services.registers.stored import fetch_entry, live, read_facts
from app.services.trust.accounts import Role, require_role, roles_of
from app.services.unit_of_work import UnitOfWork, Work

KEEPERS = {Role.CLERK}
STEP = 500
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class EntryForm:
    """An entry as a form shows it; `told` says it in a line."""

    entry_id: int
    version: int
    answers: Mapping[str, str]
    told: str


def lines(uow: UnitOfWork, code: str, search: str = "") -> tuple[Line, ...]:
    """What a register shows, narrowed to the lines that have every word of `search`."""
    register = register_named(code)
    with uow.read() as work:
        return tuple(register.lines(work, register, search))


def may_keep(uow: UnitOfWork) -> bool:
    """Whether the account may enter and change; others read."""
    with uow.read() as work:
        return bool(roles_of(work.session, work.account) & KEEPERS)


def office_lists(uow: UnitOfWork) -> Lists:
    """The office's lists of today, for the forms."""
    with uow.read() as work:
        return work.parameters.at(work.today).lists()


def add_entry(uow: UnitOfWork, code: str, answers: Answers) -> int:
    """A clerk enters a line and gets its key; UserError names the answer that is blank, unreadable or repeats another."""
    register = register_named(code)
    with uow.begin() as work:
        return add_facts(work, register, answers)


def entry_form(uow: UnitOfWork, code: str, entry_id: int) -> EntryForm:
    """A stored entry as its form shows it; UserError when it is gone."""
    register = register_named(code)
    with uow.read() as work:
        row = fetch_entry(work, register, entry_id)
        facts = read_facts(register, row)
        return EntryForm(row.id, row.version, register.shown(facts), register.told(facts))


def change_entry(uow: UnitOfWork, code: str, entry_id: int, answers: Answers, seen_version: int) -> tuple[str, ...]:
    """A clerk corrects an entry; the labels of what changed. UserError when somebody else was faster."""
    register = register_named(code)
    with uow.begin() as work:
        return change_facts(work, register, entry_id, answers, seen_version)


def withdraw_entry(uow: UnitOfWork, code: str, entry_id: int, reason: str) -> None:
    """A clerk takes an entry out of the register with a written reason; it stays stored."""
    register = register_named(code)
    with uow.begin() as work:
        _require_keeper(work, register)
        row = fetch_entry(work, register, entry_id)
        if not reason.strip():
            raise UserError("撤销登记须写明理由，请补填后再办。")
        row.withdrawn, row.withdrawn_reason = True, reason.strip()
        row.version += 1
        work.note("撤销台账登记", register.title, f"{register.told(read_facts(register, row))}：{reason.strip()}")


def add_facts(work: Work, register: Register, answers: Answers, own: Mapping[str, Any] = NOTHING) -> int:
    """`add_entry` in the caller's transaction; `own` are answers that no form reads, by question name."""
    _require_keeper(work, register)
    facts = _read(register, answers, work, own)
    _require_new(work, register, facts)
    row = store_entry(work, register, facts)
    work.note("登记台账", register.title, register.told(facts))
    return row.id


def change_facts(
    work: Work,
    register: Register,
    entry_id: int,
    answers: Answers,
    seen_version: int,
    own: Mapping[str, Any] = NOTHING,
) -> tuple[str, ...]:
    """`change_entry` in the caller's transaction; `own` are answers that no form reads, by question name."""
    _require_keeper(work, register)
    row = fetch_entry(work, register, entry_id)
    if row.version != seen_version:
        raise UserError(f"{register.title}中的这条记录已有他人改动，本次未保存，请重新打开后再改。")
    facts = _read(register, answers, work, own)
    _require_new(work, register, facts, entry_id)
    changed = _keep_changes(work, register, row, facts)
    if changed:
        _fill(row, register, facts)
        row.version += 1
        work.note("更正台账", register.title, f"{register.told(facts)}（{'、'.join(changed)}）")
    return changed


def store_entry(work: Work, register: Register, facts: Any, origin: str = "") -> RegisterEntry:
    """Store one entry in the caller's transaction."""
    row = RegisterEntry(register=register.code, origin=origin, entered_at=work.now, entered_by=work.account)
    _fill(row, register, facts)
    work.session.add(row)
    work.session.flush()
    return row


def store_many(
    work: Work,
    register: Register,
    found: Sequence[Any],
    origin: str,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> None:
    """A clerk's import in the caller's transaction; `progress` may raise Cancelled, then nothing of it is kept."""
    _require_keeper(work, register)
    for start in range(0, len(found), STEP):
        progress(start, len(found))
        rows = [
            RegisterEntry(register=register.code, origin=origin, entered_at=work.now, entered_by=work.account)
            for _ in found[start : start + STEP]
        ]
        for row, facts in zip(rows, found[start : start + STEP], strict=True):
            _fill(row, register, facts)
        work.session.add_all(rows)
        work.session.flush()
    progress(len(found), len(found))


def marks_known(work: Work, register: Register) -> dict[str, str]:
    """What the register has already, by mark, and where: an entry, or a case that brings it."""
    own = {row.mark: "已登记的记录" for row in work.session.scalars(live(register))}
    return own | dict(register.elsewhere(work, None))


def _require_keeper(work: Work, register: Register) -> None:
    require_role(work.session, work.account, KEEPERS, f"登记{register.title}")


def _read(register: Register, answers: Answers, work: Work, own: Mapping[str, Any] = NOTHING) -> Any:
    """The facts of a form; UserError at the first answer that is blank or cannot be read."""
    lists = work.parameters.at(work.today).lists()
    read: dict[str, Any] = dict(own)
    for question in (each for each in register.questions if each.name not in own):
        try:
            value = read_answer(question, answers.get(question.name, ""), lists)
        except Unreadable as reason:
            raise UserError(f"“{question.label}”{reason.text}，请改正后再保存。", question.name) from None
        if value is not None:
            read[question.name] = value
        elif question in register.required:
            raise UserError(f"“{question.label}”为必填项，请填写后再保存。", question.name)
    try:
        return register.facts.model_validate(read)
    except ValidationError as refused:
        name = str(refused.errors()[0]["loc"][0])
        label = next(question.label for question in register.questions if question.name == name)
        raise UserError(f"“{label}”填写的内容不符合要求，请改正后再保存。", name) from None


def _require_new(work: Work, register: Register, facts: Any, own: int = 0) -> None:
    mark = register.mark(facts)
    same = select(RegisterEntry.id).where(
        RegisterEntry.register == register.code, RegisterEntry.mark == mark, RegisterEntry.withdrawn.is_(False)
    )
    found = work.session.execute(same.where(RegisterEntry.id != own)).scalar()
    place = "已登记的记录" if found else "" if own else register.elsewhere(work, facts).get(mark, "")
    if place:
        raise UserError(f"{register.title}中已有相同内容（{place}），请核对，不要重复登记。")


def _keep_changes(work: Work, register: Register, row: RegisterEntry, facts: Any) -> tuple[str, ...]:
    before, after = register.shown(read_facts(register, row)), register.shown(facts)
    changed = [question for question in register.questions if before[question.name] != after[question.name]]
    work.session.add_all(
        RegisterChange(
            entry_id=row.id,
            at=work.now,
            account=work.account,
            question=question.name,
            before=before[question.name],
            after=after[question.name],
        )
        for question in changed
    )
    return tuple(question.label for question in changed)


def _fill(row: RegisterEntry, register: Register, facts: Any) -> None:
    row.mark, row.on_day = register.mark(facts), register.day(facts)
    row.facts, row.search = facts.model_dump_json(), register.search_text(facts)

"""Opening a sheet and keeping it: what is read before it is shown, and what stays of it when it is left unfinished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.services.cases import applications, offers, unfinished_forms
from app.services.cases.applications import Stored
from app.services.cases.unfinished_forms import KeptForm
from app.services.policy.answers import APPLIED_ON, day_of
from app.services.policy.catalogue import BY_CODE
from app.services.policy.material_lists import Material
from app.services.policy.money import yuan
from app.services.policy.questions import Lists
from app.services.standards import materials
from app.services.trust.revealing import reveal_form
from app.services.unit_of_work import UnitOfWork

UNLISTED = "目录尚为空，由管理员在“政策标准”的【名单目录】录入"


@dataclass(frozen=True)
class Subject:
    """What a sheet is about: a new case of a type, or the case `number` as it stood at `version`.

    `begin` are the answers that the sheet starts from, `locked` says why nothing can be changed, `materials` is what
    is to be handed in with it, `pays` what the type pays today.
    """

    code: str
    lists: Lists
    begin: Mapping[str, str] = field(default_factory=dict)
    number: str | None = None
    version: int = 0
    locked: str = ""
    materials: tuple[Material, ...] = ()
    pays: str = ""

    @property
    def sheet(self) -> str:
        """Under which name the sheet is kept while it is unfinished."""
        return self.number or self.code

    @property
    def title(self) -> str:
        """The title of its type."""
        return BY_CODE[self.code].title

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        """For whom the type is, what it pays, and the lists in which an answer has to stand, each under its heading."""
        subsidy = BY_CODE[self.code]
        listed = ((name, "、".join(self.lists.get(name, ())) or UNLISTED) for name in subsidy.looked_up)
        return (("适用对象", subsidy.for_whom), ("现行标准", self.pays), *listed)


@dataclass(frozen=True)
class Opening:
    """A sheet about to be shown, and how it was left if it was begun before."""

    subject: Subject
    kept: KeptForm | None


def open_type(uow: UnitOfWork, code: str) -> Opening:
    """A new case of a type, applied for today."""
    begin = {APPLIED_ON: uow.clock().date().isoformat()}
    subject = Subject(
        code,
        offers.lists_today(uow),
        begin,
        materials=materials.materials_today(uow, code),
        pays=offers.paid_today(uow, code),
    )
    return Opening(subject, unfinished_forms.kept_form(uow, code))


def open_case(uow: UnitOfWork, number: str) -> Opening:
    """The facts of a stored case, numbers in full, which is written down; UserError when there is no such case."""
    form = applications.case_form(uow, number)
    reveal_form(uow, number, "修改申报内容")
    kept = None if form.locked else unfinished_forms.kept_form(uow, number)
    version = kept.seen_version if kept and kept.seen_version is not None else form.version
    asked = materials.materials_today(uow, form.code, day_of(form.answers, uow.clock().date()))
    subject = Subject(
        form.code,
        offers.lists_today(uow),
        form.answers,
        number,
        version,
        form.locked,
        asked,
        offers.paid_today(uow, form.code),
    )
    return Opening(subject, kept)


def keep(uow: UnitOfWork, subject: Subject, answers: Mapping[str, str]) -> bool:
    """Keep the answers of a sheet that differ from what it began with, else nothing; whether there was something."""
    changed = not subject.locked and dict(answers) != dict(subject.begin)
    if changed:
        version = subject.version if subject.number else None
        unfinished_forms.keep_form(uow, subject.sheet, answers, version)
    else:
        unfinished_forms.forget_form(uow, subject.sheet)
    return changed


class Filled:
    """A sheet as it was handed in; `begun` tells that storing it is under way, so that it need not be kept any more."""

    def __init__(self, uow: UnitOfWork, subject: Subject, answers: Mapping[str, str]) -> None:
        """Stores nothing yet."""
        self._uow = uow
        self.subject, self.answers = subject, answers
        self.begun = False

    def store(self) -> Stored:
        """Keep it in case it is refused, then file it or correct its case; UserError as these raise it."""
        self.begun = True
        subject = self.subject
        keep(self._uow, subject, self.answers)
        if subject.number is None:
            return applications.save_draft(self._uow, subject.code, self.answers)
        return applications.change_facts(self._uow, subject.number, self.answers, subject.version)


def told(subject: Subject, stored: Stored) -> str:
    """What the notice says once a sheet has been stored."""
    found = stored.assessment
    if not found.eligible:
        outcome = "标准未配置" if len(found.missing) == len(found.failed) else "不符合条件"
    else:
        outcome = f"预计 {yuan(found.payable_fen)} 元" if BY_CODE[subject.code].money else "符合条件"
    if subject.number is None:
        return f"已登记 {stored.number}，{stored.applicant}，{subject.title}，{outcome}。"
    if not stored.changed:
        return f"{stored.number} 没有改动。"
    return f"{stored.number} 已更正{'、'.join(stored.changed)}，{outcome}。"

"""违规申领台账: units and persons that cheated, the measures taken, and the ban from applying where there is one (十.2)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select

from app.models import BanException, Case, Misconduct, Person, Unit
from app.models.cases import CLOSED, DECIDED
from app.services.cases.course import State
from app.services.cases.dossiers import fetch, refresh
from app.services.doubts.running import run
from app.services.errors import UserError
from app.services.letters.masking import masked_identity
from app.services.policy.months import plus_years
from app.services.policy.raw import Unreadable
from app.services.policy.restrictions import BAN_YEARS
from app.services.policy.standards import MissingStandard
from app.services.policy.values import read_credit_code, read_identity_number
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork, Work

RETURN, BAN = "责令退回", "限制申报"
MEASURES = (RETURN, BAN, "移送财政部门", "移送审计机关", "移送纪检监察机关", "移送公安机关", "函告主管部门")
PARTIES = {"person": "个人", "unit": "单位"}
ENTERED_BY = frozenset({Role.REVIEWER, Role.APPROVER})
LIFTED_BY = frozenset({Role.APPROVER, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Entering:
    """What is to be entered of a party: `party` is person or unit; `decided_on` the day from which a ban would last."""

    party: str
    number: str
    name: str
    facts: str
    measures: tuple[str, ...]
    decided_on: date
    authority: str = ""
    clawback_id: int | None = None


def enter(uow: UnitOfWork, new: Entering, *, on: date | None = None) -> int:
    """Enter a party with its measures; the id of the entry. UserError with its field for what is missing or not allowed.

    限制申报 needs its 依据文号 and lasts 限制申报期限 (calendar years) from the decision; while that is unset there is none.
    """
    with uow.begin(on=on) as work:
        return enter_within(work, new)


def enter_within(work: Work, new: Entering) -> int:
    """The same in the caller's transaction."""
    banned = BAN in new.measures
    require_role(work.session, work.account, {Role.APPROVER} if banned else ENTERED_BY, "登记违规申领")
    number = _checked(work, new)
    begun, ended = _span(work, new.decided_on) if banned else (None, None)
    entry = Misconduct(
        party=new.party,
        party_number=number,
        party_name=new.name.strip(),
        clawback_id=new.clawback_id,
        on_day=new.decided_on,
        facts=new.facts.strip(),
        measures=json.dumps(new.measures, ensure_ascii=False),
        authority=new.authority.strip() if banned else "",
        banned_from=begun,
        banned_until=ended,
        lifted_reason="",
        lifted_by="",
        at=work.now,
        account=work.account,
    )
    work.session.add(entry)
    work.session.flush()
    work.note("登记违规申领", f"{entry.party_name} {masked_identity(number)}", "、".join(new.measures))
    _look_again(work, number)
    return entry.id


def lift(uow: UnitOfWork, entry_id: int, reason: str, *, on: date | None = None) -> None:
    """Lift a ban from today on, with the reason; UserError unless an approver or administrator does and there is one."""
    with uow.begin(on=on) as work:
        require_role(work.session, work.account, LIFTED_BY, "解除限制申报")
        entry = _banned(work, entry_id)
        if not reason.strip():
            raise UserError(f"解除{entry.party_name}的限制申报须写明理由，请补填。", "reason")
        entry.lifted_on, entry.lifted_reason, entry.lifted_by = work.today, reason.strip(), work.account
        work.session.flush()
        work.note("解除限制申报", f"{entry.party_name} {masked_identity(entry.party_number)}", reason.strip())
        _look_again(work, entry.party_number)


def except_case(uow: UnitOfWork, entry_id: int, case_number: str, reason: str, *, on: date | None = None) -> None:
    """An administrator lets one application, or what is unpaid of it, through a ban, with the reason; UserError otherwise."""
    with uow.begin(on=on) as work:
        require_role(work.session, work.account, {Role.ADMINISTRATOR}, "准予限制申报的例外")
        entry, case = _banned(work, entry_id), fetch(work.session, case_number)
        if not reason.strip():
            raise UserError(f"准予 {case_number} 例外须写明理由，请补填。", "reason")
        if case.state in (*CLOSED, State.COMPLETED):
            raise UserError(f"{case_number} 已办结，不能再作例外，例外只对在办或尚未拨付完的申请有效。", "case")
        if case.id not in _cases_of(work, entry.party_number):
            raise UserError(f"{case_number} 不是{entry.party_name}的申请，请核对案件编号。", "case")
        _refuse_second_exception(work, entry, case)
        work.session.add(
            BanException(
                misconduct_id=entry.id, case_id=case.id, reason=reason.strip(), at=work.now, account=work.account
            )
        )
        work.session.flush()
        run(work, [case.id])
        if case.state != State.APPROVED:
            refresh(work, case)
        case.version += 1
        work.note("限制申报例外", f"{case_number} {entry.party_name}", reason.strip())


def ban_ends(work: Work, decided_on: date) -> date | None:
    """The last day of a ban that begins with a decision; None while 限制申报期限 is not set."""
    try:
        return _span(work, decided_on)[1]
    except UserError:
        return None


def _checked(work: Work, new: Entering) -> str:
    """The party's number; UserError for the first thing that is missing or wrong."""
    if not new.name.strip():
        raise UserError("请填写违规的单位或个人名称。", "name")
    try:
        number = (
            read_identity_number(new.number.strip(), work.today)
            if new.party == "person"
            else read_credit_code(new.number.strip())
        )
    except Unreadable as error:
        raise UserError(f"{PARTIES[new.party]}证号“{new.number}”{error.text}，请改正。", "number") from error
    if not new.facts.strip():
        raise UserError(f"请写明{new.name.strip()}的违规事实。", "facts")
    if not new.measures or not set(new.measures) <= set(MEASURES):
        raise UserError(f"处理措施至少选一项，可选：{'、'.join(MEASURES)}。", "measures")
    if new.decided_on > work.today:
        raise UserError("决定日期不能晚于今天，请改正。", "decided_on")
    if BAN in new.measures and not new.authority.strip():
        raise UserError("限制申报须有依据文号，请审批人补填；没有依据的，只能作为疑点提示。", "authority")
    return number


def _span(work: Work, decided_on: date) -> tuple[date, date]:
    try:
        years = work.parameters.at(decided_on).number(BAN_YEARS)
    except MissingStandard:
        raise UserError(
            f"尚未设定{BAN_YEARS.name}，不能限制申报，请管理员凭文件在“政策标准”页录入后再办。", "measures"
        ) from None
    return decided_on, plus_years(decided_on, years) - timedelta(days=1)


def _banned(work: Work, entry_id: int) -> Misconduct:
    entry = work.session.get(Misconduct, entry_id)
    if entry is None:
        raise UserError("没有这条违规记录，请刷新后再办。")
    if entry.banned_from is None:
        raise UserError(f"{entry.party_name}没有被限制申报，不必办理此项。")
    if entry.lifted_on is not None:
        raise UserError(f"{entry.party_name}的限制申报已于 {entry.lifted_on} 解除，不必再办。")
    return entry


def _refuse_second_exception(work: Work, entry: Misconduct, case: Case) -> None:
    query = select(BanException.id).where(BanException.misconduct_id == entry.id, BanException.case_id == case.id)
    if work.session.execute(query).first():
        raise UserError(f"{case.number} 已准予例外，不必重复办理。", "case")


def _cases_of(work: Work, number: str) -> list[int]:
    rows = work.session.execute(
        select(Case.id)
        .outerjoin(Person, Person.id == Case.person_id)
        .outerjoin(Unit, Unit.id == Case.unit_id)
        .where(or_(Person.identity_number == number, Unit.credit_code == number))
    )
    return list(rows.scalars())


def _look_again(work: Work, number: str) -> None:
    """The party's cases show at once what the entry, the ban, or its end makes of them."""
    concerned = _cases_of(work, number)
    run(work, concerned)
    for case_id in concerned:
        case = work.session.get_one(Case, case_id)
        if case.state not in (*DECIDED, *CLOSED):
            refresh(work, case)


def count_in_force(work: Work) -> int:
    """How many bans are in force today."""
    query = select(func.count()).where(
        Misconduct.banned_from <= work.today, Misconduct.banned_until >= work.today, Misconduct.lifted_on.is_(None)
    )
    return work.session.execute(query).scalar_one()

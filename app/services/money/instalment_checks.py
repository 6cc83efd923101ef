"""年度核查: before a later instalment is paid, somebody finds that the conditions still hold (六.1, 解释口径)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.models import Case, CaseInstalment, InstalmentCheck
from app.services.cases.course import State
from app.services.cases.dossiers import fetch
from app.services.errors import UserError
from app.services.money.remainders import plan_of, remainder
from app.services.policy.catalogue import BY_CODE
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork

CHECKERS = (Role.CLERK, Role.REVIEWER)


@dataclass(frozen=True, slots=True)
class AwaitingCheck:
    """An unpaid instalment that needs a yearly check: `passed` is the last finding, None when there is none; sum in fen."""

    number: str
    applicant: str
    unit: str
    title: str
    label: str
    amount_fen: int
    due_on: date | None
    passed: bool | None
    checked_on: date | None
    checked_by: str
    finding: str
    held: bool
    version: int


def awaiting_checks(uow: UnitOfWork) -> tuple[AwaitingCheck, ...]:
    """All unpaid instalments that need a yearly check and whose predecessor was paid, those due first at the top."""
    last = (
        select(func.max(InstalmentCheck.id))
        .where(InstalmentCheck.instalment_id == CaseInstalment.id)
        .correlate(CaseInstalment)
        .scalar_subquery()
    )
    query = (
        select(Case, CaseInstalment, remainder(), InstalmentCheck)
        .join(CaseInstalment, CaseInstalment.case_id == Case.id)
        .outerjoin(InstalmentCheck, InstalmentCheck.id == last)
        .where(
            Case.state == State.APPROVED.value,
            CaseInstalment.needs_check,
            CaseInstalment.due_on.is_not(None),
            remainder() > 0,
        )
        .order_by(CaseInstalment.due_on, Case.id)
    )
    with uow.read() as work:
        return tuple(_row(*row) for row in work.session.execute(query))


def _row(case: Case, instalment: CaseInstalment, left_fen: int, check: InstalmentCheck | None) -> AwaitingCheck:
    return AwaitingCheck(
        number=case.number,
        applicant=case.applicant,
        unit=case.unit_name,
        title=BY_CODE[case.code].title,
        label=instalment.label,
        amount_fen=left_fen,
        due_on=instalment.due_on,
        passed=check.passed if check else None,
        checked_on=check.checked_on if check else None,
        checked_by=check.account if check else "",
        finding=check.finding if check else "",
        held=case.held,
        version=case.version,
    )


def record_check(
    uow: UnitOfWork, number: str, *, passed: bool, finding: str, on: date | None = None, seen: int | None = None
) -> None:
    """A clerk or reviewer records what the yearly check found; the last one counts. UserError where none is due.

    A check that was not passed keeps the instalment unpaid; whether the case is put on hold is decided beside it.
    """
    with uow.begin(on=on) as work:
        require_role(work.session, work.account, CHECKERS, "登记年度核查")
        case = fetch(work.session, number)
        if seen is not None and case.version != seen:
            raise UserError(f"{number} 已被他人改动，本次未作改动，请刷新后再办。")
        standing = next((one for one in plan_of(work.session, case.id) if one.left_fen > 0), None)
        if case.state != State.APPROVED or standing is None or not standing.instalment.needs_check:
            raise UserError(f"{number} 没有待年度核查的款项，请核对案件编号。")
        instalment = standing.instalment
        if instalment.due_on is None:
            raise UserError(f"{number} 的前一期尚未拨付，不能登记{instalment.label}的年度核查，请待前一期拨付后再办。")
        if not finding.strip():
            raise UserError(f"{number} 登记年度核查须写明核查情况，请补填。", "finding")
        work.session.add(
            InstalmentCheck(
                instalment_id=instalment.id,
                checked_on=work.today,
                passed=passed,
                finding=finding.strip(),
                at=work.now,
                account=work.account,
            )
        )
        case.version += 1
        verdict = "合格" if passed else "不合格"
        work.note("登记年度核查", number, f"{instalment.label}{verdict}（{work.today}）：{finding.strip()}")

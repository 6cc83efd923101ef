"""The letters about payments as kinds: when each is due and what it states."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select

from app.models import Case, CaseInstalment, InstalmentCheck, LedgerEntry, PaymentRun
from app.services.cases.dossiers import definition, facts_of
from app.services.errors import UserError
from app.services.letters.case_facts import office_of
from app.services.letters.kind import Kind, Naming
from app.services.letters.payments.check_notices import NOTICE, CheckFacts, check_notice
from app.services.letters.payments.payment_letters import REQUEST, ROSTER, PayLine, RunFacts, request, roster
from app.services.money.payment_run_views import RunLine, lines_of
from app.services.money.remainders import plan_of, remainder
from app.services.policy.catalogue import BY_CODE
from app.services.policy.terms import Payee
from app.services.unit_of_work import Work

AHEAD = timedelta(days=60)
ANSWERED_WITHIN = 15


def _run_facts(work: Work, run: PaymentRun, named: Naming) -> RunFacts:
    lines = [line for line in lines_of(work.session, run.number) if line.state != "removed"]
    if not lines:
        raise UserError(f"拨付批次 {run.number} 没有款项，不能出具文书，请财务另编批次。")
    return RunFacts(
        office=office_of(work.parameters.at(work.today)),
        number=named.number,
        run=run.number,
        source=run.source,
        treasury=_treasury(work),
        lines=tuple(_pay_line(line) for line in lines),
        signed_on=work.today,
        verification_code=named.code,
        corrects=named.corrects,
        correction=named.reason,
    )


def _treasury(work: Work) -> str:
    """The finance bureau as the list of departments names it."""
    departments = work.parameters.at(work.today).lists().get("会签部门", ())
    return next((name for name in departments if "财政" in name), "区财政局")


def _pay_line(line: RunLine) -> PayLine:
    subsidy = BY_CODE[line.code]
    return PayLine(
        case_number=line.case_number,
        code=line.code,
        title=line.title,
        clause=subsidy.clause.cited,
        payee=line.applicant,
        account_name=line.account_name,
        bank=line.bank,
        account_number=line.account_number,
        amount_fen=line.amount_fen,
        set_off_fen=line.set_off_fen,
        remark=line.term if line.term.startswith("第") else "",
    )


def _listed(work: Work, run: PaymentRun) -> tuple[int, ...]:
    """The cases of the run, each once."""
    lines = lines_of(work.session, run.number)
    return tuple(dict.fromkeys(line.case_id for line in lines if line.state != "removed"))


def _check_facts(work: Work, case: Case, named: Naming) -> CheckFacts:
    plan = plan_of(work.session, case.id)
    due = next((one for one in plan if one.left_fen > 0), None)
    if due is None or due.instalment.due_on is None:
        raise UserError(f"{case.number} 没有待年度核查的款项，请核对案件编号。")
    subsidy, facts = definition(case), facts_of(case)
    to_unit = subsidy.payee(facts) is Payee.UNIT
    return CheckFacts(
        office=office_of(work.parameters.at(work.today)),
        number=named.number,
        case_number=case.number,
        subsidy=subsidy.title,
        clause=subsidy.clause.cited,
        applicant=case.applicant,
        to_unit=to_unit,
        granted_on=case.decided_on or work.today,
        paid_on=_last_paid(work, case),
        label=due.instalment.label,
        amount_fen=due.left_fen,
        due_on=due.instalment.due_on,
        answer_by=work.calendar.add(work.today, ANSWERED_WITHIN),
        signed_on=work.today,
        verification_code=named.code,
        corrects=named.corrects,
        correction=named.reason,
    )


def _last_paid(work: Work, case: Case) -> date | None:
    query = select(func.max(LedgerEntry.paid_on)).join(CaseInstalment, CaseInstalment.id == LedgerEntry.instalment_id)
    return work.session.scalar(query.where(CaseInstalment.case_id == case.id, LedgerEntry.kind == "payment"))


_CHECKED = select(InstalmentCheck.id).where(InstalmentCheck.instalment_id == CaseInstalment.id).exists()


def _check_due(day: date) -> ColumnElement[bool]:
    """An instalment waits for its first check, and its day is near."""
    waiting = select(CaseInstalment.id).where(
        CaseInstalment.case_id == Case.id,
        CaseInstalment.needs_check,
        CaseInstalment.due_on <= day + AHEAD,
        remainder() > 0,
        ~_CHECKED,
    )
    return waiting.exists()


STANDING = PaymentRun.state != "cancelled"
PAYMENT_KINDS = (
    Kind(
        ROSTER,
        "拨册",
        roster,
        _run_facts,
        STANDING,
        about=PaymentRun,
        listed=_listed,
        first="批次已作废，请财务另编批次",
    ),
    Kind(
        REQUEST,
        "拨函",
        request,
        _run_facts,
        STANDING,
        about=PaymentRun,
        listed=_listed,
        first="批次已作废，请财务另编批次",
    ),
    Kind(
        NOTICE,
        "核查",
        check_notice,
        _check_facts,
        Case.state == "approved",
        when_due=_check_due,
        first="待年度核查的款项到期前60日内才出具",
    ),
)

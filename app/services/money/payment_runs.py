"""Making a payment run: what is due, grouped for the bank, each line with the account as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.models import Case, PaymentRun, PaymentRunLine
from app.services import numbering
from app.services.bulk import collection_paused
from app.services.cases.course import State
from app.services.errors import UserError
from app.services.money.budgets import choose_source, sources
from app.services.money.payable import Payable
from app.services.money.payable_cases import payables
from app.services.money.remainders import PART
from app.services.money.year_closing import require_open
from app.services.policy.money import yuan
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork, Work

Left = tuple[tuple[str, str], ...]
"""Cases that stay out, by number, each with the sentence that says why."""
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Making:
    """What a run is to hold: these cases, or all that is due until a day; its source of funds ("": the fullest)."""

    cases: tuple[str, ...] | None = None
    until: date | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class MadeRun:
    """A run as it was made; `amount_fen` is the sum of its lines."""

    number: str
    lines: int
    amount_fen: int
    left: Left


def make_run(uow: UnitOfWork, making: Making, *, on: date | None = None, progress: Told | None = None) -> MadeRun:
    """Finance puts what may be paid into a run; what may not is left out and listed. UserError when nothing is left.

    What `progress` raises leaves everything as it was.
    """
    with collection_paused(), uow.begin(on=on) as work:
        require_role(work.session, work.account, {Role.FINANCE}, "编制拨付批次")
        require_open(work, work.today)
        found, left = _sorted_out(work, making, progress)
        if not found:
            more = f"（另有 {len(left) - 1} 件不能拨付）。" if len(left) > 1 else "。"
            raise UserError(
                left[0][1].rstrip("。") + more if left else "没有到期应付的款项，无需编制拨付批次，请财务届时再办。"
            )
        amount = sum(_due_fen(one) for one in found)
        run = _run(work, making, _source(work, making.source.strip(), amount))
        work.session.add_all(_line(run, place, one) for place, one in enumerate(found, start=1))
        work.session.flush()
        told = f"{len(found)} 笔，{yuan(amount)} 元" + (f"，{run.source}" if run.source else "")
        work.note("编制拨付批次", run.number, told)
        work.note_refused(left)
        return MadeRun(run.number, len(found), amount, tuple(left))


def _sorted_out(work: Work, making: Making, progress: Told | None) -> tuple[list[Payable], list[tuple[str, str]]]:
    """What goes and what stays out, in the order of the cases."""
    cases, left = _cases(work, making)
    day = max(work.today, making.until or work.today)
    found: list[Payable] = []
    for start in range(0, len(cases), PART):
        for one in payables(work, cases[start : start + PART]):
            if making.cases is None and not one.begun(day):
                continue
            if why := out_of_run(one, day):
                left.append((one.case.number, why))
            else:
                found.append(one)
        if progress:
            progress(min(start + PART, len(cases)), len(cases))
    return found, left


def _cases(work: Work, making: Making) -> tuple[list[Case], list[tuple[str, str]]]:
    if making.cases is None:
        return list(work.session.scalars(select(Case).where(Case.state == State.APPROVED.value).order_by(Case.id))), []
    wanted = list(dict.fromkeys(making.cases))
    cases = [one for part in _parts(wanted) for one in work.session.scalars(select(Case).where(Case.number.in_(part)))]
    known = {case.number for case in cases}
    unknown = [(number, f"没有案件 {number}，请核对案件编号。") for number in wanted if number not in known]
    return sorted(cases, key=lambda case: case.id), unknown


def _parts(numbers: Sequence[str]) -> Iterator[Sequence[str]]:
    return (numbers[start : start + PART] for start in range(0, len(numbers), PART))


def out_of_run(one: Payable, day: date) -> str:
    """Why a case can not go into a run, in one sentence; empty when it can."""
    number = one.case.number
    if one.case.state != State.APPROVED:
        return f"{number} 处于“{State(one.case.state).label}”，没有待拨付的款项，请财务核对。"
    if one.run:
        return f"{number} 已编入拨付批次 {one.run}，不能重复编制，请财务在该批次中办理。"
    if why := one.not_mine() or one.obstacle(day):
        return why
    if missing := one.payee.missing:
        return f"{number} 缺少{'、'.join(missing)}，银行无法付款，请财务与经办员核实收款账户。"
    return ""


def _due_fen(one: Payable) -> int:
    return one.due.left_fen if one.due else 0


def _source(work: Work, source: str, amount_fen: int) -> str:
    """The source asked for when it has the money, else the fullest."""
    year = work.today.year
    if not source:
        return choose_source(work, year, amount_fen)
    require_source(work, year, source, amount_fen)
    return source


def require_source(work: Work, year: int, source: str, amount_fen: int) -> None:
    """UserError when a source of a year's budget has less left than is to be paid from it; a year without one takes any."""
    left = sources(work, year)
    if not left:
        return
    if source not in left:
        named = "、".join(left)
        raise UserError(f"{year} 年度预算没有资金来源“{source or '（未填）'}”，可用：{named}，请财务另选资金来源。")
    if left[source] < amount_fen:
        raise UserError(
            f"{year} 年度“{source}”还剩 {yuan(max(left[source], 0))} 元，本批次须付 {yuan(amount_fen)} 元，"
            f"还差 {yuan(amount_fen - left[source])} 元，请财务减少笔数、另选资金来源或追加预算。"
        )


def _run(work: Work, making: Making, source: str) -> PaymentRun:
    year = work.today.year
    run = PaymentRun(
        number=numbering.run_number(year, numbering.take(work.session, numbering.PAYMENT_RUNS, year)),
        state="open",
        source=source,
        made_on=work.today,
        at=work.now,
        account=work.account,
        note=making.note.strip(),
    )
    work.session.add(run)
    work.session.flush()
    return run


def _line(run: PaymentRun, place: int, one: Payable) -> PaymentRunLine:
    if one.due is None:
        raise ValueError(one.case.number)
    return PaymentRunLine(
        run_id=run.id,
        position=place,
        instalment_id=one.due.instalment.id,
        amount_fen=one.due.left_fen,
        bank=one.payee.bank,
        account_name=one.payee.account_name,
        account_number=one.payee.account_number,
        state="open",
        reason="",
    )

"""The types one can apply for, with what each pays and where the Opinion says so."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.cases import unfinished_forms
from app.services.policy.catalogue import BY_CODE, CATALOGUE
from app.services.policy.kernel import AnySubsidy
from app.services.policy.questions import Lists
from app.services.policy.standards import InForce, Measure, Standard
from app.services.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Offer:
    """A type of case: `for_whom` and what it `pays` in a line each, `begun` when this account has left a form of it unfinished."""

    code: str
    title: str
    clause: str
    for_whom: str
    pays: str
    begun: bool


def offers(uow: UnitOfWork) -> tuple[Offer, ...]:
    """All types in the order of the catalogue, with the standards in force today."""
    begun = unfinished_forms.kept_sheets(uow)
    with uow.read() as work:
        today = work.parameters.at(work.today)
    return tuple(Offer(s.code, s.title, s.clause.cited, s.for_whom, pays(s, today), s.code in begun) for s in CATALOGUE)


def paid_today(uow: UnitOfWork, code: str) -> str:
    """What a type pays by the standards in force today, in a line."""
    with uow.read() as work:
        return pays(BY_CODE[code], work.parameters.at(work.today))


def lists_today(uow: UnitOfWork) -> Lists:
    """The office's lists as they stand today, by name."""
    with uow.read() as work:
        return work.parameters.at(work.today).lists()


def pays(subsidy: AnySubsidy, today: InForce) -> str:
    """The standards of a type in a line, those not yet entered named as such."""
    if not subsidy.money:
        return "不涉及资金"
    return "；".join(_said(standard, today) for standard in subsidy.standards) or "按实际测算"


def _said(standard: Standard, today: InForce) -> str:
    values = [(key, today.number(standard, key)) for name, key in today.entries if name == standard.name]
    if not values:
        return f"{standard.name}未配置"
    if standard.by is None:
        return f"{standard.name} {_counted(standard, values[0][1])}"
    return "、".join(f"{key} {_counted(standard, number)}" for key, number in values)


def _counted(standard: Standard, number: int) -> str:
    """A standard as people read it; whole yuan without decimals."""
    measure = standard.measure
    whole, rest = divmod(number, 100) if measure.in_hundredths else (number, 0)
    amount = f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"
    if measure is Measure.COUNT:
        return amount
    return f"{amount}%" if measure is Measure.PERCENT else f"{amount} {measure.value}"

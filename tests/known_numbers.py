"""An office that knows numbers of persons, each of them told from all others, and a search for them wherever words come out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from clawback_desk import Desk, identity_number
from payment_desk import PaymentDesk
from register_samples import SEEKER
from working_office import CLERK, REVIEWER, Office

from app.services.cases.applications import case_form, change_facts
from app.services.cases.course import State
from app.services.clawbacks.investigating import Responsible
from app.services.clawbacks.terms import Ground
from app.services.doubts.employment import KINDS
from app.services.doubts.outside_lists import NewList, OutsideEntry, store_list
from app.services.money.payable import Payee
from app.services.money.payment_run_changes import change_account
from app.services.registers.entries import add_entry
from app.services.supervision.misconduct import Entering, enter

_BETWEEN = re.compile(r"(?<=\d)[\s\-.·]+(?=\d)")


@dataclass
class Known:
    """Numbers of persons as they are stored, by what each is called."""

    numbers: dict[str, str] = field(default_factory=dict)
    persons: int = 100

    def person(self, called: str) -> dict[str, str]:
        """Answers of a person nobody else is: identity number, account and phone."""
        self.persons += 1
        own = {
            "identity_number": identity_number(self.persons),
            "account_number": f"62284802{self.persons:011d}",
            "phone": f"1870564{self.persons:04d}",
        }
        self.numbers |= {number: f"{what} {called}" for what, number in own.items()}
        return own

    def found_in(self, texts: Iterable[str]) -> set[str]:
        """Whose numbers stand in full in any of the texts, however they are written."""
        whole = "\n".join(texts)
        plain = _BETWEEN.sub("", unicodedata.normalize("NFKC", whole)).upper()
        return {called for number, called in self.numbers.items() if number in plain}


def knowing(office: Office) -> tuple[Known, list[str]]:
    """Fill an office with persons at every point where a number might show; what is known, and the cases."""
    known, at, cashier = Known(), Desk(office), PaymentDesk(office)
    cases = [office.at(state, **known.person(state.label)) for state in State if state is not State.DRAFT]
    _taken_back(known, at, office.at(State.COMPLETED, **known.person("追回")))
    run = cashier.make(office.at(State.APPROVED, **known.person("批次"))).number
    new = known.person("更改账户")
    change_account(cashier.uow, run, 1, Payee("农业银行", "张某", new["account_number"]), "本人书面更正")
    cashier.back(cashier.last_entry())
    _listed(known, office)
    cases.append(_changed(known, office))
    return known, cases


def _changed(known: Known, office: Office) -> str:
    """A draft whose numbers were other ones before."""
    number = office.file(**known.person("更正前"))
    clerk = office.acting(CLERK)
    form = case_form(clerk, number)
    change_facts(clerk, number, {**form.answers, **known.person("更正后")}, form.version, on=office.today)
    return number


def _taken_back(known: Known, at: Desk, case: str) -> None:
    """A case under investigation, with true answers and somebody responsible."""
    responsible = known.person("责任人")["identity_number"]
    number = at.opened(case)
    at.found(number, Ground.FRAUD, responsible=(Responsible("person", responsible, "钱某", ("移送公安机关",)),))


def _listed(known: Known, office: Office) -> None:
    """Somebody in 违规申领台账, in a list from elsewhere, and in a register."""
    day = office.uow.clock().date()
    cheat, dead, seeker = known.person("违规申领"), known.person("外部名单"), known.person("求职者")
    new = Entering("person", cheat["identity_number"], "孙某", "虚报", ("移送公安机关",), day)
    enter(office.acting(REVIEWER), new)
    rows = (OutsideEntry(dead["identity_number"], "周某"), OutsideEntry(next(iter(known.numbers)), "吴某"))
    store_list(office.acting(CLERK), NewList(KINDS[0], day, "区民政局", "名单.xlsx", "0" * 64, rows))
    answers = {"identity_number": seeker["identity_number"], "phone": seeker["phone"]}
    add_entry(office.acting(CLERK), "seekers", SEEKER | answers)

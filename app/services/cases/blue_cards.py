"""技工蓝卡: approval needs the certificate in 技能人才台账 and gives the next number of the register, gapless a year."""

from __future__ import annotations

from app.models import FactChange
from app.services import numbering
from app.services.cases.dossiers import facts_of
from app.services.cases.orders import Action
from app.services.policy.entitlements.blue_card import SUBSIDY
from app.services.registers.blue_cards import in_register

SERIES = "技工蓝卡登记号"


def enter(action: Action) -> None:
    """Give a blue card its number in the transaction that approves it; UserError without the certificate in the register."""
    work, case = action.work, action.case
    if case.code != SUBSIDY.code:
        return
    facts = facts_of(case)
    if not in_register(work, facts.identity_number, facts.certificate):
        raise action.refuse(
            f"不能批准：技能人才台账中没有 {facts.person_name} 的证书 {facts.certificate}，请经办员先登记台账，或由审批人不予批准。"
        )
    year = work.today.year
    number = numbering.register_number("YJLK", year, numbering.take(work.session, SERIES, year))
    change = FactChange(
        case_id=case.id, at=work.now, account=work.account, question="entry", before=facts.entry or "", after=number
    )
    work.session.add(change)
    case.facts = facts.model_copy(update={"entry": number}).model_dump_json()
    case.search = f"{case.search} {number}"

"""The one case of the sample district that proves a fraud: taken back from the first report to the last fen."""

from __future__ import annotations

from datetime import timedelta

from app.services.calendar.deadlines import PUBLISHED
from app.services.clawbacks.booking import book_repayment
from app.services.clawbacks.deciding import Decision, decide
from app.services.clawbacks.investigating import Findings, Responsible, record
from app.services.clawbacks.notice import answer_statement, notify, record_statement
from app.services.clawbacks.opening import open_clawback
from app.services.clawbacks.proposing import propose
from app.services.clawbacks.terms import DECISION, NOTICE, Ground
from app.services.demonstration.demo_staff import Staff
from app.services.money.ledger import entries

CODE = "certificate-reward"
FOUND = "所附职业资格证书经发证机构核验，编号与本人不符，系伪造。"
EVIDENCE = "发证机构核验复函；证书复印件；本人询问笔录。"
SETTLED = "结清证明"
LASTS = 45  # calendar days from the report to the settlement


def take_one_back(staff: Staff) -> str:
    """Play a clawback of the last certificate reward that was paid long enough ago; its number, empty without one."""
    paid = [
        row for row in entries(staff.finance) if row.code == CODE and row.paid_on + timedelta(days=LASTS) <= staff.today
    ]
    if not paid:
        return ""
    case, opened = paid[-1].case_number, PUBLISHED.add(paid[-1].paid_on, 3)
    number = open_clawback(staff.clerk, case, "举报", "群众举报证书系伪造。", on=opened).number
    found = PUBLISHED.add(opened, 4)
    responsible = (Responsible("person", "", paid[-1].person_name),)
    record(staff.clerk, number, Findings(FOUND, EVIDENCE, Ground.FRAUD, responsible=responsible), on=found)
    owed = propose(staff.clerk, number, on=found).owed_fen
    told = PUBLISHED.add(found, 1)
    staff.hand_over(staff.issue([NOTICE], found), told)
    notify(staff.reviewer, number, told, on=told)
    heard = PUBLISHED.add(told, 3)
    said = record_statement(
        staff.clerk, number, paid[-1].person_name, "证书由他人代办，本人不知情，愿意退回。", on=heard
    )
    answer_statement(staff.clerk, number, said, "本人在申报材料上签字承诺属实，不予采纳。", on=heard)
    decided = PUBLISHED.add(told, 6)
    decide(staff.approver, number, Decision(return_by=decided + timedelta(days=30)), on=decided)
    staff.hand_over(staff.issue([DECISION], decided), PUBLISHED.add(decided, 2))
    first = owed // 2
    for amount, days in ((first, 5), (owed - first, 12)):
        on = PUBLISHED.add(decided, days)
        book_repayment(staff.finance, number, amount, f"收{on:%Y%m}-{days:03d}", on=on)
    staff.hand_over(staff.issue([SETTLED], on), PUBLISHED.add(on, 1))
    return number

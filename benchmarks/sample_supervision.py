"""What comes after approval in the sample office: a run half booked, a clawback on its way, a random check drawn."""

from __future__ import annotations

from datetime import date

from app.services.cases.course import State
from app.services.clawbacks.investigating import Findings, Responsible, record
from app.services.clawbacks.opening import open_clawback
from app.services.clawbacks.proposing import propose
from app.services.clawbacks.terms import Ground
from app.services.demonstration.demo import CLERK, FINANCE, REVIEWER
from app.services.demonstration.demo_clawback import EVIDENCE, FOUND
from app.services.money.payment_booking import Booking, Slip, book_run
from app.services.money.payment_runs import Making, make_run
from app.services.supervision.sampling import CASES, CLEAN, Plan, Scope, draw, freeze
from app.services.supervision.sampling import record as record_check
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_list import list_cases

SOURCE, SEED = "区级财政专项资金", "08 12 17 23 29 31 + 05"


def pay_and_check(uow: UnitOfWork, today: date) -> None:
    """Pay half of a run, take one payment back as far as the notice, and draw three of what was granted."""
    approved = list_cases(uow, State.APPROVED)
    granted = [case.number for case in approved]
    finance, clerk = uow.acting_as(FINANCE), uow.acting_as(CLERK)
    run = make_run(finance, Making(tuple(granted[: len(granted) * 2 // 3]), None, SOURCE, "第一批"))
    half = run.lines // 2 + 1
    book_run(finance, run.number, Booking(Slip(today, f"记{today:%Y%m}-018"), tuple(range(1, half + 1))))
    number = open_clawback(clerk, granted[half - 1], "举报", "群众举报证书系伪造。").number
    cheat = approved[half - 1]
    responsible = (Responsible("unit" if cheat.applicant == cheat.unit else "person", "", cheat.applicant),)
    record(clerk, number, Findings(FOUND, EVIDENCE, Ground.FRAUD, responsible=responsible))
    propose(clerk, number)
    scope = Scope(CASES, date(today.year, 1, 1), today)
    drawn = freeze(uow.acting_as(REVIEWER), scope, Plan(3, ("张卫东", "刘芳", "周建军", "吴晓燕")))
    draw(uow.acting_as(REVIEWER), drawn, SEED, "中国福利彩票双色球当日开奖号码")
    record_check(uow.acting_as(REVIEWER), drawn, 1, CLEAN, "")

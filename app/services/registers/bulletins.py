"""Issuing 技能人才供求信息: a numbered issue a time, its PDF and workbook kept as they were posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.services import numbering
from app.services.errors import UserError
from app.services.excel.books.bulletin_book import bulletin_workbook
from app.services.letters.office.bulletin import bulletin
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.rendering import render
from app.services.registers.dated_lists import BULLETINS, Bulletin
from app.services.registers.entries import KEEPERS, store_entry
from app.services.registers.scans import store_scan
from app.services.registers.standing import standing
from app.services.trust.accounts import require_role
from app.services.unit_of_work import UnitOfWork

SERIES = "供求信息"


@dataclass(frozen=True)
class IssuedBulletin:
    """An issue as it was stored; `subject` says what it offers."""

    entry_id: int
    number: str
    subject: str
    pdf: bytes
    workbook: bytes


def preview_bulletin(uow: UnitOfWork, fonts: Fonts) -> bytes:
    """The issue as it would be posted today, without a number."""
    with uow.read() as work:
        return render(bulletin(standing(work, "（期号待定）", work.today)), fonts)


def issue_bulletin(uow: UnitOfWork, fonts: Fonts, *, on: date | None = None) -> IssuedBulletin:
    """A clerk posts the next issue of the year; UserError when there is nothing to post."""
    with uow.begin(on=on) as work:
        require_role(work.session, work.account, KEEPERS, "发布技能人才供求信息")
        year = work.today.year
        facts = standing(work, f"{year}年第{numbering.take(work.session, SERIES, year)}期", work.today)
        if not facts.posts and not facts.seekers:
            raise UserError("没有有效期内的岗位需求和求职人员，请先登记后再发布。")
        pdf, workbook = render(bulletin(facts), fonts), bulletin_workbook(facts)
        issue = Bulletin(number=facts.number, dated_on=work.today, subject=facts.summary)
        row = store_entry(work, BULLETINS, issue)
        store_scan(work, row.id, f"技能人才供求信息（{facts.number}）.pdf", pdf)
        store_scan(work, row.id, f"技能人才供求信息（{facts.number}）.xlsx", workbook)
        work.note("发布供求信息", facts.number, facts.summary)
        return IssuedBulletin(row.id, facts.number, facts.summary, pdf, workbook)

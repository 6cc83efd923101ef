"""迎审包: one zip a year with ledger, cases, letters, recoveries, audit log, checksums, and how to check them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import func, select

from app.models import AuditEntry, LetterFile
from app.services.excel.books.annual import write_annual
from app.services.excel.books.ledger_sheet import write_ledger
from app.services.excel.books.package_book import write_package_book
from app.services.excel.writing.saving import write_beside
from app.services.letters.office.package_guide import Guide, guide_pdf
from app.services.letters.paper.fonts import Fonts
from app.services.money.ledger import LedgerQuery, ledger_total
from app.services.policy.standards import OFFICE
from app.services.reports.figures import year_figures
from app.services.supervision import package_contents
from app.services.supervision.package_contents import LetterLine, Year
from app.services.trust.accounts import CASE_ROLES, Role, require_role
from app.services.trust.chain_check import check_chain
from app.services.unit_of_work import UnitOfWork, Work

KEEPERS = (*CASE_ROLES, Role.AUDITOR, Role.ADMINISTRATOR)
GUIDE, LOG, SUMS = "核验说明.pdf", "审计日志.jsonl", "校验和.txt"
BOOKS = ("年度报表.xlsx", "发放台账.xlsx", "案件清单.xlsx")
ABOUT = (
    (GUIDE, "本说明"),
    ("年度报表.xlsx", "十张表：汇总、分月、分乡镇、分单位、资金台账、追回台账、目标任务、预算执行、服务事项、绩效评价"),
    ("发放台账.xlsx", "本年度逐笔发放、退票和冲正"),
    ("案件清单.xlsx", "案件、金额说明、办理过程、材料索引、文书目录、追回案件、追回入账、追回经过"),
    ("文书/", "本年度出具的文书原件，按种类分文件夹"),
    (LOG, "自建立数据以来每一步操作的日志，带摘要链，一行一条"),
    (SUMS, "以上每个文件的 SHA-256 值"),
)
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Packed:
    """What a folder holds."""

    cases: int
    letters: int
    files: int


def write_package(uow: UnitOfWork, year: int, path: Path, fonts: Fonts, told: Told | None = None) -> Packed:
    """Write the auditors' zip of a year. What `told` raises leaves nothing; UserError for a place not writable."""
    packed: list[Packed] = []
    with uow.begin() as work:
        require_role(work.session, work.account, KEEPERS, "导出迎审包")
        work.note("导出迎审包", path.name, f"{year}年度")

    def write(beside: Path) -> None:
        with (
            TemporaryDirectory(dir=path.parent, prefix=".迎审") as scratch,
            ZipFile(beside, "w", ZIP_DEFLATED) as zipped,
        ):
            packed.append(_fill(uow, Year(year), _Box(zipped), Path(scratch), fonts, told or _silent))

    write_beside(path, write)
    return packed[0]


class _Box:
    """A zip being filled, with the checksum of everything in it."""

    def __init__(self, zipped: ZipFile) -> None:
        self._zipped = zipped
        self.sums: list[tuple[str, str]] = []

    def add(self, name: str, content: bytes) -> None:
        self._zipped.writestr(name, content)
        self.sums.append((sha256(content).hexdigest(), name))

    def close(self) -> None:
        """Write the list of the checksums, which lists everything but itself."""
        self._zipped.writestr(SUMS, "".join(f"{digest}  {name}\n" for digest, name in self.sums))


def _fill(uow: UnitOfWork, year: Year, box: _Box, scratch: Path, fonts: Fonts, told: Told) -> Packed:
    annual, ledger, cases = (scratch / name for name in BOOKS)
    write_annual(uow, year.number, annual)
    write_ledger(uow, ledger, year.number)
    with uow.read() as work:
        listed = tuple(package_contents.letters(work.session, year))
        write_package_book(work, year, listed, cases)
        for book in (annual, ledger, cases):
            box.add(book.name, book.read_bytes())
        for done, letter in enumerate(listed, start=1):
            box.add(letter.file, _pdf(work, letter))
            told(done, len(listed))
        box.add(LOG, "".join(_log(work)).encode())
        guide = _guide(work, uow, year, len(listed))
    box.add(GUIDE, guide_pdf(guide, fonts))
    box.close()
    return Packed(guide.cases, len(listed), len(box.sums) + 1)


def _pdf(work: Work, letter: LetterLine) -> bytes:
    return work.session.execute(select(LetterFile.content).where(LetterFile.letter_id == letter.id)).scalar_one()


def _log(work: Work) -> Iterator[str]:
    """The whole audit log, a line an entry, from the first one, so that the chain can be followed."""
    for one in work.session.execute(select(AuditEntry).order_by(AuditEntry.id)).scalars().yield_per(1000):
        said = (one.id, one.at.isoformat(), one.account, one.action, one.subject, one.detail)
        yield json.dumps((*said, *([one.books] if one.books else []), one.digest), ensure_ascii=False) + "\n"


def _guide(work: Work, uow: UnitOfWork, year: Year, letters: int) -> Guide:
    chain = check_chain(work.session)
    total = ledger_total(uow, LedgerQuery(year.number))
    return Guide(
        office=work.parameters.at(work.today).text(OFFICE, "名称"),
        year=year.number,
        made_on=work.today,
        made_by=work.account,
        cases=year.count(work.session),
        letters=letters,
        entries=total.entries,
        paid_fen=total.amount_fen,
        recovered_fen=year_figures(work, year.number).total.recovered_fen,
        audit_entries=work.session.execute(select(func.count()).select_from(AuditEntry)).scalar_one(),
        head=chain.head,
        files=ABOUT,
    )


def _silent(_done: int, _of: int) -> None:
    """Nobody waits to hear."""

"""核验: whether number, payee and sum of a letter are what the office issued, by its code as typed or scanned."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.models import Case, Letter, LetterFile
from app.services.errors import UserError
from app.services.letters.keeping import ALPHABET
from app.services.letters.paper import letter_json
from app.services.letters.paper.content import Explanation, SumLine
from app.services.letters.paper.content import Letter as Content
from app.services.letters.service_record import served_on
from app.services.unit_of_work import UnitOfWork, Work

_LENGTH = 12
_CODE = re.compile(rf"(?<![0-9A-Z])[{ALPHABET}]{{4}}-?[{ALPHABET}]{{4}}-?[{ALPHABET}]{{4}}(?![0-9A-Z])")


class Finding(StrEnum):
    """What a check says."""

    GENUINE = "与本局出具的一致"
    CORRECTED = "确为本局出具，但已被更正"
    CHANGED = "存档件与出具时不一致，请立即报告管理员"
    UNKNOWN = "没有这个核验码，不是本局出具的文书"


@dataclass(frozen=True)
class Checked:
    """A letter as it was issued; all but `finding` and `code` are empty for an unknown one. The sum in fen, None without."""

    finding: Finding
    code: str
    number: str = ""
    kind: str = ""
    addressee: str = ""
    case_number: str = ""
    sum_fen: int | None = None
    issued_on: date | None = None
    issued_by: str = ""
    served_on: date | None = None
    corrects: str = ""
    corrected_by: str = ""
    digest: str = ""


def code_in(text: str) -> str:
    """The code in what was typed or scanned, as letters print it: 7K3M-92QF-8XWB; UserError when there is none."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(_DASHES)
    found = _CODE.search(plain) or _CODE.fullmatch(re.sub(r"[\s-]", "", plain))
    if found is None:
        raise UserError("核验码是 12 位字母和数字（例如 7K3M-92QF-8XWB），没有 0、1、I、L、O，请核对后重新输入或扫描。")
    bare = found[0].replace("-", "")
    return "-".join(bare[start : start + 4] for start in range(0, _LENGTH, 4))


_DASHES = {ord(dash): "-" for dash in "‐‑‒–—―−﹣"}


def check(uow: UnitOfWork, text: str) -> Checked:
    """Look a code up and recompute the digest of the stored PDF; every check is audited."""
    code = code_in(text)
    with uow.begin() as work:
        letter = work.session.execute(select(Letter).where(Letter.verification == code)).scalar_one_or_none()
        found = Checked(Finding.UNKNOWN, code) if letter is None else _checked(work, letter, code)
        work.note("核验文书", found.number or code, found.finding.value)
    return found


def _checked(work: Work, letter: Letter, code: str) -> Checked:
    session = work.session
    later = aliased(Letter)
    corrected_by = session.execute(select(later.number).where(later.corrects_id == letter.id)).scalar() or ""
    stored = session.execute(select(LetterFile.content).where(LetterFile.letter_id == letter.id)).scalar_one()
    content = letter_json.load(letter.content)
    finding = Finding.CORRECTED if corrected_by else Finding.GENUINE
    case = session.get(Case, letter.case_id) if letter.case_id else None
    return Checked(
        finding=finding if sha256(stored).hexdigest() == letter.digest else Finding.CHANGED,
        code=code,
        number=letter.number,
        kind=letter.kind,
        addressee=content.addressee or (case.applicant if case else ""),
        case_number=case.number if case else "",
        sum_fen=_sum(content),
        issued_on=letter.issued_on,
        issued_by=letter.issued_by,
        served_on=served_on(session, letter.id),
        corrects=content.corrects,
        corrected_by=corrected_by,
        digest=letter.digest,
    )


def _sum(letter: Content) -> int | None:
    """The sum that a letter states, in fen."""
    return next(
        (
            block.sum_fen if isinstance(block, Explanation) else block.fen
            for block in letter.body
            if isinstance(block, Explanation | SumLine)
        ),
        None,
    )

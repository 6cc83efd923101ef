"""What the window is shown of a case, in the office's words; sums in fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.services.calendar.deadlines import PUBLISHED, Calendar
from app.services.cases.course import State, Step
from app.services.cases.scans import Scan
from app.services.cases.supplements import Asked
from app.services.policy.assessments import Assessment


@dataclass(frozen=True)
class ShownFact:
    """An answer; `masked` differs from `text` where it is personal. `group` is the group of the form."""

    name: str
    label: str
    text: str
    masked: str
    group: str


@dataclass(frozen=True)
class ShownStep:
    """A step of the course, in the office's words; `before` is empty for the filing."""

    label: str
    account: str
    on_day: date
    at: datetime
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class ShownOpinion:
    """What a department said in a countersign round; `agrees` is None while it is waited for."""

    round: int
    department: str
    agrees: bool | None
    text: str
    given_on: date | None
    recorded_by: str
    signer: str = ""
    scans: tuple[Scan, ...] = ()


@dataclass(frozen=True)
class ShownInstalment:
    """An instalment and what was paid on it net of returns, in fen."""

    position: int
    label: str
    amount_fen: int
    paid_fen: int
    due_on: date | None
    needs_check: bool


@dataclass(frozen=True)
class ShownLetter:
    """A letter issued for the case, or one that lists it; `served_on` as recorded last, `corrected_by` a later letter."""

    number: str
    kind: str
    issued_on: date
    served_on: date | None = None
    manner: str = ""
    corrected_by: str = ""
    printed: bool = False


@dataclass(frozen=True)
class ShownChange:
    """An answer changed after filing; a personal number is masked in both texts."""

    label: str
    before: str
    after: str
    account: str
    at: datetime


@dataclass(frozen=True)
class Origin:
    """The workbook and row a case came from; all empty when it was typed in."""

    batch: str = ""
    file_name: str = ""
    row: str = ""


@dataclass(frozen=True)
class Possible:
    """A step on from here, and why this account may not take it; `obstacle` is empty when it may."""

    step: Step
    label: str
    obstacle: str
    needs_reason: bool
    needs_voucher: bool

    @property
    def allowed(self) -> bool:
        """Whether the account may take it."""
        return not self.obstacle


@dataclass(frozen=True)
class CaseView:
    """A case as it stands; sums in fen. `version` goes back with whatever is done to it.

    `deemed_on` is the day from which a draft counts as accepted, `obstacles` what stops approval or payment now.
    `doubts` are those open or borne out, a sentence each.
    """

    number: str
    title: str
    state: State
    version: int
    applicant: str
    unit: str
    township: str
    applied_on: date
    filed_at: datetime
    due_on: date | None
    payable_fen: int
    granted: bool
    held: bool
    hold_reason: str
    proposal: str
    proposal_reason: str
    public_from: date | None
    public_until: date | None
    facts: tuple[ShownFact, ...]
    assessment: Assessment
    settled: bool
    course: tuple[ShownStep, ...]
    opinions: tuple[ShownOpinion, ...]
    instalments: tuple[ShownInstalment, ...]
    letters: tuple[ShownLetter, ...]
    changes: tuple[ShownChange, ...]
    origin: Origin
    actions: tuple[Possible, ...]
    correctable: bool
    calendar: Calendar = PUBLISHED
    deemed_on: date | None = None
    obstacles: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    requests: tuple[Asked, ...] = ()

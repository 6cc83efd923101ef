"""What somebody asks to be done to a case, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from app.models import Case
from app.services.cases.course import Move, State, Step
from app.services.cases.scans import File
from app.services.errors import UserError
from app.services.unit_of_work import Work


@dataclass(frozen=True)
class Order:
    """One step asked for. `amount_fen` only where the approver may fix less; `seen_version` is what the form showed.

    `items` are what 补正 asks for, a sentence each; `signer` and `scan` belong to the opinion of a department.
    """

    step: Step
    reason: str = ""
    voucher: str = ""
    amount_fen: int | None = None
    department: str = ""
    seen_version: int | None = None
    items: tuple[str, ...] = ()
    signer: str = ""
    scan: File | None = None


@dataclass(frozen=True)
class Action:
    """An order being carried out on a case in a transaction; `deemed` when the case counted as accepted before."""

    work: Work
    case: Case
    order: Order
    move: Move
    deemed: bool = False

    def refuse(self, text: str) -> UserError:
        """A refusal that names the case."""
        return UserError(f"{self.case.number} {text}")


@dataclass(frozen=True)
class Moved:
    """A step that was taken."""

    number: str
    step: Step
    before: State
    after: State
    version: int


@dataclass(frozen=True)
class BatchOutcome:
    """What moved of a batch, and what did not with the reason."""

    moved: tuple[Moved, ...]
    left: tuple[tuple[str, str], ...]

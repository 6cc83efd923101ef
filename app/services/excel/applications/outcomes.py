"""What came of each row of a workbook, kept small: there may be 100,000, and few are ever looked at closely."""

from __future__ import annotations

from typing import Any, NamedTuple

from app.services.excel.applications.drafts import Draft
from app.services.excel.recognising.readable import CellError
from app.services.policy.assessments import Assessment, Verdict
from app.services.policy.claims import Keys
from app.services.policy.precedents import Precedents
from app.services.policy.standards import Parameters


class Assessor:
    """Assesses the rows of one file in order, each seeing the ones before it."""

    def __init__(self, parameters: Parameters, precedents: Precedents) -> None:
        """`precedents` are those of the store; the rows are added to them."""
        self._parameters = parameters
        self._precedents: Precedents | None = precedents
        self._alone = Precedents(precedents.restrictions)
        self._same: dict[tuple[object, ...], Verdict] = {}

    def judge(self, draft: Draft, keys: Keys) -> tuple[Verdict, Precedents]:
        """What a readable row comes to, its keys left out, and what it met; from now on it counts among what others meet."""
        before = self._precedents or self._alone
        met = before.met_by(keys) or self._alone
        verdict = draft.subsidy.judge(draft.values, self._parameters, met, keys)
        before.take(f"{draft.sheet} 第{draft.row}行", verdict)
        said = verdict[:4] + verdict[6:]  # most rows come to one of a few
        bare = self._same.get(said)
        if bare is None:
            bare = self._same[said] = Verdict._make((*verdict[:4], (), (), *verdict[6:]))
        return bare, met

    def done(self) -> None:
        """All rows are judged: what they left for others is not needed any more."""
        if self._precedents is not None:
            self._precedents.forget()
        self._precedents = None
        self._same = {}

    def again(self, draft: Draft, met: Precedents) -> Assessment:
        """The whole assessment of a row that met this."""
        return draft.subsidy.assess(draft.values, self._parameters, met, draft.keys)


class RowOutcome(NamedTuple):
    """A row of a workbook: its errors, or its facts with what they come to.

    The verdict is without its keys (`filed` has them). `repeated` names the row of this file or the stored case that it
    repeats, else it is empty.
    """

    draft: Draft
    verdict: Verdict | None
    repeated: str
    warnings: tuple[str, ...]
    met: Precedents
    assessor: Assessor

    @property
    def sheet(self) -> str:
        """The sheet's name."""
        return self.draft.sheet

    @property
    def row(self) -> int:
        """The row's number in Excel."""
        return self.draft.row

    @property
    def code(self) -> str:
        """The code of the type."""
        return self.draft.subsidy.code

    @property
    def facts(self) -> Any:
        """What the row says, made anew each time; None when it cannot be read."""
        return self.draft.facts

    @property
    def errors(self) -> tuple[CellError, ...]:
        """The cells that cannot be read."""
        return self.draft.errors

    @property
    def assessment(self) -> Assessment | None:
        """What the row comes to with every reason, reckoned anew each time; None when it cannot be read."""
        return None if self.verdict is None else self.assessor.again(self.draft, self.met)

    @property
    def filed(self) -> Verdict | None:
        """The verdict with the keys that the row takes, made anew each time; None when it cannot be read."""
        return None if self.verdict is None else Verdict._make((*self.verdict[:4], *self.draft.keys, *self.verdict[6:]))

    @property
    def payable_fen(self) -> int:
        """What the row may have, in fen; 0 when it cannot be read."""
        return self.verdict.payable_fen if self.verdict else 0

"""What other cases have taken already, as far as one assessment needs to know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.services.policy.assessments import Assessment, Verdict
from app.services.policy.claims import Claim, Ground, Keys
from app.services.policy.restrictions import UNRESTRICTED, Restrictions


class Grant(NamedTuple):
    """A case that counts on a ground: its own sum alone and what it has been granted net of recoveries, in fen."""

    case: str
    code: str
    alone_fen: int
    granted_fen: int


class Precedents:
    """Keys held, grants made and parties restricted. Filled from the store or, in a preview, from the rows before."""

    def __init__(self, restrictions: Restrictions = UNRESTRICTED) -> None:
        self.restrictions = restrictions
        self._holders: dict[tuple[str, str], str] = {}
        self._tallies: dict[tuple[str, str], int] = defaultdict(int)
        self._grants: dict[tuple[str, str], list[Grant]] = defaultdict(list)

    def hold(self, scope: str, key: str, case: str, *, tally: str = "") -> None:
        """Record that a case holds a key."""
        self._holders[scope, key] = case
        if tally:
            self._tallies[scope, tally] += 1

    def tally(self, scope: str, tally: str, months: int) -> None:
        """Record how many months other cases have claimed under a tally."""
        self._tallies[scope, tally] += months

    def grant(self, pool: str, key: str, grant: Grant) -> None:
        """Record that a case counts on a ground."""
        self._grants[pool, key].append(grant)

    def take(self, case: str, found: Assessment | Verdict) -> None:
        """Let an eligible case hold its keys and count at its payable sum; one that fails takes nothing."""
        if not found.eligible:
            return
        for scope, key, _, tally in found.claims:
            self._holders[scope, key] = case
            if tally:
                self._tallies[scope, tally] += 1
        if found.grounds:
            grant = Grant(case, found.code, found.gross_fen, found.payable_fen)
            for pool, key in found.grounds:
                self._grants[pool.name, key].append(grant)

    def forget(self) -> None:
        """Hold nothing any more; one after the other, as many at once would hold up every thread."""
        for kept in (self._holders, self._tallies, self._grants):
            while kept:
                kept.popitem()

    def met_by(self, keys: Keys) -> Precedents | None:
        """What of all this concerns a case with these keys, as it is now; None when nothing does."""
        if not self._concern(keys):
            return None
        held = [(claim, who) for claim in keys.claims if (who := self.holder(claim)) is not None]
        counted = {
            (claim.scope, claim.tally): months
            for claim in keys.claims
            if claim.tally and (months := self.tallied(claim.scope, claim.tally))
        }
        granted = [(ground, grants) for ground in keys.grounds if (grants := self.grants(ground))]
        met = Precedents(self.restrictions)
        for claim, who in held:
            met.hold(claim.scope, claim.key, who)
        for (scope, tally), months in counted.items():
            met.tally(scope, tally, months)
        for ground, grants in granted:
            for grant in grants:
                met.grant(ground.pool.name, ground.key, grant)
        return met

    def _concern(self, keys: Keys) -> bool:
        holders, tallies = self._holders, self._tallies
        for scope, key, _, tally in keys.claims:
            if (scope, key) in holders or (tally and (scope, tally) in tallies):
                return True
        return any(map(self.grants, keys.grounds))

    def held(self, claims: Iterable[Claim]) -> Sequence[Claim]:
        """Those of the claims that some case holds."""
        holders = self._holders
        return [claim for claim in claims if (claim.scope, claim.key) in holders] if holders else ()

    def holder(self, claim: Claim) -> str | None:
        """The case that holds a key, or None."""
        return self._holders.get((claim.scope, claim.key))

    def tallied(self, scope: str, tally: str) -> int:
        """How many keys are held under a tally (months claimed so far)."""
        return self._tallies.get((scope, tally), 0)

    def grants(self, ground: Ground) -> list[Grant]:
        """The cases that count on a ground."""
        return self._grants.get((ground.pool.name, ground.key), [])

    def given(self, grounds: Iterable[Ground]) -> int:
        """What has been granted on some grounds, in fen."""
        return sum(grant.granted_fen for ground in grounds for grant in self.grants(ground))

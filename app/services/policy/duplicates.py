"""No duplicate benefit (十.1: 符合多重条件的，按上限资助，不重复享受)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from app.services.policy.assessments import Deduction
from app.services.policy.claims import Combine, Ground, Pool, joined
from app.services.policy.money import yuan
from app.services.policy.precedents import Grant
from app.services.policy.standards import SHARED, InForce

CERTIFICATE = Pool("certificate", "同一证书", Combine.SUM)
INTRODUCTION = Pool("introduction", "同一引进人才", Combine.SUM)
HONOUR = Pool("honour", "同一人荣誉奖励", Combine.HIGHEST)
CONTEST = Pool("contest", "同一年度同一赛事", Combine.HIGHEST)
TRAINING = Pool("training", "同一年度同一工种培训", Combine.SUM)


def same_certificate(identity_number: str, certificate: str) -> Ground:
    """The ground of one person's certificate: 研修提升补助 asked by the person, and 职业资格证书奖励."""
    return Ground(CERTIFICATE, joined(identity_number, certificate))


def same_introduction(identity_number: str) -> Ground:
    """The ground of one person's coming: 生活住房补贴 and 急需紧缺人才薪酬补助."""
    return Ground(INTRODUCTION, joined(identity_number))


def same_honour(identity_number: str) -> Ground:
    """The ground of one person's titles: only the highest counts."""
    return Ground(HONOUR, joined(identity_number))


def same_contest(identity_number: str, contest: str, year: int) -> Ground:
    """The ground of one person's prizes in a contest of a year: only the highest counts."""
    return Ground(CONTEST, joined(identity_number, contest, str(year)))


def same_training(identity_number: str, occupation: str, year: int) -> Ground:
    """The ground of one person's training for an occupation in a year, whoever is paid for it."""
    return Ground(TRAINING, joined(identity_number, occupation, str(year)))


def share(pool: Pool, standards: InForce, *codes: str) -> bool:
    """Whether types rest on one ground: which do is the bureau's reading, a dated list; all do where there is none."""
    members = _members(pool, standards)
    return members is None or set(codes) <= set(members)


def sharing(code: str, pool: Pool, grants: Iterable[Grant], standards: InForce) -> list[Grant]:
    """The grants that are reckoned together with a case of a type."""
    members = _members(pool, standards)
    if members is None:
        return list(grants)
    return [grant for grant in grants if grant.code in members] if code in members else []


def _members(pool: Pool, standards: InForce) -> tuple[str, ...] | None:
    members = standards.value(f"{SHARED}{pool.label}")
    return members if isinstance(members, tuple) else None


def entitlement(pool: Pool, sums: Sequence[int]) -> int:
    """E(T): what one type alone gives for a key, in fen."""
    return max(sums, default=0) if pool.combine is Combine.HIGHEST else sum(sums)


def payable_of(code: str, alone: int, pool: Pool, grants: Sequence[Grant]) -> int:
    """max(0, max over T of E(T) - G), and never more than this case alone would give; all in fen."""
    alone_by_type: dict[str, list[int]] = defaultdict(list)
    for grant in grants:
        alone_by_type[grant.code].append(grant.alone_fen)
    alone_by_type[code].append(alone)
    ceiling = max(entitlement(pool, sums) for sums in alone_by_type.values())
    given = sum(grant.granted_fen for grant in grants)
    return min(alone, max(0, ceiling - given))


def deduct(code: str, alone: int, ground: Ground, grants: Sequence[Grant]) -> tuple[int, Deduction | None]:
    """What is payable in fen on one ground, and the line that explains what was taken off."""
    payable = payable_of(code, alone, ground.pool, grants)
    if payable == alone:
        return payable, None
    cases = tuple(grant.case for grant in grants)
    given = sum(grant.granted_fen for grant in grants)
    text = (
        f"{ground.pool.label}按上限资助、不重复享受：已核定 {yuan(given)} 元（{'、'.join(cases)}），"
        f"本件单独计算 {yuan(alone)} 元，应补差额 {yuan(payable)} 元"
    )
    return payable, Deduction(text, alone - payable, cases)

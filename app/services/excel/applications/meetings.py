"""Rows that meet: the same key again, the same person again, one identity number with two names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.services.bulk import let_go
from app.services.excel.applications.drafts import Draft
from app.services.letters.masking import masked_identity
from app.services.policy.claims import Claim
from app.services.policy.precedents import Precedents

Key = tuple[str, str]
NONE: Mapping[Key, str] = {}


class Known(NamedTuple):
    """What stored cases hold and were granted; the open or granted case that names a key, in words, and the closed one."""

    precedents: Precedents
    named: Mapping[Key, str] = NONE
    closed: Mapping[Key, str] = NONE


def case_repeated(claims: Sequence[Claim], stored: Mapping[Key, str]) -> str:
    """The stored case that names one of the keys (of months: all of them), empty when there is none."""
    if not stored:
        return ""
    cases = [stored.get(claim[:2], "") for claim in claims]
    for claim, case in zip(claims, cases, strict=True):
        if case and (not claim.tally or set(cases) == {case}):
            return case
    return ""


def filed_before(claims: Sequence[Claim], closed: Mapping[Key, str]) -> list[str]:
    """That a case which was refused or withdrawn named the same; it hinders nothing."""
    case = case_repeated(claims, closed)
    return [f"相同内容曾以案件 {case} 申报，请核对情况是否已变化"] if case else []


class Repeats:
    """Keys met so far: the same key again is the same row again, eligible or not; months only when all are the same."""

    def __init__(self, stored: Mapping[Key, str]) -> None:
        self._stored = stored
        self._met: dict[Key, Draft] = {}

    def meet(self, draft: Draft, claims: Sequence[Claim]) -> str:
        """What a row with these claims repeats, in words; empty when nothing. From now on it is itself among those met."""
        met = self._met
        for claim in [claim for claim in claims if met.setdefault(claim[:2], draft) is not draft]:
            row = met[claim[:2]]
            if not claim.tally or row.keys.claims == claims:
                where = "" if row.sheet == draft.sheet else f"工作表“{row.sheet}”"
                return f"本文件{where}第{row.row}行"
        return case_repeated(claims, self._stored)

    def done(self) -> None:
        """No more rows come."""
        let_go(self._met)


class People:
    """Persons met so far in the file, and those in the register, for warnings."""

    def __init__(self, register: Mapping[str, str]) -> None:
        self._register = register
        self._met: dict[str, tuple[str, Draft]] = {}

    def meet(self, draft: Draft) -> list[str]:
        """Warnings on the person of a row: another name for the number, a second row of one type."""
        number, name = draft.identity, draft.person
        if number is None or name is None:
            return []
        warnings = []
        known = self._register.get(number, name)
        if known != name:
            warnings.append(f"身份证号 {masked_identity(number)} 在库中登记为“{known}”，本行为“{name}”，须核实")
        first_name, first = self._met.setdefault(number, (name, draft))
        if first is draft:
            return warnings
        place = f"工作表“{first.sheet}”第{first.row}行"
        if first_name != name:
            warnings.append(f"同一身份证号两个姓名：{place}为“{first_name}”，本行为“{name}”，须核实")
        warnings.append(f"同一人在本文件中多次出现：另见{place}")
        return warnings

    def done(self) -> None:
        """No more rows come."""
        let_go(self._met)

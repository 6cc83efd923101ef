"""Checking and assessing rows already read, against a plain rule that fills trace objects from ready facts of the same rows."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

from app.services.excel.applications.assessing import stored_in
from app.services.excel.applications.preview import preview
from app.services.excel.reading.workbook import read_workbook
from app.services.places import Places
from app.services.storage.data_folder import set_up
from benchmarks.workbooks import write_rewards

LIMIT = 4.0
ROUNDS = 3
ROOT = Path(__file__).parents[1]
PUBLISHED = date(2018, 1, 1)
RATES = {"高级工": 200_000, "技师": 300_000, "高级技师": 500_000}


@dataclass(slots=True)
class Line:
    """A condition as a plain program notes it."""

    ok: bool
    text: str
    detail: str = ""


@dataclass(slots=True)
class PlainTrace:
    """The conditions of one row."""

    lines: list[Line] = field(default_factory=list)
    ok: bool = True

    def require(self, text: str, ok: bool, detail: str = "") -> None:
        """Note a condition."""
        self.lines.append(Line(ok, text, detail))
        self.ok = self.ok and ok


def rows(count: int) -> tuple[float, float]:
    """Processor seconds that the plain rule and ours take over so many rows, the best of a few rounds in turn.

    Ours checks every cell and looks for every key in the store too.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_rewards(folder / "rows.xlsx", count)
        book = read_workbook(folder / "rows.xlsx")
        office = set_up(Places(folder / "office", ROOT / "resources", ROOT / "migrations"))
        with office.read() as work:
            parameters, today = work.parameters, work.today
        stored = stored_in(office)
        facts = [row.facts for row in preview(book, parameters=parameters, today=today).rows]
        plain, ours = [], []
        for _ in range(ROUNDS):
            plain.append(_spent(lambda: [_plain(one) for one in facts]))
            ours.append(_spent(lambda: preview(book, parameters=parameters, today=today, stored=stored)))
        office.engine.dispose()
        return min(plain), min(ours)


def _plain(facts: Any) -> PlainTrace:
    """职业资格证书奖励 as a plain rule."""
    trace, applied, hired, certified = PlainTrace(), facts.applied_on, facts.hired_on, facts.certified_on
    trace.require("所在单位为民营企业", facts.unit_kind.value == "民营企业", facts.unit_kind.value)
    trace.require("在本单位工作满3年", hired.replace(year=hired.year + 3) <= applied, f"{hired} 起，至申报日 {applied}")
    trace.require("连续工作无中断", facts.unbroken is not False)
    trace.require("依法参加社会保险", facts.insured)
    trace.require("技能等级为高级工及以上", facts.level.value in RATES, facts.level.value)
    trace.require("证书类别", facts.certificate_kind.value != "专项职业能力证书", facts.certificate_kind.value)
    trace.require("发证日期不早于文件发布日期", certified >= PUBLISHED, f"{certified}")
    trace.require("发证日期不晚于申报日期", certified <= applied, f"{certified}，申报日 {applied}")
    return trace


def _spent(work: Callable[[], object]) -> float:
    gc.collect()
    started = process_time()
    work()
    return process_time() - started

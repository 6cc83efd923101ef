"""A preview for other programs and for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.services.excel.applications.outcomes import RowOutcome
from app.services.excel.applications.preview import Preview
from app.services.policy.clauses import NO_DUPLICATE
from app.services.policy.money import yuan


def as_json(preview: Preview) -> list[dict[str, Any]]:
    """Every row as plain data, sums in fen; a row that could not be read has its errors and no verdict."""
    return [_row(row) for row in preview.rows]


def _row(row: RowOutcome) -> dict[str, Any]:
    found = row.assessment
    return {
        "sheet": row.sheet,
        "row": row.row,
        "code": row.code,
        "eligible": found.eligible if found else None,
        "gross_fen": found.gross_fen if found else None,
        "payable_fen": found.payable_fen if found else None,
        "reasons": [
            {"ok": step.ok, "text": step.sentence, "clause": step.clause.short}
            for step in (found.steps if found else ())
        ]
        + [
            {"ok": True, "text": taken.text, "clause": NO_DUPLICATE.short}
            for taken in (found.deductions if found else ())
        ],
        "components": [
            {"label": part.label, "amount_fen": part.amount_fen, "formula": part.formula}
            for part in (found.components if found else ())
        ],
        "errors": [
            {"cell": error.cell, "header": error.header, "value": error.value, "text": error.text}
            for error in row.errors
        ],
        "warnings": [*row.warnings, *([f"与{row.repeated}重复"] if row.repeated else [])],
    }


def as_text(preview: Preview) -> str:
    """Every row in a few lines, what was said on the sheets, and the sums in yuan."""
    lines = [*preview.notes, *(line for row in preview.rows for line in _lines(row))]
    counts = (
        f"可读 {len(preview.rows) - len(preview.bad)} 行，有错 {len(preview.bad)} 行，重复 {len(preview.repeated)} 行"
    )
    return "\n".join([*lines, f"{counts}，可入库 {len(preview.fresh)} 行，测算合计 {yuan(preview.payable_fen)} 元"])


def _lines(row: RowOutcome) -> Iterator[str]:
    place = f"{row.sheet} 第{row.row}行"
    found = row.assessment
    if found is None:
        yield f"{place}：有 {len(row.errors)} 处错误"
        for error in row.errors:
            where = f"{error.cell} {error.header}".strip()
            yield f"  {where}“{error.value}”：{error.text}" if error.value else f"  {where}：{error.text}"
        return
    verdict = f"应补 {yuan(found.payable_fen)} 元" if found.eligible else "不符合条件"
    yield f"{place}：{verdict}" + (f"（重复：{row.repeated}）" if row.repeated else "")
    yield from (f"  ✗ {step.sentence}（{step.clause.short}）" for step in found.failed)
    yield from (f"  = {part.label}：{part.formula}" for part in found.components)
    yield from (f"  - {each.text}" for each in found.deductions)
    yield from (f"  ! {text}" for text in row.warnings)

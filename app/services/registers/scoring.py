"""Score sheets: indicators with weight, score and reason, in hundredths of a point; what a sheet must satisfy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Annotated

from app.services.errors import UserError
from app.services.policy.money import points
from app.services.policy.questions import Facts, Kind
from app.services.policy.raw import Raw, Unreadable, refusal
from app.services.policy.values import read_score

FULL = 100_00
REASONED_BELOW = 90  # percent of the weight: a lower score needs its reason
_INDICATOR = re.compile(r"(?P<name>.+?)\s+(?P<weight>[\d.]+)\s*分?\s*(?:[：:]\s*(?P<guide>.*))?")


class ScoreLine(Facts):
    """An indicator: its weight, its score (None while it is not scored), the reason, what it looks at.

    `value` is a figure entered by hand, where the program does not compute one.
    """

    indicator: str
    weight: int
    score: int | None = None
    reason: str = ""
    value: str = ""
    guide: str = ""

    @property
    def low(self) -> bool:
        """Whether the score is below 90 % of the weight, so that it needs a reason."""
        return self.score is not None and self.score * 100 < self.weight * REASONED_BELOW


def read_lines(raw: Raw) -> tuple[ScoreLine, ...]:
    """Scores are entered in the score sheet, never as a text: always Unreadable."""
    raise refusal(raw, "评分表中的评分")


def show_lines(lines: Sequence[ScoreLine]) -> str:
    """The scores of a sheet in one text, each with its reason."""
    return "；".join(map(_shown, lines))


ScoreLines = Annotated[tuple[ScoreLine, ...], Kind("text", read_lines, show_lines)]


def _shown(line: ScoreLine) -> str:
    score = "未评" if line.score is None else points(line.score)
    reason = f"（{line.reason}）" if line.reason else ""
    value = f"，{line.value}" if line.value else ""
    return f"{line.indicator} {score}/{points(line.weight)}{value}{reason}"


def total(lines: Iterable[ScoreLine]) -> int | None:
    """The sum of a sheet in hundredths of a point; None while an indicator is not scored."""
    scores = [line.score for line in lines]
    return None if None in scores else sum(score for score in scores if score is not None)


def score_value(hundredths: int | None) -> Decimal | None:
    """A weight or score as the number of points that a cell holds; nothing while it is not scored."""
    return None if hundredths is None else Decimal(hundredths).scaleb(-2)


def indicator_lines(name: str, texts: Sequence[str]) -> tuple[ScoreLine, ...]:
    """The indicators of a dated list, written 指标 权重：评分要点; UserError names the line that is not."""
    return tuple(_indicator(name, text) for text in texts)


def _indicator(name: str, text: str) -> ScoreLine:
    found = _INDICATOR.fullmatch(text.strip())
    weight = _weight(found["weight"]) if found else None
    if found is None or weight is None:
        raise UserError(
            f"“{name}”中的“{text}”应写成“指标 权重：评分要点”，例如“师资力量 15：教师数量和资质”，请管理员在“政策标准”页改正。"
        )
    return ScoreLine(indicator=found["name"].strip(), weight=weight, guide=(found["guide"] or "").strip())


def _weight(text: str) -> int | None:
    try:
        return read_score(text)
    except Unreadable:
        return None


def read_points(text: str, indicator: str, label: str) -> int | None:
    """A typed weight or score in hundredths of a point, None when blank; UserError names the indicator."""
    if not text.strip():
        return None
    try:
        return read_score(text)
    except Unreadable as reason:
        raise UserError(f"“{indicator}”的{label}“{text.strip()}”读不出（{reason.text}），请改正后再保存。") from None


def require_sound(lines: Sequence[ScoreLine]) -> None:
    """UserError for the first thing wrong with a sheet: names, weights, scores beyond them, a missing reason."""
    if not lines:
        raise UserError("评分表没有指标，请至少填写一项指标后再保存。")
    names = [line.indicator for line in lines]
    for line in lines:
        _require_sound(line, names)
    whole = sum(line.weight for line in lines)
    if whole != FULL:
        raise UserError(f"各项指标权重合计应为 100，现为 {points(whole)}，请调整权重后再保存。")


def _require_sound(line: ScoreLine, names: Sequence[str]) -> None:
    if not line.indicator:
        raise UserError("有一项指标没有名称，请填写指标名称后再保存。")
    if names.count(line.indicator) > 1:
        raise UserError(f"指标“{line.indicator}”重复，请合并或改名后再保存。")
    if line.weight <= 0:
        raise UserError(f"“{line.indicator}”的权重应大于 0，请填写权重后再保存。")
    if line.score is not None and line.score > line.weight:
        raise UserError(
            f"“{line.indicator}”得 {points(line.score)} 分，超过权重 {points(line.weight)} 分，请改正后再保存。"
        )
    if line.low and not line.reason:
        raise UserError(f"“{line.indicator}”得分低于权重的 90%，须写明理由，请补填后再保存。")

"""The sheets of the year-end workbook beside the figures: recoveries, targets, budget, evaluation."""

from __future__ import annotations

from collections.abc import Sequence

from app.services.clawbacks.recovery_ledger import RecoveryRow
from app.services.excel.writing.sheet import Column, Row, Shown, Table, Value, ratio, yuan_value
from app.services.excel.writing.styles import Kind
from app.services.money.budget_views import SourceLine, YearBudget
from app.services.money.execution import Execution
from app.services.policy.money import yuan
from app.services.registers.scoring import ScoreLine, score_value
from app.services.registers.scoring import total as score_total
from app.services.registers.targets import Target
from app.services.reports.evaluation import Indicator, Measure

UNKNOWN = "未录入"
RECOVERY_COLUMNS = (
    Column("案件编号", Kind.CODE, 20),
    Column("单位或个人", widest=30),
    Column("事由"),
    Column("决定文号"),
    Column("应追回（元）", Kind.MONEY),
    Column("已追回（元）", Kind.MONEY),
    Column("未追回（元）", Kind.MONEY),
    Column("处理措施"),
    Column("状态"),
)
TARGET_COLUMNS = (
    Column("目标任务"),
    Column("完成年度", Kind.CODE),
    Column("目标数（人）", Kind.COUNT),
    Column("完成数（人）", Kind.COUNT),
    Column("完成率", Kind.RATE),
    Column("完成数来源", widest=46),
)
SPENDING_COLUMNS = (
    Column("补贴类型", widest=32),
    Column("预算金额（元）", Kind.MONEY),
    Column("已承诺金额（元）", Kind.MONEY),
    Column("已拨付金额（元）", Kind.MONEY),
    Column("已追回金额（元）", Kind.MONEY),
    Column("预算结余（元）", Kind.MONEY),
    Column("执行率", Kind.RATE),
)
EVALUATION_COLUMNS = (
    Column("评价指标", widest=28),
    Column("计算口径", widest=56),
    Column("分子", Kind.MONEY),
    Column("分母", Kind.MONEY),
    Column("指标值", Kind.MONEY),
)
SCORE_COLUMNS = (
    Column("权重（分）", Kind.MONEY),
    Column("得分（分）", Kind.MONEY),
    Column("得分低于权重90%的理由", widest=36),
)
KINDS = {
    Measure.COUNT: (Kind.COUNT, Kind.COUNT, Kind.COUNT),
    Measure.RATE: (Kind.COUNT, Kind.COUNT, Kind.RATE),
    Measure.MONEY_RATE: (Kind.MONEY, Kind.MONEY, Kind.RATE),
    Measure.AVERAGE: (Kind.COUNT, Kind.COUNT, Kind.TENTHS),
    Measure.MONEY_AVERAGE: (Kind.MONEY, Kind.COUNT, Kind.MONEY),
}


def recoveries(lines: Sequence[RecoveryRow], title: str, caption: str) -> Table:
    """追回台账: what was ordered back and what came; owed at the beginning of the year counts as ordered."""
    rows: list[Row] = [
        (line.case, line.party, line.ground, line.letter, *_sums(line), line.measures, line.state) for line in lines
    ]
    owed, returned, left = (
        (sum(fen) for fen in zip(*(_fen(line) for line in lines), strict=True)) if lines else (0, 0, 0)
    )
    total = ("合计", "", "", "", yuan_value(owed), yuan_value(returned), yuan_value(left), "", "")
    return Table("追回台账", title, caption, RECOVERY_COLUMNS, rows, total)


def _fen(line: RecoveryRow) -> tuple[int, int, int]:
    return line.owed_fen, line.returned_fen, line.left_fen


def _sums(line: RecoveryRow) -> tuple[Value, Value, Value]:
    owed, returned, left = _fen(line)
    return yuan_value(owed), yuan_value(returned), yuan_value(left)


def target_table(lines: Sequence[Target], title: str, caption: str) -> Table:
    """目标任务: target, done, rate; targets overlap, so the last line counts those that are met."""
    rows: list[Row] = [(line.name, f"{line.by_year}年", line.goal, *_progress(line)) for line in lines]
    met = sum(1 for line in lines if line.done is not None and line.done >= line.goal)
    total = ("合计", "", None, None, ratio(met, len(lines)), f"共 {len(lines)} 项，已达成 {met} 项")
    return Table("目标任务", title, caption, TARGET_COLUMNS, rows, total)


def _progress(line: Target) -> tuple[Value, Value, str]:
    if line.done is None:
        return UNKNOWN, UNKNOWN, "台账中没有此项，也未录入数据"
    return line.done, ratio(line.done, line.goal), line.basis


def spending(lines: Sequence[Execution], budget: YearBudget, title: str, caption: str) -> Table:
    """预算执行: by type what is committed, paid and recovered; by source what was given; the year's budget in the total."""
    rows: list[Row] = [_spent(line.title, line.committed_fen, line.paid_fen, line.recovered_fen) for line in lines]
    rows += [_given(line) for line in budget.sources if budget.entered]
    total = _spent("合计", budget.committed_fen, budget.paid_fen, budget.recovered_fen)
    left = (yuan_value(budget.left_fen), ratio(budget.paid_fen, budget.budget_fen)) if budget.entered else None
    given = yuan_value(budget.budget_fen) if budget.entered else UNKNOWN
    whole = (total[0], given, *total[2:5], *(left or (UNKNOWN, UNKNOWN)))
    return Table("预算执行", title, caption, SPENDING_COLUMNS, rows, whole)


def _spent(name: str, committed: int, paid: int, recovered: int) -> Row:
    return name, None, yuan_value(committed), yuan_value(paid), yuan_value(recovered), None, None


def _given(line: SourceLine) -> Row:
    """A source: its payments are part of those by type above, so they stand in its name."""
    name = f"资金来源：{line.source}（已拨付 {yuan(line.paid_fen)} 元）"
    return name, yuan_value(line.budget_fen), None, None, None, None, ratio(line.paid_fen, line.budget_fen)


def evaluation(lines: Sequence[Indicator], title: str, caption: str, scores: Sequence[ScoreLine] = ()) -> Table:
    """绩效评价: each figure with how it is computed; beside it weight, score and reason when a score sheet is filled."""
    rows: list[Row] = [(line.name, line.basis, *_measured(line)) for line in lines]
    last: Row = ("合计", "指标项数", None, None, Shown(len(lines), Kind.COUNT))
    if not scores:
        return Table("绩效评价", title, caption, EVALUATION_COLUMNS, rows, last)
    known = {line.name for line in lines}
    others = [line for line in scores if line.indicator not in known]
    rows += [(line.indicator, line.guide, None, None, Shown(line.value, Kind.CODE)) for line in others]
    by_name = {line.indicator: line for line in scores}
    scored: list[Row] = [(*row, *_scored(by_name.get(str(row[0])))) for row in rows]
    last = ("合计", "指标项数", None, None, Shown(len(rows), Kind.COUNT), *_summed(scores))
    return Table("绩效评价", title, caption, (*EVALUATION_COLUMNS, *SCORE_COLUMNS), scored, last)


def _scored(line: ScoreLine | None) -> tuple[Value, Value, Value]:
    return (None, None, "") if line is None else (score_value(line.weight), score_value(line.score), line.reason)


def _summed(lines: Sequence[ScoreLine]) -> tuple[Value, Value, Value]:
    return score_value(sum(line.weight for line in lines)), score_value(score_total(lines)), ""


def _measured(line: Indicator) -> tuple[Value, Value, Value]:
    """Part, whole and value; the value is blank while there is no whole."""
    part_kind, whole_kind, kind = KINDS[line.measure]
    part = _amount(line.part, part_kind)
    if line.whole is None:
        return None, None, part
    whole = _amount(line.whole, whole_kind)
    value = ratio(line.part, line.whole)
    if value is not None and line.measure is Measure.MONEY_AVERAGE:
        value = round(value / 100, 2)
    return part, whole, Shown(value, kind)


def _amount(number: int, kind: Kind) -> Shown:
    return Shown(yuan_value(number) if kind is Kind.MONEY else number, kind)

"""The annex 金额说明: conditions and sum as tables, when the letter itself has no room for them."""

from app.services.letters.paper.content import (
    Align,
    Block,
    Column,
    Explanation,
    ExplanationLine,
    Heading,
    SumLine,
    Table,
)
from app.services.policy.money import yuan

_CONDITIONS = (
    Column("序号", 7, Align.CENTRE),
    Column("审核条件", 26),
    Column("核对情况", 24),
    Column("依据", 34),
    Column("结论", 9, Align.CENTRE),
)
_AMOUNTS = (
    Column("序号", 7, Align.CENTRE),
    Column("项目", 18),
    Column("计算过程", 27),
    Column("依据", 34),
    Column("金额（元）", 14, Align.END),
)


def annex_blocks(explanation: Explanation) -> list[Block]:
    """Return the blocks of the annex: the conditions, where the explanation names them, and the sum."""
    conditions = [line for line in explanation.lines if line.amount_fen is None]
    amounts = [line for line in explanation.lines if line.amount_fen is not None]
    blocks: list[Block] = []
    if conditions:
        blocks += [Heading("一、条件审核"), _table(_CONDITIONS, conditions)]
    blocks += [Heading("二、金额计算" if conditions else "金额计算"), _table(_AMOUNTS, amounts)]
    return [*blocks, SumLine("合计", explanation.sum_fen)]


def _table(columns: tuple[Column, ...], lines: list[ExplanationLine]) -> Table:
    return Table(
        columns,
        tuple(
            (str(number), line.label, line.formula, line.clause, _result(line)) for number, line in enumerate(lines, 1)
        ),
    )


def _result(line: ExplanationLine) -> str:
    if line.amount_fen is None:
        return "符合" if line.ok else "不符合"
    return yuan(line.amount_fen)

"""The sheets of the year-end workbook that show figures by type, month, township and unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from app.services.excel.writing.sheet import Column, Row, Table, Value, yuan_value
from app.services.excel.writing.styles import Kind
from app.services.policy.catalogue import BY_CODE
from app.services.reports.figures import Figures, Line, YearFigures, total_of

Measure = tuple[Column, Callable[[Figures], Value]]
COUNTS: tuple[Measure, ...] = (
    (Column("申报件数", Kind.COUNT), lambda figures: figures.applied),
    (Column("批准件数", Kind.COUNT), lambda figures: figures.approved),
    (Column("不予批准件数", Kind.COUNT), lambda figures: figures.refused),
)
OPEN: Measure = (Column("在办件数", Kind.COUNT), lambda figures: figures.open)
SPENT: tuple[Measure, ...] = (
    (Column("批准金额（元）", Kind.MONEY), lambda figures: yuan_value(figures.granted_fen)),
    (Column("已拨付金额（元）", Kind.MONEY), lambda figures: yuan_value(figures.paid_fen)),
)
OWED: tuple[Measure, ...] = (
    (Column("待拨付金额（元）", Kind.MONEY), lambda figures: yuan_value(figures.pending_fen)),
    (Column("已追回金额（元）", Kind.MONEY), lambda figures: yuan_value(figures.recovered_fen)),
)
ALL = (*COUNTS, OPEN, *SPENT, *OWED)


def summary(figures: YearFigures, title: str, caption: str) -> Table:
    """汇总: a row a type of money, those at zero too."""
    columns = (Column("补贴类型", widest=32), Column("政策依据", widest=32))
    return _table("汇总", title, caption, columns, figures.by_type, _type_names, ALL)


def months(figures: YearFigures, title: str, caption: str) -> Table:
    """分月: what the year brought month by month; what is open or owed belongs to a day, not to a month."""
    return _table("分月", title, caption, (Column("月份", Kind.CODE),), figures.by_month, _title, (*COUNTS, *SPENT))


def townships(figures: YearFigures, title: str, caption: str) -> Table:
    """分乡镇: the office's list, then cases that name none."""
    return _table("分乡镇", title, caption, (Column("所在乡镇街道"),), figures.by_township, _title, ALL)


def units(figures: YearFigures, title: str, caption: str) -> Table:
    """分单位: units with anything to show, then cases without a unit."""
    columns = (Column("单位名称", widest=36), Column("统一社会信用代码", Kind.CODE), Column("所在乡镇街道", widest=12))
    return _table("分单位", title, caption, columns, figures.by_unit, _unit_names, ALL)


def services(figures: YearFigures, title: str, caption: str) -> Table:
    """服务事项: types without money, filed and granted."""
    columns = (Column("服务事项", widest=32), Column("政策依据", widest=32))
    return _table("服务事项", title, caption, columns, figures.services, _type_names, (*COUNTS, OPEN))


def _table(
    name: str,
    title: str,
    caption: str,
    names: Sequence[Column],
    lines: Sequence[Line],
    named: Callable[[Line], tuple[str, ...]],
    measures: Iterable[Measure],
) -> Table:
    chosen = tuple(measures)
    blanks = ("",) * (len(names) - 1)
    rows: list[Row] = [(*named(line), *(read(line.figures) for _, read in chosen)) for line in lines]
    total = total_of(lines)
    last = ("合计", *blanks, *(read(total) for _, read in chosen))
    return Table(name, title, caption, (*names, *(column for column, _ in chosen)), rows, last)


def _title(line: Line) -> tuple[str]:
    return (line.title,)


def _type_names(line: Line) -> tuple[str, str]:
    return line.title, BY_CODE[line.key].clause.cited


def _unit_names(line: Line) -> tuple[str, str, str]:
    return line.title, line.key, line.township

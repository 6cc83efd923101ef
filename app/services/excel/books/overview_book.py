"""政策一览 as a workbook for the counter: the types, their conditions, standards and materials."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.services.excel.writing.sheet import Column, Row, Table
from app.services.excel.writing.styles import Kind
from app.services.excel.writing.table_books import save_tables
from app.services.standards.policy_overview import Overview, TypeShown
from app.services.standards.standards_shown import Status

TYPE = Column("事项", widest=18)
NUMBER = Column("序号", Kind.COUNT)
TYPES = (
    NUMBER,
    TYPE,
    Column("政策依据", widest=14),
    Column("适用对象", widest=30),
    Column("发给", widest=8),
    Column("现行标准和发放方式", widest=30),
    Column("时间要求", widest=24),
    Column("申领次数", widest=18),
    Column("不重复享受", widest=20),
)
CONDITIONS = (TYPE, NUMBER, Column("申领条件", widest=50), Column("依据", Kind.CODE), Column("性质", Kind.CODE))
STANDARDS = (
    TYPE,
    Column("标准", widest=40),
    Column("数额", Kind.CODE),
    Column("单位", Kind.CODE),
    Column("起始日期", Kind.DAY),
    Column("依据或文号", widest=30),
)
MATERIALS = (
    TYPE,
    NUMBER,
    Column("材料名称", widest=50),
    Column("依据", widest=20),
    Column("原件/复印件", Kind.CODE),
    Column("份数", Kind.COUNT),
    Column("是否可以容缺", Kind.CODE),
)


def write_overview(shown: Overview, path: Path) -> None:
    """Write the workbook; UserError when it cannot be saved."""
    caption = f"{shown.office}　{shown.day}"
    tables = (
        Table(name, f"技能人才政策{name.removeprefix('政策')}", caption, columns, rows, unit="")
        for name, columns, rows in (
            ("政策一览", TYPES, _types(shown)),
            ("申领条件", CONDITIONS, _conditions(shown)),
            ("现行标准", STANDARDS, _standards(shown)),
            ("提交材料", MATERIALS, _materials(shown)),
        )
    )
    save_tables(path, tables)


def _types(shown: Overview) -> Sequence[Row]:
    return [
        (number, o.title, o.clause, o.for_whom, o.payee, _paid(o), o.time, o.repeats, o.shared)
        for number, o in enumerate(shown.types, 1)
    ]


def _paid(one: TypeShown) -> str:
    return f"{one.pays}；{one.instalments}" if one.instalments else one.pays


def _conditions(shown: Overview) -> Sequence[Row]:
    return [
        (one.title, number, condition.text, condition.clause, condition.basis)
        for one in shown.types
        for number, condition in enumerate(one.conditions, 1)
    ]


def _standards(shown: Overview) -> Sequence[Row]:
    return [
        (
            one.title,
            f"{value.name}（{value.key}）" if value.key else value.name,
            "未配置" if value.status is Status.MISSING else value.value,
            value.unit,
            value.start,
            value.source,
        )
        for one in shown.types
        for value in one.standards
    ]


def _materials(shown: Overview) -> Sequence[Row]:
    return [
        (one.title, number, paper.name, paper.basis, paper.form.value, paper.copies, "是" if paper.deferrable else "否")
        for one in shown.types
        for number, paper in enumerate(one.materials, 1)
    ]

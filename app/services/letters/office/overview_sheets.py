"""政策一览 for the counter as PDF: a list of all types, then a sheet a type; and one type alone."""

from __future__ import annotations

from app.services.letters.paper.content import Align, Block, Column, Heading, Note, Table, chinese_date
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.sheets import Sheet, render_sheets
from app.services.policy.material_lists import Material
from app.services.standards.policy_overview import Overview, TypeShown
from app.services.standards.standards_shown import Shown, Status

_LIST = (
    Column("序号", 7, Align.CENTRE),
    Column("事项", 22),
    Column("适用对象", 34),
    Column("现行标准", 37),
)
_ABOUT = (Column("项目", 15, Align.CENTRE), Column("内容", 85))
_CONDITIONS = (
    Column("序号", 8, Align.CENTRE),
    Column("申领条件", 62),
    Column("依据", 12, Align.CENTRE),
    Column("性质", 18, Align.CENTRE),
)
_STANDARDS = (
    Column("标准", 44),
    Column("数额", 20, Align.END),
    Column("起始日期", 18, Align.CENTRE),
    Column("依据", 18, Align.CENTRE),
)
_MATERIALS = (
    Column("序号", 8, Align.CENTRE),
    Column("材料名称", 40),
    Column("依据", 18, Align.CENTRE),
    Column("原件/复印件", 18, Align.CENTRE),
    Column("份数", 7, Align.CENTRE),
    Column("容缺", 9, Align.CENTRE),
)


def overview_pdf(shown: Overview, fonts: Fonts, code: str = "") -> bytes:
    """All types as a booklet, or the sheet of one; UserError for a character that no face has."""
    chosen = [one for one in shown.types if code in ("", one.code)]
    sheets = [_sheet(one, shown) for one in chosen]
    name = f"政策一览 {chosen[0].title if code else ''}".strip()
    return render_sheets([*([] if code else [_list(shown)]), *sheets], shown.office, name, fonts)


def _list(shown: Overview) -> Sheet:
    rows = [(str(number), one.title, one.for_whom, one.pays) for number, one in enumerate(shown.types, 1)]
    return Sheet(("技能人才政策一览",), (Table(_LIST, tuple(rows)), _foot(shown)))


def _sheet(one: TypeShown, shown: Overview) -> Sheet:
    body: list[Block] = [Table(_ABOUT, _about(one))]
    if one.conditions:
        rows = ((str(n), c.text, c.clause, c.basis) for n, c in enumerate(one.conditions, 1))
        body += [Heading("申领条件"), Table(_CONDITIONS, tuple(rows))]
    if one.standards:
        body += [Heading("现行标准"), Table(_STANDARDS, tuple(map(_standard, one.standards)))]
    if one.materials:
        rows_in = (_material(n, material) for n, material in enumerate(one.materials, 1))
        body += [Heading("提交材料"), Table(_MATERIALS, tuple(rows_in))]
    return Sheet((one.title,), (*body, _foot(shown)))


def _about(one: TypeShown) -> tuple[tuple[str, str], ...]:
    """The facts in a few lines; what does not apply is left out."""
    lines = (
        ("适用对象", one.for_whom),
        ("政策依据", one.clause),
        ("发给", one.payee),
        ("金额举例", one.worked),
        ("时间要求", one.time),
        ("申领次数", one.repeats),
        ("不重复享受", one.shared),
        ("发放方式", one.instalments),
        ("填报内容", "、".join(one.asked)),
    )
    return tuple((label, text) for label, text in lines if text)


def _standard(value: Shown) -> tuple[str, ...]:
    name = f"{value.name}（{value.key}）" if value.key else value.name
    if value.status is Status.MISSING:
        return name, "未配置", "", ""
    return name, f"{value.value} {value.unit}", str(value.start), value.source


def _material(number: int, one: Material) -> tuple[str, ...]:
    basis = one.basis.removeprefix("《实施意见》")
    return str(number), one.name, basis, one.form.value, str(one.copies), "可以" if one.deferrable else "不可"


def _foot(shown: Overview) -> Note:
    return Note(
        f"{shown.office}　{chinese_date(shown.day)}。标准以申报日期当日有效的为准；依据三.2指《实施意见》第三部分第二段，余同。"
    )

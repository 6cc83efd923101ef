"""A material list as rich text, the same on 政策一览 and beside a form."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from app.services.policy.material_lists import Material

_HEADERS = ("序号", "材料名称", "依据", "形式", "份数", "容缺")


def materials_html(materials: Sequence[Material]) -> str:
    """A table of materials; a sentence when there is no list."""
    if not materials:
        return "<p>还没有材料清单，请管理员在“政策一览”录入。</p>"
    head = "".join(f"<th align='left'>{one}</th>" for one in _HEADERS)
    rows = "".join(
        f"<tr><td>{number}</td><td>{escape(one.name)}</td><td>{escape(one.basis.removeprefix('《实施意见》'))}</td>"
        f"<td>{one.form.value}</td><td>{one.copies}</td><td>{'可以' if one.deferrable else '不可'}</td></tr>"
        for number, one in enumerate(materials, 1)
    )
    return f"<table cellpadding='4' width='100%'><tr>{head}</tr>{rows}</table>"

"""A type of 政策一览 as rich text, to read and copy."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from app.services.standards.policy_overview import TypeShown
from app.services.standards.standards_shown import Shown, Status
from app.ui import tokens
from app.ui.widgets.case.material_text import materials_html


def type_html(one: TypeShown) -> str:
    """For whom, conditions, standards, materials and columns of a type."""
    grey = tokens.colours().secondary
    about = (
        ("适用对象", one.for_whom),
        ("金额举例", one.worked),
        ("时间要求", one.time),
        ("申领次数", one.repeats),
        ("不重复享受", one.shared),
        ("发放方式", one.instalments),
    )
    lines = "".join(
        f"<p><span style='color:{grey}'>{label}</span>　{escape(text)}</p>" for label, text in about if text
    )
    conditions = (
        f"{escape(line.text)} <span style='color:{grey}'>{line.clause}　{line.basis}</span>" for line in one.conditions
    )
    return (
        f"<h3>{escape(one.title)}</h3><p style='color:{grey}'>{escape(one.clause)}　发给{escape(one.payee)}</p>{lines}"
        f"{_part('条件', conditions)}"
        f"{_part('现行标准', map(_standard, one.standards))}"
        f"<h4>提交材料</h4>{materials_html(one.materials)}"
        f"<h4>填报内容</h4><p>{escape('、'.join(one.asked))}</p>"
    )


def _part(title: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<h4>{title}</h4><ul>{items}</ul>" if items else ""


def _standard(value: Shown) -> str:
    title = escape(f"{value.name}（{value.key}）" if value.key else value.name)
    if value.status is Status.MISSING:
        return f"{title} <b style='color:{tokens.colours().amber_text}'>未配置</b>"
    since = f"自 {value.start} 起　{escape(value.source)}"
    return f"{title} <b>{escape(value.value)}</b> {value.unit} {_grey(since)}"


def _grey(text: str) -> str:
    return f"<span style='color:{tokens.colours().secondary}'>{text}</span>"

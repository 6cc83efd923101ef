"""An assessment as rich text: the sum with its formula, every condition with its figures and place, what was taken off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from app.services.policy.assessments import Assessment, Component, Deduction, Instalment, Step
from app.services.policy.clauses import NO_DUPLICATE, Basis
from app.services.policy.money import yuan
from app.ui import tokens
from app.ui.tokens import Colours

MET, FAILED, WARNS = "✓", "×", "⚠"  # all three are in the shipped face
_UNANSWERED = "未填，须在补正时补齐"
_CASE = re.compile(r"YJJG-\d{4}-\d{6,}")
_UNIT = re.compile(r"(?<=\d) (?=元)")  # a sum and its unit stay on one line


def explanation(assessment: Assessment, *, compact: bool) -> str:
    """The whole explanation as HTML; `compact` leaves the place of conditions that are met out."""
    scheme = tokens.colours()
    parts = [_sums(assessment, scheme), _conditions(assessment.steps, scheme, compact=compact)]
    if assessment.reading and any(step.basis is Basis.READING for step in assessment.steps):
        parts.append(_small(f"{Basis.READING}：{assessment.reading}", scheme))
    if assessment.missing:
        parts.append(_section("标准未配置", _notes(_unset(assessment.missing), scheme), scheme))
    if assessment.warnings:
        parts.append(_section("提醒", _notes(_gathered(assessment.warnings), scheme), scheme))
    return _UNIT.sub("\u00a0", "".join(parts))


def wanting(labels: Iterable[str], about: Iterable[tuple[str, str]] = ()) -> str:
    """What the form is about, and what is still to be filled in before anything can be assessed, as HTML."""
    scheme = tokens.colours()
    told = "".join(
        _section(heading, f"<p style='margin-top:2px;margin-bottom:2px'>{escape(text)}</p>", scheme)
        for heading, text in about
        if text
    )
    rows = "".join(_row("·", scheme.secondary, escape(label), "") for label in labels)
    return told + _section("还须填写", _table(rows), scheme)


def _sums(assessment: Assessment, scheme: Colours) -> str:
    if not assessment.components:
        return ""
    rows = [_component(part, scheme) for part in assessment.components]
    rows += [_deduction(part, scheme) for part in assessment.deductions]
    if len(rows) > 1:
        rows.append(_amount("<b>应付</b>", f"<b>{yuan(assessment.payable_fen)}</b>", scheme.ink))
    parts = assessment.instalments
    if len(parts) > 1:
        rows += [_instalment(part, scheme) for part in parts]
    return _section("金额怎么来", _table("".join(rows)), scheme)


def _component(part: Component, scheme: Colours) -> str:
    source = f"{part.clause}" if part.source in ("", str(part.clause)) else f"{part.clause} · {part.source}"
    plain = part.formula == f"{part.label} {yuan(part.amount_fen)} 元"
    formula = "" if plain else _small(part.formula, scheme)
    text = f"{escape(part.label)}{formula}{_small(f'依据 {source}', scheme)}"
    return _amount(text, yuan(part.amount_fen), scheme.ink)


def _deduction(part: Deduction, scheme: Colours) -> str:
    named = [case for case in part.cases if case not in part.text]
    against = f"（{'、'.join(named)}）" if named else ""
    text = f"不重复享受，扣减{_small(part.text + against, scheme)}{_small(f'依据 {NO_DUPLICATE}', scheme)}"
    return _amount(text, f"−{yuan(part.amount_fen)}", scheme.red)


def _instalment(part: Instalment, scheme: Colours) -> str:
    when = f"首笔拨付满 {part.years_after} 年后" if part.years_after else "批准后拨付"
    check = "，年度核查合格后" if part.needs_check else ""
    return _amount(f"其中 {escape(part.label)}{_small(when + check, scheme)}", yuan(part.amount_fen), scheme.secondary)


def _conditions(steps: tuple[Step, ...], scheme: Colours, *, compact: bool) -> str:
    shown = [step for step in steps if not step.text.startswith("标准未配置")]
    rows = "".join(_condition(step, scheme, compact=compact) for step in shown)
    failed = sum(not step.ok for step in shown)
    count = f"{len(shown)} 项，{failed} 项不满足" if failed else f"{len(shown)} 项，全部满足"
    return _section("条件", _table(rows), scheme, count)


def _condition(step: Step, scheme: Colours, *, compact: bool) -> str:
    colour = scheme.green if step.ok else scheme.red
    text = escape(step.text)
    if not step.ok:
        text = f'<span style="color:{scheme.red}"><b>{text}</b></span>'
    detail = step.detail.removesuffix(f"，最早 {step.earliest}")
    text += _small(detail, scheme) if detail else ""
    if step.earliest and not step.ok:
        text += f'<br/><span style="color:{scheme.amber_text}">最早 {step.earliest} 起满足</span>'
    place = f"{step.clause} {step.basis.value}"
    if compact:
        text += "" if step.ok else _small(f"依据 {place}", scheme)
        place = ""
    return _row(MET if step.ok else FAILED, colour, text, place, ground="" if step.ok else scheme.red_ground)


def _notes(texts: Iterable[str], scheme: Colours) -> str:
    return _table("".join(_row(WARNS, scheme.amber_text, _linked(text), "") for text in texts))


def _gathered(warnings: Iterable[str]) -> list[str]:
    """The warnings with those about blank answers drawn together into one."""
    blank = [text.removesuffix(_UNANSWERED) for text in warnings if text.endswith(_UNANSWERED)]
    others = [text for text in warnings if not text.endswith(_UNANSWERED)]
    return [*others, f"{'、'.join(blank)}{_UNANSWERED}"] if blank else others


def _unset(missing: Iterable[str]) -> list[str]:
    return [f"{name}尚未登记，须由管理员在“政策标准”中登记后才能批准" for name in missing]


def _row(sign: str, colour: str, text: str, place: str, *, ground: str = "") -> str:
    """One line: a sign, the text, and small at its right where it stands in the Opinion."""
    fill = f' bgcolor="{ground}"' if ground else ""
    small = f"color:{tokens.colours().secondary};font-size:{tokens.SECONDARY_PT}pt;white-space:nowrap"
    right = f'<td align="right" style="{small}">{place}</td>' if place else ""
    return f'<tr{fill}><td width="18" style="color:{colour}"><b>{sign}</b></td><td>{text}</td>{right}</tr>'


def _amount(text: str, amount: str, colour: str) -> str:
    return f'<tr><td>{text}</td><td align="right" style="color:{colour}">{amount}</td></tr>'


def _table(rows: str) -> str:
    return f'<table width="100%" cellspacing="0" cellpadding="4">{rows}</table>'


def _section(title: str, body: str, scheme: Colours, note: str = "") -> str:
    side = f'<span style="color:{scheme.secondary};font-size:{tokens.SECONDARY_PT}pt">　{note}</span>' if note else ""
    return f'<p style="margin-top:10px;margin-bottom:2px"><b>{title}</b>{side}</p>{body}'


def _small(text: str, scheme: Colours) -> str:
    return f'<br/><span style="color:{scheme.secondary};font-size:{tokens.SECONDARY_PT}pt">{_linked(text)}</span>'


def _linked(text: str) -> str:
    """Text with every case number in it as a link."""
    return _CASE.sub(lambda match: f'<a href="{match[0]}">{match[0]}</a>', escape(text))

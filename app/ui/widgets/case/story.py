"""What happened to a case: its course, opinions, instalments, letters and changed answers, as text to read."""

from collections.abc import Iterable, Iterator
from html import escape

from app.services.worklists.case_shown import CaseView, ShownInstalment, ShownLetter, ShownStep
from app.ui import tokens
from app.ui.widgets.table.formats import money


def story(view: CaseView) -> str:
    """The case's story as rich text, the latest step first."""
    parts = (
        ("办理过程", [_step(step) for step in reversed(view.course)]),
        ("补正", list(_requests(view))),
        ("会签意见", list(_opinions(view))),
        ("公示", list(_publicity(view))),
        ("分期拨付", [_instalment(one) for one in view.instalments]),
        ("文书", [_letter(one) for one in view.letters]),
        ("修改记录", list(_changes(view))),
    )
    return "".join(_section(title, lines) for title, lines in parts if lines)


def _section(title: str, lines: Iterable[str]) -> str:
    return f"<p><b>{title}</b></p>" + "".join(f"<p>{line}</p>" for line in lines)


def _quiet(text: str) -> str:
    return f'<span style="color:{tokens.colours().secondary}">{text}</span>'


def _letter(one: ShownLetter) -> str:
    served = f"{one.served_on} {escape(one.manner)}" if one.served_on else "未送达"
    replaced = f"　已由 {escape(one.corrected_by)} 更正" if one.corrected_by else ""
    return f"{escape(one.number)}　{escape(one.kind)}　{one.issued_on}　{_quiet(f'{served}{replaced}')}"


def _step(step: ShownStep) -> str:
    on = f"{step.at:%Y-%m-%d %H:%M}" if step.at.date() == step.on_day else f"{step.on_day}"
    went = f"→ {step.after}" if step.before != step.after else ""
    why = f"<br>{escape(step.reason)}" if step.reason else ""
    return f"{escape(step.label)}　{_quiet(f'{escape(step.account)}　{on}　{went}')}{why}"


def _opinions(view: CaseView) -> Iterator[str]:
    for one in view.opinions:
        signed = f"{one.signer} {one.given_on}".strip()
        files = f"，扫描件 {len(one.scans)}" if one.scans else ""
        said = "尚未回复" if one.agrees is None else f"{'同意' if one.agrees else one.text}（{signed}{files}）"
        yield f"第 {one.round} 轮　{escape(one.department)}：{escape(said)}"


def _publicity(view: CaseView) -> Iterator[str]:
    if view.public_from:
        until = view.calendar.day_text(view.public_until) if view.public_until else ""
        yield f"{view.public_from} 至 {until}"


def _requests(view: CaseView) -> Iterator[str]:
    for one in view.requests:
        until = f"，应于 {view.calendar.day_text(one.due_on)} 前补正" if one.due_on else ""
        ended = f"，{one.closed_on} 了结" if one.closed_on else until
        items = "".join(f"<br>{place}. {escape(item)}" for place, item in enumerate(one.items, start=1))
        yield f"{one.asked_on} {_quiet(f'{escape(one.account)} 要求{ended}')}{items}"


def _instalment(one: ShownInstalment) -> str:
    left = one.amount_fen - one.paid_fen
    state = (
        "已拨付"
        if left <= 0
        else f"应于 {one.due_on} 前拨付"
        if one.position == 1
        else f"{one.due_on or '前一期拨付后'} 起拨付"
    )
    check = "，须先年度核查" if one.needs_check and left > 0 else ""
    return f"{escape(one.label)}　{money(one.amount_fen)} 元　{_quiet(state + check)}"


def _changes(view: CaseView) -> Iterator[str]:
    for one in view.changes:
        was = f"{escape(one.before) or '空'} → {escape(one.after) or '空'}"
        yield f"{escape(one.label)}：{was}<br>{_quiet(f'{escape(one.account)}　{one.at:%Y-%m-%d %H:%M}')}"

"""双随机抽取记录 as PDF: the frozen list, the rule, the seed, what was drawn; enough to draw it again by hand."""

from __future__ import annotations

from app.services.letters.paper.content import Align, Block, Column, Heading, Note, Paragraph, Table, chinese_date
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.sheets import Sheet, render_sheets
from app.services.supervision.drawing import FROZEN, RULE, lot
from app.services.supervision.sampling import OUTCOMES, DrawnMember, DrawView

_SHOWN = 16
_DRAWN = (
    Column("序号", 7, Align.CENTRE),
    Column("编号", 25, Align.CENTRE),
    Column("名称", 22),
    Column("抽签值前16位", 22, Align.CENTRE),
    Column("检查人员", 12),
    Column("检查结果", 12),
)
_LISTED = (
    Column("序号", 8, Align.CENTRE),
    Column("编号", 32, Align.CENTRE),
    Column("名称", 34),
    Column("抽签值前16位", 26, Align.CENTRE),
)


def draw_record(view: DrawView, office: str, fonts: Fonts) -> bytes:
    """The record of a draw, or of a frozen list that waits for its seed, as one PDF."""
    title = ("双随机抽查抽取记录" if view.seed else "双随机抽查名单冻结记录",)
    listed = Sheet(("附：冻结名单",), (Table(_LISTED, tuple(_listed(view))),))
    return render_sheets([Sheet(title, tuple(_about(view))), listed], office, f"{title[0]} {view.number}", fonts)


def _about(view: DrawView) -> list[Block]:
    body: list[Block] = [
        Paragraph(f"{view.number}，{chinese_date(view.frozen_on)}由{view.frozen_by}冻结。", "一、编号。"),
        Paragraph(f"{view.scope}，共{len(view.members)}个，抽取{view.wanted}个。", "二、范围。"),
        Paragraph(f"{'、'.join(view.inspectors)}，每个对象派{view.per_member}人。", "三、检查人员名单。"),
        Paragraph(f"SHA-256 {view.digest}。名单、人员和抽取数冻结在先，种子公布在后。{FROZEN}", "四、冻结摘要。"),
        Paragraph(RULE, "五、抽取规则。"),
    ]
    if not view.seed or view.drawn_on is None:
        return [*body, Paragraph("尚未抽取，待种子公布后进行。", "六、种子。"), _signatures()]
    drawn = Table(_DRAWN, tuple(map(_drawn, view.results)))
    source = f"“{view.seed}”，出处：{view.seed_source}；{chinese_date(view.drawn_on)}由{view.drawn_by}抽取。"
    return [*body, Paragraph(source, "六、种子。"), Heading("七、抽取结果"), drawn, _signatures()]


def _signatures() -> Note:
    return Note("抽取人（签名）：　　　　　　监督人（签名）：　　　　　　日期：　　　　　")


def _drawn(one: DrawnMember) -> tuple[str, ...]:
    outcome = f"{OUTCOMES.get(one.outcome, '')}{'：' if one.finding else ''}{one.finding}"
    return (
        *(str(one.position), one.member.number, one.member.name, one.lot[:_SHOWN]),
        *("、".join(one.inspectors), outcome),
    )


def _listed(view: DrawView) -> list[tuple[str, ...]]:
    """The list in its order; after the draw with every lot, so that the order of the draw can be followed."""
    return [
        (str(place), one.number, one.name, lot(view.seed, one.number)[:_SHOWN] if view.seed else "")
        for place, one in enumerate(view.members, 1)
    ]

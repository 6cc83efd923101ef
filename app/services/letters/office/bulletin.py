"""技能人才供求信息 as it is posted: posts with whom to ask, persons by surname alone, without number or telephone."""

from collections.abc import Sequence

from app.services.letters.paper.content import (
    BLANK,
    Align,
    Column,
    Heading,
    Letter,
    Note,
    Paragraph,
    Table,
    chinese_date,
)
from app.services.registers.standing import BulletinFacts

KIND = "技能人才供求信息"
_NUMBER = Column("序号", 7, Align.CENTRE)
_POSTS = (
    _NUMBER,
    Column("用人单位", 24),
    Column("工种", 12),
    Column("技能等级", 12, Align.CENTRE),
    Column("人数", 8, Align.CENTRE),
    Column("薪酬待遇", 18),
    Column("联系人及电话", 22),
)
_SEEKERS = (
    _NUMBER,
    Column("求职人员", 16),
    Column("工种", 16),
    Column("技能等级", 14, Align.CENTRE),
    Column("求职意向", 36),
    Column("有效期至", 16, Align.CENTRE),
)


def bulletin(facts: BulletinFacts) -> Letter:
    """Return the issue as a paper of the office: posts, then persons, then how to ask."""
    phone = f"（电话：{facts.phone}）" if facts.phone else ""
    reached = (f"地址：{facts.address}" if facts.address else "", f"联系电话：{facts.phone}" if facts.phone else "")
    posts = [
        (
            str(number),
            post.unit,
            post.occupation,
            post.level,
            str(post.wanted),
            post.pay,
            f"{post.contact} {post.phone}",
        )
        for number, post in enumerate(facts.posts, 1)
    ]
    seekers = [
        (str(number), one.called, one.occupation, one.level, one.sought, one.until.isoformat())
        for number, one in enumerate(facts.seekers, 1)
    ]
    body = (
        Paragraph(f"截至{chinese_date(facts.day)}，在本局登记且在有效期内的{facts.summary}，现予发布。"),
        Heading("一、岗位需求"),
        *_listed(_POSTS, posts, "本期没有岗位需求。"),
        Heading("二、求职人员"),
        *_listed(_SEEKERS, seekers, "本期没有求职人员。"),
        Note(f"用人单位有意招用求职人员的，请与本局联系{phone}，由本局转告本人；本局不收取任何费用。"),
    )
    return Letter(
        kind=KIND,
        office=facts.office or BLANK,
        number=facts.number,
        title=(KIND,),
        body=body,
        contact="　".join(filter(None, reached)),
    )


def _listed(columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]], none: str) -> tuple[Table | Paragraph, ...]:
    return (Table(columns, tuple(rows)),) if rows else (Paragraph(none),)

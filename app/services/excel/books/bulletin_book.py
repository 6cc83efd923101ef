"""技能人才供求信息 as a workbook: a sheet of posts, a sheet of persons."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook

from app.services.excel.writing.sheet import Column, Row, Table, add_table
from app.services.excel.writing.styles import Kind
from app.services.registers.standing import BulletinFacts

POSTS = (
    Column("序号", Kind.COUNT),
    Column("用人单位", widest=36),
    Column("工种"),
    Column("技能等级", Kind.CODE),
    Column("招聘人数", Kind.COUNT),
    Column("薪酬待遇", widest=36),
    Column("联系人"),
    Column("联系电话", Kind.CODE),
    Column("有效期至", Kind.DAY),
)
SEEKERS = (
    Column("序号", Kind.COUNT),
    Column("求职人员"),
    Column("工种"),
    Column("技能等级", Kind.CODE),
    Column("求职意向", widest=48),
    Column("有效期至", Kind.DAY),
)


def bulletin_workbook(facts: BulletinFacts) -> bytes:
    """The issue as the bytes of a workbook."""
    title, caption = f"{facts.office}技能人才供求信息", f"{facts.number}　发布日期：{facts.day}"
    posts: list[Row] = [
        (number, post.unit, post.occupation, post.level, post.wanted, post.pay, post.contact, post.phone, post.until)
        for number, post in enumerate(facts.posts, 1)
    ]
    seekers: list[Row] = [
        (number, one.called, one.occupation, one.level, one.sought, one.until)
        for number, one in enumerate(facts.seekers, 1)
    ]
    wanted = sum(post.wanted for post in facts.posts)
    book = Workbook(write_only=True)
    total = ("合计", "", "", "", wanted, "", "", "", None)
    add_table(book, Table("岗位需求", f"{title}（岗位需求）", caption, POSTS, posts, total, "单位：人"))
    add_table(book, Table("求职人员", f"{title}（求职人员）", caption, SEEKERS, seekers, None, f"共 {len(seekers)} 名"))
    output = BytesIO()
    book.save(output)
    return output.getvalue()

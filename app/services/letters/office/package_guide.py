"""核验说明 of the auditors' folder: what lies in it, and how anyone checks each part without this program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.services.letters.paper.content import Align, Block, Column, Heading, Note, Paragraph, Table, chinese_date
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.sheets import Sheet, render_sheets
from app.services.policy.money import yuan

_FILES = (Column("序号", 8, Align.CENTRE), Column("文件", 34), Column("内容", 58))
_FIGURES = (Column("项目", 60), Column("数值", 40, Align.END))


@dataclass(frozen=True)
class Guide:
    """What the page states: sums in fen; `head` is the digest of the last entry of the audit chain."""

    office: str
    year: int
    made_on: date
    made_by: str
    cases: int
    letters: int
    entries: int
    paid_fen: int
    recovered_fen: int
    audit_entries: int
    head: str
    files: tuple[tuple[str, str], ...]


def guide_pdf(guide: Guide, fonts: Fonts) -> bytes:
    """The page as PDF; UserError for a character that no face has."""
    files = tuple((str(place), *line) for place, line in enumerate(guide.files, 1))
    figures = (
        ("案件（件）", f"{guide.cases:,}"),
        ("文书（份）", f"{guide.letters:,}"),
        ("发放台账（笔）", f"{guide.entries:,}"),
        ("发放台账合计（元）", yuan(guide.paid_fen)),
        ("本年度追回（元）", yuan(guide.recovered_fen)),
        ("审计日志（条，自建立数据以来）", f"{guide.audit_entries:,}"),
    )
    body: tuple[Block, ...] = (
        Paragraph(f"本套资料由{guide.made_by}于{chinese_date(guide.made_on)}从办理程序导出，供审计和检查使用。"),
        Heading("一、资料目录"),
        Table(_FILES, files),
        Heading("二、主要数字"),
        Table(_FIGURES, figures),
        Heading("三、怎样核验"),
        *(Paragraph(text, lead) for lead, text in _ways(guide)),
        Note("本套资料含身份证号和银行账号，请按涉密和个人信息保护要求保管、传递，用后归还或销毁。"),
    )
    title = (f"{guide.year}年度迎审资料核验说明",)
    return render_sheets([Sheet(title, body)], guide.office, title[0], fonts)


def _ways(guide: Guide) -> tuple[tuple[str, str], ...]:
    return (
        (
            "（一）文件是否完整。",
            "“校验和.txt”每行是一个文件的 SHA-256 值和文件名。Windows 用 certutil -hashfile 文件名 SHA256，"
            "Linux 用 sha256sum -c 校验和.txt，逐个比对。",
        ),
        (
            "（二）金额是否相符。",
            "“年度报表”汇总、分月、分乡镇、分单位和资金台账各表的已拨付合计相等，并与“发放台账”合计一致；"
            "每件的核定金额见“案件清单”案件表，怎样得来见金额说明表；"
            "追回逐笔见追回入账表，其“已退增减”合计等于上面的本年度追回。",
        ),
        (
            "（三）文书是否原件。",
            "“文书”文件夹里是出具时存档的原文件，SHA-256 值列在“案件清单”文书目录表；文书上的验证码可在本局柜台核验。",
        ),
        (
            "（四）日志是否改动。",
            "“审计日志.jsonl”每行依次是序号、时间、账号、事项、对象、说明、账目摘要（此前没有账目的不写）、摘要；摘要＝SHA-256（上一条摘要、序号、时间、账号、"
            "事项、对象、说明、账目摘要，以 U+001F 字符连接，UTF-8 编码），第一条的上一条摘要为 64 个 0；从头算到末条，应得到下面的链头。日结单上打印的链头应能在日志中找到。",
        ),
        ("（五）链头。", f"第 {guide.audit_entries} 条，{guide.head}。"),
    )

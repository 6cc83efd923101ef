"""Dated lists of the bureau's own papers, each line with number, date, subject and scan; cases refer to them."""

from __future__ import annotations

from datetime import date

from app.services.policy.clauses import Clause
from app.services.policy.parties import CaseFacts
from app.services.policy.questions import Code, Day, Facts, Group, Need, Text, asks
from app.services.registers.definition import Register, joined_mark, same
from app.services.registers.stored import FILES, REFERENCES, counted_beside, stored_lines


class Paper(Facts):
    """A paper of a dated list."""

    number: Code = asks(
        "文号",
        group=Group.ENTRY,
        example="叶人社〔2024〕12号",
        hint="没有文号的填编号",
        aliases=("编号", "文件号", "批准文号", "备案编号"),
    )
    dated_on: Day = asks(
        "日期",
        group=Group.ENTRY,
        example="2024-03-01",
        aliases=("印发日期", "会议日期", "备案日期", "批准日期", "发文日期"),
    )
    subject: Text = asks(
        "主题",
        group=Group.ENTRY,
        example="2024年度职业技能竞赛计划",
        aliases=("标题", "名称", "事项", "内容", "机构名称"),
    )
    note: Text | None = same(CaseFacts, "note", need=Need.OPTIONAL)


class Bulletin(Facts):
    """An issue of 技能人才供求信息."""

    number: Code = asks("期号", group=Group.ENTRY)
    dated_on: Day = asks("发布日期", group=Group.ENTRY)
    subject: Text = asks("主题", group=Group.ENTRY)


def _paper_mark(paper: Paper | Bulletin) -> str:
    return paper.number


def _paper_day(paper: Paper | Bulletin) -> date:
    return paper.dated_on


def _listed(code: str, title: str, clause: Clause, purpose: str) -> Register:
    return Register(
        code,
        title,
        clause,
        purpose,
        Paper,
        mark=lambda paper: joined_mark(paper.number, paper.subject),
        lines=stored_lines,
        day=_paper_day,
        extras=(FILES, REFERENCES),
        extend=counted_beside,
        scanned=True,
        counted_in="件",
    )


CONTEST_PLANS = _listed(
    "contest-plans",
    "年度竞赛计划",
    Clause(7, 1),
    "列入年度计划的职业技能竞赛；区级赛事申请补助时引用，附计划文件扫描件。",
)
EVALUATORS = _listed("evaluators", "技能评价机构备案", Clause(5, 1), "经备案的技能等级评价机构，附备案材料扫描件。")
ACHIEVEMENT_ROUNDS = _listed(
    "achievement-rounds", "成果评鉴批次", Clause(8, 1), "技能大师工作室成果评鉴的各批次，成果奖励案件引用，附评鉴文件。"
)
MEETINGS = _listed("meetings", "联席会议纪要", Clause(10, 3), "技工强区联席会议纪要，附扫描件。")
COMMENDATIONS = _listed("commendations", "表彰", Clause(10, 3), "对技能人才和单位的表彰，附表彰文件扫描件。")
BULLETINS = Register(
    "bulletins",
    "供求信息发布",
    Clause(9, 1),
    "每期技能人才供求信息，PDF 和 Excel 按发布时的内容存档。",
    Bulletin,
    mark=_paper_mark,
    lines=stored_lines,
    day=_paper_day,
    extras=(FILES,),
    extend=counted_beside,
    by_hand=False,
    scanned=True,
    counted_in="期",
)

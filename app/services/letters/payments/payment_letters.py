"""The papers of a payment run: 资金拨付花名册 for the bank, 资金拨付申请函 with its table for the finance bureau."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.services.letters.facts import Office, with_lines_to_fill
from app.services.letters.paper.content import (
    Align,
    Annex,
    Block,
    Column,
    Letter,
    Note,
    Paragraph,
    SumLine,
    Table,
    chinese_date,
)
from app.services.letters.wording import OPINION_IN_FULL
from app.services.policy.capitals import capitals
from app.services.policy.money import yuan

ROSTER, REQUEST, SUMMARY = "资金拨付花名册", "资金拨付申请函", "技能人才补贴资金拨付汇总审核表"
_TO_SIGN = "（签字）　　年　月　日"


@dataclass(frozen=True)
class PayLine:
    """A line as the bank needs it; sums in fen, `set_off_fen` is kept back."""

    case_number: str
    code: str
    title: str
    clause: str
    payee: str
    account_name: str
    bank: str
    account_number: str
    amount_fen: int
    set_off_fen: int
    remark: str

    @property
    def net_fen(self) -> int:
        """What the bank pays out."""
        return self.amount_fen - self.set_off_fen


@dataclass(frozen=True)
class RunFacts:
    """A payment run as its papers state it, lines in their order."""

    office: Office
    number: str
    run: str
    source: str
    treasury: str
    lines: tuple[PayLine, ...]
    signed_on: date
    verification_code: str = ""
    corrects: str = ""
    correction: str = ""

    @property
    def amount_fen(self) -> int:
        """What is due in all, in fen."""
        return sum(line.amount_fen for line in self.lines)

    @property
    def set_off_fen(self) -> int:
        """What of it is kept back, in fen."""
        return sum(line.set_off_fen for line in self.lines)

    @property
    def net_fen(self) -> int:
        """What is paid out in all, in fen."""
        return self.amount_fen - self.set_off_fen


def roster(facts: RunFacts) -> Letter:
    """Return the pay list for the bank: whole account numbers, a total in figures and capitals, places to sign."""
    source = f"　资金来源：{facts.source}" if facts.source else ""
    head = f"批次：{facts.run}　编号：{facts.number}　制表日期：{chinese_date(facts.signed_on)}{source}　单位：元"
    body: tuple[Block, ...] = (
        Note(head),
        _roster_table(facts),
        SumLine(f"合计{len(facts.lines):,}笔，{'实付' if facts.set_off_fen else '金额'}", facts.net_fen),
        _signatures("经办", "复核", "审批"),
    )
    return Letter(
        kind=ROSTER,
        office=facts.office.name,
        number=facts.number,
        title=(f"{facts.office.name}技能人才补贴资金拨付花名册",),
        body=body,
        signed_on=facts.signed_on,
        verification_code=facts.verification_code,
        corrects=facts.corrects,
        correction=facts.correction,
        across=True,
    )


def _roster_table(facts: RunFacts) -> Table:
    if facts.set_off_fen:
        sums: tuple[Column, ...] = (
            Column("应付", 9, Align.END),
            Column("抵扣", 8, Align.END),
            Column("实付金额", 10, Align.END),
        )
    else:
        sums = (Column("金额", 11, Align.END),)
    columns = (
        Column("序号", 5, Align.CENTRE),
        Column("案件编号", 16, Align.CENTRE),
        Column("姓名或单位", 13),
        Column("开户名", 13),
        Column("开户银行", 21),
        Column("银行账号", 18),
        *sums,
        Column("备注", 8),
    )
    rows = tuple(_row(number, line, set_off=bool(facts.set_off_fen)) for number, line in enumerate(facts.lines, 1))
    last = (yuan(facts.amount_fen), yuan(facts.set_off_fen), yuan(facts.net_fen))
    total = ("合计", f"{len(facts.lines):,}笔", "", "", "", "", *(last if facts.set_off_fen else last[2:]), "")
    return Table(columns, (*rows, total))


def _row(number: int, line: PayLine, *, set_off: bool) -> tuple[str, ...]:
    sums = (yuan(line.amount_fen), yuan(line.set_off_fen), yuan(line.net_fen)) if set_off else (yuan(line.net_fen),)
    account = (line.payee, line.account_name, line.bank, line.account_number)
    return (str(number), line.case_number, *account, *sums, line.remark)


def request(facts: RunFacts) -> Letter:
    """Return the letter that asks the finance bureau for the sum, with the table by type as its annex."""
    office = with_lines_to_fill(facts.office)
    cases = len({line.case_number for line in facts.lines})
    source = f"从{facts.source}中" if facts.source else ""
    kept = (
        f"其中依当事人书面同意抵扣应退回资金{yuan(facts.set_off_fen)}元，实际申请拨付{yuan(facts.net_fen)}元。"
        if facts.set_off_fen
        else ""
    )
    body = (
        Paragraph(
            f"依照{OPINION_IN_FULL}的规定，我局审核批准技能人才补贴{cases:,}件，均已履行受理、复核、会签、公示、审批程序，"
            f"本批次（{facts.run}）应拨付资金{yuan(facts.amount_fen)}元（人民币{capitals(facts.amount_fen)}）。{kept}"
        ),
        Paragraph(f"现申请{source}拨付上述资金，由我局按花名册所列账户发放到申领单位和个人。请予审核拨付为盼。"),
        Paragraph("专此函达。"),
        Paragraph(f"附件：1. {SUMMARY}"),
        Paragraph(f"　　　2. {ROSTER}（批次{facts.run}，另册）"),
    )
    return Letter(
        kind=REQUEST,
        office=facts.office.name,
        number=facts.number,
        title=("关于申请拨付技能人才补贴资金的函",),
        body=body,
        addressee=facts.treasury,
        signed_on=facts.signed_on,
        contact=f"地址：{office.address}　联系电话：{office.phone}",
        verification_code=facts.verification_code,
        corrects=facts.corrects,
        correction=facts.correction,
        annexes=(Annex((SUMMARY,), _summary(facts)),),
    )


def _summary(facts: RunFacts) -> tuple[Block, ...]:
    source = f"　资金来源：{facts.source}" if facts.source else ""
    head = f"批次：{facts.run}　制表日期：{chinese_date(facts.signed_on)}{source}　单位：元"
    return (
        Note(head),
        _by_type(facts),
        SumLine("本次申请拨付", facts.net_fen),
        _signatures("经办", "复核", "审批"),
        _signatures("财政部门审核意见"),
    )


def _by_type(facts: RunFacts) -> Table:
    """Cases and sums by type, in the order in which the types first come."""
    kept = bool(facts.set_off_fen)
    sums = [Column("应付金额" if kept else "金额", 20, Align.END)]
    if kept:
        sums += [Column("抵扣", 15, Align.END), Column("申请拨付", 20, Align.END)]
    columns = (
        Column("序号", 8, Align.CENTRE),
        Column("补贴类型", 32),
        Column("依据", 18),
        Column("件数", 10, Align.END),
    )
    rows = []
    for number, code in enumerate(dict.fromkeys(line.code for line in facts.lines), 1):
        lines = [line for line in facts.lines if line.code == code]
        rows.append((str(number), lines[0].title, lines[0].clause, *_counted(lines, kept=kept)))
    rows.append(("合计", "", "", *_counted(facts.lines, kept=kept)))
    return Table((*columns, *sums), tuple(rows))


def _counted(lines: tuple[PayLine, ...] | list[PayLine], *, kept: bool) -> tuple[str, ...]:
    cases = f"{len({line.case_number for line in lines}):,}"
    gross, back = sum(line.amount_fen for line in lines), sum(line.set_off_fen for line in lines)
    return (cases, yuan(gross), yuan(back), yuan(gross - back)) if kept else (cases, yuan(gross))


def _signatures(*places: str) -> Table:
    columns = tuple(Column(place, 30, Align.CENTRE) for place in places)
    return Table(columns, (tuple(_TO_SIGN for _ in places),))

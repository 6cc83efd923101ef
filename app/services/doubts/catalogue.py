"""All checks, in the order in which they are shown. A new check is one function and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.services.doubts import employment, money, papers, parties, supervision
from app.services.doubts.evidence import Evidence, Finding


@dataclass(frozen=True)
class Check:
    """A check: its stored code, its name, what it looks for, and whether what it finds blocks approval and payment."""

    code: str
    title: str
    find: Callable[[Evidence], Iterable[Finding]]
    blocks: bool = False


CHECKS = (
    Check("certificate-persons", "同一证书两人申报", papers.one_certificate_two_persons, blocks=True),
    Check("invoice-twice", "同一发票重复使用", papers.one_invoice_twice, blocks=True),
    Check("misconduct", "列入违规申领台账", supervision.known_for_cheating),
    Check("party-investigated", "关联案件追回立案", supervision.party_investigated),
    Check("already-funded", "已获同类财政资金", papers.funded_already),
    Check("identity-names", "同一身份证号姓名不同", parties.one_identity_two_names),
    Check("unit-names", "同一信用代码单位名称不同", parties.one_credit_code_two_names),
    Check("account-payee", "开户名与收款对象不一致", money.account_name_not_payee),
    Check("account-names", "同一银行账号户名不同", money.one_account_two_names),
    Check("two-units", "同期在两家单位参保用工", employment.two_units_at_once),
    Check("wage-outlier", "工资与同批同单位相差悬殊", money.wages_far_from_the_others),
    Check("shared-phone", "联系电话多人共用", parties.one_phone_many_applicants),
    Check("workbook-twice", "同一申报表中重复出现", parties.twice_in_one_workbook),
    Check("changed-after-review", "复核后内容更改", supervision.changed_after_review),
    Check("dead", "死亡后申领", employment.dead),
    Check("pensioner", "已领取养老待遇", employment.pensioner),
    Check("student", "在校学生", employment.student),
    Check("state-paid", "财政供养人员", employment.paid_by_the_state),
    Check("insured-elsewhere", "由其他单位缴纳社保", employment.insured_elsewhere),
    Check("not-insured", "申领月份无缴费记录", employment.not_insured_by_the_employer),
)
BY_CODE = {check.code: check for check in CHECKS}


def title_of(code: str) -> str:
    """A check by its stored code; the code itself for a check that is no more."""
    return BY_CODE[code].title if code in BY_CODE else code

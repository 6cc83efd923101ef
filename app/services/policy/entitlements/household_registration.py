"""技能人才落户证明: a letter with which a skilled worker and the family register their household in the district."""

from __future__ import annotations

from typing import Annotated

from app.services.policy.clauses import Clause
from app.services.policy.family import read_children
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import CaseFacts, UnitFacts
from app.services.policy.questions import IdentityNumber, Kind, Name, Need, Text, YesNo, asks
from app.services.policy.skills import EmployedFacts, SkilledFacts, require_level
from app.services.policy.terms import Payee, SkillLevel
from app.services.policy.trace import Trace

PLACE = Clause(9, 1)
Children = Annotated[str, Kind("family", read_children)]


class FamilyFacts(CaseFacts):
    """Where the household is and goes, and who comes along."""

    home: Text = asks("现户籍地址", example="河南省固始县", aliases=("户籍所在地", "户籍地址", "现户籍地", "户籍地"))
    from_outside: YesNo = asks("户籍在区外", hint="现户籍是否在叶集区以外", example="是", aliases=("区外户籍",))
    new_home: Text = asks("拟落户地址", example="叶集区史河街道", aliases=("落户地址", "拟迁入地址", "迁入地址"))
    spouse: Name | None = asks("配偶姓名", need=Need.OPTIONAL, example="李敏", aliases=("随迁配偶", "配偶"))
    spouse_number: IdentityNumber | None = asks(
        "配偶身份证号", need=Need.OPTIONAL, example="", aliases=("配偶身份证号码", "配偶证件号码")
    )
    children: Children | None = asks(
        "子女姓名",
        need=Need.OPTIONAL,
        hint="姓名后可写身份证号，多名子女用顿号隔开",
        example="张小明（341504201501011238）、张小红",
        aliases=("随迁子女", "子女", "子女姓名及身份证号", "随迁子女姓名"),
    )
    wishes: Text | None = asks(
        "优先照顾事项",
        need=Need.OPTIONAL,
        hint="就业、就学、住房中需要优先照顾的",
        example="配偶就业、子女就学",
        aliases=("照顾事项", "优先事项", "家属优先事项"),
    )


class Facts(FamilyFacts, EmployedFacts, SkilledFacts, UnitFacts):
    """What 技能人才落户证明 asks."""


def rule(facts: Facts, trace: Trace) -> int:
    """中级工 or above, household outside the district, employed in it."""
    require_level(trace, facts.level, SkillLevel.MIDDLE)
    trace.require("户籍在区外", facts.from_outside, facts.home)
    trace.require("在本区就业", facts.employed_here)
    return 0


SUBSIDY = Subsidy(
    "household-registration",
    "技能人才落户证明",
    PLACE,
    Facts,
    rule,
    for_whom="户籍在区外、在本区就业的中级工及以上技能人才及其配偶、子女",
    payee=lambda _: Payee.PERSON,
    money=False,
    published=False,
)

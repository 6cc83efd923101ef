"""集训基地和实训基地支持: a local sum for a training base that was recognised."""

from __future__ import annotations

from enum import StrEnum

from app.services.policy.claims import Claim, joined
from app.services.policy.clauses import Clause
from app.services.policy.kernel import Subsidy
from app.services.policy.parties import AccountFacts, UnitFacts
from app.services.policy.questions import Code, Day, asks
from app.services.policy.standards import Standard
from app.services.policy.terms import Payee
from app.services.policy.timing import Deciding, day
from app.services.policy.trace import Trace

CODE = "base-support"
PLACE = Clause(8, 1)


class BaseKind(StrEnum):
    """基地类别."""

    WORLD_SKILLS_MAIN = "世界技能大赛主集训基地"
    WORLD_SKILLS_SECOND = "世界技能大赛副集训基地"
    PROVINCIAL_CONTEST = "省级新兴产业综合竞赛基地"
    NATIONAL_TRAINING = "国家级高技能人才培训基地"
    PROVINCIAL_TRAINING = "省级高技能人才培训基地"
    PROVINCIAL_PUBLIC = "省级示范性公共实训基地"


SUPPORT = Standard("基地支持", PLACE, by=BaseKind, local=True)


class Facts(UnitFacts, AccountFacts):
    """What 集训基地和实训基地支持 asks."""

    kind: BaseKind = asks("基地类别", example="省级高技能人才培训基地", aliases=("基地类型", "基地名称及类别"))
    document: Code = asks(
        "认定文号", example="皖人社秘〔2022〕88号", aliases=("批准文号", "认定文件文号", "基地认定文号")
    )
    recognised_on: Day = asks("认定日期", example="2022-08-15", aliases=("批准日期", "基地认定日期"))


def rule(facts: Facts, trace: Trace) -> int:
    """The support of the category."""
    return trace.flat(f"{facts.kind.value}支持", SUPPORT, facts.kind.value)


SUBSIDY = Subsidy(
    CODE,
    "集训基地和实训基地支持",
    PLACE,
    Facts,
    rule,
    for_whom="经认定的集训基地、高技能人才培训基地、公共实训基地的依托单位",
    repeats="同一单位同一认定文号只申领一次",
    payee=lambda _: Payee.UNIT,
    deciding=Deciding("认定日期", lambda facts: day(facts.recognised_on)),
    claims=lambda facts: (
        Claim(
            CODE,
            joined(facts.credit_code, facts.kind.value, facts.document),
            f"本单位{facts.kind.value}（{facts.document}）",
        ),
    ),
    standards=(SUPPORT,),
)

"""Facts for the tests of the policy: a good application of each type, to be changed a little by each case."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.services.policy.assessments import Assessment
from app.services.policy.catalogue import BY_CODE
from app.services.policy.kernel import AnySubsidy
from app.services.policy.precedents import Precedents
from app.services.policy.standards import Entry, Parameters
from app.services.standards.standards_file import shipped_parameters

SHIPPED = shipped_parameters(Path(__file__).parents[1] / "resources")
WEI = "341504199001011231"
PARTY: dict[str, Any] = {
    "applied_on": date(2021, 9, 1),
    "phone": "13805640000",
    "person_name": "张伟",
    "identity_number": WEI,
    "unit_name": "叶集木业有限公司",
    "credit_code": "91341504MA2N0XYT07",
    "unit_kind": "民营企业",
    "township": "平岗街道",
    "contact": "李敏",
    "account_name": "张伟",
    "bank": "徽商银行叶集支行",
    "account_number": "6217000010012345678",
}
CERTIFICATE: dict[str, Any] = {
    "level": "技师",
    "certificate": "S0001",
    "certified_on": date(2021, 6, 10),
    "occupation": "木工",
    "certificate_kind": "职业资格证书",
}
LATER: dict[str, Any] = {**PARTY, "applied_on": date(2024, 5, 10)}
UNIT_ONLY: dict[str, Any] = {key: LATER[key] for key in LATER if key not in ("person_name", "identity_number")}
PERSON_ONLY: dict[str, Any] = {
    key: LATER[key] for key in LATER if key not in ("unit_name", "credit_code", "unit_kind", "township", "contact")
}
CLASS: dict[str, Any] = {
    "trainee_kind": "脱贫劳动力",
    "occupation": "家具制作工",
    "class_number": "YJ2023-015",
    "begun_on": date(2023, 5, 8),
    "finished_on": date(2023, 6, 6),
}
MONTHS: dict[str, Any] = {"first_month": "2024-01", "last_month": "2024-04"}
WAGES: dict[str, Any] = {
    **LATER,
    **MONTHS,
    "from_outside": True,
    "introduction": "全职",
    "contract_from": date(2023, 3, 15),
    "contract_until": date(2026, 3, 14),
    "wages": 4000000,
}
SERVICE: dict[str, Any] = {key: LATER[key] for key in LATER if not key.startswith(("account", "bank"))}
SKILLED: dict[str, Any] = {**SERVICE, "level": "高级工", "occupation": "木工", "certificate": "S0001"}
PROMOTED: dict[str, Any] = {**SERVICE, "occupation": "木工", "held": "中级工", "asked": "技师"}
GOOD: dict[str, dict[str, Any]] = {
    "skill-upgrade": {**PARTY, **CERTIFICATE, "claimant": "职工个人", "bearer": "职工个人"},
    "certificate-reward": {**PARTY, **CERTIFICATE, "hired_on": date(2018, 9, 1), "insured": True},
    "apprenticeship": {
        **PARTY,
        "pilot": True,
        "college": "六安技师学院",
        "apprenticed_on": date(2021, 3, 1),
        "training_year": 1,
        "fee": 1200000,
        "invoice": "034001",
    },
}


GOOD |= {
    "free-training-fee": {**LATER, **CLASS, "fee": 120000},
    "training-living-allowance": {**PERSON_ONLY, **CLASS, "days": 20},
    "prepaid-training": {
        **LATER,
        "claimant": "个人",
        "manner": "订单",
        "occupation": "家具制作工",
        "level": "中级工",
        "certificate": "JY001",
        "finished_on": date(2023, 6, 6),
        "paid": 120000,
    },
    "training-institution-award": {
        **UNIT_ONLY,
        "unit_kind": "培训机构",
        "year": 2023,
        "score": 9250,
        "placed": 60,
    },
    "directed-student-allowance": {
        **LATER,
        "college": "六安技师学院",
        "occupation": "数控铣工",
        "agreed_on": date(2023, 8, 20),
        "first_month": "2023-08",
        "last_month": "2024-01",
    },
    "settlement-subsidy": {
        **LATER,
        "from_outside": True,
        "level": "技师",
        "introduced_on": date(2021, 6, 15),
        "contract_from": date(2021, 6, 15),
        "contract_until": date(2026, 6, 14),
        "insured_months": 36,
    },
    "scarce-talent-wage": {**WAGES, "occupation": "数控铣工", "level": "技师"},
    "top-talent-wage": {**WAGES, "talent": "全国技术能手", "award_document": None, "key_post": True},
    "honor-award": {
        **LATER,
        "worked_here": True,
        "title": "安徽省技术能手",
        "awarded_on": date(2023, 11, 20),
        "award_document": "皖人社发〔2023〕20号",
    },
    "chief-technician": {
        **LATER,
        **MONTHS,
        "appointed_from": date(2023, 3, 15),
        "appointed_until": date(2025, 3, 14),
    },
    "contest-hosting": {
        **UNIT_ONLY,
        "contest": "叶集木工技能竞赛",
        "level": "区级",
        "planned": True,
        "held_on": date(2023, 10, 18),
        "asked": 6000000,
    },
    "contest-award": {
        **PERSON_ONLY,
        "contest": "六安市职业技能大赛",
        "level": "市级",
        "prize": "一等奖",
        "won_on": date(2023, 10, 20),
    },
    "base-support": {
        **UNIT_ONLY,
        "kind": "省级高技能人才培训基地",
        "document": "皖人社秘〔2022〕88号",
        "recognised_on": date(2022, 8, 15),
    },
    "master-studio": {
        **UNIT_ONLY,
        "studio": "王建国木工技能大师工作室",
        "leader": "王建国",
        "level": "市级",
        "document": "六人社秘〔2022〕88号",
        "recognised_on": date(2022, 8, 15),
    },
    "studio-achievement": {
        **UNIT_ONLY,
        "studio": "王建国木工技能大师工作室",
        "achievement": "榫卯快速装配工艺",
        "level": "省级",
        "won_on": date(2023, 11, 10),
        "document": "皖人社秘〔2023〕120号",
    },
    "teacher-green-channel": {
        **SERVICE,
        "unit_kind": "公办职业院校",
        "subject": "家具设计与制造",
        "key_subject": True,
        "master": "企业高级技师",
        "former_employer": "合肥木业",
        "in_post_since": date(2021, 5, 10),
        "evidence": "S0001",
        "hire_on": date(2024, 9, 1),
    },
    "flexible-introduction": {
        **SERVICE,
        "from_outside": True,
        "home_unit": "合肥某大学",
        "level": "高级工",
        "form": "工艺改造",
        "agreed_from": date(2024, 3, 1),
        "agreed_until": date(2025, 2, 28),
    },
    "engineering-title": {
        **SKILLED,
        "employed_here": True,
        "title": "助理工程师",
        "subject": "木材加工",
        "years": 8,
    },
    "direct-recognition": {**PROMOTED, "way": "越级申报", "evidence": "省级技术攻关二等奖"},
    "contest-promotion": {
        **PROMOTED,
        "contest": "六安市职业技能大赛",
        "level": "区级",
        "prize": "一等奖",
        "won_on": date(2023, 10, 20),
        "document": "六人社发〔2023〕31号",
    },
    "priority-nomination": {**SERVICE, "target": "六安市劳动模范", "honour": "安徽省技术能手"},
    "blue-card": {**SKILLED, "registered": True, "card": "A12345678"},
    "household-registration": {
        **SKILLED,
        "employed_here": True,
        "home": "河南省固始县",
        "from_outside": True,
        "new_home": "叶集区史河街道",
    },
}
DAY = date(2018, 1, 1)
SOURCE = "皖人社发〔2018〕1号"


def local(name: str, value: str | tuple[str, ...], key: str = "") -> Entry:
    """A local standard or list as an administrator enters it, from 发布日期 on."""
    return Entry(name, key, DAY, SOURCE, Decimal(value) if isinstance(value, str) else value)


LOCAL = (
    local("培训费上限", "1000"),
    local("生活补助", "50"),
    local("先垫后补标准", "700", "初级工"),
    local("先垫后补标准", "1000", "中级工"),
    local("先垫后补标准", "1500", "高级工"),
    local("奖励最低得分", "85.5"),
    local("奖励最低就业人数", "50"),
    local("培训机构奖励", "20000"),
    local("定向培养补助", "300"),
    local("竞赛奖励", "10000", "国家级/一等奖"),
    local("竞赛奖励", "3000", "市级/一等奖"),
    local("竞赛奖励", "2000", "市级/二等奖"),
    local("基地支持", "500000", "省级高技能人才培训基地"),
    local("急需紧缺职业目录", ("数控铣工", "木工")),
)
FULL = SHIPPED.plus(LOCAL)


def facts_of(code: str, **changes: Any) -> Any:
    """A good application of a type with some answers changed."""
    return BY_CODE[code].facts(**{**GOOD[code], **changes})


def assess(
    code: str, precedents: Precedents | None = None, parameters: Parameters = FULL, **changes: Any
) -> Assessment:
    """The assessment of a good application with some answers changed, with local standards entered."""
    subsidy: AnySubsidy = BY_CODE[code]
    return subsidy.assess(facts_of(code, **changes), parameters, precedents or Precedents())


def failures(assessment: Assessment) -> list[str]:
    """The conditions that failed."""
    return [step.text for step in assessment.failed]


Assess = Callable[..., Assessment]

"""Facts for the tests of the policy: a good application of each type, to be changed a little by each case."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from app.services.policy.assessments import Assessment
from app.services.policy.catalogue import BY_CODE
from app.services.policy.kernel import AnySubsidy
from app.services.policy.precedents import Precedents
from app.services.standards_file import shipped_parameters

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


def facts_of(code: str, **changes: Any) -> Any:
    """A good application of a type with some answers changed."""
    return BY_CODE[code].facts(**{**GOOD[code], **changes})


def assess(code: str, precedents: Precedents | None = None, **changes: Any) -> Assessment:
    """The assessment of a good application with some answers changed, under the shipped numbers."""
    subsidy: AnySubsidy = BY_CODE[code]
    return subsidy.assess(facts_of(code, **changes), SHIPPED, precedents or Precedents())


def failures(assessment: Assessment) -> list[str]:
    """The conditions that failed."""
    return [step.text for step in assessment.failed]


Assess = Callable[..., Assessment]

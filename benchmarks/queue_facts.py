"""What an application of 职业资格证书奖励 states, as it is stored."""

from __future__ import annotations

import json
from datetime import date

STATED = {
    "phone": "13805640000", "already_funded": None, "note": None, "account_name": None, "bank": "徽商银行叶集支行",
    "account_number": "6217000012345678901", "unit_kind": "民营企业", "township": "平岗街道", "contact": "李敏",
    "hired_on": "2012-09-01", "unbroken": True, "insured": True, "level": "技师",
    "certificate_kind": "职业技能等级证书", "certified_on": "2018-06-10", "occupation": "木工",
}  # fmt: skip


def facts_text(number: int, applied: date, name: str, identity: str, unit: str, credit: str) -> str:
    """The stored facts of one case; its certificate is numbered as the case is."""
    own = {"applied_on": applied.isoformat(), "person_name": name, "identity_number": identity, "unit_name": unit,
           "credit_code": credit, "certificate": f"S{number:018d}"}  # fmt: skip
    return json.dumps(own | STATED, ensure_ascii=False)

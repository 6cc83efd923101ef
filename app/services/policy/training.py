"""What the training subsidies of 一.1 share: a person's class, and the same training cost whoever is paid."""

from __future__ import annotations

from collections.abc import Iterator

from app.services.policy.claims import Claim, joined
from app.services.policy.parties import PersonFacts
from app.services.policy.questions import Code, Day, Text, TraineeKind, asks

OCCUPATION_ALIASES = ("培训职业", "培训职业工种", "培训职业（工种）", "培训项目", "培训专业")
FINISHED_ALIASES = ("培训结束日期", "结束日期", "毕业日期", "结业证书日期")


class ClassFacts(PersonFacts):
    """A person in a training class."""

    trainee_kind: TraineeKind = asks(
        "人员类别", example="脱贫劳动力", aliases=("人员类型", "学员类别", "身份类别", "群体类别", "重点群体类别")
    )
    occupation: Text = asks("培训工种", example="家具制作工", aliases=OCCUPATION_ALIASES)
    class_number: Code = asks(
        "班期编号", example="YJ2023-015", aliases=("班级编号", "班期", "培训班编号", "期次编号", "开班编号")
    )
    begun_on: Day = asks("开班日期", example="2023-05-08", aliases=("培训开始日期", "开课日期", "开学日期"))
    finished_on: Day = asks("结业日期", example="2023-06-06", aliases=FINISHED_ALIASES)


def class_once(code: str, facts: ClassFacts) -> Iterator[Claim]:
    """A person's class once."""
    key = joined(facts.identity_number, facts.class_number)
    yield Claim(code, key, f"本人班期 {facts.class_number} ")

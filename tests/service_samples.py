"""Facts for the letters that services are due."""

from dataclasses import replace
from datetime import date

from letter_samples import OFFICE, REFUSAL

from app.services.letters.facts import Condition, ServiceFacts
from app.services.policy.family import Member, members

IDENTITY = "34150419900307123X"
SKILLED = {"level": "高级工", "occupation": "家具制作工", "certificate": "S000034150001234001"}
FAMILY = members("李敏", "341504198808120047", "张小明（341504201501011238）、张小红")


def _granted(
    title: str,
    clause: str,
    answers: dict[str, str],
    *,
    to_unit: bool = False,
    family: tuple[Member, ...] = (),
    published: bool = False,
) -> ServiceFacts:
    name = "张伟"
    return ServiceFacts(
        office=OFFICE,
        number="叶人社（样）〔2026〕3号",
        case_number="YJJG-2026-000201",
        subsidy=title,
        clause=f"《实施意见》{clause}",
        applicant="叶集职业学校" if to_unit else name,
        applicant_is_unit=to_unit,
        identity="12341504MB1ABC0014" if to_unit else IDENTITY,
        unit="安徽枫叶桥家居有限公司",
        person=name if to_unit else "",
        applied_on=date(2026, 3, 2),
        decided_on=date(2026, 3, 24),
        verification_code="7K3M-92QF-1XWB",
        answers={"person_name": name, "identity_number": IDENTITY} | answers,
        family=family,
        published=published,
    )


_HOUSEHOLD = _granted(
    "技能人才落户证明",
    "第九部分第一段",
    SKILLED | {"home": "河南省固始县陈淋子镇", "new_home": "叶集区史河街道香樟社区", "wishes": "配偶就业、子女就学"},
    family=FAMILY,
)
SAMPLES = {
    "一体化教师引进绿色通道确认函": _granted(
        "一体化教师引进绿色通道",
        "第二部分第二段",
        {
            "subject": "家具设计与制造",
            "master": "企业高级技师",
            "former_employer": "合肥木业有限公司",
            "in_post_since": "2021年5月10日",
            "evidence": "S000034150001234001",
            "hire_on": "2026年9月1日",
        },
        to_unit=True,
    ),
    "柔性引进高技能人才确认函": _granted(
        "柔性引进高技能人才",
        "第四部分第三段",
        {
            "home_unit": "合肥某大学",
            "level": "高级技师",
            "form": "工艺改造",
            "content": "涂装线改造",
            "agreed_from": "2026年3月1日",
            "agreed_until": "2027年2月28日",
        },
        to_unit=True,
    ),
    "工程系列职称申报推荐函": _granted(
        "工程系列职称申报推荐",
        "第五部分第一段",
        SKILLED | {"title": "助理工程师", "subject": "木材加工", "years": "8", "achievement": "主持改造涂装线一条"},
    ),
    "越级申报与直接认定核准通知书": _granted(
        "越级申报与直接认定",
        "第五部分第一段",
        {
            "way": "越级申报",
            "occupation": "家具制作工",
            "held": "中级工",
            "asked": "技师",
            "evidence": "省级技术攻关二等奖",
        },
        published=True,
    ),
    "竞赛晋升职业资格核准通知书": _granted(
        "竞赛直接晋升职业资格",
        "第七部分第二段",
        {
            "contest": "六安市职业技能大赛",
            "level": "市级",
            "prize": "一等奖",
            "won_on": "2025年10月20日",
            "document": "六人社发〔2025〕31号",
            "occupation": "家具制作工",
            "asked": "技师",
        },
        published=True,
    ),
    "优先申报推荐函": _granted(
        "优先申报推荐",
        "第六部分第二段",
        {
            "target": "皖西杰出工匠评选",
            "honour": "安徽省技术能手",
            "honoured_on": "2022年11月20日",
            "document": "皖人社发〔2022〕20号",
            "deeds": "带徒二十余人，获实用新型专利三项。",
        },
        published=True,
    ),
    "技工蓝卡登记通知书": _granted(
        "技工蓝卡标记", "第九部分第一段", SKILLED | {"card": "A12345678", "entry": "YJLK-2026-000012"}
    ),
    "技能人才落户证明": _HOUSEHOLD,
    "技能人才家属优先照顾函": _HOUSEHOLD,
    "不予办理决定书": replace(
        REFUSAL,
        number="叶人社不办〔2026〕1号",
        subsidy="技能人才落户证明",
        clause="《实施意见》第九部分第一段",
        conditions=(Condition("技能等级为中级工及以上", "初级工", False, "《实施意见》第九部分第一段"),),
        reason="技能等级未达到规定",
    ),
}

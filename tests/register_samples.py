"""Answers as clerks type them into registers."""

from applications_by_hand import identity

CREDIT = "91341504MA2ABC00X7"
TALENT = {
    "person_name": "单晓燕",
    "identity_number": identity(7),
    "unit_name": "安徽大别木语板业有限公司",
    "level": "技师",
    "certificate_kind": "职业技能等级证书",
    "certificate": "S000034150002",
    "certified_on": "2022-06-10",
    "occupation": "手工木工",
}
FUND = {
    "unit_name": "安徽枫叶桥家居有限公司",
    "credit_code": CREDIT,
    "year": "2023",
    "payroll": "12000000",
    "set_aside": "180000.01",
    "spent": "150000",
    "at_the_line": "108000",
}
POST = {
    "since": "2024-11-01",
    "until": "2025-01-31",
    "unit_name": "安徽枫叶桥家居有限公司",
    "credit_code": CREDIT,
    "occupation": "数控铣工",
    "level": "高级工",
    "wanted": "5",
    "pay": "6000—8000元/月",
    "contact": "李敏",
    "phone": "0564-6480000",
}
SEEKER = {
    "since": "2024-10-08",
    "until": "2024-11-05",
    "person_name": "欧阳海",
    "identity_number": identity(9),
    "occupation": "数控铣工",
    "level": "技师",
    "sought": "本区家具企业，8000元/月以上",
    "phone": "13805640000",
}
PAPER = {"number": "叶人社〔2024〕12号", "dated_on": "2024-03-01", "subject": "2024年度职业技能竞赛计划"}
FIGURE = {"goal": "职业学校在校生", "as_at": "2020-10-01", "persons": "860", "source": "区教育局学籍统计"}
SAMPLES = {
    "talents": TALENT,
    "target-figures": FIGURE,
    "education-funds": FUND,
    "posts": POST,
    "seekers": SEEKER,
    "contest-plans": PAPER,
    "evaluators": PAPER,
    "achievement-rounds": PAPER,
    "meetings": PAPER,
    "commendations": PAPER,
}

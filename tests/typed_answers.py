"""What a clerk types for one case of each type, by question name."""

PERSON = {"person_name": "张伟", "identity_number": "341504199001011231", "phone": "13805640000"}
UNIT = {
    "unit_name": "安徽叶集木业有限公司",
    "credit_code": "91341504MA2TX1Y85L",
    "unit_kind": "民营企业",
    "township": "平岗街道",
    "contact": "李晓梅",
}
ACCOUNT = {"account_name": "张伟", "bank": "徽商银行叶集支行", "account_number": "6217000010012345678"}
CERTIFICATE = {"level": "技师", "certificate": "S000034150001234001", "certified_on": "20210610", "occupation": "木工"}

REWARD = PERSON | UNIT | ACCOUNT | CERTIFICATE | {"applied_on": "2021-09-01", "hired_on": "2018.9.1", "insured": "是"}
UPGRADE = (
    PERSON
    | UNIT
    | ACCOUNT
    | CERTIFICATE
    | {
        "applied_on": "2021-09-02",
        "claimant": "职工个人",
        "bearer": "职工个人",
        "certificate_kind": "职业技能等级证书",
    }
)
APPRENTICE = (
    PERSON
    | UNIT
    | ACCOUNT
    | {
        "applied_on": "2023-09-01",
        "pilot": "是",
        "college": "六安技师学院",
        "apprenticed_on": "2022-09-01",
        "training_year": "1",
        "fee": "12000",
        "invoice": "034001900111",
    }
)
BY_TYPE = {"certificate-reward": REWARD, "skill-upgrade": UPGRADE, "apprenticeship": APPRENTICE}

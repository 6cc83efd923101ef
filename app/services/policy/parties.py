"""The fields that every definition shares: case, person, unit, and the account of whoever is paid."""

from __future__ import annotations

from functools import partial

from app.services.policy.questions import (
    AccountNumber,
    CreditCode,
    Day,
    Facts,
    Group,
    IdentityNumber,
    Name,
    Need,
    Phone,
    Text,
    Township,
    YesNo,
    asks,
)
from app.services.policy.terms import UnitKind


class CaseFacts(Facts):
    """On every case."""

    applied_on: Day = asks(
        "申报日期",
        group=Group.FILING,
        hint="导入时留空为导入当天",
        example="2024-03-01",
        last=True,
        aliases=("申请日期",),
    )
    phone: Phone | None = asks(
        "联系电话",
        group=Group.APPLICANT,
        need=Need.WANTED,
        example="13805640000",
        aliases=("手机号", "手机", "联系方式", "联系手机", "电话", "本人电话", "电话号码", "移动电话", "联系手机号"),
        last=True,
    )
    already_funded: YesNo | None = asks(
        "已获同类财政资金", group=Group.OTHER, need=Need.OPTIONAL, hint="是否已从其他渠道获得同类财政资金", example="否"
    )
    note: Text | None = asks("备注", group=Group.OTHER, need=Need.OPTIONAL, aliases=("说明", "备注说明"))


class AccountFacts(CaseFacts):
    """The account of whoever is paid; on every case of a money type."""

    account_name: Text | None = asks(
        "开户名",
        group=Group.ACCOUNT,
        need=Need.WANTED,
        aliases=(
            "户名",
            "账户名称",
            "账户名",
            "开户人",
            "收款人",
            "收款户名",
            "开户姓名",
            "开户名称",
            "开户人姓名",
            "银行户名",
            "持卡人",
            "持卡人姓名",
            "收款人姓名",
        ),
    )
    bank: Text | None = asks(
        "开户银行",
        group=Group.ACCOUNT,
        need=Need.WANTED,
        hint="写到网点",
        example="徽商银行叶集支行",
        aliases=(
            "开户行",
            "开户行名称",
            "银行名称",
            "收款银行",
            "收款开户行",
            "开户银行名称",
            "开户银行全称",
            "开户行全称",
        ),
    )
    account_number: AccountNumber | None = asks(
        "银行账号",
        group=Group.ACCOUNT,
        need=Need.WANTED,
        hint="8 至 30 位数字",
        example="6217000010012345678",
        aliases=("银行卡号", "账号", "卡号", "银行账户", "收款账号", "银行卡账号", "账户"),
    )


class PersonFacts(CaseFacts):
    """The person."""

    person_name: Name = asks(
        "姓名",
        group=Group.APPLICANT,
        example="张伟",
        aliases=(
            "员工姓名",
            "职工姓名",
            "申请人",
            "申请人姓名",
            "申领人",
            "学徒姓名",
            "学员姓名",
            "持证人",
            "持证人姓名",
            "人员姓名",
        ),
    )
    identity_number: IdentityNumber = asks(
        "身份证号",
        group=Group.APPLICANT,
        hint="18 位",
        example="341504199001011231",
        aliases=(
            "身份证号码",
            "证件号码",
            "公民身份号码",
            "身份证",
            "身份证件号",
            "证件号",
            "居民身份证号",
            "身份号",
            "公民身份证号",
        ),
    )


_unit_name = partial(
    asks,
    "单位名称",
    group=Group.UNIT,
    example="安徽叶集木业有限公司",
    aliases=(
        "企业名称",
        "工作单位",
        "单位",
        "公司名称",
        "所在单位",
        "所在企业",
        "用人单位",
        "申报单位",
        "填报单位",
        "工作单位名称",
        "代表单位",
        "用人单位名称",
        "就业单位",
        "培训机构名称",
    ),
)
_credit_code = partial(
    asks,
    "统一社会信用代码",
    group=Group.UNIT,
    hint="18 位",
    example="91341504MA2ABC00X7",
    aliases=("信用代码", "社会信用代码", "统一信用代码", "统一代码"),
)
_unit_kind = partial(
    asks, "单位性质", group=Group.UNIT, example="民营企业", aliases=("企业性质", "单位类型", "企业类型")
)
_township = partial(
    asks,
    "所在乡镇街道",
    group=Group.UNIT,
    hint="区外单位填“区外”",
    aliases=("乡镇街道", "所在乡镇", "所属乡镇", "乡镇", "街道", "所属乡镇街道", "所属街道", "所在街道"),
)
_contact = partial(asks, "联系人", group=Group.UNIT, aliases=("经办人", "单位联系人", "企业联系人"))


class UnitFacts(CaseFacts):
    """The unit."""

    unit_name: Text = _unit_name()
    credit_code: CreditCode = _credit_code()
    unit_kind: UnitKind = _unit_kind()
    township: Township | None = _township(need=Need.WANTED)
    contact: Name | None = _contact(need=Need.WANTED)


class OptionalUnitFacts(CaseFacts):
    """The unit where there may be none: a person who stands for a unit, or for nobody."""

    unit_name: Text | None = _unit_name(need=Need.OPTIONAL)
    credit_code: CreditCode | None = _credit_code(need=Need.OPTIONAL)
    unit_kind: UnitKind | None = _unit_kind(need=Need.OPTIONAL)
    township: Township | None = _township(need=Need.OPTIONAL)
    contact: Name | None = _contact(need=Need.OPTIONAL)

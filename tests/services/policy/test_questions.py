from datetime import date

import pytest
from policy_samples import GOOD, SHIPPED, facts_of

from app.services.policy.catalogue import BY_CODE, CATALOGUE
from app.services.policy.kernel import AnySubsidy
from app.services.policy.parties import CaseFacts
from app.services.policy.questions import Group, Need, Text, questions
from app.services.policy.terms import Payee
from app.services.policy.values import Unreadable

LISTS = SHIPPED.at(date(2024, 1, 1)).lists()
every_definition = pytest.mark.parametrize("subsidy", CATALOGUE, ids=lambda one: one.code)


# number, code, 名称, place, payee, the type's own fields as the policy's table writes them (? marks optional ones)
TABLE = """
1 free-training-fee 重点群体免费培训补贴 一.1 U 姓名 单位名称 人员类别 培训工种 班期编号 开班日期 结业日期 实际培训费（元）
2 training-living-allowance 培训期间生活补助 一.1 P 姓名 人员类别 培训工种 班期编号 开班日期 结业日期 培训天数
3 prepaid-training 先垫后补培训补贴 一.1 P 申领主体 姓名 单位名称 培训方式 培训工种 技能等级 结业证书编号 结业日期 实际垫付培训费（元）
4 training-institution-award 培训机构质量奖励 一.1 U 单位名称 评估年度 评估得分 区内就业人数
5 directed-student-allowance 定向培养生在校学习补助 二.1 P 姓名 单位名称 培养院校 紧缺工种 协议签订日期 补助起始月 补助截止月
6 skill-upgrade 研修提升补助 三.1 P 申领主体 姓名 单位名称 费用承担方 技能等级 证书类别 证书编号 发证日期 职业工种
7 certificate-reward 职业资格证书奖励 三.2 P 姓名 单位名称 本单位入职日期 连续工作无中断? 参加社会保险 技能等级 证书类别? 证书编号 发证日期 职业工种
8 apprenticeship 企业新型学徒制补助 三.2 U 姓名 单位名称 学徒制试点企业 培养院校 学徒协议起始日期 培训年度 企业支付培训费（元） 发票号码
9 settlement-subsidy 新引进技能人才生活住房补贴 四.1 P 姓名 单位名称 区外引进 技能等级 引进日期 劳动合同起始日期 劳动合同终止日期 引进后社保缴纳月数
10 scarce-talent-wage 急需紧缺人才薪酬补助 四.2 P 姓名 单位名称 区外引进 引进方式? 职业工种 技能等级 劳动合同起始日期 劳动合同终止日期 申领起始月 申领截止月 期间税后工资总额（元）
11 top-talent-wage 高层次技能人才引才补助 四.2 U 姓名 单位名称 区外引进 引进方式? 劳动合同起始日期 劳动合同终止日期 申领起始月 申领截止月 期间税后工资总额（元） 人才类别 授予文号? 关键技能岗位
12 honor-award 技能荣誉奖励 六.2 P 姓名 单位名称 授予时在本区工作 荣誉称号 授予日期 授予文号
13 chief-technician 首席技师聘期奖励 六.2 P 姓名 单位名称 聘任起始日期 聘任终止日期 申领起始月 申领截止月
14 contest-hosting 技能竞赛赛事补助 七.1 U 单位名称 赛事名称 赛事级别 列入年度计划 举办日期 申请金额（元）
15 contest-award 技能竞赛获奖奖励 七.2 P 姓名 单位名称? 赛事名称 赛事级别 奖项 获奖日期
16 base-support 集训基地和实训基地支持 八.1 U 单位名称 基地类别 认定文号 认定日期
17 master-studio 技能大师工作室补助 八.1 U 单位名称 工作室名称 领衔人姓名 工作室级别 认定文号 认定日期
18 studio-achievement 工作室成果评鉴奖励 八.1 U 单位名称 工作室名称 成果名称 评鉴级别 获奖日期 获奖文号
19 teacher-green-channel 一体化教师引进绿色通道 二.2
20 flexible-introduction 柔性引进高技能人才 四.3
21 engineering-title 工程系列职称申报推荐 五.1
22 direct-recognition 越级申报与直接认定 五.1
23 contest-promotion 竞赛直接晋升职业资格 七.2
24 priority-nomination 优先申报推荐 六.2
25 blue-card 技工蓝卡标记 九.1
26 household-registration 技能人才落户证明 九.1
"""
CONTRACT = [line.split() for line in TABLE.strip().splitlines()]
OPTIONS = {
    ("free-training-fee", "人员类别"): "贫困劳动者 脱贫劳动力 退役士兵 就业援助对象",
    ("free-training-fee", "单位性质"): "民营企业 区属国有企业 其他国有企业 外资及港澳台企业 其他企业 公办职业院校"
    " 民办职业院校 职业培训学校 培训机构 行业协会 机关事业单位 其他",
    ("prepaid-training", "申领主体"): "企业 个人",
    ("prepaid-training", "培训方式"): "订单 定向 定岗",
    ("prepaid-training", "技能等级"): "初级工 中级工 高级工 技师 高级技师 特级技师 首席技师",
    ("skill-upgrade", "申领主体"): "培养单位 职工个人",
    ("skill-upgrade", "费用承担方"): "培养单位 职工个人",
    ("skill-upgrade", "证书类别"): "职业资格证书 职业技能等级证书 专项职业能力证书",
    ("certificate-reward", "连续工作无中断"): "是 否",
    ("scarce-talent-wage", "引进方式"): "全职 柔性",
    ("top-talent-wage", "人才类别"): "中华技能大奖 全国技术能手 世界技能大赛中国队选手 全国职业院校技能大赛一等奖",
    ("honor-award", "荣誉称号"): "中华技能大奖 全国技术能手 江淮杰出工匠 安徽省技能大奖 安徽省技术能手",
    ("contest-hosting", "赛事级别"): "省级 市级 区级",
    ("contest-award", "赛事级别"): "国家级 省级 市级 区级",
    ("contest-award", "奖项"): "一等奖 二等奖 三等奖 优秀奖",
    ("base-support", "基地类别"): "世界技能大赛主集训基地 世界技能大赛副集训基地 省级新兴产业综合竞赛基地"
    " 国家级高技能人才培训基地 省级高技能人才培训基地 省级示范性公共实训基地",
    ("master-studio", "工作室级别"): "市级 省级 国家级",
    ("studio-achievement", "评鉴级别"): "国家级 省级 市级",
    (
        "teacher-green-channel",
        "引进人才类别",
    ): "企业高级技师 世界技能大赛中国队队员 中华技能大奖 全国技术能手 江淮杰出工匠",
    ("flexible-introduction", "柔性引进形式"): "工艺改造 课题攻关 人才培养 成果转化 技术推广 项目开发 咨询服务",
    ("direct-recognition", "申报方式"): "越级申报 直接认定",
    ("priority-nomination", "所获荣誉"): "中华技能大奖 全国技术能手 安徽省技能大奖 安徽省技术能手 皖西杰出工匠"
    " 国家级技能大赛二等奖 省级以上技能大赛一等奖",
    ("priority-nomination", "推荐事项"): "区重大人才工程 六安市劳动模范 其他表彰 皖西杰出工匠评选 六安市技术能手评选",
}
PERSON = ["姓名", "身份证号", "联系电话"]
UNIT = ["单位名称", "统一社会信用代码", "单位性质", "所在乡镇街道", "联系人"]
ACCOUNT = ["开户名", "开户银行", "银行账号"]


def test_the_catalogue_is_the_policy_s_table() -> None:
    found = [[str(n), s.code, s.title, s.clause.short] for n, s in enumerate(CATALOGUE, 1)]
    assert found == [line[:4] for line in CONTRACT]
    assert [s.money for s in CATALOGUE] == [True] * 18 + [False] * 8
    assert [s.code for s in CATALOGUE if not s.money and s.published] == [line[1] for line in CONTRACT[21:24]]


@pytest.mark.parametrize("line", CONTRACT[:18], ids=lambda line: line[1])
def test_a_money_type_asks_what_the_table_says_in_its_order(line: list[str]) -> None:
    code, payee, fields = line[1], line[4], line[5:]
    subsidy = BY_CODE[code]
    asked = {question.label: question for question in subsidy.questions}
    own = [
        label
        for label in asked
        if label not in {*PERSON[1:], *UNIT[1:], *ACCOUNT, "申报日期", "已获同类财政资金", "备注"}
    ]
    assert own == [field.rstrip("?") for field in fields]
    assert set(PERSON) <= asked.keys() if "姓名" in own else "身份证号" not in asked
    assert ("统一社会信用代码" in asked) == ("单位名称" in own)
    assert set(ACCOUNT) <= asked.keys()
    optional = {label for label in own if asked[label].need is Need.OPTIONAL}
    assert optional == {field.rstrip("?") for field in fields if field.endswith("?")}
    assert subsidy.payee(facts_of(code)) is {"P": Payee.PERSON, "U": Payee.UNIT}[payee]


@pytest.mark.parametrize(("code", "label"), OPTIONS)
def test_options_are_written_as_the_table_writes_them(code: str, label: str) -> None:
    question = next(question for question in BY_CODE[code].questions if question.label == label)
    assert list(question.options(LISTS)) == OPTIONS[code, label].split()


@every_definition
def test_every_definition_is_complete(subsidy: AnySubsidy) -> None:
    labels = [question.label for question in subsidy.questions]
    assert len(labels) == len(set(labels))
    assert {"申报日期", "备注", "已获同类财政资金"} <= set(labels)
    assert [question.group for question in subsidy.questions] == sorted(
        (question.group for question in subsidy.questions), key=list(Group).index
    )
    for standard in subsidy.standards:
        shipped = {entry.key for entry in SHIPPED.entries if entry.name == standard.name}
        rows = {""} if standard.by is None else set(map(str, standard.by))
        assert shipped == (set() if standard.local else rows)


@every_definition
def test_every_number_of_the_shipped_file_cites_its_source(subsidy: AnySubsidy) -> None:
    names = {standard.name for standard in subsidy.standards}
    assert all(entry.source for entry in SHIPPED.entries if entry.name in names)


@pytest.mark.parametrize("code", GOOD)
def test_stored_facts_load_again_as_they_were(code: str) -> None:
    facts = facts_of(code)
    assert type(facts).model_validate_json(facts.model_dump_json()) == facts


@pytest.mark.parametrize("code", GOOD)
def test_what_is_shown_reads_back_to_the_same_facts(code: str) -> None:
    subsidy = next(one for one in CATALOGUE if one.code == code)
    facts = facts_of(code)
    answers = {question.name: question.reader(LISTS)(text) for question, text in subsidy.shown(facts)}
    assert subsidy.facts(**answers) == facts


def test_a_choice_reads_its_options_and_nothing_else() -> None:
    level = next(one for one in BY_CODE["skill-upgrade"].questions if one.label == "技能等级")
    assert level.reader(LISTS)(" 技师 ") == "技师"
    with pytest.raises(Unreadable):
        level.reader(LISTS)("技师（二级）")
    township = next(one for one in BY_CODE["skill-upgrade"].questions if one.label == "所在乡镇街道")
    assert township.options(LISTS)[-1] == "区外"
    assert township.need is Need.WANTED
    insured = next(one for one in BY_CODE["certificate-reward"].questions if one.label == "参加社会保险")
    assert insured.options(LISTS) == ("是", "否")


def test_a_field_that_is_not_a_question_is_refused() -> None:
    class Unasked(CaseFacts):
        extra: int = 0

    with pytest.raises(TypeError):
        questions(Unasked)

    class Bare(CaseFacts):
        extra: Text = "x"

    with pytest.raises(TypeError):
        questions(Bare)

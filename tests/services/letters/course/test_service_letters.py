"""Certificates and letters of the services: what each says, who is due one, what it needs, and the refusal of a service."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from letter_samples import FONTS as FOLDER
from letter_samples import page_total, text_of
from service_samples import SAMPLES
from working_office import APPROVER, CLERK, REVIEWER, Office

from app.services.cases.course import State, Step
from app.services.letters import issuing
from app.services.letters.facts import ServiceFacts, blanks
from app.services.letters.kinds import APPROVAL, KINDS, NOT_SERVED, REFUSAL, RESULT, SERVICE_KINDS
from app.services.letters.paper.fonts import Fonts
from app.services.letters.paper.rendering import render
from app.services.letters.subjects import Wanted
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.kernel import AnySubsidy
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_views import case_view

FONTS = Fonts(FOLDER)
SERVICES = [subsidy for subsidy in CATALOGUE if not subsidy.money]
REMEDIES = ("60日内", "6个月内", "六安市叶集区人民政府", "六安市叶集区人民法院")
FAMILY_DUE = {"spouse": "李敏", "children": "张小明（341504201501011238）、张小红"}
HOUSEHOLD = "household-registration"


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def before_approver(office: Office, code: str, **changes: object) -> str:
    """A service in front of the approver."""
    number = office.file(code, **changes)
    office.take(number, CLERK, Step.ACCEPT)
    office.take(number, REVIEWER, Step.PASS)
    if office.take(number, REVIEWER, Step.SEND).after is State.PUBLICITY:
        office.take(number, CLERK, Step.PUBLISH)
        office.today = max(office.today, (office.case(number).public_until or office.today) + timedelta(days=1))
        office.take(number, CLERK, Step.CLOSE)
    return number


def approved(office: Office, code: str, **changes: object) -> str:
    number = before_approver(office, code, **changes)
    office.take(number, APPROVER, Step.APPROVE)
    return number


def test_every_service_has_its_letter_and_every_kind_its_prefix(office: Office) -> None:
    assert {kind.code for kind in SERVICE_KINDS} == {service.code for service in SERVICES}
    with office.uow.read() as work:
        setting = work.parameters.at(date(2024, 1, 1))
        prefixes = {name: setting.text("发文字号", name) for name in KINDS}
    assert [name for name, prefix in prefixes.items() if not prefix] == []
    series = {(prefixes[kind.name], kind.series) for kind in KINDS.values()}
    assert len(series) == len(set(prefixes.values())) == len({one for _, one in series})


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            "一体化教师引进绿色通道确认函",
            ("企业高级技师", "家具设计与制造", "2026年9月1日", "合肥木业有限公司", *REMEDIES),
        ),
        ("柔性引进高技能人才确认函", ("工艺改造", "涂装线改造", "2026年3月1日至2027年2月28日", *REMEDIES)),
        (
            "工程系列职称申报推荐函",
            ("六安市人力资源和社会保障局", "助理工程师", "8年", "主持改造涂装线一条", "同意推荐"),
        ),
        ("越级申报与直接认定核准通知书", ("越级申报", "现有技能等级：中级工", "核准等级：技师", "公示", *REMEDIES)),
        ("竞赛晋升职业资格核准通知书", ("一等奖", "六人社发〔2025〕31号", "现有技能等级：无", "公示", *REMEDIES)),
        ("优先申报推荐函", ("皖西杰出工匠评选组织单位", "安徽省技术能手", "皖人社发〔2022〕20号", "带徒二十余人")),
        ("技工蓝卡登记通知书", ("YJLK-2026-000012", "尾号5678", "高级工")),
        ("技能人才落户证明", ("34150419900307123X", "叶集区史河街道香樟社区", "李敏", "341504201501011238", "张小红")),
        ("技能人才家属优先照顾函", ("就业", "就学", "住房", "配偶就业、子女就学", "341504198808120047")),
        ("不予办理决定书", ("技能等级为中级工及以上", "不予办理", "60日内")),
    ],
)
def test_a_letter_says_what_it_must_on_one_page(kind: str, words: tuple[str, ...]) -> None:
    pdf = render(KINDS[kind].write(SAMPLES[kind]), FONTS)
    said = text_of(pdf).replace("\n", "")
    assert page_total(pdf) == 1
    assert [word for word in words if word not in said] == []
    assert "补贴" not in said


@pytest.mark.parametrize(
    "kind", ["工程系列职称申报推荐函", "优先申报推荐函", "技能人才落户证明", "技能人才家属优先照顾函"]
)
def test_a_letter_that_decides_nothing_names_no_remedies(kind: str) -> None:
    assert "行政复议" not in text_of(render(KINDS[kind].write(SAMPLES[kind]), FONTS))


@pytest.mark.parametrize(
    ("target", "addressee", "asked"),
    [
        ("区重大人才工程", "区重大人才工程组织单位", "申报区重大人才工程"),
        ("六安市劳动模范", "六安市劳动模范组织单位", "申报六安市劳动模范"),
        ("其他表彰", "有关表彰组织单位", "参加表彰评选"),
        ("六安市技术能手评选", "六安市技术能手评选组织单位", "参加六安市技术能手评选"),
    ],
)
def test_a_nomination_goes_to_whoever_runs_it(target: str, addressee: str, asked: str) -> None:
    facts = _served("优先申报推荐函")
    letter = KINDS["优先申报推荐函"].write(replace(facts, answers={"target": target}))
    assert letter.addressee == addressee
    text = text_of(render(letter, FONTS))
    assert asked in text
    assert "一、推荐意见" in text


def test_direct_recognition_goes_on_to_recognition() -> None:
    facts = _served("越级申报与直接认定核准通知书")
    direct = replace(facts, answers=dict(facts.answers) | {"way": "直接认定", "document": "皖人社发〔2022〕20号"})
    text = text_of(render(KINDS["越级申报与直接认定核准通知书"].write(direct), FONTS)).replace("\n", "")
    assert "办理该等级的认定" in text
    assert "皖人社发〔2022〕20号" in text


@pytest.mark.parametrize("service", [one for one in SERVICES if one.code != "blue-card"], ids=lambda one: one.code)
def test_a_granted_service_is_due_its_letter_and_no_other(office: Office, service: AnySubsidy) -> None:
    code = service.code
    number = approved(office, code)
    own = [kind.name for kind in SERVICE_KINDS if kind.code == code and not kind.when]
    assert [kind for kind in KINDS if issuing.due(office.uow, Wanted(kind)) == [number]] == own
    issued = issuing.issue(office.acting(CLERK), own[0], [number], FONTS)
    assert issued[0].number.endswith("〔2024〕1号")
    assert issuing.due(office.uow, Wanted(own[0])) == []


def test_a_refused_service_gets_a_decision_that_speaks_of_no_subsidy(office: Office) -> None:
    service = before_approver(office, HOUSEHOLD)
    office.take(service, APPROVER, Step.REFUSE, reason="查实未在本区就业")
    money = office.at(State.REJECTED)
    assert issuing.due(office.uow, Wanted(NOT_SERVED)) == [service]
    assert issuing.due(office.uow, Wanted(REFUSAL)) == [money]
    assert issuing.due(office.uow, Wanted(APPROVAL)) == issuing.due(office.uow, Wanted(RESULT)) == []
    text = text_of(issuing.preview(office.uow, NOT_SERVED, service, FONTS).pdf).replace("\n", "")
    assert "对你申报的技能人才落户证明不予办理" in text
    assert "查实未在本区就业" in text
    assert "补贴" not in text


def test_the_letter_for_the_family_is_due_only_where_a_family_is_named(office: Office) -> None:
    alone, with_family = approved(office, HOUSEHOLD), approved(office, HOUSEHOLD, **FAMILY_DUE)
    assert issuing.due(office.uow, Wanted("技能人才落户证明")) == [alone, with_family]
    assert issuing.due(office.uow, Wanted("技能人才家属优先照顾函")) == [with_family]


def test_identity_numbers_of_children_are_masked_on_the_case(office: Office) -> None:
    view = case_view(office.uow, approved(office, HOUSEHOLD, **FAMILY_DUE))
    (shown,) = [fact for fact in view.facts if fact.name == "children"]
    assert shown.masked == "张小明（341504********1238）、张小红"
    assert shown.text == FAMILY_DUE["children"]


@pytest.mark.parametrize(
    ("kind", "code", "changes", "named"),
    [
        ("技能人才落户证明", HOUSEHOLD, {}, []),
        ("技能人才落户证明", HOUSEHOLD, FAMILY_DUE, ["配偶身份证号", "子女张小红的身份证号"]),
        ("优先申报推荐函", "priority-nomination", {}, ["授予日期", "授予文号"]),
        (
            "优先申报推荐函",
            "priority-nomination",
            {"target": "六安市技术能手评选", "honour": None},
            [],
        ),
    ],
)
def test_a_preview_names_the_blanks_of_a_service(
    office: Office, kind: str, code: str, changes: dict[str, object], named: list[str]
) -> None:
    draft = issuing.preview(office.uow, kind, approved(office, code, **changes), FONTS)
    assert [blank for blank in draft.blanks if blank not in ("办公地址", "联系电话")] == named
    assert ("＿" in text_of(draft.pdf).replace("地址：＿＿＿＿", "").replace("电话：＿＿＿＿", "")) is bool(named)


def test_blanks_of_the_sample_are_none() -> None:
    assert blanks(SAMPLES["柔性引进高技能人才确认函"]) == []


def _served(kind: str) -> ServiceFacts:
    """The sample facts of a letter that grants a service."""
    facts = SAMPLES[kind]
    assert isinstance(facts, ServiceFacts)
    return facts

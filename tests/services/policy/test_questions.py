from datetime import date

import pytest
from policy_samples import GOOD, SHIPPED, facts_of

from app.services.policy.catalogue import BY_CODE, CATALOGUE
from app.services.policy.kernel import AnySubsidy
from app.services.policy.parties import CaseFacts
from app.services.policy.questions import Group, Need, Text, questions
from app.services.policy.values import Unreadable

LISTS = SHIPPED.at(date(2024, 1, 1)).lists()
every_definition = pytest.mark.parametrize("subsidy", CATALOGUE, ids=lambda one: one.code)


@every_definition
def test_every_definition_is_complete(subsidy: AnySubsidy) -> None:
    labels = [question.label for question in subsidy.questions]
    assert len(labels) == len(set(labels))
    assert {"申报日期", "备注", "已获同类财政资金"} <= set(labels)
    assert [question.group for question in subsidy.questions] == sorted(
        (question.group for question in subsidy.questions), key=list(Group).index
    )
    for standard in subsidy.standards:
        assert standard.local or any(entry.name == standard.name for entry in SHIPPED.entries)


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

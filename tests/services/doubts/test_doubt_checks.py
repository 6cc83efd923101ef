"""Each check by a table: what it finds, what it nearly finds, and what it says."""

from __future__ import annotations

from datetime import date

import pytest
from doubt_samples import case, hit, person, seen, span
from hypothesis import given
from hypothesis import strategies as st

from app.services.doubts import money, papers, parties, supervision
from app.services.doubts.catalogue import BY_CODE, CHECKS
from app.services.doubts.evidence import MOST_OTHERS, Changed, Cheat, Stated
from app.services.doubts.money import wages_far_from_the_others

ZHANG, LI, WANG = "张伟", "李娜", "王强"


def test_a_check_is_named_once_and_three_kinds_block() -> None:
    assert len(BY_CODE) == len(CHECKS) == len({check.title for check in CHECKS})
    assert {check.code for check in CHECKS if check.blocks} == {"certificate-persons", "invoice-twice"}


@pytest.mark.parametrize(
    ("cases", "found"),
    [
        pytest.param([person(1, ZHANG, certificate="S1"), person(2, LI, certificate="S1")], [1, 2], id="two persons"),
        pytest.param([person(1, ZHANG, certificate="S1"), person(2, LI, certificate="S2")], [], id="two numbers"),
        pytest.param([case(1, certificate="S1"), case(2, certificate="S1")], [], id="one person in two cases"),
        pytest.param([person(1, ZHANG), person(2, LI)], [], id="no number"),
        pytest.param([person(1, ZHANG, certificate="S1")], [], id="alone"),
        pytest.param(
            [person(1, ZHANG, certificate="J1"), person(2, LI, certificate="J1", code="prepaid-training")],
            [],
            id="a number of training and one of skill",
        ),
        pytest.param(
            [person(n, name, certificate="J1", code="prepaid-training") for n, name in ((1, ZHANG), (2, LI))],
            [1, 2],
            id="two persons with one number of training",
        ),
    ],
)
def test_one_certificate_for_two_persons(cases: list[Stated], found: list[int]) -> None:
    assert hit(papers.one_certificate_two_persons, seen(*cases)) == found


def test_a_finding_states_the_facts_and_names_the_other_case() -> None:
    first, _ = papers.one_certificate_two_persons(
        seen(person(1, ZHANG, certificate="S1"), person(2, LI, certificate="S1"))
    )
    assert first.text == "证书 S1 由 张伟 申报，同一证书编号另有他人申报：李娜（YJJG-2024-000002）"
    assert first.others == ("YJJG-2024-000002",)


def test_a_third_person_makes_another_finding_on_the_same_ground() -> None:
    two = [person(1, ZHANG, certificate="S1"), person(2, LI, certificate="S1")]
    before = next(iter(papers.one_certificate_two_persons(seen(*two))))
    after = next(iter(papers.one_certificate_two_persons(seen(*two, person(3, WANG, certificate="S1")))))
    assert before.key == after.key
    assert before.mark != after.mark


@pytest.mark.parametrize(
    ("cases", "found"),
    [
        pytest.param([case(1, invoice="0340"), person(2, LI, invoice="0340")], [1, 2], id="two cases"),
        pytest.param([case(1, invoice="0340"), case(2, invoice="0340")], [1, 2], id="of one person too"),
        pytest.param([case(1, invoice="0340"), case(2, invoice="0341")], [], id="two invoices"),
        pytest.param([case(1), case(2)], [], id="none"),
    ],
)
def test_one_invoice_twice(cases: list[Stated], found: list[int]) -> None:
    assert hit(papers.one_invoice_twice, seen(*cases)) == found


def test_money_got_elsewhere_is_what_the_case_itself_states() -> None:
    assert hit(papers.funded_already, seen(case(1, funded=True), case(2))) == [1]


@pytest.mark.parametrize(
    ("cases", "found"),
    [
        pytest.param([case(1), case(2, person_name="张玮")], [1, 2], id="two names"),
        pytest.param([case(1), case(2)], [], id="one name"),
        pytest.param([case(1), person(2, "张玮")], [], id="two numbers"),
        pytest.param([case(1), case(2, person_name="")], [], id="a case without a name"),
    ],
)
def test_one_identity_number_with_two_names(cases: list[Stated], found: list[int]) -> None:
    assert hit(parties.one_identity_two_names, seen(*cases)) == found


def test_an_identity_number_is_masked_in_what_is_said() -> None:
    text = next(iter(parties.one_identity_two_names(seen(case(1), case(2, person_name="张玮"))))).text
    assert text == "身份证号 341504********1231 本案姓名为“张伟”，另有不同姓名：张玮（YJJG-2024-000002）"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("叶集家具有限公司", [1, 2]),
        ("叶集木业（有限）公司", [1, 2]),
        ("叶集木业有限公司", []),
        ("叶集 木业有限公司", []),
    ],
)
def test_one_credit_code_with_two_names(name: str, found: list[int]) -> None:
    assert hit(parties.one_credit_code_two_names, seen(case(1), case(2, unit_name=name))) == found


@pytest.mark.parametrize(
    ("payees", "found"),
    [((ZHANG, LI, WANG), [1, 2, 3]), ((ZHANG, LI), []), ((ZHANG, LI, LI), []), (("某公司",) * 4, [])],
)
def test_a_phone_of_three_applicants_is_one_of_many(payees: tuple[str, ...], found: list[int]) -> None:
    cases = [person(n, name, phone="13805640000") for n, name in enumerate(payees, start=1)]
    assert hit(parties.one_phone_many_applicants, seen(*cases)) == found


def test_a_phone_judged_once_is_not_raised_for_one_more_applicant() -> None:
    cases = [person(n, name, phone="13805640000") for n, name in enumerate((ZHANG, LI, WANG, "赵敏"), start=1)]
    marks = [next(iter(parties.one_phone_many_applicants(seen(*some)))).mark for some in (cases[:3], cases)]
    assert marks[0] == marks[1]


@pytest.mark.parametrize(
    ("second", "found"),
    [
        pytest.param(case(2, batch=7, batch_row="名单 第9行"), [1, 2], id="two rows"),
        pytest.param(case(2, batch=7, batch_row="名单 第9行", code="skill-upgrade"), [1, 2], id="of two types"),
        pytest.param(case(2, batch=8), [], id="two workbooks"),
        pytest.param(case(2), [], id="typed in"),
        pytest.param(person(2, ZHANG, batch=7), [], id="two persons of one name"),
    ],
)
def test_a_person_twice_in_one_workbook(second: Stated, found: list[int]) -> None:
    first = case(1, batch=7, batch_row="名单 第4行")
    assert hit(parties.twice_in_one_workbook, seen(first, second)) == found


@pytest.mark.parametrize(
    ("name", "payee", "found"),
    [
        ("张伟", "张伟", []),
        ("李娜", "张伟", [1]),
        ("叶集木业(有限)公司", "叶集木业（有限）公司", []),
        ("叶集木业 有限公司", "叶集木业有限公司", []),
        ("", "张伟", []),
    ],
)
def test_the_account_is_in_the_name_of_the_payee(name: str, payee: str, found: list[int]) -> None:
    assert hit(money.account_name_not_payee, seen(case(1, account_name=name, applicant=payee))) == found


@pytest.mark.parametrize(
    ("second", "found"),
    [
        pytest.param(person(2, LI, account="6217"), [1, 2], id="two payees"),
        pytest.param(person(1, ZHANG, account="6217", account_name=LI), [1, 1], id="two names of the account"),
        pytest.param(person(2, LI, account="6218"), [], id="two accounts"),
        pytest.param(person(2, ZHANG, account="6217"), [], id="the same name"),
    ],
)
def test_one_account_for_two_names(second: Stated, found: list[int]) -> None:
    assert hit(money.one_account_two_names, seen(person(1, ZHANG, account="6217"), second)) == found


def _paid(monthly: list[int], batch: int = 1) -> list[Stated]:
    claimed = span("2024-01", "2024-04")
    return [case(n, batch=batch, wages=fen * 4, claimed=claimed) for n, fen in enumerate(monthly, start=1)]


@pytest.mark.parametrize(
    ("monthly", "found"),
    [
        pytest.param([500000, 520000, 480000, 1100000], [4], id="more than twice the median"),
        pytest.param([500000, 520000, 480000, 200000], [4], id="less than half of it"),
        pytest.param([500000, 500000, 500000, 1000000], [], id="just twice"),
        pytest.param([500000, 500000, 500000, 250000], [], id="just half"),
        pytest.param([500000, 520000, 1100000], [], id="too few others"),
    ],
)
def test_wages_far_from_the_others_of_unit_and_batch(monthly: list[int], found: list[int]) -> None:
    assert hit(wages_far_from_the_others, seen(*_paid(monthly))) == found


def test_wages_of_another_batch_unit_or_case_typed_in_are_no_measure() -> None:
    others = _paid([500000, 500000, 500000])
    alone = case(4, wages=4_000_000, claimed=span("2024-01", "2024-01"))
    for lone in (alone, alone._replace(batch=2), alone._replace(batch=1, unit="91341504MA2ABC00X7")):
        assert hit(wages_far_from_the_others, seen(*others, lone)) == []
    assert hit(wages_far_from_the_others, seen(*others, alone._replace(batch=1))) == [4]


@given(st.lists(st.integers(1, 2_000_000), min_size=4, max_size=9))
def test_the_median_is_that_of_the_others_alone(monthly: list[int]) -> None:
    wanted = []
    for place, own in enumerate(monthly):
        others = sorted(monthly[:place] + monthly[place + 1 :])
        middle = (others[(len(others) - 1) // 2] + others[len(others) // 2]) // 2
        if own > middle * 2 or own * 2 < middle:
            wanted.append(place + 1)
    assert hit(wages_far_from_the_others, seen(*_paid(monthly))) == wanted


PERSON, UNIT = "341504199001011231", "91341504MA2N0XYT07"
BANNED = Cheat(1, PERSON, ZHANG, date(2024, 1, 5), "皖人社发〔2020〕9号", date(2024, 1, 5), date(2027, 1, 4))


@pytest.mark.parametrize(
    ("entry", "subject", "blocks"),
    [
        pytest.param(Cheat(1, PERSON, ZHANG, date(2024, 1, 5)), case(1), [False], id="entered without a ban"),
        pytest.param(BANNED, case(1), [True], id="under ban"),
        pytest.param(
            Cheat(1, PERSON, ZHANG, date(2020, 1, 5), "文", date(2020, 1, 5), date(2023, 1, 4)),
            case(1),
            [False],
            id="after its ban",
        ),
        pytest.param(
            Cheat(1, PERSON, ZHANG, date(2020, 1, 5), "文", date(2020, 1, 5), date(2023, 1, 4)),
            case(1, applied_on=date(2023, 1, 4)),
            [True],
            id="applied on its last day",
        ),
        pytest.param(
            Cheat(1, PERSON, ZHANG, date(2024, 1, 5), "文", date(2024, 1, 5), None, frozenset({1})),
            case(1),
            [False],
            id="let through",
        ),
        pytest.param(
            Cheat(1, UNIT, "叶集木业有限公司", date(2024, 1, 5), "文", date(2024, 1, 5)),
            case(1),
            [False],
            id="the unit of a case paid to a person",
        ),
        pytest.param(
            Cheat(1, UNIT, "叶集木业有限公司", date(2024, 1, 5), "文", date(2024, 1, 5)),
            case(1, to_person=False),
            [True],
            id="the unit that is paid",
        ),
        pytest.param(BANNED, person(1, LI), [], id="somebody else"),
    ],
)
def test_parties_known_for_cheating_block_only_under_ban(entry: Cheat, subject: Stated, blocks: list[bool]) -> None:
    found = list(supervision.known_for_cheating(seen(subject, cheats={entry.party: [entry]})))
    assert [one.blocks for one in found] == blocks


def test_a_ban_states_its_span_authority_and_what_to_do() -> None:
    (found,) = supervision.known_for_cheating(seen(case(1), cheats={PERSON: [BANNED]}))
    assert found.text == (
        "张伟 于 2024-01-05 列入违规申领台账，2024-01-05 至 2027-01-04 限制申报（依据 皖人社发〔2020〕9号），"
        "须先解除限制申报，或由管理员准予例外"
    )


def test_what_was_changed_after_review_is_named() -> None:
    change = Changed(1, 9, date(2024, 11, 4), "王芳", ("银行账号", "开户名"))
    (found,) = supervision.changed_after_review(seen(case(1), changed=[change]))
    assert found.text == "王芳 于 2024-11-04 复核通过后，填报内容又有更改：银行账号、开户名"
    assert found.mark == "更改#9"


def test_a_number_shared_by_very_many_keeps_few_of_them_and_counts_all() -> None:
    crowd = [person(n, f"人{n}", certificate="无", invoice="0", phone="1") for n in range(1, 301)]
    for check in (papers.one_certificate_two_persons, papers.one_invoice_twice, parties.one_phone_many_applicants):
        found = list(check(seen(*crowd)))
        assert len(found) == len(crowd)
        assert all(len(one.others) <= MOST_OTHERS for one in found)
        assert all("等 299 件" in one.text for one in found)


NAMES = st.sampled_from(["", ZHANG, LI])
KEYS = st.sampled_from(["", "6217", "6218"])


@given(st.lists(st.tuples(KEYS, NAMES), max_size=7))
def test_accounts_agree_with_a_comparison_of_each_with_each(stated: list[tuple[str, str]]) -> None:
    cases = [
        case(n, account=account, account_name=name, applicant=ZHANG) for n, (account, name) in enumerate(stated, 1)
    ]
    wanted = [
        one.case_id
        for one in cases
        if any(
            one.account and other.account == one.account and other.account_name != one.account_name for other in cases
        )
    ]
    assert hit(money.one_account_two_names, seen(*cases)) == wanted

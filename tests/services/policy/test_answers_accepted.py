"""Whatever a cell is read as, the facts take it as it is: rows of a file are judged before the facts are made."""

from datetime import date, datetime

import pytest
from policy_samples import GOOD, facts_of

from app.services.policy.catalogue import BY_CODE
from app.services.policy.questions import Facts
from app.services.policy.values import Raw, Unreadable, read_day_1904, read_fen

LISTS = {"乡镇街道": ("史河街道", "平岗街道"), "急需紧缺职业目录": ("木工",)}
CELLS: tuple[Raw, ...] = (
    *(
        "0",
        "-1",
        "1.5",
        "2024",
        "2024-01",
        "2024-03-01",
        "2024-03-01 08:00",
        "是",
        "否",
        "张伟",
        " 史河街道 ",
        "（空）",
    ),
    *("100", "59.5", "12,000.00", "1.2万元", "S001", "13805640000", "6217000010012345678", "91341504MA2ABC00X7"),
    *(0, 1, -1, 2.0, 0.5, 85.55, 202401, 45000, 10**14, True, date(2024, 3, 1), datetime(2024, 3, 1, 8)),
)


@pytest.mark.parametrize("code", sorted(GOOD))
def test_what_is_read_is_taken_unchanged(code: str) -> None:
    good, taken = facts_of(code), 0
    for question in BY_CODE[code].questions:
        readers = [question.reader(LISTS)]
        readers += [lambda raw: read_fen(raw, in_wan=True)] if question.kind.name == "amount" else []
        readers += [read_day_1904] if question.kind.name == "day" else []
        for reader in readers:
            for cell in (*CELLS, *question.options(LISTS)):
                try:
                    read = reader(cell)
                except Unreadable:
                    continue
                kept = getattr(type(good).model_validate({**dict(good), question.name: read}), question.name)
                assert (type(kept), kept) == (type(read), read)
                taken += 1
    assert taken > len(BY_CODE[code].questions)


@pytest.mark.parametrize("code", sorted(GOOD))
def test_facts_are_their_answers_and_nothing_else(code: str) -> None:
    facts = type(facts_of(code))
    assert {name for name in dir(facts) if name not in dir(Facts)} <= set(facts.model_fields)

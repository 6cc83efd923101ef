"""Searching as one types: the first page of every kind of thing that one begins to type, in milliseconds of work."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from app.services.cases.pinyin_index import pinyin_of
from app.services.unit_of_work import UnitOfWork
from app.services.worklists import queue
from app.services.worklists.queue_query import CaseQuery
from benchmarks.queue_office import TODAY, identity_of, name_of, unit_of
from benchmarks.timing import Line, best

LIMIT_MS = 50.0


def typed(cases: int) -> Iterator[tuple[str, str]]:
    """What is typed, and what kind of thing it is; a person, unit and case in the middle of the office."""
    number = cases // 2
    person, unit = (number + 1) // 2, number % (cases // 50) + 1
    name, spelt = name_of(person), pinyin_of(name_of(person)).split()
    yield "case number", "YJJG-2019"
    yield "serial", str(number)[:6]
    yield "surname", name[0]
    yield "name, two characters", name[:2]
    yield "name", name
    yield "given name", name[1:]
    yield "pinyin, begun", spelt[0][:5]
    yield "pinyin", spelt[0]
    yield "initials, begun", spelt[-1][:2]
    yield "initials", spelt[-1]
    yield "identity number, begun", identity_of(person)[:-4]
    yield "identity number", identity_of(person)
    yield "last four", identity_of(person)[-4:]
    yield "unit, begun", unit_of(unit)[:5]
    yield "unit, any part", unit_of(unit)[4:7]
    yield "unit, its end", "木业有限"
    yield "credit code, begun", f"91341504MA{unit:08d}"[:-2]
    yield "certificate, begun", f"S{number:018d}"[:-3]
    yield "letter number, begun", f"叶人社技补〔2019〕{str(number)[:2]}"
    yield "letter number, as far as its year", f"叶人社技补〔{TODAY.year}〕"
    yield "letter number", f"〔2019〕{number}号"
    yield "nothing there", "没有此人"


def lines(uow: UnitOfWork, cases: int, where: str) -> Iterator[Line]:
    """A line a kind."""
    for kind, text in typed(cases):
        query = CaseQuery(text=text)
        yield Line(f"{where} search: {kind}", best(partial(queue.page, uow, query)), LIMIT_MS, "ms")

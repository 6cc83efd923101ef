"""Whatever cells hold, reading ends in facts, errors or a row left out."""

from datetime import date, datetime, timedelta
from typing import Any

from applications_by_hand import APPRENTICE, REWARD, UPGRADE, looked_at, sheet
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.excel.recognising.headers import Labels
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.kernel import AnySubsidy
from app.services.policy.questions import Question
from app.services.policy.values import CellFault, Raw

CELLS: st.SearchStrategy[Raw] = st.one_of(
    st.none(),
    st.just(""),
    st.text(max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(date(1899, 12, 31)),
    st.datetimes(datetime(1900, 1, 1)),
    st.times(),
    st.timedeltas(timedelta(0), timedelta(days=2)),
    st.just(CellFault("此格是 Excel 错误值 #REF!")),
    st.sampled_from(["合计", "制表人：李四", "姓名", "2024.1", "１２３", "'是"]),
)
NAMES = {"certificate-reward": REWARD, "skill-upgrade": UPGRADE, "apprenticeship": APPRENTICE}
ORNAMENTS = st.sampled_from(
    ["{}", "{}*", "＊{}", " {} ", "{}（必填）", "{}(请填写)", "\n{}\n", "{}：", "是否{}", "【{}】"]
)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_no_cell_breaks_the_reading(data: st.DataObject) -> None:
    code, good = data.draw(st.sampled_from(sorted(NAMES.items(), key=lambda item: item[0])))
    changed = data.draw(st.dictionaries(st.sampled_from(sorted(good)), CELLS, max_size=len(good)))
    for row in looked_at(sheet("Sheet1", good, good | changed), code=code).rows:
        assert (row.facts is None) == bool(row.errors) == (row.assessment is None)
        named: Any = row.draft.values
        assert row.facts is None or named._asdict() == dict(row.facts)
        for error in row.errors:
            assert error.text
            assert error.cell.endswith(str(row.row))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([(s, q) for s in CATALOGUE for q in s.questions]), ORNAMENTS)
def test_a_label_is_known_under_every_ornament(asked: tuple[AnySubsidy, Question], ornament: str) -> None:
    subsidy, question = asked
    match = Labels(subsidy.questions).find(ornament.format(question.label))
    assert match is not None
    assert match.question is question

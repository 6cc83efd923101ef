"""目标任务: one rule for the page and the year-end workbook: register plus figures by hand, each source once."""

from datetime import date

import pytest
from applications_by_hand import identity
from register_samples import FIGURE, TALENT
from working_office import ADMINISTRATOR, CLERK, Office

from app.services.errors import UserError
from app.services.registers import entries
from app.services.registers.targets import add_target, progress, targets
from app.services.unit_of_work import UnitOfWork


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def done(office: Office, day: date) -> dict[str, int | None]:
    with office.uow.read() as work:
        return {target.name: target.done for target in targets(work, day)}


def test_what_is_trained_counts_only_certificates_since_the_opinion(office: Office) -> None:
    clerk = office.acting(CLERK)
    for serial, level, issued in ((1, "技师", "2017-12-31"), (2, "技师", "2018-01-01"), (3, "高级工", "2019-01-01")):
        person = {
            "identity_number": identity(serial),
            "level": level,
            "certified_on": issued,
            "certificate": f"C{serial}",
        }
        entries.add_entry(clerk, "talents", TALENT | person)
    assert done(office, date(2024, 11, 5)) == {
        "技工总量": 3,
        "高级工以上": 3,
        "职业学校在校生": None,
        "培养高级技师和技师": 1,
        "培养高级工": 1,
    }
    assert done(office, date(2018, 1, 1))["技工总量"] == 2


def test_figures_by_hand_add_up_over_sources_and_the_latest_of_a_source_counts(office: Office) -> None:
    clerk = office.acting(CLERK)
    entries.add_entry(clerk, "target-figures", FIGURE)
    entries.add_entry(clerk, "target-figures", FIGURE | {"as_at": "2021-10-01", "persons": "900"})
    entries.add_entry(clerk, "target-figures", FIGURE | {"source": "技工学校报表", "persons": "120"})
    assert done(office, date(2020, 9, 30))["职业学校在校生"] is None
    assert done(office, date(2020, 10, 1))["职业学校在校生"] == 980
    assert done(office, date(2021, 12, 31))["职业学校在校生"] == 1020
    shown = next(one for one in progress(office.uow) if one.name == "职业学校在校生")
    assert (shown.counted, shown.by_hand, shown.goal, shown.by_year) == (None, 1020, 1000, 2021)
    assert "区教育局学籍统计（截至 2021-10-01）：900 人" in shown.basis


def test_an_administrator_adds_a_target_year_and_the_old_one_stays(office: Office) -> None:
    add_target(office.acting(ADMINISTRATOR), "高级工以上", 2026, 900, "叶政〔2024〕3号")
    with office.uow.read() as work:
        found = [(one.by_year, one.goal) for one in targets(work, work.today) if one.name == "高级工以上"]
        assert [one.name for one in targets(work, date(2024, 11, 4)) if one.by_year == 2026] == []
    assert found == [(2021, 400), (2026, 900)]


@pytest.mark.parametrize(
    ("goal", "persons", "source", "says"),
    [("技工", 1, "文", "没有目标"), ("技工总量", 0, "文", "大于 0"), ("技工总量", 1, " ", "依据")],
)
def test_a_target_wants_a_known_name_a_number_and_a_source(
    office: Office, goal: str, persons: int, source: str, says: str
) -> None:
    with pytest.raises(UserError, match=says):
        add_target(office.acting(ADMINISTRATOR), goal, 2026, persons, source)
    with pytest.raises(UserError, match="须由管理员办理"):
        add_target(office.acting(CLERK), "技工总量", 2026, 5, "文")

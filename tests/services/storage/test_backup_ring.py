"""Which backups stay: 12 days, 10 weeks, 9 months, and every year's end."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.services.storage.backup_ring import kept

MOMENTS = st.lists(st.datetimes(datetime(2019, 1, 1), datetime(2030, 12, 31)), max_size=120)
MORNING = datetime(2026, 11, 20, 8, 31)


def daily(days: int) -> list[datetime]:
    """A backup every morning for so many days, the last on a Friday."""
    return [MORNING - timedelta(days=back) for back in range(days)]


def test_twelve_days_are_kept_one_by_one() -> None:
    assert set(daily(12)) <= kept(daily(60))
    assert MORNING - timedelta(days=13) not in kept(daily(14))


def test_of_a_day_the_last_one_stays() -> None:
    noon = MORNING + timedelta(hours=4)
    assert kept([MORNING, noon]) == {noon}


def test_older_ones_stay_by_the_week_then_by_the_month_then_by_the_year() -> None:
    stay = sorted(kept(daily(1200)), reverse=True)
    weeks = {moment.isocalendar()[:2] for moment in stay}
    months = {(moment.year, moment.month) for moment in stay}
    assert len(weeks) >= 10
    assert len(months) >= 9
    assert {datetime(year, 12, 31, 8, 31) for year in (2023, 2024, 2025)} <= set(stay)
    assert len(stay) <= 12 + 10 + 9 + 4


@given(MOMENTS)
def test_the_latest_always_stays_and_nothing_appears(made: list[datetime]) -> None:
    stay = kept(made)
    assert stay <= set(made)
    assert not made or max(made) in stay


@given(MOMENTS)
def test_every_year_keeps_its_last(made: list[datetime]) -> None:
    for year in {moment.year for moment in made}:
        assert max(moment for moment in made if moment.year == year) in kept(made)


@given(MOMENTS)
def test_thinning_twice_changes_nothing(made: list[datetime]) -> None:
    assert kept(kept(made)) == kept(made)

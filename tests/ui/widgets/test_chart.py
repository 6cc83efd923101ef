import pytest
from PySide6.QtGui import QColor

from app.ui.theme import Theme
from app.ui.widgets.chart import Chart, ChartData, ChartKind, Series, scale
from app.ui.widgets.table.formats import money

DATA = ChartData("分月", ("1月", "2月"), (Series("核准", (5, 10)), Series("拨付", (0, 8))))


@pytest.mark.parametrize(
    ("highest", "marks"),
    [
        (0, (0, 1)),
        (3, (0, 1, 2, 3)),
        (10, (0, 5, 10)),
        (73, (0, 20, 40, 60, 80)),
        (8534419, (0, 5000000, 10000000)),
    ],
)
def test_the_axis_has_round_marks_up_to_the_highest(highest: int, marks: tuple[int, ...]) -> None:
    assert scale(highest) == marks


def heights(chart: Chart, colour: str) -> int:
    image = chart.grab().toImage()
    wanted = QColor(colour).rgb()
    legend = 28
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(legend, image.height()))


def test_a_bar_twice_the_value_has_twice_the_ink(theme: Theme) -> None:
    one = Chart(ChartData("一", ("甲", "乙"), (Series("件", (0, 50)), Series("无", (100, 100)))))
    two = Chart(ChartData("二", ("甲", "乙"), (Series("件", (0, 100)), Series("无", (100, 100)))))
    for chart in (one, two):
        chart.resize(560, 280)
    assert heights(two, "#1f5fa8") == pytest.approx(2 * heights(one, "#1f5fa8"), rel=0.05)


@pytest.mark.parametrize("kind", list(ChartKind))
@pytest.mark.parametrize("dark", [False, True])
def test_both_kinds_are_painted_in_both_schemes(theme: Theme, kind: ChartKind, dark: bool) -> None:
    theme.dress(dark=dark)
    chart = Chart(ChartData(DATA.title, DATA.labels, DATA.series, kind))
    chart.resize(chart.sizeHint())
    painted = heights(chart, "#7fb2ea" if dark else "#1f5fa8")
    theme.dress(dark=False)
    assert painted > 100


def test_a_chart_without_values_still_has_its_axis(theme: Theme) -> None:
    chart = Chart(ChartData("空", (), ()))
    chart.resize(chart.sizeHint())
    assert not chart.grab().isNull()


def test_a_chart_reads_its_values(theme: Theme) -> None:
    chart = Chart(DATA)
    assert chart.accessibleName() == "分月"
    assert chart.accessibleDescription() == "核准：1月 5，2月 10；拨付：1月 0，2月 8"
    chart.set_data(ChartData("金额", ("孙岗乡",), (Series("已拨", (550000,)),), written=money))
    assert chart.accessibleDescription() == "已拨：孙岗乡 5,500.00"


def test_values_for_other_labels_are_a_mistake(theme: Theme) -> None:
    with pytest.raises(ValueError, match="zip"):
        Chart(ChartData("错", ("甲",), (Series("件", (1, 2)),)))

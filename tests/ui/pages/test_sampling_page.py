"""双随机 by mouse and keys: freeze a list, draw by a seed, record what was found, save the record."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from policy_desk import FONTS, Answers
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui_typing import type_text
from working_office import REVIEWER, Office

from app.services.cases.course import State
from app.services.supervision.drawing import drawn
from app.services.supervision.sampling import draw_view
from app.services.unit_of_work import UnitOfWork
from app.ui.background import Jobs
from app.ui.main_window import MainWindow
from app.ui.page import PageSpec
from app.ui.pages.case.page import CasePage
from app.ui.pages.sampling.page import SamplingPage
from app.ui.settings import IniSettings
from app.ui.theme import Theme
from app.ui.widgets.asking.step import ReasonDialog


class Bench:
    """The page in a window of its own; `asked` is what was confirmed."""

    def __init__(self, qtbot: QtBot, theme: Theme, office: Office, folder: Path) -> None:
        self.bot, self.jobs, self.files = qtbot, Jobs(), Answers(folder / "记录.pdf")
        self.asked: list[str] = []
        self.page = SamplingPage(office.acting(REVIEWER), self.jobs, self.files, FONTS, self.confirm)
        specs = [
            PageSpec("sampling", "双随机", "search", lambda: self.page),
            PageSpec("case", "案件", "case", lambda: CasePage(office.acting(REVIEWER), self.jobs), listed=False),
        ]
        self.window = MainWindow(specs, IniSettings(folder / "window.ini"), self.jobs, theme)
        self.window.resize(1366, 768)
        qtbot.addWidget(self.window)
        with qtbot.waitSignal(self.window.ready):
            self.window.show()
        self.settle()

    def confirm(self, _parent: QWidget, text: str, details: str, verb: str) -> bool:
        self.asked.append(f"{text}{details}{verb}")
        return True

    def settle(self) -> None:
        QTest.qWait(1)
        self.bot.waitUntil(lambda: not self.jobs.busy)
        QTest.qWait(1)

    def click(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme, uow: UnitOfWork, tmp_path: Path) -> Iterator[Bench]:
    office = Office(uow)
    for _ in range(4):
        office.at(State.APPROVED)
    made = Bench(qtbot, theme, office, tmp_path)
    made.page.form.lines.lines["last"].clear()
    type_text(made.page.form.lines.lines["last"], "20241231")
    yield made
    made.jobs.close()


def frozen(bench: Bench) -> str:
    """Freeze a list of two of four through the form; its number."""
    lines = bench.page.form.lines.lines
    type_text(lines["wanted"], "2")
    type_text(lines["inspectors"], "周明、吴琼 郑洁")
    bench.click(bench.page.form.freeze)
    return str(bench.page.table.current_key)


def test_a_check_goes_from_the_form_to_the_result_and_the_record(bench: Bench) -> None:
    number = frozen(bench)
    detail = bench.page.detail
    assert number == "SJCC-2024-0001"
    assert "等待公开的种子" in detail.about.toPlainText()
    type_text(detail.seed.lines["seed"], "2024130")
    type_text(detail.seed.lines["source"], "福彩双色球第 2024130 期")
    bench.click(detail.draw)
    assert "从 4 个中抽取 2 个" in bench.asked[0]
    view = draw_view(bench.page._uow, number)
    assert [one.member.number for one in view.results] == drawn("2024130", [m.number for m in view.members], 2)
    assert not detail.seed.isVisible()
    bench.click(detail.clean)
    detail.table.select(2)
    bench.settle()
    QTest.mouseClick(detail.problem, Qt.MouseButton.LeftButton)
    dialog = detail.findChild(ReasonDialog)
    assert dialog is not None
    type_text(dialog.text, "证书查无此号")
    bench.click(dialog.go)
    found = draw_view(bench.page._uow, number).results
    assert [(one.outcome, one.finding) for one in found] == [("clean", ""), ("problem", "证书查无此号")]
    assert not detail.problem.isEnabled()
    bench.click(detail.paper)
    assert bench.files.path is not None
    assert bench.files.path.read_bytes().startswith(b"%PDF")
    assert bench.files.proposed == "双随机抽取记录 SJCC-2024-0001.pdf"


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_frozen(bench: Bench) -> None:
    form = bench.page.form
    type_text(form.lines.lines["inspectors"], "周明、吴琼")
    type_text(form.lines.lines["wanted"], "两个")
    bench.click(form.freeze)
    assert "大于 0 的整数" in form.lines._errors["wanted"].text()
    form.lines.lines["wanted"].clear()
    type_text(form.lines.lines["wanted"], "9")
    with bench.bot.waitSignal(bench.page.noticed) as told:
        bench.click(form.freeze)
    assert told.args is not None
    assert "1 至 4" in told.args[0].text
    assert bench.page.table.model.rowCount() == 0


def test_nothing_is_drawn_without_a_seed_and_its_source(bench: Bench) -> None:
    frozen(bench)
    with bench.bot.waitSignal(bench.page.noticed) as told:
        bench.click(bench.page.detail.draw)
    assert told.args is not None
    assert "种子" in told.args[0].text
    assert bench.asked == []


def test_a_drawn_case_is_opened_from_its_row(bench: Bench) -> None:
    frozen(bench)
    type_text(bench.page.detail.seed.lines["seed"], "1")
    type_text(bench.page.detail.seed.lines["source"], "公告")
    bench.click(bench.page.detail.draw)
    chosen = bench.page.detail.view
    assert chosen is not None
    bench.click(bench.page.detail.open)
    opened = bench.window.deck.page
    assert isinstance(opened, CasePage)
    assert opened.view is not None
    assert opened.view.number == chosen.results[0].member.number

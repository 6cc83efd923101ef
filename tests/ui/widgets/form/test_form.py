from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from typed_answers import APPRENTICE, BY_TYPE, PERSON, REWARD
from ui_typing import type_text

from app.services.excel.applications.templates import write_template
from app.services.policy.catalogue import CATALOGUE
from app.services.policy.kernel import AnySubsidy
from app.services.policy.questions import Need
from app.services.unit_of_work import UnitOfWork
from app.ui.theme import Theme
from app.ui.widgets.form.choice_editors import ChoiceEditor, YesNoEditor
from app.ui.widgets.form.day_editor import DayEditor
from app.ui.widgets.form.field import BLANK, Field
from app.ui.widgets.form.form import Form
from app.ui.widgets.form.line_editor import LineEditor, grouped

Made = Callable[[str], Form]


@pytest.fixture
def made(theme: Theme, qtbot: QtBot, uow: UnitOfWork) -> Made:
    with uow.read() as work:
        lists = work.parameters.at(work.today).lists()

    def make(code: str) -> Form:
        subsidy = next(each for each in CATALOGUE if each.code == code)
        form = Form(subsidy.questions, lists)
        qtbot.addWidget(form)
        form.resize(760, 620)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        return form

    return make


@pytest.fixture
def form(made: Made) -> Form:
    return made("certificate-reward")


def below(field: Field) -> str:
    return " ".join(
        label.text() for label in field.findChildren(QLabel) if label.isVisible() and label is not field.label
    )


def line(form: Form, name: str) -> LineEditor:
    editor = form.fields[name].editor
    assert isinstance(editor, LineEditor)
    return editor


def leave(qtbot: QtBot, form: Form, name: str) -> None:
    form.jump(name)
    QTest.keyClick(form.fields[name].editor.field, Qt.Key.Key_Tab)


@pytest.mark.parametrize("subsidy", CATALOGUE, ids=lambda subsidy: subsidy.code)
def test_fields_questions_and_template_are_the_same_labels(
    made: Made, subsidy: AnySubsidy, uow: UnitOfWork, tmp_path: Path
) -> None:
    form = made(subsidy.code)
    labels = [field.editor.field.accessibleName() for field in form.fields.values()]
    assert labels == [question.label for question in subsidy.questions]
    path = tmp_path / "模板.xlsx"
    with uow.read() as work:
        write_template(subsidy, work.parameters.at(work.today).lists(), path)
    cells = {str(cell.value or "") for row in load_workbook(path).worksheets[0].iter_rows(max_row=6) for cell in row}
    assert {label for label in labels if not any(label in cell for cell in cells)} == set()


@pytest.mark.parametrize("subsidy", CATALOGUE, ids=lambda subsidy: subsidy.code)
def test_an_untouched_form_has_no_answer_and_every_required_question_is_starred(
    made: Made, subsidy: AnySubsidy
) -> None:
    form = made(subsidy.code)
    assert form.answers == {}
    starred = {name for name, field in form.fields.items() if "*" in field.label.text()}
    assert starred == {question.name for question in subsidy.questions if question.need is Need.REQUIRED}


@pytest.mark.parametrize("code", BY_TYPE)
def test_answers_shown_are_answers_given(made: Made, code: str) -> None:
    form = made(code)
    form.set_answers(BY_TYPE[code])
    assert form.answers == BY_TYPE[code]
    assert form.check()


def test_a_name_is_typed_through_an_input_method(form: Form, qtbot: QtBot) -> None:
    form.jump("person_name")
    with qtbot.waitSignal(form.edited):
        type_text(line(form, "person_name").line, "单雄信")
    assert form.answers["person_name"] == "单雄信"


def test_an_identity_number_is_grouped_as_it_is_typed_and_shows_birth_and_sex(form: Form, qtbot: QtBot) -> None:
    editor = line(form, "identity_number")
    form.jump("identity_number")
    with qtbot.waitSignal(form.recognised) as known:
        QTest.keyClicks(editor.line, PERSON["identity_number"])
    assert editor.line.text() == "341504 19900101 1231"
    assert editor.text() == PERSON["identity_number"]
    assert known.args == ["identity_number", PERSON["identity_number"]]
    assert "1990-01-01 出生，男" in below(form.fields["identity_number"])


def test_a_digit_put_into_the_middle_keeps_the_cursor_where_it_was(form: Form, qtbot: QtBot) -> None:
    editor = line(form, "identity_number")
    form.jump("identity_number")
    QTest.keyClicks(editor.line, "34150419900101")
    editor.line.setCursorPosition(3)
    QTest.keyClicks(editor.line, "9")
    assert (editor.line.text(), editor.line.cursorPosition()) == ("341950 41990010 1", 4)


@pytest.mark.parametrize(
    ("text", "groups", "shown"),
    [("6217000010012345678", (4,) * 8, "6217 0000 1001 2345 678"), ("3415", (6, 8, 4), "3415"), ("", (4,), "")],
)
def test_numbers_are_cut_into_groups(text: str, groups: tuple[int, ...], shown: str) -> None:
    assert grouped(text, groups) == shown


def test_what_is_wrong_stands_in_red_once_the_field_is_left_and_goes_when_it_is_mended(
    form: Form, qtbot: QtBot
) -> None:
    field, editor = form.fields["identity_number"], line(form, "identity_number")
    form.jump("identity_number")
    QTest.keyClicks(editor.line, "341504199001011232")
    assert "校验码" not in below(field)
    leave(qtbot, form, "identity_number")
    assert "身份证号校验码不符" in below(field)
    assert editor.line.property("wrong") is True
    form.jump("identity_number")
    QTest.keyClick(editor.line, Qt.Key.Key_End)
    QTest.keyClick(editor.line, Qt.Key.Key_Backspace)
    QTest.keyClicks(editor.line, "1")
    assert "校验码" not in below(field)
    assert editor.line.property("wrong") is False


def test_a_blank_field_is_not_wrong_until_the_form_is_checked(form: Form, qtbot: QtBot) -> None:
    leave(qtbot, form, "person_name")
    assert BLANK not in below(form.fields["person_name"])
    assert not form.check()
    assert BLANK in below(form.fields["person_name"])


def test_the_summary_names_what_is_wrong_and_jumps_to_it(form: Form, qtbot: QtBot) -> None:
    form.set_answers(REWARD | {"level": "博士", "occupation": ""})
    assert not form.check()
    assert form.summary.isVisible()
    assert form.summary.accessibleName() == f"技能等级：{form.fields['level'].reason}；职业工种：{BLANK}"
    form.summary.findChildren(QLabel)[1].linkActivated.emit("occupation")
    assert form.fields["occupation"].editor.field.hasFocus()
    type_text(line(form, "occupation").line, "木工")
    assert form.summary.accessibleName().startswith("技能等级")
    form.jump("level")
    form.fields["level"].set_text("技师")
    form.fields["level"].editor.edited.emit()
    assert not form.summary.isVisible()


@pytest.mark.parametrize("typed", ["20240301", "2024.3.1", "2024-03-01", "2024年3月1日"])
def test_a_day_is_typed_in_any_usual_form(form: Form, qtbot: QtBot, typed: str) -> None:
    form.jump("hired_on")
    type_text(line(form, "hired_on").line, typed)
    leave(qtbot, form, "hired_on")
    assert form.answers["hired_on"] == "2024-03-01"


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups under the offscreen platform
def test_a_day_is_picked_from_the_calendar_and_an_untouched_one_is_empty(form: Form, qtbot: QtBot) -> None:
    editor = form.fields["hired_on"].editor
    assert isinstance(editor, DayEditor)
    assert editor.text() == ""
    editor.set_text("20180901")
    form.jump("hired_on")
    QTest.mouseClick(editor.button, Qt.MouseButton.LeftButton)
    calendar = editor.open_calendar()
    assert calendar.days.selectedDate() == QDate(2018, 9, 1)
    QTest.keyClick(calendar.days, Qt.Key.Key_Escape)
    assert editor.text() == "2018-09-01"
    with qtbot.waitSignal(form.edited):
        calendar.days.activated.emit(QDate(2018, 9, 3))
    assert editor.text() == "2018-09-03"
    assert not calendar.isVisible()


def test_a_sum_shows_its_unit_and_capitals_and_is_written_out_when_left(made: Made, qtbot: QtBot) -> None:
    form = made("apprenticeship")
    form.jump("fee")
    QTest.keyClicks(line(form, "fee").line, "6007.14")
    assert "元" in below(form.fields["fee"])
    assert "人民币陆仟零柒元壹角肆分" in below(form.fields["fee"])
    leave(qtbot, form, "fee")
    assert line(form, "fee").line.text() == "6,007.14"


def test_a_whole_number_below_its_minimum_is_refused(made: Made, qtbot: QtBot) -> None:
    form = made("apprenticeship")
    form.jump("training_year")
    QTest.keyClicks(line(form, "training_year").line, "0")
    leave(qtbot, form, "training_year")
    assert "不小于 1" in below(form.fields["training_year"])


def test_yes_no_is_a_choice_of_two_and_can_be_taken_back(form: Form, qtbot: QtBot) -> None:
    editor = form.fields["insured"].editor
    assert isinstance(editor, YesNoEditor)
    yes, no = editor.buttons
    assert "insured" not in form.answers
    QTest.mouseClick(no, Qt.MouseButton.LeftButton)
    assert form.answers["insured"] == "否"
    QTest.keyClick(no, Qt.Key.Key_Left)
    assert yes.hasFocus()
    QTest.keyClick(yes, Qt.Key.Key_Space)
    assert form.answers["insured"] == "是"
    QTest.keyClick(yes, Qt.Key.Key_Space)
    assert "insured" not in form.answers


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups under the offscreen platform
def test_a_choice_is_empty_at_first_and_completed_from_any_part(form: Form, qtbot: QtBot) -> None:
    editor = form.fields["unit_kind"].editor
    assert isinstance(editor, ChoiceEditor)
    assert editor.text() == ""
    form.jump("unit_kind")
    type_text(editor.line, "外资")
    found = editor.completer.popup()
    assert found is not None
    found.hide()
    leave(qtbot, form, "unit_kind")
    assert form.answers["unit_kind"] == "外资及港澳台企业"


def test_what_is_no_option_stays_and_is_refused_with_the_options(form: Form) -> None:
    form.fields["unit_kind"].set_text("集体企业")
    assert form.answers["unit_kind"] == "集体企业"
    assert "民营企业" in form.fields["unit_kind"].reason


def test_the_township_is_offered_from_the_office_s_list(form: Form) -> None:
    editor = form.fields["township"].editor
    assert isinstance(editor, ChoiceEditor)
    assert editor.box.findText("区外") >= 0


@pytest.mark.parametrize("subsidy", CATALOGUE, ids=lambda subsidy: subsidy.code)
def test_enter_goes_from_the_first_field_through_all_to_the_end(made: Made, qtbot: QtBot, subsidy: AnySubsidy) -> None:
    form = made(subsidy.code)
    form.begin()
    for field in form.fields.values():
        assert field.editor.field.hasFocus(), field.question.label
        if field is list(form.fields.values())[-1]:
            break
        QTest.keyClick(field.editor.field, Qt.Key.Key_Return)
    with qtbot.waitSignal(form.finished):
        QTest.keyClick(field.editor.field, Qt.Key.Key_Return)


def test_suggestions_fill_blanks_only_and_tell_where_something_else_is_registered(form: Form) -> None:
    form.set_answers({"person_name": "张伟"})
    form.suggest({"person_name": "张玮", "phone": "13805640000", "unheard_of": "x"})
    assert form.answers == {"person_name": "张伟", "phone": "13805640000"}
    assert "登记信息为“张玮”" in below(form.fields["person_name"])
    assert "已按登记信息填入" in below(form.fields["phone"])


def test_a_locked_form_takes_nothing(form: Form, qtbot: QtBot) -> None:
    form.set_locked(True)
    QTest.keyClicks(line(form, "phone").line, "138")
    assert form.answers == {}


def test_the_office_s_refusal_is_pointed_out_at_its_field(form: Form) -> None:
    form.point_out("certificate", "证书编号有误，请核对。")
    assert "证书编号有误" in below(form.fields["certificate"])
    assert form.fields["certificate"].editor.field.hasFocus()


def test_no_label_of_a_field_is_cut(made: Made) -> None:
    form = made("apprenticeship")
    form.set_answers(APPRENTICE)
    for field in form.fields.values():
        assert field.label.heightForWidth(field.label.width()) <= field.label.height()


@pytest.mark.parametrize("subsidy", CATALOGUE, ids=lambda subsidy: subsidy.code)
def test_the_examples_of_every_question_can_be_read(made: Made, subsidy: AnySubsidy) -> None:
    form = made(subsidy.code)
    form.set_answers({question.name: question.asked.example for question in subsidy.questions})
    told = {field.question.label: field.reason for field in form.fields.values() if field.question.asked.example}
    assert set(told.values()) == {""}, told

from app.ui.theme import Theme
from app.ui.tokens import LIGHT
from app.ui.widgets.chip import Chip, Tag, Tone


def test_a_chip_is_as_wide_as_its_word_and_painted_in_its_tone(theme: Theme) -> None:
    chip = Chip(Tag("已批准", Tone.DONE))
    chip.resize(chip.sizeHint())
    image = chip.grab().toImage()
    assert chip.sizeHint().width() >= chip.fontMetrics().horizontalAdvance("已批准")
    assert image.pixelColor(4, image.height() // 2).name() == LIGHT.green_ground


def test_a_chip_reads_its_word_and_changes_with_its_state(theme: Theme) -> None:
    chip = Chip(Tag("已受理", Tone.ACTIVE))
    narrow = chip.sizeHint().width()
    chip.set_tag(Tag("等待单位补正", Tone.SOON))
    assert chip.accessibleName() == "等待单位补正"
    assert chip.sizeHint().width() > narrow
    assert str(Tag("草稿")) == "草稿"

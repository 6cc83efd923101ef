import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.errors import UserError
from app.services.letters.verification import normalised_code, verification_code


def test_a_code_stands_for_number_payee_and_sum() -> None:
    code = verification_code(b"key", "叶人社技补〔2026〕12号", "张三", 200000)
    others = {
        verification_code(b"other", "叶人社技补〔2026〕12号", "张三", 200000),
        verification_code(b"key", "叶人社技补〔2026〕13号", "张三", 200000),
        verification_code(b"key", "叶人社技补〔2026〕12号", "李四", 200000),
        verification_code(b"key", "叶人社技补〔2026〕12号", "张三", 200001),
    }
    assert len(others - {code}) == 4
    assert verification_code(b"key", "叶人社技补〔2026〕12号", "张三", 200000) == code


@given(st.text("叶人社〔〕0159", max_size=8), st.text("张三李", max_size=4), st.integers(min_value=0))
def test_every_code_is_recognised_however_it_is_typed(number: str, payee: str, fen: int) -> None:
    code = verification_code(b"key", number, payee, fen)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert normalised_code(typed) == normalised_code(code) == code


@pytest.mark.parametrize("typed", ["", "7K3M-92QF", "7K3M-92QF-1XWU", "叶人社"])
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="不是文书验证码"):
        normalised_code(typed)

"""Work on many rows at once."""

from app.services.bulk import let_go


def test_what_is_let_go_of_is_empty() -> None:
    kept, listed = {"张三": 1, "李四": 2}, ["张三", "李四"]
    let_go(kept)
    let_go(listed)
    assert (kept, listed) == ({}, [])

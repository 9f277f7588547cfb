"""Who bought: the same person gives the same digits, nobody gives a name."""

import pytest

from core.importers.identity import KEY_DIGITS, Identity, masked_name
from core.terms import Mall

IDENTITY = Identity(b"a key for tests, thirty-two bytes")


def test_a_key_that_could_be_guessed_is_refused():
    with pytest.raises(ValueError, match="at least 16 bytes"):
        Identity(b"short")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("kim123", "김철수", "010-1111-2222"), ("KIM123 ", "다른이름", "")),
        (("kim1***", "김철수", "010-1111-2222"), ("kim9**", "김 철수", "01099992222")),
        (("", "김철수", "+82 10 1111 2222"), ("", "김철수", "2222")),
        (("kim1***", "김철수", ""), ("KIM1***", "김철수", "12")),
    ],
)
def test_what_tells_buyers_apart_gives_the_same_digits(one, other):
    key = IDENTITY.buyer(*one)
    assert key == IDENTITY.buyer(*other)
    assert len(key) == KEY_DIGITS
    assert set(key) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("kim123", "김철수", ""), ("kim124", "김철수", "")),
        (("kim1***", "김철수", "010-1111-2222"), ("kim1***", "김철수", "010-1111-3333")),
        (("kim1***", "김철수", ""), ("kim1***", "박영희", "")),
        (("kim1***", "김철수", "010-1111-2222"), ("kim1***", "박영희", "010-1111-2222")),
    ],
)
def test_different_people_give_different_digits(one, other):
    assert IDENTITY.buyer(*one) != IDENTITY.buyer(*other)


@pytest.mark.parametrize(
    "who", [("", "", ""), ("", "김철수", ""), ("kim1***", "", ""), ("", "", "010-1111-2222")]
)
def test_where_nothing_tells_buyers_apart_there_is_none(who):
    assert IDENTITY.buyer(*who) is None


def test_an_account_is_the_same_person_in_one_mall_only():
    keys = {IDENTITY.buyer("kim123", "", "", mall) for mall in Mall}
    assert len(keys) == len(Mall)
    assert IDENTITY.buyer("kim123", "", "", Mall.SMARTSTORE) == IDENTITY.buyer("kim123", "", "")
    masked = {IDENTITY.buyer("kim1***", "김철수", "", mall) for mall in Mall}
    assert len(masked) == len(Mall)


def test_name_and_number_are_the_same_person_in_every_mall():
    assert len({IDENTITY.buyer("", "김철수", "010-1111-2222", mall) for mall in Mall}) == 1


@pytest.mark.parametrize("phone", ["0504-1111-2222", "050411112222", "+82 504-1111-2222"])
def test_a_safe_number_of_another_mall_tells_nobody_apart(phone):
    assert IDENTITY.buyer("", "김철수", phone, Mall.TOSS) is None
    assert IDENTITY.buyer("", "김철수", phone) is not None


def test_another_key_gives_other_digits():
    other = Identity(b"another key, also thirty-two byte")
    assert IDENTITY.buyer("kim123", "", "") != other.buyer("kim123", "", "")


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("김철수", "김*수"), ("김수", "김*"), ("김", "김*"), ("남궁민수", "남**수"),
        ("가나다라마바사", "가***사"), ("John", "J***"), ("Al", "A*"), (" 김철수 ", "김*수"),
        ("", None), ("  ", None),
    ],
)  # fmt: skip
def test_a_name_is_masked_for_the_screen(name, masked):
    assert masked_name(name) == masked

"""Korean words are found with whatever is hung on to them, and what is denied is seen."""

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.i18n.stems import Finder, Place, Stem, bare


def words(text, *stems):
    return Finder([Stem(one) if isinstance(one, str) else one for one in stems]).find([text]).words


def denied(text, stem):
    found = Finder([Stem(stem)]).find([text])
    assert len(found.words) == 1, text
    return bool(found.denied[0])


@pytest.mark.parametrize("text", ["배송이 늦어요", "배송은늦었고", "배송 늦음", "배송  늦네"])
def test_a_space_stands_for_a_particle_a_space_both_or_nothing(text):
    assert words(text, "배송 늦")


@pytest.mark.parametrize("text", ["배송조차 늦", "배송보다 늦", "배송, 늦"])
def test_a_space_does_not_stand_for_anything_else(text):
    assert words(text, "늦") == ["늦"]
    assert words(text, "배송 늦") == []


def test_the_longest_stem_counts_and_places_do_not_overlap():
    found = Finder([Stem("배송"), Stem("배송비"), Stem("비싸")]).find(["배송비가 비싸고 배송은"])
    assert found.words == ["배송비", "비싸", "배송"]
    assert found.stem.tolist() == [1, 2, 0]


@pytest.mark.parametrize(
    ("place", "text", "is_found"),
    [
        (Place.ANYWHERE, "검색이", True),
        (Place.START, "검색이", False),
        (Place.START, "색다른", True),
        (Place.START, "(색감", True),
        (Place.NOUN, "색다른", False),
        (Place.NOUN, "색에서는 다", True),
        (Place.NOUN, "색!", True),
        (Place.NOUN, "", False),
    ],
)
def test_a_stem_is_found_where_it_may_stand(place, text, is_found):
    assert bool(words(text, Stem("색", place))) is is_found


def test_a_shorter_stem_is_found_where_a_longer_one_may_not_stand():
    assert words("새색깔 색깔", Stem("색깔", Place.START), Stem("색")) == ["색", "색깔"]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("배송이 안 와요", True),
        ("배송안와요", True),
        ("배송이 안 빨라", True),
        ("배송 안내", False),
        ("배송 안전", False),
    ],
)
def test_a_denying_word_at_the_end_is_no_beginning_of_another_word(text, is_found):
    assert bool(words(text, "배송 안")) is is_found


@pytest.mark.parametrize(
    "text",
    [
        "깨지지 않고 왔어요",
        "깨지지는 않았어요",
        "안 깨지고 왔어요",
        "안깨지고 왔어요",
        "깨지진 않았네요",
    ],
)
def test_a_denied_verb_is_seen(text):
    assert denied(text, "깨지")


@pytest.mark.parametrize(
    "text",
    [
        "불량 없이",
        "불량은 없어요",
        "불량이 하나도 없네요",
        "불량이 아니에요",
        "불량인 것은 아니고",
        "불량은 안 보여요",
    ],
)
def test_a_denied_noun_is_seen(text):
    assert denied(text, "불량")


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("늦어서 어이없어요", "늦"),
        ("불량이고 답도 없어요", "불량"),
        ("불안 깨짐", "깨"),
        ("편안 불량", "불량"),
        ("불량이라 안 써요", "불량"),
    ],
)
def test_what_is_said_of_something_else_denies_nothing(text, stem):
    assert not denied(text, stem)


def test_a_text_does_not_deny_the_one_before_it():
    found = Finder([Stem("불량")]).find(["불량", "없어요", "안", "불량"])
    assert found.text.tolist() == [0, 3]
    assert found.denied.tolist() == [False, False]


def test_places_are_told_in_the_text_they_are_in():
    texts = ["", "아 배송", "배송 좋고\n배송", "없음"]
    found = Finder([Stem("배송")]).find(texts)
    assert found.text.tolist() == [1, 2, 2]
    for text, start, end, word in zip(found.text, found.start, found.end, found.words, strict=True):
        assert texts[text][start:end] == word == "배송"


def test_parted_syllables_and_capitals_are_found_too():
    parted = unicodedata.normalize("NFD", "배송이 AS")
    assert Finder([Stem("배송"), Stem("as")]).find([parted]).words == ["배송", "as"]
    assert words("배송", unicodedata.normalize("NFD", "배송")) == ["배송"]


def test_a_letter_that_grows_when_small_moves_nothing():
    found = Finder([Stem("배송")]).find(["İİ 배송"])
    assert (found.start[0], found.end[0]) == (3, 5)


def test_signs_in_a_stem_are_only_signs():
    assert words("a.s a+s", "a.s", "a+s") == ["a.s", "a+s"]
    assert words("aas", "a.s", "a+s") == []


@pytest.mark.parametrize("stems", [[""], ["  "], ["늦", "늦"], ["AS", "as"]])
def test_stems_that_say_nothing_or_the_same_are_refused(stems):
    with pytest.raises(ValueError, match="a stem"):
        Finder([Stem(one) for one in stems])


def test_nothing_is_found_in_nothing():
    assert Finder([Stem("늦")]).find([]).words == []
    assert Finder([]).find(["늦"]).words == []


@given(
    st.lists(st.text(alphabet="가나다 \n안없a", max_size=12), max_size=6),
    st.sets(st.text(alphabet="가나다", min_size=1, max_size=3), min_size=1, max_size=5),
)
def test_plain_stems_are_found_as_a_plain_search_finds_them(texts, stems):
    ordered = sorted(stems)
    found = Finder([Stem(one) for one in ordered]).find(texts)
    longest = re.compile("|".join(sorted(stems, key=len, reverse=True)))
    wanted = [
        (number, match.start(), ordered.index(match.group()))
        for number, text in enumerate(texts)
        for match in longest.finditer(text)
    ]
    assert list(zip(found.text, found.start, found.stem, strict=True)) == wanted


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("배송이", "배송"),
        ("가격까지는", "가격"),
        ("상담에서도", "상담"),
        ("아이", "아이"),
        ("배송", "배송"),
        ("이", "이"),
        ("로고", "로고"),
    ],
)
def test_a_particle_is_taken_off_where_two_letters_are_left(word, left):
    assert bare(word) == left


def test_many_texts_take_seconds():
    finder = Finder([Stem(f"{a}{b}") for a in "배포가사색응반품" for b in "송장격이상대품질"])
    begun = time.perf_counter()
    found = finder.find(["배송이 늦고 포장은 좋았지만 가격이 조금 비싸요"] * 100_000)
    assert len(found.words) == 300_000
    assert time.perf_counter() - begun < 20

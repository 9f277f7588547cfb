"""Words for answers to reviews."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import voice_replies, voice_themes
from core.analysis.voice_replies import GENERAL, WORDS, Place, Risk, Text, Tone
from core.i18n import filling

FULL = {
    Place.PRODUCT: "머그컵", Place.PROBLEM: "배송", Place.PRAISED: "포장", Place.OFFER: "환불",
    Place.CONTACT: "톡톡", Place.SHOP: "단골상점",
}  # fmt: skip


@pytest.mark.parametrize("one", voice_replies.own(), ids=lambda one: "-".join(map(str, one[:3])))
class TestEachText:
    def test_asks_only_for_what_is_known(self, one):
        filling.check(one.text, list(Place))

    @pytest.mark.parametrize("missing", [(), *[(place,) for place in FULL], tuple(FULL)])
    def test_is_whole_whatever_is_missing(self, one, missing):
        said = filling.fill(
            one.text, {place: value for place, value in FULL.items() if place not in missing}
        )

        assert re.search(r"요\.$", said)
        assert not re.search(r"[{}]|  |을\(를\)|^[,.]", said)

    def test_promises_nothing_that_is_better_not_said(self, one):
        assert voice_replies.risks(filling.fill(one.text, FULL)) == []

    def test_is_short_and_polite(self, one):
        said = filling.fill(one.text, FULL)

        assert len(said) <= 200
        assert all(part.endswith("요") for part in re.split(r"[.!?]\s*", said) if part)

    def test_says_what_its_tone_asks_for(self, one):
        assert {
            Tone.LOW: "죄송해요" in one.text and "{대안}" in one.text and "{연락방법}" in one.text,
            Tone.MIXED: "{문제}" in one.text,
            Tone.HIGH: re.search("고마워요|기뻐요|다행이에요|힘이 나요", one.text),
        }[one.tone]


def test_every_theme_has_several_texts_to_make_up_and_to_thank():
    for theme, tone in itertools.product((*voice_themes.Theme, GENERAL), (Tone.LOW, Tone.HIGH)):
        found = voice_replies.fitting(voice_replies.own(), theme, tone)
        assert len(found) >= 3
        assert {one.theme for one in found} == {theme}


def test_texts_of_a_theme_do_not_count_as_the_same():
    told = [voice_replies.words(one.text) for one in voice_replies.own()]

    assert len(set(told)) == len(told)


def test_every_theme_has_its_words():
    assert set(WORDS) == {*voice_themes.Theme, GENERAL}


@pytest.mark.parametrize(
    ("stars", "negative", "problem", "tone"),
    [
        (1, False, False, Tone.LOW), (2, False, False, Tone.LOW), (3, False, False, Tone.MIXED),
        (4, False, False, Tone.HIGH), (5, False, False, Tone.HIGH), (5, False, True, Tone.MIXED),
        (5, True, False, Tone.LOW), (None, False, False, Tone.MIXED),
    ],
)  # fmt: skip
def test_the_tone_follows_the_stars_and_what_the_seller_says(stars, negative, problem, tone):
    assert voice_replies.tone(stars, 2, is_negative=negative, has_problem=problem) is tone


def test_her_words_stand_instead_of_ours_and_beside_them():
    hers = [
        Text("size", Tone.LOW, 1, "제 글이에요."),
        Text("size", Tone.LOW, 2, " "),
        Text("size", Tone.LOW, 9, "하나 더 썼어요."),
    ]

    found = voice_replies.fitting(voice_replies.with_hers(hers), "size", Tone.LOW)

    assert [one.number for one in found] == [1, 3, 9]
    assert found[0].text == "제 글이에요."


def test_where_a_theme_has_no_texts_the_general_ones_are_offered():
    found = voice_replies.fitting(voice_replies.own(), "size", Tone.MIXED)

    assert {one.theme for one in found} == {GENERAL}
    assert voice_replies.fitting([], "size", Tone.MIXED) == []


def test_the_text_used_longest_ago_is_offered():
    assert voice_replies.least_used(["a", "b", "c"], [], 1) == 1
    assert voice_replies.least_used(["a", "b", "c"], ["b"], 1) == 2
    assert voice_replies.least_used(["a", "b", "c"], ["c", "a", "b"], 0) == 1


@given(st.integers(2, 5), st.lists(st.integers(0, 99), max_size=30))
def test_no_two_answers_in_a_row_are_the_same(size, starts):
    hashes = [str(number) for number in range(size)]
    used: list[str] = []
    for start in starts:
        used.insert(0, hashes[voice_replies.least_used(hashes, used, start)])

    assert all(a != b for a, b in itertools.pairwise(used))


@pytest.mark.parametrize(
    "values",
    [("머그컵", "통화"), ("접시", "전화"), ("Kitchen", "L"), ("리필 300ml", "새 상품 다시 보내기")],
)
def test_what_was_filled_in_makes_no_difference(values):
    text = "{상품명}{이/가} 늦어 죄송해요. {대안}{으로/로} 챙길게요."
    said = filling.fill(text, dict(zip((Place.PRODUCT, Place.OFFER), values, strict=True)))

    assert voice_replies.words(said, values) == voice_replies.words(text)


def test_blanks_and_marks_make_no_difference_and_words_do():
    told = voice_replies.words("죄송해요. 바로 볼게요!")

    assert voice_replies.words("죄송해요 ㅡ\n바로  볼게요") != told
    assert voice_replies.words("죄송해요,\n바로  볼게요…") == told
    assert voice_replies.words("죄송해요. 내일 볼게요!") != told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("불편을 드려 죄송해요.", []),
        ("후기를 수정해 주시면 적립금을 드려요.", [Risk.REWARD]),
        ("쿠폰 보내 드릴게요. 별점 올려 주세요.", [Risk.REWARD]),
        ("후기 적립금은 내일 들어와요.", []),
        ("무조건 나아요.", [Risk.ABSOLUTE]),
        ("100% 만족하실 거예요.", [Risk.ABSOLUTE]),
        ("피부 치료에 좋아요.", [Risk.MEDICAL]),
        ("010-1234-5678로 연락 주세요.", [Risk.PERSONAL]),
        ("shop@example.com 으로 주세요.", [Risk.PERSONAL]),
        ("주문 2026112460050530 확인했어요.", [Risk.PERSONAL]),
        ("{상품} 죄송해요.", [Risk.UNFILLED]),
    ],
)
def test_what_is_better_not_said_is_found(text, found):
    assert voice_replies.risks(text) == found

"""The texts answers are made of, as the seller changed them."""

import pytest

from core.analysis.voice_replies import Text, Tone
from core.services import voice_replies, voice_reply_texts
from core.services.voice_reply_texts import TextProblem, TextRefused
from tests.services.review_shops import NOW

MINE = Text("size", Tone.LOW, 1, "{상품명}{이/가} 작았군요. 죄송해요.")


def said(shop):
    found = voice_reply_texts.listed(shop, "size", Tone.LOW)
    return [(one.text.number, one.is_hers, one.is_out) for one in found]


def test_ours_are_listed_until_she_writes_her_own(shop):
    assert said(shop) == [(1, False, False), (2, False, False), (3, False, False)]

    voice_reply_texts.put(shop, MINE, NOW)
    assert said(shop)[0] == (1, True, False)
    assert MINE in voice_replies.books(shop, NOW).texts

    voice_reply_texts.put_back(shop, MINE, None, NOW)
    assert said(shop)[0] == (1, False, False)


def test_a_new_text_gets_the_next_number_and_can_go_again(shop):
    kept = voice_reply_texts.put(shop, MINE._replace(number=0), NOW)
    assert kept.number == 4

    before = voice_reply_texts.leave_out(shop, kept, NOW)
    assert len(said(shop)) == 3
    voice_reply_texts.put_back(shop, kept, before, NOW)
    assert said(shop)[-1] == (4, True, False)


def test_a_text_of_ours_can_be_left_out_and_taken_in_again(shop):
    before = voice_reply_texts.leave_out(shop, MINE, NOW)
    assert said(shop)[0] == (1, False, True)
    left = [one for one in voice_replies.books(shop, NOW).texts if one[:2] == MINE[:2]]
    assert [one.number for one in left] == [2, 3]

    voice_reply_texts.put_back(shop, MINE, before, NOW)
    assert said(shop)[0] == (1, False, False)


@pytest.mark.parametrize(
    ("text", "problem", "names"),
    [
        (" ", TextProblem.NOTHING_SAID, ()),
        ("가" * 1001, TextProblem.TOO_LONG, ()),
        ("{색깔}이 달라 죄송해요.", TextProblem.UNFILLABLE, ("색깔",)),
        ("별점을 올려 주시면 쿠폰을 드려요.", TextProblem.RISKY, ("reward",)),
    ],
)
def test_an_impossible_text_is_refused(local, text, problem, names):
    with pytest.raises(TextRefused) as refused:
        voice_reply_texts.put(local, MINE._replace(text=text), NOW)

    assert (refused.value.problem, refused.value.names) == (problem, names)


def test_there_are_not_endlessly_many_texts(local):
    for _ in range(17):
        voice_reply_texts.put(local, MINE._replace(number=0), NOW)

    with pytest.raises(TextRefused) as refused:
        voice_reply_texts.put(local, MINE._replace(number=0), NOW)
    assert refused.value.problem is TextProblem.TOO_MANY


def test_how_she_is_reached_is_kept(shop):
    voice_reply_texts.reach(shop, " 톡톡  상담 ", NOW)
    assert voice_reply_texts.contact(shop) == "톡톡 상담"
    assert voice_replies.books(shop, NOW).contact == "톡톡 상담"

    voice_reply_texts.reach(shop, "", NOW)
    assert voice_reply_texts.contact(shop) == ""
    with pytest.raises(TextRefused):
        voice_reply_texts.reach(shop, "가" * 61, NOW)

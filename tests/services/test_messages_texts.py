"""The gate through which texts leave for customers."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.message_law import LawReason, Sending
from core.i18n.particles import particle
from core.services import messages_texts
from core.services.messages_texts import (
    Held,
    LengthReason,
    Ready,
    TextReason,
    Version,
)
from core.terms.messages import MessageChannel, MessageKind

HANA = {"이름": "김하나", "상품명": "머그컵", "며칠째": "45", "가게": "온담"}
AD = Version(
    "A", 1, "", "(광고) {가게} 봄맞이 소식이에요.",
    "{이름?고객} 님, {상품명}{을/를} 사신 지 {며칠째}일 됐어요. {혜택} {기한}까지예요.\n"
    "무료수신거부 {번호}",
)  # fmt: skip
OFFER = {"혜택": "10% 쿠폰", "기한": "3월 31일", "번호": "080-123-4567"}


def version(text, title="", block=""):
    return Version("A", 1, title, block, text)


def sending(kind=MessageKind.INFORMATION, channel=MessageChannel.BRAND):
    return Sending("온담", channel, kind, "080-123-4567", "02-123-4567")


def reason(text, values=HANA, how=None, title=""):
    found = messages_texts.ready(version(text, title), [values], how or sending())
    return found.first.reason if isinstance(found, Held) else None


def test_what_is_said_to_the_group_stands_before_what_is_said_to_one():
    found = messages_texts.ready(AD, [HANA | OFFER], sending(MessageKind.ADVERTISING))

    assert isinstance(found, Ready)
    assert found.texts[0].text == (
        "(광고) 온담 봄맞이 소식이에요.\n"
        "김하나 님, 머그컵을 사신 지 45일 됐어요. 10% 쿠폰 3월 31일까지예요.\n"
        "무료수신거부 080-123-4567"
    )
    assert found.texts[0].missing == ()


def test_a_missing_value_has_a_word_for_it_or_takes_its_sentence_along():
    found = messages_texts.fill(
        "{이름?고객} 님, 안녕하세요. {상품명}{은/는} 어떠세요?", {"이름": "", "상품명": " "}
    )

    assert found.text == "고객 님, 안녕하세요."
    assert found.missing == ("상품명",)


def test_a_place_is_missing_if_one_of_its_uses_has_no_word_for_it():
    text = "{이름?고객} 님, 안녕하세요. {이름} 님만 봐요."

    assert messages_texts.fill(text, {}).missing == ("이름",)
    assert messages_texts.fill(text, {"name": "김하나"}).missing == ()


@pytest.mark.parametrize("code", sorted(messages_texts.names()))
def test_a_value_is_found_under_its_code_and_its_name(code):
    name = messages_texts.names()[code]
    text = f"{{{name}}} {{{code}}}"

    assert messages_texts.fill(text, {code: "값"}).text == "값 값"
    assert messages_texts.fill(text, {name: "값"}).text == "값 값"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("머그컵", "을"), ("접시", "를"), ("A", "를"), ("L", "을"), ("3", "을"), ("5", "를"),
        ("10", "을"), ("98명", "을"), ("12%", "를"), ("1,234원", "을"), ("머그컵(대)", "을"),
    ],
)  # fmt: skip
def test_particles_follow_the_sound_of_the_value(word, said):
    found = messages_texts.fill("{상품명}{을/를} 보냈어요.", {"상품명": word})

    assert found.text == f"{word}{said} 보냈어요."


@pytest.mark.parametrize(("word", "said"), [("서울", "로"), ("톡톡", "으로"), ("메일", "로")])
def test_particles_of_the_way_follow_the_sound_too(word, said):
    assert messages_texts.fill("{상품명}{으로/로}", {"상품명": word}).text == word + said
    assert particle(word, "으로/로") == word + said


@pytest.mark.parametrize(
    "text", ["{전화번호} 님", "{이름 님", "이름} 님", "｛전화번호｝ 님", "{{이름}} 님", "{} 님"]
)
def test_a_place_nobody_can_fill_stays(text):
    assert reason(text) is TextReason.UNKNOWN_PLACES
    assert messages_texts.unknown(text)


def test_wide_braces_are_places_like_others():
    assert messages_texts.fill("｛이름｝ 님", HANA).text == "김하나 님"


def test_a_value_brings_no_brace_along():
    found = messages_texts.fill("{상품명} 출발했어요.", {"상품명": "머그컵{대}｛백｝"})

    assert found.text == "머그컵(대)(백) 출발했어요."


@pytest.mark.parametrize("text", ["", "  \n ", "{상품명} 출발했어요."])
def test_nothing_to_say_stays(text):
    assert reason(text, {}) is TextReason.NOTHING_SAID


def test_nobody_to_tell_stays():
    found = messages_texts.ready(version("안녕하세요."), [], sending())

    assert isinstance(found, Held)
    assert found.first.reason is TextReason.NOBODY


def test_one_person_whose_text_stays_keeps_all():
    people = [HANA, {}, HANA, {}]
    found = messages_texts.ready(version("{상품명} 출발했어요."), people, sending())

    assert isinstance(found, Held)
    assert [one.people for one in found.stopped] == [(1, 3)]


def test_the_longest_text_is_told():
    people = [{"상품명": "가" * 40}, {"상품명": "가" * 60}, {"상품명": "가"}]
    how = sending(channel=MessageChannel.SMS)
    found = messages_texts.ready(version("{상품명} 출발"), people, how)

    assert isinstance(found, Held)
    assert found.first.reason is LengthReason.TOO_LONG
    assert found.first.length.used == 125
    assert found.stopped[0].people == (1,)


def test_a_title_that_does_not_fit_stays():
    how = sending(channel=MessageChannel.SMS)

    assert reason("안녕하세요.", title="제목", how=how) is LengthReason.TITLE_TOO_LONG
    assert reason("안녕하세요🎁", how=how) is LengthReason.STRANGE


def test_the_law_is_told_before_the_length():
    how = sending(MessageKind.ADVERTISING, MessageChannel.SMS)

    assert reason("가" * 90, how=how) is LawReason.MARK


@pytest.mark.parametrize("text", ["쿠폰을 드려요.", "{혜택?선물} 준비했어요.", "{팁} 해 보세요."])
def test_a_benefit_makes_information_advertising(text):
    values = {"팁": "포인트로 사"}

    assert reason(text, values) is LawReason.SALES_WORDS


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("{팁?오천원 쿠폰을 드려요}.", {}),
        ("안녕하세요. 할{팁?인} 중이에요.", {}),
        ("오늘만 할\u200b인해 드려요.", {}),
        ("（광고） 새 상품이 나왔어요.", {}),
        (unicodedata.normalize("NFD", "오늘만 할인해 드려요."), {}),
        ("{함께산상품}도 좋아요.", {"함께산상품": "반값 할인 머그컵"}),
        ("{택배사}가 왔어요.", {"택배사": "무료배송"}),
    ],
)
def test_a_benefit_hides_nowhere(text, values):
    assert reason(text, values) is LawReason.SALES_WORDS


def test_a_benefit_in_a_sentence_that_fell_out_was_meant_all_the_same():
    assert reason("안녕하세요. {상품명} 할인해요.", {}) is LawReason.SALES_WORDS


def test_a_mark_that_fell_out_was_meant_all_the_same():
    assert reason("(광고) {가게} 소식이에요.\n안녕하세요.", {}) is LawReason.SALES_WORDS


def test_the_name_of_a_product_makes_nothing_advertising():
    assert reason("{상품명}{이/가} 출발했어요.", {"상품명": "[특가] 머그컵"}) is None


def test_who_loses_the_mark_loses_the_right_to_it():
    """Without the name of the shop the sentence with the mark falls out."""
    found = messages_texts.ready(AD, [OFFER], sending(MessageKind.ADVERTISING))

    assert isinstance(found, Held)
    assert found.first.reason is LawReason.MARK


def test_texts_alike_are_counted():
    texts = [messages_texts.fill("{이름?고객} 님", {"이름": name}) for name in ("", "", "김하나")]

    assert messages_texts.alike(texts) == 2
    assert messages_texts.alike([]) == 0


def test_samples_are_of_known_places():
    assert set(messages_texts.samples()) < set(messages_texts.names())


@given(
    st.text(max_size=80),
    st.dictionaries(st.sampled_from(sorted(messages_texts.names().values())), st.text(max_size=20)),
)
def test_nothing_leaves_with_a_brace_or_empty(text, values):
    found = messages_texts.ready(version(text), [values], sending())

    if isinstance(found, Ready):
        assert not set("{}｛｝") & set(found.texts[0].text)
        assert found.texts[0].text.strip()

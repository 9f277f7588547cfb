"""The law of messages: D10 of the requirements, word by word."""

from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import message_law
from core.analysis.message_law import LawReason, Sending
from core.terms import SEOUL
from core.terms.messages import MessageChannel, MessageKind

AD = "(광고) 온담 머그컵 새 색이 나왔어요. 쿠폰을 드려요.\n무료수신거부 080-123-4567"
NUMBER = "080-123-4567"


def sending(**changes):
    usual = {
        "shop_name": "온담", "channel": MessageChannel.LMS, "kind": MessageKind.ADVERTISING,
        "opt_out": NUMBER, "sender": "02-123-4567",
        "at": datetime(2026, 3, 2, 10, tzinfo=SEOUL),
    }  # fmt: skip
    return Sending(**(usual | changes))


def reasons(text, title="", sales=("쿠폰",), **changes):
    found = message_law.faults(text, sending(**changes), sales=sales, title=title)
    return [one.reason for one in found]


def test_a_lawful_advertisement_may_leave():
    assert reasons(AD) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (AD.removeprefix("(광고) "), LawReason.MARK),
        (AD.replace("(광고) 온담", "온담 (광고)"), LawReason.MARK),
        (AD.replace("(광고)", "(광 고)"), LawReason.MARK),
        (AD.replace("(광고)", "(광/고)"), LawReason.MARK),
        (AD.replace(" 온담", ""), LawReason.MARK),
        ("안녕하세요. " + AD, LawReason.MARK),
        (AD.split("\n", maxsplit=1)[0], LawReason.OPT_OUT),
        (AD + "\n고마워요.", LawReason.OPT_OUT),
        (AD + " 으로 전화 주세요", LawReason.OPT_OUT),
        (AD.replace(NUMBER, "080-999-9999"), LawReason.OPT_OUT),
        (AD.replace(NUMBER, ""), LawReason.OPT_OUT),
        (AD.replace("무료수신거부", "수신거부"), LawReason.OPT_OUT),
    ],
)
def test_an_advertisement_says_so_first_and_how_to_refuse_last(text, reason):
    assert reasons(text) == [reason]


def test_how_the_mark_and_the_words_are_spaced_does_not_matter():
    assert reasons("(광고)온담 쿠폰을 드려요.\n무료 수신거부: 0801234567") == []
    assert reasons("\n (광고)  온 담 쿠폰\n무료거부 (080-123-4567)") == []


@pytest.mark.parametrize("opt_out", ["", "02-123-4567", "080", "1588-0000"])
def test_refusing_by_telephone_costs_nothing(opt_out):
    text = AD.replace(NUMBER, opt_out)

    assert reasons(text, opt_out=opt_out) == [LawReason.NOT_FREE]


def test_a_messenger_is_refused_in_its_own_way():
    text = "(광고) 온담 쿠폰을 드려요.\n무료수신거부: 홈 > 채널 차단"

    assert reasons(text, channel=MessageChannel.BRAND, opt_out="", sender="") == []
    paid = text.replace("홈 > 채널 차단", "02-123-4567")
    assert reasons(paid, channel=MessageChannel.BRAND, opt_out="") == [LawReason.NOT_FREE]
    free = text.replace("홈 > 채널 차단", NUMBER)
    assert reasons(free, channel=MessageChannel.BRAND, opt_out="") == []
    without = text.removesuffix(": 홈 > 채널 차단")
    assert reasons(without, channel=MessageChannel.BRAND, opt_out="") == [LawReason.OPT_OUT]


@pytest.mark.parametrize(
    ("hour", "minute", "is_night"),
    [(7, 59, True), (8, 0, False), (20, 59, False), (21, 0, True), (21, 30, True), (0, 0, True)],
)
def test_nothing_advertises_at_night(hour, minute, is_night):
    at = datetime(2026, 3, 2, hour, minute, tzinfo=SEOUL).astimezone(UTC)

    assert reasons(AD, at=at) == ([LawReason.NIGHT] if is_night else [])
    assert reasons(AD, at=at, night_ok=True) == []
    assert message_law.is_night(at) == is_night


def test_an_hour_that_is_open_is_no_night():
    assert reasons(AD, at=None) == []


@pytest.mark.parametrize("channel", [one for one in MessageChannel if not one.needs_sender])
def test_asking_how_it_was_is_never_held_back(channel):
    """J24: at half past nine in the evening, without mark, number or consent."""
    text = "김하나 님, 머그컵 쓰신 지 3일쯤 됐네요. 불편한 점은 없으셨어요?"
    night = datetime(2026, 3, 2, 21, 30, tzinfo=SEOUL)

    assert reasons(
        text, sales=(), channel=channel, kind=MessageKind.INFORMATION, at=night, opt_out="",
        sender="",
    ) == []  # fmt: skip


def test_a_benefit_makes_it_advertising_whatever_the_seller_says():
    text = "머그컵 쓰신 지 3일쯤 됐네요. 쿠폰을 드려요."
    found = message_law.faults(text, sending(kind=MessageKind.INFORMATION), sales=("쿠폰",))

    assert [one.reason for one in found] == [
        LawReason.SALES_WORDS, LawReason.MARK, LawReason.OPT_OUT,
    ]  # fmt: skip
    assert found[0].words == ("쿠폰",)


def test_what_carries_the_mark_is_advertising():
    assert reasons(AD, sales=(), kind=MessageKind.INFORMATION) == [LawReason.SALES_WORDS]


@pytest.mark.parametrize("kind", MessageKind)
def test_alimtalk_carries_no_advertising(kind):
    assert reasons(AD, channel=MessageChannel.ALIMTALK, kind=kind)[0] is LawReason.ALIMTALK


def test_a_title_carries_the_mark_too():
    assert reasons(AD, title="새 색") == [LawReason.TITLE]
    assert reasons(AD, title="(광고) 새 색") == []
    assert reasons(AD, channel=MessageChannel.EMAIL) == [LawReason.TITLE]


@pytest.mark.parametrize("kind", MessageKind)
def test_text_messages_come_from_a_registered_number(kind):
    text, sales = (AD, ("쿠폰",)) if kind is MessageKind.ADVERTISING else ("잘 받으셨어요?", ())

    assert reasons(text, sales=sales, kind=kind, sender="") == [LawReason.SENDER]


def test_a_shop_without_a_name_cannot_say_who_it_is():
    assert reasons(AD, shop_name=" ") == [LawReason.MARK]


@given(
    st.text(max_size=40), st.sampled_from(list(product(MessageChannel, MessageKind))),
    st.integers(0, 23), st.booleans(),
)  # fmt: skip
def test_what_may_leave_with_a_benefit_is_lawful(words, way, hour, is_rightly_made):
    """Whatever stands in between: judged by the words of the law alone."""
    channel, kind = way
    text = f"(광고) 온담 {words}\n무료수신거부 {NUMBER}" if is_rightly_made else words
    at = datetime(2026, 3, 2, hour, tzinfo=SEOUL)

    if not reasons(text, channel=channel, kind=kind, at=at, title="(광고)"):
        assert channel is not MessageChannel.ALIMTALK
        assert kind is MessageKind.ADVERTISING
        assert text.lstrip().startswith("(광고)")
        assert text.rstrip(" )]-–—:.·").endswith("4567")
        assert 8 <= hour < 21


@pytest.mark.parametrize("name", ["온담", "온", "온담 머그", "ONDAM 온담"])
def test_the_whole_name_of_the_shop_is_said(name):
    """A word that only begins like the name names another shop."""
    said = "(광고) {} 새 색이 나왔어요.\n무료수신거부 080-123-4567"
    assert reasons(said.format(name), shop_name=name) == []
    assert reasons(said.format(name.lower().replace(" ", "")), shop_name=name) == []
    assert reasons(said.format(f"{name}로운집"), shop_name=name) == [LawReason.MARK]
    assert reasons(said.format(name[:-1]), shop_name=name) == [LawReason.MARK]
    assert reasons(said.format(f"{name}\n"), shop_name=name) == []


@pytest.mark.parametrize(
    ("hour", "minute", "is_closed"),
    [(20, 49, False), (20, 50, True), (23, 0, True), (7, 59, True), (8, 0, False)],
)
def test_brand_messages_are_not_delivered_in_the_evening(hour, minute, is_closed):
    at = datetime(2026, 3, 2, hour, minute, tzinfo=SEOUL)
    refused = "(광고) 온담 쿠폰\n무료수신거부 홈 > 채널 차단"
    for channel in (MessageChannel.BRAND, MessageChannel.BRAND_OTHERS):
        more = {"channel": channel, "at": at, "opt_out": ""}
        # Nobody can agree to what is delivered to nobody.
        assert reasons(refused, night_ok=True, **more) == [LawReason.HOURS] * is_closed
        assert reasons("잘 쓰고 계세요?", sales=(), kind=MessageKind.INFORMATION, **more) == []
    assert LawReason.HOURS not in reasons(AD, at=at)

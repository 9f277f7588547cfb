"""How long a message may be, counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import message_length
from core.analysis.message_length import Unit
from core.terms.messages import MessageChannel


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("", 0), ("abc", 3), ("가나다", 6), ("가 a\n", 5), ("가\r\n나", 5), ("1,234원", 7),
        ("똠방각하", 8), ("(광고)", 6), ("★", 2), ("—", 2), ("“”", 4),
    ],
)  # fmt: skip
def test_phones_count_two_bytes_for_a_korean_letter(text, used):
    assert message_length.measured(MessageChannel.SMS, text).used == used


@pytest.mark.parametrize("text", ["🎁", "선물🎁을", "한字é", "ㄱ\u200d"])
def test_what_phones_have_no_code_for_is_told(text):
    found = message_length.measured(MessageChannel.LMS, text)

    assert found.strange
    assert not found.fits
    assert message_length.measured(MessageChannel.ALIMTALK, text).fits


@pytest.mark.parametrize(
    ("channel", "text"),
    [
        (MessageChannel.SMS, "가" * 45),
        (MessageChannel.LMS, "가" * 1000),
        (MessageChannel.MMS, "가" * 1000),
        (MessageChannel.ALIMTALK, "가" * 1000),
        (MessageChannel.BRAND, "가" * 1300),
        (MessageChannel.BRAND_OTHERS, "🎁" * 1300),
    ],
)
def test_one_more_is_too_long(channel, text):
    full, over = (message_length.measured(channel, one) for one in (text, text + "a"))

    assert (full.left, full.fits) == (0, True)
    assert (over.left, over.is_over, over.fits) == (-1, True, False)


def test_a_title_has_forty_bytes_and_stands_only_where_there_is_one():
    fits = message_length.measured(MessageChannel.LMS, "가", "가" * 20)
    over = message_length.measured(MessageChannel.LMS, "가", "가" * 20 + "a")
    none = message_length.measured(MessageChannel.SMS, "가", "가")
    mail = message_length.measured(MessageChannel.EMAIL, "가", "가" * 99)

    assert (fits.title, fits.fits) == (40, True)
    assert (over.is_title_over, over.fits) == (True, False)
    assert (none.is_title_over, none.fits) == (True, False)
    assert (mail.is_title_over, mail.fits) == (False, True)


@pytest.mark.parametrize("channel", [MessageChannel.TALKTALK, MessageChannel.EMAIL])
def test_a_limit_nobody_wrote_down_is_none(channel):
    found = message_length.measured(channel, "가" * 9999)

    assert (found.left, found.is_over) == (None, False)


@pytest.mark.parametrize("channel", MessageChannel)
def test_every_way_of_sending_has_its_limit(channel):
    by_phone = channel.needs_sender

    assert (message_length.LIMITS[channel].unit is Unit.BYTES) == by_phone


@given(st.text(max_size=60), st.text(max_size=60))
def test_two_texts_are_as_long_as_both(first, second):
    first, second = first.replace("\r", ""), second.replace("\r", "")
    for channel in MessageChannel:
        one, two, both = (
            message_length.measured(channel, text).used for text in (first, second, first + second)
        )
        assert one + two == both

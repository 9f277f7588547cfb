"""Pasted lines become remarks with their orders, are put in at once and taken back as one."""

from datetime import UTC, date, datetime

from core.services import voice_batches, voice_feedback, voice_listing, voice_paste
from core.services.voice_listing import Choice
from core.terms.voice import AskedScale, VoiceSource
from tests import shops
from tests.shops import Line

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = date(2026, 11, 25)
ORDER = "2026112012345671"
LINES = f"""전화: 손잡이가 헐거워요 2점 주문 {ORDER}
예뻐요 ★★★★★

색이 달라요 주문번호 2026112099999999
좋아요 9점
"""


def test_lines_are_understood_put_in_and_taken_back(shop):
    shops.take(shop, [Line(date(2026, 11, 20), "kim", order=ORDER, product="mug")])
    found = voice_paste.read(shop, LINES, VoiceSource.SOCIAL, TODAY)
    assert [(it.number, it.line) for it in found.bad] == [(5, "좋아요 9점")]
    assert (found.rest, found.unknown, found.products) == ("좋아요 9점", 1, ("mug", "", ""))
    first, second, third = found.remarks
    assert (first.source, first.scale, first.score) == (VoiceSource.PHONE, AskedScale.CSAT, 2)
    assert (first.about.order_no, first.about.buyer_key) == (ORDER, f"{'kim':0>32}")
    assert (second.source, second.score, second.said_on) == (VoiceSource.SOCIAL, 5, TODAY)
    # A number that is not known is not lost.
    assert (third.about.order_no, third.note) == (None, "#2026112099999999")
    batch = voice_paste.take(shop, found, NOW)
    assert voice_listing.listed(shop, Choice(), TODAY).total == 3
    assert voice_batches.undo_batch(shop, batch, NOW) == 3
    assert voice_listing.listed(shop, Choice(), TODAY).total == 0
    assert len(voice_feedback.thrown(shop)) == 3


def test_a_thousand_lines_are_taken_and_one_more_is_not(local):
    many = "\n".join(["좋아요"] * 1000)
    assert len(voice_paste.read(local, many, VoiceSource.TALK, TODAY).remarks) == 1000
    more = voice_paste.read(local, f"{many}\n\n좋아요", VoiceSource.TALK, TODAY)
    assert (more.too_many, more.remarks) == (True, ())


def test_blank_lines_are_no_lines(local):
    found = voice_paste.read(local, " \n\n\t\n", VoiceSource.TALK, TODAY)
    assert (found.remarks, found.bad, found.too_many) == ((), (), False)

"""What customers said in the week that is looked back on."""

from datetime import timedelta

from core.services import look_back, look_back_voices, voice_complaints, voice_feedback
from core.services.voice_complaints import Complaint
from core.services.voice_feedback import Remark
from core.terms import seoul_day
from tests.services.review_shops import NOW, review, reviews

MONDAY = look_back.week_of(seoul_day(NOW))


def test_an_empty_week_has_said_nothing(shop):
    found = look_back_voices.voices(shop, MONDAY)
    assert (found.texts, found.themes, found.quotes) == (0, (), ())


def test_what_was_complained_of_is_counted_and_quoted(shop):
    before = 24 * 3
    reviews(shop, [
        review("1", 1, text="배송이 늦었어요"),
        review("2", 2, text="배송이 늦고 포장이 찢어졌어요"),
        review("3", 5, text="정말 마음에 들어요"),
        review("4", 1, text="배송이 늦었어요", hours=before),
    ])  # fmt: skip
    voice_complaints.add(shop, Complaint("색이 사진과 달라요", opened_at=NOW), NOW)
    voice_feedback.add(shop, Remark("배송이 늦었어요", MONDAY - timedelta(days=1)), NOW)

    found = look_back_voices.voices(shop, MONDAY)

    assert found.texts == 4
    assert dict(found.themes)["delivery"] == 2
    assert found.themes[0][0] == "delivery"
    assert len(found.quotes) == 3
    assert "정말 마음에 들어요" not in [one.said for one in found.quotes]
    last = look_back_voices.voices(shop, MONDAY - timedelta(days=7))
    assert (last.texts, last.themes) == (2, (("delivery", 2),))

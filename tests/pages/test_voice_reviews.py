"""The tab 리뷰 as its readers see it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core import i18n
from core.services import actions, voice_complaints, voice_replies, voice_reply_texts, voice_reviews
from core.services.settings import ShopSettings, save
from core.store import voice_reviews as store
from core.store.voice_review_notes import put_text
from core.store.voice_tables import ComplaintRow
from core.terms import Mall, seoul_day
from core.terms.voice import ComplaintStatus
from tests import shops
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.services import review_shops
from tests.shops import Line
from tests.wording.copy_rules import faults_on_screen

PAGE = "pages/customers/voice.py"
NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
LATE = "배송이 너무 늦었어요. <b>열흘</b>이나 걸렸어요."


def review(number: str, stars: int, *, hours: float = 30, **more: Any) -> dict[str, Any]:
    written = int((NOW - timedelta(hours=hours)).timestamp())
    return review_shops.review(number, stars, written_at=written, **{"text": LATE, **more})


def put(*rows):
    with_shop(lambda shop: review_shops.reviews(shop, rows))


def sold(count=3):
    lines = [Line(TODAY - timedelta(days=5), f"b{n}", order=f"O{n}") for n in range(count)]
    with_shop(lambda shop: shops.take(shop, lines))


def kept(number="1"):
    def found(shop):
        with shop.store.read() as session:
            return store.one(session, shop.id, Mall.SMARTSTORE, number)

    return with_shop(found)


def complaint():
    def found(shop):
        with shop.store.read() as session:
            row = session.get(ComplaintRow, (shop.id, 1))
            return None if row is None or row.deleted_at else voice_complaints.read(row)

    return with_shop(found)


def page(language="ko"):
    app = opening.opened(PAGE, language=language, tabs=("reviews",))
    assert not app.exception
    return app


def said(app):
    titles = [one.proto.title for kind in ("warning", "error") for one in app.get(kind)]
    return "\n".join([*opening.texts(app), *titles]).replace("\\", "")


def press(app, key):
    # AppTest writes the options of lists out by itself, outside of the page.
    with i18n.speaking(app.session_state["session.language"]):
        app.button(key=key).click().run()
    assert not app.exception
    return app


def text_of(app):
    return next(
        one for one in app.text_area if one.key and one.key.startswith("voice.reply.1-1.text")
    )


@pytest.fixture(autouse=True)
def _folder(folder):
    return folder


def test_an_empty_shop_is_told_which_file_it_takes():
    app = page()
    assert "리뷰 파일 하나면 돼요" in said(app)
    assert ("upload", {}) in opening.links(app)


def test_a_bad_review_is_answered_marked_and_taken_back():
    with_shop(lambda shop: save(shop, ShopSettings(name="단골상점")))
    with_shop(lambda shop: voice_reply_texts.reach(shop, "톡톡", NOW))
    sold()
    put(review("1", 1, line_no="L000000000"), review("2", 5))
    app = page()
    assert "낮은 별점 리뷰 1개가 24시간 넘게 답을 기다려요." in said(app)
    press(app, "voice.reply.wait.1-1.write")
    assert "죄송해요" in text_of(app).value
    assert "톡톡으로" in text_of(app).value

    app.selectbox(key="voice.reply.1-1.offer").set_value("배송비 환불").run()
    assert "배송비 환불" in text_of(app).value
    text_of(app).set_value("제가 직접 적었어요. 죄송해요.").run()
    assert app.checkbox(key="voice.reply.1-1.complaint").value is False  # nobody asked for it
    app.checkbox(key="voice.reply.1-1.complaint").check().run()
    press(app, "voice.reply.1-1.done")
    assert kept().reply == "제가 직접 적었어요. 죄송해요."
    assert "답했다고 적었어요" in said(app)
    assert "답을 기다리는 낮은 별점 리뷰가 없어요." in said(app)
    made = complaint()
    assert (made.status, made.alternative) == (ComplaintStatus.DOING, "배송비 환불")

    press(app, "voice.done.undo")
    assert kept().marked_at is None
    assert complaint() is None
    assert "낮은 별점 리뷰 1개가 24시간 넘게 답을 기다려요." in said(app)


def test_another_text_is_offered_and_what_was_typed_stays_with_its_text():
    put(review("1", 1))
    app = press(page(), "voice.reply.wait.1-1.write")
    first = text_of(app).value
    press(app, "voice.reply.1-1.another")
    assert text_of(app).value != first


def test_the_same_answer_again_is_warned_of_and_so_is_a_promise():
    put(review("1", 1), review("2", 1, hours=40))
    app = press(page(), "voice.reply.wait.1-2.write")
    box = next(one for one in app.text_area if "1-2.text" in (one.key or ""))
    box.set_value("같은 글이에요. 죄송해요.").run()
    press(app, "voice.reply.1-2.done")
    press(app, "voice.reply.wait.1-1.write")
    text_of(app).set_value("같은 글이에요, 죄송해요!").run()
    assert "최근 30일 동안 1명에게 같은 답글을 썼어요." in said(app)
    text_of(app).set_value("후기를 수정해 주시면 쿠폰을 드릴게요.").run()
    assert "후기를 바꾸는 대가를 약속하지 마세요." in said(app)


def test_an_answer_of_an_earlier_day_is_noted_for_that_day():
    put(review("1", 1, hours=24 * 5))
    app = press(page(), "voice.reply.wait.1-1.write")
    day = TODAY - timedelta(days=2)
    app.date_input(key="voice.reply.1-1.day").set_value(day).run()
    press(app, "voice.reply.1-1.done")

    assert seoul_day(kept().marked_at) == day


def test_a_review_can_be_called_bad_and_not_bad_and_answered_after_all_not():
    put(review("1", 1), review("2", 5, text="좋아요"))
    app = press(page(), "voice.reply.list.1-2.flag")
    assert kept("2").is_negative is True
    assert "나쁜 리뷰로 적었어요." in said(app)
    press(app, "voice.reply.wait.1-1.flag")
    assert kept().is_negative is False
    press(app, "voice.reply.wait.1-2.write")
    press(app, "voice.reply.1-2.done")
    assert kept("2").is_answered
    press(app, "voice.reply.list.1-2.not")
    assert not kept("2").is_answered


def test_two_windows_are_told_of_each_other():
    put(review("1", 1))
    app = press(page(), "voice.reply.wait.1-1.write")
    other = press(page(), "voice.reply.wait.1-1.write")
    press(other, "voice.reply.1-1.done")
    before = kept().reply
    press(app, "voice.reply.1-1.done")
    assert kept().reply == before
    assert "다른 창에서" in said(app)


def test_reviews_are_listed_by_page_and_by_what_is_wanted():
    put(*[review(str(n), 1 + n % 5, hours=30 + n, text=f"글 {n}") for n in range(25)])
    app = page()
    assert "25개" in said(app)
    app.selectbox(key="voice.reviews.stars").set_value(5).run()
    assert "5개" in said(app)
    assert "글 4" in said(app)
    app.text_input(key="voice.reviews.words").set_value("없는 말").run()
    assert "그런 리뷰는 없어요." in said(app)


def test_a_product_with_few_reviews_goes_into_the_notes_with_one_click():
    sold()
    put(review("1", 5, product_name="mug", product_no="mug"))
    app = page()
    assert "팔리는 상품 중 1개는 후기가 5개보다 적어요." in said(app)
    press(app, "voice.reviews.few.1")
    (action,) = with_shop(actions.listed)
    assert action.what == "mug 산 분께 솔직한 후기 부탁하기"
    assert action.target.metric == "product_rate"
    assert action.target.product_id == 1


def test_97_percent_is_only_mentioned():
    sold()
    put(review("1", 5, product_name="mug", product_no="mug"))
    helps = [one.help for one in page().header if one.help]
    assert any("97" in one and "계산에는 쓰지 않아요" in one for one in helps)


def test_texts_are_changed_left_out_and_taken_back():
    put(review("1", 1))
    app = page()
    app.session_state["voice.texts"] = True
    app.run()
    box = next(
        one for one in app.text_area if (one.key or "").startswith("voice.texts.delivery.low.1")
    )
    box.set_value("{상품명} 늦어서 죄송해요. {대안}{으로/로} 도울게요.").run()
    press(app, "voice.texts.delivery.low.1.save")
    books = with_shop(lambda shop: voice_replies.books(shop, NOW))
    assert any("도울게요" in one.text for one in books.texts)
    press(app, "voice.texts.undo")
    books = with_shop(lambda shop: voice_replies.books(shop, NOW))
    assert not any("도울게요" in one.text for one in books.texts)
    press(app, "voice.texts.delivery.low.2.out")
    press(app, "voice.texts.delivery.low.2.in")
    box = next(
        one for one in app.text_area if (one.key or "").startswith("voice.texts.delivery.low.1")
    )
    box.set_value("{색깔} 죄송해요.").run()
    press(app, "voice.texts.delivery.low.1.save")
    assert "{색깔} 자리에 무엇을 넣을지 알 수 없어요." in said(app)


def test_her_own_text_is_what_the_draft_says():
    put(review("1", 1))

    def hers(shop):
        with shop.store.write() as session:
            for number in (1, 2, 3):
                text = "제 글이에요." if number == 1 else ""
                put_text(session, shop.id, ("delivery", "low", number), text, at=NOW)

    with_shop(hers)
    assert text_of(press(page(), "voice.reply.wait.1-1.write")).value == "제 글이에요."


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_word_on_the_screen_keeps_the_rules(language):
    sold()
    put(
        *[review(str(n), 1 + n % 5, hours=30 + 24 * n, product_name="mug") for n in range(60)],
        review("h", 1, shown=0),
        review_shops.again("m", 2, "1", written_at=int(NOW.timestamp()) - 3600),
    )
    app = page(language)
    key = next(one.key for one in app.button if one.key and one.key.endswith(".write"))
    press(app, key)
    told = opening.texts(app)
    assert not any("nan" in one or "None" in one for one in told)
    if language == "ko":
        assert [fault for one in told for fault in faults_on_screen(one.replace("\\", ""))] == []
    else:
        shown = [one for one in told if "나쁜" in one or "리뷰" in one]
        assert shown == []


def test_a_review_whose_file_is_gone_does_not_wait():
    put(review("1", 1))
    assert len(with_shop(lambda shop: voice_reviews.unanswered(shop, NOW))) == 1


def test_several_reviews_are_noted_as_answered_at_once_and_taken_back():
    put(review("1", 1), review("2", 1, hours=40))
    app = press(page(), "voice.reviews.several.all")
    assert "2개에 답했다고 적었어요." in said(app)
    assert kept("1").is_answered
    press(app, "voice.done.undo")
    assert len(with_shop(lambda shop: voice_reviews.unanswered(shop, NOW))) == 2

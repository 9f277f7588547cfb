"""무엇을 말하나, 반영 and the conclusion of 리뷰와 불만 as their readers see them."""

import re
from datetime import timedelta

import pytest

from core.services import actions, voice_done, voice_themes, voice_words
from core.services.voice_done import Answer, Answered
from core.services.voice_themes import Look
from core.ui import session
from core.ui.text import JOINER
from tests import shops
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.services import voice_texts
from tests.services.voice_texts import Review
from tests.wording.copy_rules import faults_on_screen

PAGE = "pages/customers/voice.py"
LATE = "배송이 너무 늦었어요."
NASTY = "배송이 늦었어요 <b>굵게</b> [여기](http://example.com) `x`."


@pytest.fixture(autouse=True)
def _folder(folder):
    """Every page opens a shop of its own."""


def page(tab="themes", language="ko"):
    app = opening.opened(PAGE, language=language, tabs=(tab,))
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "").replace(JOINER, "")


def there(app, key):
    return any(one.key == key for one in app.button)


def fill(shop, lately=12, before=2):
    last = session.today() - timedelta(days=1)
    shops.take(shop, shops.steady(220, 8, last=last))
    rows = []
    for week in range(28):
        for number in range(lately if week < 5 else before):
            day = last - timedelta(days=7 * week + number % 7)
            rows.append(Review(f"{week}.{number}", LATE, 1, day))
            rows.append(Review(f"{week}.{number}.good", "포장이 꼼꼼하고 예뻐요.", 5, day))
    voice_texts.reviews(shop, rows)


def test_an_empty_shop_says_what_it_takes():
    app = page()
    assert "손님이 무엇을 불편해하는지 볼 수 있어요." in said(app)
    assert "손님이 무엇을 말하는지 볼 수 있어요." in said(app)
    assert "손님 의견을 어떻게 반영했는지 남길 수 있어요." in said(page("done"))


def test_what_rises_is_said_first_and_kept_with_its_rate():
    with_shop(fill)
    app = page()
    assert "배송 불만이 늘고 있어요." in said(app)
    assert "알 수 있어요" in said(app)
    app.button(key="voice.keep").click().run()
    assert not app.exception
    (one,) = with_shop(actions.listed)
    assert (one.target.metric, one.target.theme) == ("complaint_rate", "delivery")
    assert one.baseline.value is not None
    assert not there(app, "voice.keep")


def test_a_theme_is_sent_to_the_improvements_of_one_product():
    with_shop(fill)
    app = page()
    chosen = with_shop(lambda shop: voice_themes.view(shop, Look(0), session.today()).products)
    app.selectbox(key="voice.themes.product").set_value(next(iter(chosen))).run()
    app.button(key="voice.themes.keep").click().run()
    (one,) = with_shop(actions.listed)
    assert (one.target.theme, one.target.product_id) == ("delivery", next(iter(chosen)))
    assert one.what.startswith("mug: 배송 불만 줄이기")


def test_found_words_stand_out_and_nothing_of_a_text_runs():
    with_shop(lambda shop: voice_texts.reviews(shop, [Review("1", NASTY, 1)]))
    app = page()
    shown = next(one.value for one in app.markdown if "orange-background" in one.value)
    assert ":orange-background[배송이 늦었어요]" in shown
    assert "<b>" not in shown.replace("\\<", "")
    assert "](http" not in shown


def test_a_guess_says_so_and_is_corrected_with_a_way_back():
    with_shop(lambda shop: voice_texts.remark(shop, "정말 예쁘고 좋아요."))
    app = page()
    assert "어림: 만족" in said(app)
    assert "영화 후기에서 잰 값이에요." in said(app)
    app.button(key="voice.themes.guess.0.1").click().run()
    assert not there(app, "voice.themes.guess.0.1")
    app.button(key="voice.themes.unsay").click().run()
    assert there(app, "voice.themes.guess.0.1")


def test_a_new_word_tells_what_it_changes_and_can_be_taken_back():
    with_shop(lambda shop: voice_texts.remark(shop, "쿠폰이 안 돼요."))
    app = page()
    app.text_input(key="voice.rules.word").set_value("쿠폰이 안").run()
    assert "“쿠폰이 안” 낱말로 글 1개가 달라져요." in said(app)
    app.button(key="voice.rules.add").click().run()
    added = with_shop(
        lambda shop: [one.rule.word for one in voice_words.listed(shop) if one.is_own]
    )
    assert added == ["쿠폰이 안"]
    app.button(key="voice.rules.undo").click().run()
    assert not with_shop(lambda shop: any(one.is_own for one in voice_words.listed(shop)))


def test_an_impossible_word_is_refused_in_words():
    app = page()
    app.text_input(key="voice.rules.word").set_value("늦").run()
    assert app.error
    assert "한 글자는 너무 많은 글에 맞아요." in said(app)
    assert not there(app, "voice.rules.add")


def test_a_file_of_words_is_taken_in_and_one_with_a_mistake_is_not():
    app = page()
    good = "주제,낱말,뜻,자리,뺐어요\n쿠폰,쿠폰이 안,불만이에요,어디든,\n배송,배송,,,1\n"
    file = ("words.csv", good.encode("utf-8-sig"), "text/csv")
    app.file_uploader(key="voice.rules.file").set_value(file).run()
    app.button(key="voice.rules.take").click().run()
    assert not app.exception
    kept = with_shop(lambda shop: {w.rule.word: w for w in voice_words.listed(shop) if w.is_own})
    assert kept["쿠폰이 안"].rule.theme == "쿠폰"
    assert kept["배송"].is_removed
    bad = ("words.csv", "주제,낱말,뜻\n쿠폰,쿠폰 또,모름\n".encode("cp949"), "text/csv")
    app.file_uploader(key="voice.rules.file").set_value(bad).run()
    app.button(key="voice.rules.take").click().run()
    assert "2째 줄" in said(app)
    app.button(key="voice.rules.undo").click().run()
    assert not with_shop(lambda shop: any(w.is_own for w in voice_words.listed(shop)))


def test_a_decision_is_written_down_and_told_to_customers():
    with_shop(fill)
    app = page("done")
    app.text_area(key="field.voice.done.0.new.what").set_value("송장 번호를 먼저 알려요")
    app.button(key="voice.done.save.0.new").click().run()
    assert not app.exception
    (line,) = with_shop(lambda shop: voice_done.lines(shop, session.today()))
    assert line.answers[0].answer is Answered.DONE
    text = app.code[0].value
    assert "말씀해 주신 배송 이야기를 듣고 이렇게 바꿨어요." in text
    assert "송장 번호를 먼저 알려요." in text


def test_what_customers_are_told_is_korean_whatever_the_seller_reads():
    with_shop(fill)
    one = Answer("delivery", Answered.DONE, "송장 번호를 먼저 알려요", session.today())
    with_shop(lambda shop: voice_done.add(shop, one, session.now()))
    told = [code.value for code in page("done", "en").code]
    assert any(text.startswith("말씀해 주신 배송 이야기를 듣고") for text in told)


def test_a_decision_without_words_is_refused_and_one_is_thrown_away_and_back():
    with_shop(fill)
    app = page("done")
    app.button(key="voice.done.save.0.new").click().run()
    assert not with_shop(lambda shop: voice_done.lines(shop, session.today()))[0].answers
    one = Answer("delivery", Answered.LOOKING, "", session.today())
    number = with_shop(lambda shop: voice_done.add(shop, one, session.now())).id
    app = page("done")
    app.button(key=f"voice.done.away.{number}").click().run()
    assert not with_shop(lambda shop: voice_done.lines(shop, session.today()))[0].answers
    app.button(key="voice.done.back.0").click().run()
    assert with_shop(lambda shop: voice_done.lines(shop, session.today()))[0].answers


@pytest.mark.parametrize("tab", ["themes", "done"])
def test_what_is_said_keeps_the_rules_of_our_korean(tab):
    with_shop(fill)
    with_shop(lambda shop: voice_texts.remark(shop, "정말 예쁘고 좋아요."))
    app = page(tab)
    told = [re.sub(r":\w+-background\[(.*?)\]", r"\1", text) for text in opening.texts(app)]
    parts = [part for text in told for part in text.replace("\\", "").split(" · ")]
    found = {part: faults_on_screen(part) for part in parts}
    assert {text: faults for text, faults in found.items() if faults} == {}


def test_all_of_it_reads_in_english():
    with_shop(fill)
    told = said(page(language="en"))
    assert "Complaints are rising: Delivery." in told
    assert "Send to improvements" in told
    assert "Texts without stars" not in told

"""리뷰와 불만: a remark is written down, found again, changed, merged, thrown away."""

from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.services import voice_batches, voice_feedback, voice_listing, voice_orders
from core.services.voice_feedback import Remark
from core.services.voice_listing import Choice
from core.store import uploads
from core.terms.voice import AskedScale, VoiceSource
from core.ui import session
from tests import shops
from tests.pages.opening import opened, texts, turned, with_shop
from tests.shops import Line

PAGE = "pages/customers/voice.py"
NO = "2026112012345671"


@pytest.fixture(autouse=True)
def _folder(folder):
    """Every page opens a shop of its own."""


def said(shop):
    return [one.remark for one in voice_listing.listed(shop, Choice(), session.today()).entries]


def keep(text="손잡이가 깨져서 왔어요", **more):
    one = Remark(text, session.today(), **more)
    return with_shop(lambda shop: voice_feedback.add(shop, one, session.now()))


def bought(*ends):
    day = session.today() - timedelta(days=5)
    lines = [Line(day, f"b{end}", order=f"20261120{end:0>8}", product="mug") for end in ends]
    with_shop(lambda shop: shops.take(shop, lines))


def find(elements, key):
    return next(one for one in elements if one.key == key)


def write(app, text="손잡이가 깨져서 왔어요", turn=0, **more):
    find(app.text_area, f"voice.quick.{turn}.text").set_value(text)
    for name, value in more.items():
        if name == "complains":
            find(app.checkbox, f"voice.quick.{turn}.complains").set_value(value)
        else:
            field = find(app.selectbox, f"voice.quick.{turn}.{name}")
            # AppTest types nothing of its own; what is typed is one more option to it.
            field.options += [value] if name == "order" and "|" not in value else []
            field.set_value(value)
    return find(app.button, f"voice.quick.{turn}.keep").click().run()


def foot(app: AppTest):
    return [one.value for one in app.markdown if one.value.startswith(":material/check_circle:")]


def test_an_empty_shop_says_what_to_do_first():
    app = opened(PAGE, tabs=("answer", "log"))
    assert not app.exception
    told = " ".join(texts(app))
    assert "지금 답을 기다리는 손님이 없어요" in told
    assert "위에 하나만 적어도 돼요" in told


def test_a_remark_is_written_down_and_the_fields_are_empty_again():
    bought("5671")
    app = opened(PAGE)
    app = write(app, score=(AskedScale.CSAT, 2), source=VoiceSource.PHONE, order="5671")
    (one,) = with_shop(said)
    assert (one.text, one.score, one.source) == ("손잡이가 깨져서 왔어요", 2, VoiceSource.PHONE)
    assert one.about.order_no == "2026112000005671"
    assert find(app.text_area, "voice.quick.1.text").value == ""
    assert find(app.selectbox, "voice.quick.1.source").value is VoiceSource.PHONE
    assert "적어 두었어요" in foot(app)[0]


def test_what_was_just_written_down_is_taken_back_with_its_complaint():
    app = write(opened(PAGE), complains=True)
    assert "불만으로" in foot(app)[0]
    assert any(one.key == "voice.complaint.waits.1.reply" for one in app.button)
    app = find(app.button, "voice.done.undo").click().run()
    assert with_shop(said) == []
    assert not any(one.key == "voice.complaint.waits.1.reply" for one in app.button)


@pytest.mark.parametrize(
    ("typed", "told"),
    [("9999", "찾지 못했어요"), ("김철수", "같은 주문번호는 없어요"), ("671", "같은 주문번호는")],
)
def test_an_order_that_is_not_found_keeps_what_was_typed(typed, told):
    bought("5671")
    app = write(opened(PAGE), order=typed)
    assert with_shop(said) == []
    assert told in app.error[0].proto.title
    assert find(app.text_area, "voice.quick.0.text").value == "손잡이가 깨져서 왔어요"


def test_of_several_orders_with_one_end_one_is_chosen():
    bought("15671", "25671")
    app = write(opened(PAGE), order="5671")
    assert "2건" in app.error[0].proto.title
    field = find(app.selectbox, "voice.quick.0.order")
    assert len(field.options) == 2
    app = write(app, order="1|2026112000025671")
    assert [one.about.order_no for one in with_shop(said)] == ["2026112000025671"]


def test_nothing_is_kept_of_empty_fields():
    app = write(opened(PAGE), text=" ")
    assert with_shop(said) == []
    assert app.error


def test_personal_data_is_left_out_and_that_is_said():
    app = write(opened(PAGE), text="010-1234-5678로 전화 달래요")
    assert [one.text for one in with_shop(said)] == ["***로 전화 달래요"]
    assert "빼고 적었어요" in foot(app)[0]


def paste(app, text):
    find(app.text_area, "voice.paste.text.0").set_value(text)
    return find(app.button, "voice.paste.look.0").click().run()


def test_pasted_lines_are_looked_through_and_put_in_at_once():
    app = paste(opened(PAGE), "톡톡: 헐거워요 2점\n\n예뻐요 5점\n좋아요 7점")
    assert with_shop(said) == []
    assert list(app.dataframe[0].value["text"]) == ["헐거워요", "예뻐요"]
    assert "4째 줄" in " ".join(one.value for one in app.warning)
    app = find(app.button, "voice.paste.take").click().run()
    assert {one.text for one in with_shop(said)} == {"헐거워요", "예뻐요"}
    # The bad line is still there, to be mended.
    assert find(app.text_area, "voice.paste.text.1").value == "좋아요 7점"
    app = find(app.button, "voice.done.undo").click().run()
    assert with_shop(said) == []


def test_how_each_line_was_read_is_shown_with_the_year_of_its_day():
    tomorrow = session.today() + timedelta(days=1)
    app = paste(opened(PAGE), f"{tomorrow:%m.%d} 방문: 색이 고와요 2점")
    (row,) = app.dataframe[0].value.to_dict("records")
    year = session.today().year - (tomorrow.year == session.today().year)
    assert row["day"].startswith(f"{year}.{tomorrow:%m.%d}")
    assert (row["text"], row["score"], row["source"]) == (
        "색이 고와요", "2점 · 기대만큼 좋았나요?", "그 밖의 곳",
    )  # fmt: skip


def test_too_many_lines_are_left_where_they_are():
    app = paste(opened(PAGE), "\n".join(["좋아요"] * 1001))
    assert "1,000줄" in app.warning[0].proto.title
    assert not any(one.key == "voice.paste.take" for one in app.button)


def test_the_list_is_narrowed_and_the_address_says_so():
    keep("배송이 늦었어요")
    keep("좋아요", source=VoiceSource.SOCIAL)
    app = opened(PAGE, tabs=("log",))
    assert "배송이 늦었어요" in " ".join(texts(app))
    app = find(app.selectbox, "voice.filter.from").set_value(VoiceSource.SOCIAL).run()
    assert app.query_params["from"] in ("social", ["social"])
    assert "배송이 늦었어요" not in [one.value for one in app.markdown]
    app = opened(PAGE, tabs=("log",))
    app = find(app.toggle, "voice.filter.bad").set_value(True).run()
    assert app.query_params["bad"] in ("1", ["1"])
    assert [one.value for one in app.markdown if one.value in {"배송이 늦었어요", "좋아요"}] == [
        "배송이 늦었어요"
    ]


@pytest.mark.parametrize(
    "address",
    [{"days": "x"}, {"from": "moon"}, {"about": "99999"}, {"theme": "nothing"}, {"page": "77"}],
)
def test_an_address_that_asks_for_what_is_not_there_is_no_fault(address):
    keep()
    app = opened(PAGE)
    for name, value in address.items():
        app.query_params[name] = value
    app = turned(app, "log")
    assert not app.exception


def test_a_remark_is_changed_in_a_form_that_opens_on_demand():
    one = keep()
    app = opened(PAGE, tabs=("log",))
    assert not any("voice.remark" in (field.key or "") for field in app.text_area)
    app.session_state[f"voice.log.{one.id}.edit"] = True
    app.run()
    find(app.text_area, f"field.voice.remark.{one.id}.text").set_value("이가 나갔어요")
    app = find(app.button, f"field.voice.remark.{one.id}.save").click().run()
    assert [it.text for it in with_shop(said)] == ["이가 나갔어요"]
    app = find(app.button, "voice.done.undo").click().run()
    assert [it.text for it in with_shop(said)] == [one.text]


def test_another_window_that_changed_it_first_wins_and_nothing_typed_is_lost():
    one = keep()
    app = opened(PAGE, tabs=("log",))
    app.session_state[f"voice.log.{one.id}.edit"] = True
    app.run()
    with_shop(lambda shop: voice_feedback.edit(shop, replace(one, text="먼저"), session.now()))
    find(app.text_area, f"field.voice.remark.{one.id}.text").set_value("나중")
    app = find(app.button, f"field.voice.remark.{one.id}.save").click().run()
    assert [it.text for it in with_shop(said)] == ["먼저"]
    assert "다른 창에서 먼저 고쳤어요" in app.warning[0].proto.title
    assert find(app.text_area, f"field.voice.remark.{one.id}.text").value == "나중"
    app = find(app.button, f"field.voice.remark.{one.id}.save").click().run()
    assert [it.text for it in with_shop(said)] == ["나중"]


def test_remarks_are_merged_counted_once_and_parted_again():
    first, second = keep("하나"), keep("둘")
    app = opened(PAGE, tabs=("log",))
    app.session_state[f"voice.log.{second.id}.content_copy"] = True
    app.run()
    app = find(app.button, f"voice.remark.merge.{second.id}").click().run()
    assert [one.id for one in with_shop(said)] == [first.id]
    app = find(app.button, f"voice.log.unmerge.{second.id}").click().run()
    assert len(with_shop(said)) == 2


def test_a_remark_is_thrown_away_and_brought_back():
    one = keep()
    app = opened(PAGE, tabs=("log",))
    app = find(app.button, f"voice.log.{one.id}.delete").click().run()
    assert with_shop(said) == []
    app = find(app.button, "voice.log.back.0").click().run()
    assert len(with_shop(said)) == 1


def test_what_was_put_in_together_is_taken_back_and_brought_back():
    some = [Remark(f"{number}", session.today()) for number in range(3)]
    with_shop(lambda shop: voice_batches.add_many(shop, some, session.now()))
    app = opened(PAGE, tabs=("log",))
    app = find(app.button, "voice.log.batch.1").click().run()
    assert with_shop(said) == []
    app = find(app.button, "voice.log.batch.1").click().run()
    assert len(with_shop(said)) == 3


def test_a_remark_stays_when_its_order_is_undone():
    bought("5671")
    with_shop(
        lambda shop: voice_feedback.add(
            shop,
            Remark(
                "깨졌어요", session.today(),
                about=voice_orders.about(voice_orders.find(shop, "5671", session.today())[0]),
            ),
            session.now(),
        )
    )  # fmt: skip

    def undo(shop):
        with shop.store.write() as session_:
            uploads.undo(session_, shop.id, [1], session.now())

    with_shop(undo)
    app = opened(PAGE, tabs=("log",))
    assert not app.exception
    assert "깨졌어요" in [one.value for one in app.markdown]


def test_ten_thousand_remarks_are_shown_page_by_page():
    some = [Remark(f"{number}번째 말", session.today()) for number in range(10_000)]
    with_shop(lambda shop: voice_batches.add_many(shop, some, session.now()))
    app = opened(PAGE, tabs=("log",))
    assert not app.exception
    shown = [one.value for one in app.markdown if "번째 말" in one.value]
    assert len(shown) == 20
    assert any("10,000" in one.value for one in app.caption)


def test_english_is_complete():
    keep("broken", is_negative=True)
    app = opened(PAGE, language="en", tabs=("answer", "log"))
    told = " ".join(texts(app))
    assert "Who waits for an answer" in told
    assert not app.exception


def edited(one):
    """The log with the form of a remark open."""
    app = opened(PAGE, tabs=("log",))
    app.session_state[f"voice.log.{one.id}.edit"] = True
    return app.run()


def save(app, one, **fields):
    for name, value in fields.items():
        find(app.text_input, f"field.voice.remark.{one.id}.{name}").set_value(value)
    return find(app.button, f"field.voice.remark.{one.id}.save").click().run()


def test_a_remark_gets_an_order_another_or_none():
    bought("15671", "25671")
    one = keep()
    app = save(edited(one), one, order="2026112000015671")
    assert [it.about.order_no for it in with_shop(said)] == ["2026112000015671"]
    app = save(app, one, order="5671")
    assert "2건" in app.error[0].proto.title
    assert [it.about.order_no for it in with_shop(said)] == ["2026112000015671"]
    save(edited(one), one, order="")
    assert [it.about.order_no for it in with_shop(said)] == [None]


def test_whether_a_remark_is_bad_can_be_left_to_its_words():
    one = keep()
    field = find(edited(one).selectbox, f"field.voice.remark.{one.id}.bad")
    assert field.options == ["점수와 말로 판단", "나쁜 말이에요", "나쁜 말이 아니에요"]


def test_the_only_remark_says_the_same_as_none():
    one = keep()
    app = opened(PAGE, tabs=("log",))
    app.session_state[f"voice.log.{one.id}.content_copy"] = True
    app.run()
    assert "묶을 다른 말이 아직 없어요." in " ".join(it.value for it in app.caption)
    assert not any(it.key == f"voice.remark.merge.{one.id}" for it in app.button)

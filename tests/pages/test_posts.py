"""글과 소개 as its readers see it: written down, marked, followed, changed and taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from core import i18n
from core.services import posts
from core.services.posts import Post, PostKind
from core.terms import seoul_day
from tests.pages import opening, regulars_page
from tests.pages.opening import with_shop
from tests.shops import Line, take
from tests.wording.copy_rules import faults_on_screen

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
NEW = "field.posts.form.new"


def page(language="ko"):
    return regulars_page.page("posts", language)


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "").replace("\u2060", "")


def problems(app):
    return " ".join(
        f"{one.proto.title} {one.value}".replace("\\", "") for one in [*app.error, *app.warning]
    )


def press(app, key):
    with i18n.speaking(app.session_state["session.language"]):
        app.button(key=key).click().run()
    assert not app.exception
    return app


def kept():
    return with_shop(posts.listed)


@pytest.fixture
def orders() -> None:
    """Three orders; the one who was invited bought five days ago for the first time."""
    lines = [
        Line(TODAY - timedelta(days=30), "giver", 20_000, order="2026110112345671"),
        Line(TODAY - timedelta(days=5), "newcomer", 35_000, order="2026112612345672"),
        Line(TODAY - timedelta(days=3), "newcomer", 15_000, order="2026112812345673"),
    ]
    with_shop(lambda shop: take(shop, lines))


def test_an_empty_log_says_what_it_is_for():
    assert "누가 우리 상품을 올리거나 소개했는지 적어 보세요." in said(page())
    assert "You see what followed." in said(page("en"))


@pytest.mark.usefixtures("orders")
def test_a_recommendation_is_written_down_with_what_followed_and_taken_back():
    app = page()
    app.selectbox(key=f"{NEW}.kind").set_value(PostKind.RECOMMENDATION)
    app.date_input(key=f"{NEW}.day").set_value(TODAY - timedelta(days=10))
    app.text_input(key=f"{NEW}.who").set_value("2026110112345671")
    app.text_input(key=f"{NEW}.invited").set_value("2026112612345672")
    app.number_input(key=f"{NEW}.points").set_value(2_000)
    app = press(app, "posts.form.add")
    (one,) = kept()
    assert (one.buyer_key, one.invited_key) == (f"{'giver':0>32}", f"{'newcomer':0>32}")
    told = said(app)
    assert "그 뒤로 2건, 50,000원이에요." in told
    assert "1명 중 1명" in told
    assert "글을 적어 뒀어요." in told
    assert app.text_input(key=f"{NEW}.who").value == ""
    press(app, "voice.done.undo")
    assert kept() == []


@pytest.mark.usefixtures("orders")
@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("address", "javascript:alert(1)", "글 주소는 띄어쓰기 없는 웹 주소만 돼요"),
        ("who", "9999999999999999", "맞는 고객이 없어요."),
        ("who", "홍길동", "맞는 고객이 없어요."),
        ("note", "", "누구 글인지, 어디에 올렸는지"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(field, value, told):
    app = page()
    every = {one.key: one for one in [*app.text_input, *app.text_area]}
    every[f"{NEW}.{field}"].set_value(value)
    app.number_input(key=f"{NEW}.points").set_value(700)
    app = press(app, "posts.form.add")
    assert told in problems(app)
    assert kept() == []
    assert app.number_input(key=f"{NEW}.points").value == 700


def test_what_was_paid_for_and_does_not_say_so_is_counted_at_the_top():
    day = TODAY - timedelta(days=2)
    some = [
        Post(PostKind.SELFIE, day, place="블로그", points=3_000, is_disclosed=False),
        Post(PostKind.FILM, day, place="유튜브", points=1_000, is_disclosed=None),
        Post(PostKind.REVIEW, day, place="카페", points=0),
        Post(PostKind.RECOMMENDATION, day, place="친구", points=2_000),
    ]
    with_shop(lambda shop: posts.add_all(shop, some, NOW))
    app = page()
    assert "대가를 줬는데 표시가 없는 글이 1개 있어요." in problems(app)
    assert "공정위 추천·보증 심사지침" in problems(app)
    assert "6,000원" in said(app)
    app.selectbox(key="posts.filter").set_value("lacking").run()
    told = said(app)
    assert "블로그" in told
    assert "유튜브" in told
    assert "카페" not in told.replace("블로그, 카페", "")
    saved = {one.key for one in app.get("download_button")}
    assert "posts.csv" in saved


def test_a_post_is_changed_undone_thrown_away_and_brought_back():
    with_shop(lambda shop: posts.add(
        shop, Post(PostKind.SELFIE, TODAY, place="카페", note="처음"), NOW
    ))  # fmt: skip
    app = page()
    (one,) = kept()
    app.text_area(key=f"field.posts.form.{one.id}.note").set_value("고친 메모")
    app = press(app, f"posts.form.save.{one.id}")
    assert kept()[0].note == "고친 메모"
    app = press(app, "voice.done.undo")
    assert kept()[0].note == "처음"
    app = press(app, f"posts.delete.{one.id}")
    assert kept() == []
    press(app, "posts.back.0")
    assert kept()[0].note == "처음"


def test_what_another_window_changed_is_not_overwritten():
    one = with_shop(lambda shop: posts.add(
        shop, Post(PostKind.SELFIE, TODAY, place="카페"), NOW
    ))  # fmt: skip
    app = page()
    with_shop(lambda shop: posts.change(
        shop, Post(PostKind.FILM, TODAY, place="다른 곳", id=one.id, version=one.version), NOW
    ))  # fmt: skip
    app.text_area(key=f"field.posts.form.{one.id}.note").set_value("늦은 메모")
    app = press(app, f"posts.form.save.{one.id}")
    assert "다른 창에서 먼저 고쳤어요" in problems(app)
    assert (kept()[0].place, kept()[0].note) == ("다른 곳", "")


@pytest.mark.usefixtures("orders")
def test_many_lines_are_looked_through_put_in_and_taken_back_as_one():
    app = page()
    day = (TODAY - timedelta(days=4)).isoformat()
    app.text_area(key="posts.paste.text.0").set_value(
        f"{day}\t셀카\t2026110112345671\t인스타그램\t\t1,000원\t있음\n"
        f"{day}\t노래\t\t카페\n"
        f"{day}\t언박싱\t\t블로그\thttps://blog.example/1\t\t없음"
    )
    app = press(app, "posts.paste.read")
    assert "2개를 넣을 수 있고, 1줄은 못 넣어요." in said(app)
    assert "2번째 줄: 종류는 셀카" in said(app)
    assert kept() == []
    app = press(app, "posts.paste.take")
    assert {(one.kind, one.points, one.is_disclosed) for one in kept()} == {
        (PostKind.SELFIE, 1_000, True), (PostKind.UNBOXING, None, False),
    }  # fmt: skip
    press(app, "voice.done.undo")
    assert kept() == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_all_of_the_sample_shop_is_said_by_the_rules(language):
    opening.keep_sample()
    app = page(language)
    assert len([one for one in app.selectbox if one.key == "posts.filter"]) == 1
    if language == "ko":
        assert [line for line in said(app).splitlines() if faults_on_screen(line)] == []
    else:
        assert "Without a mark of reward" in said(app)

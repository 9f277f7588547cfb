"""등급 as its readers see it: suggested, previewed, kept, taken back; who moved, who is close."""

from datetime import UTC, datetime, timedelta

import pytest

from core import i18n
from core.services import tiers
from core.services.tiers import Tier
from core.terms import seoul_day
from tests.pages import opening, regulars_page
from tests.pages.opening import with_shop
from tests.shops import Line, take
from tests.wording.copy_rules import faults_on_screen

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
KEY = "tiers.edit"


def page(language="ko"):
    return regulars_page.page("tiers", language)


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "")


def press(app, key):
    with i18n.speaking(app.session_state["session.language"]):
        app.button(key=key).click().run()
    assert not app.exception
    return app


def table(app, *columns):
    """The table that has these columns."""
    return next(one.value for one in app.dataframe if {*columns} <= {*one.value.columns})


def kept():
    return with_shop(tiers.listed)


def keep(*some):
    return with_shop(
        lambda shop: tiers.save(shop, some, tiers.versions(tiers.listed(shop)), NOW)
    )  # fmt: skip


def field(app, name, row):
    """The field of one tier, the lowest is row 0."""
    every = [*app.text_input, *app.number_input, *app.selectbox]
    return next(
        one for one in every
        if one.key and one.key.startswith(f"{KEY}.") and one.key.endswith(f".{row}.{name}")
    )  # fmt: skip


@pytest.fixture
def buyers() -> None:
    """A hundred customers of half a year who spent 1,000 to 100,000 won."""
    lines = [Line(TODAY - timedelta(days=1 + at), f"b{at}", 1_000 * (at + 1)) for at in range(100)]
    with_shop(lambda shop: take(shop, lines))


def test_an_empty_shop_is_told_what_it_takes():
    assert "고객마다 어느 등급까지 왔는지 볼 수 있어요." in said(page())
    assert "It takes one file of orders." in said(page("en"))


def test_a_tiny_shop_gets_no_suggested_sums():
    with_shop(lambda shop: take(shop, [Line(TODAY - timedelta(days=1), "a", 9_000)]))
    app = page()
    assert "1년 안에 산 고객이 적어서 금액을 추천하지 못해요." in said(app)
    assert not [one for one in app.button if one.key and one.key.startswith(f"{KEY}.suggest")]


@pytest.mark.usefixtures("buyers")
def test_suggested_tiers_are_previewed_kept_and_taken_back():
    app = press(page(), f"{KEY}.suggest.3")
    assert "최근 365일 동안 산 100명 중 쓴 돈이 위쪽 50%, 20%, 5%에 드는 금액이에요." in said(app)
    preview = table(app, "now", "people")
    assert preview["people"].tolist() == ["6명", "15명", "30명", "49명"]
    assert preview["now"].tolist() == ["–"] * 4
    assert kept() == []
    app = press(app, f"{KEY}.save")
    assert [one.least_won for one in kept()] == [50_000, 80_000, 95_000]
    assert table(app, "rule")["people"].tolist() == ["6명", "15명", "30명", "49명"]
    assert "등급을 저장했어요." in said(app)
    app = press(app, f"{KEY}.undo")
    assert kept() == []
    assert "추천 기준으로 시작하거나" in said(app)


@pytest.mark.usefixtures("buyers")
def test_each_change_shows_at_once_what_it_makes_of_the_tiers():
    keep(Tier("단골", 50_000, None, 365), Tier("으뜸", 90_000, None, 365))
    app = page()
    assert not [one for one in app.dataframe if "now" in one.value.columns]
    field(app, "least_won", 1).set_value(98_000).run()
    preview = table(app, "now", "people")
    assert preview["now"].tolist() == ["11명", "40명", "49명"]
    assert preview["people"].tolist() == ["3명", "48명", "49명"]
    field(app, "least_won", 1).set_value(500_000).run()
    assert "‘으뜸’ 등급에 드는 고객이 없어요." in said(app)
    press(app, f"{KEY}.forget")
    assert field(app, "least_won", 1).value == 90_000
    assert [one.least_won for one in kept()] == [50_000, 90_000]


@pytest.mark.usefixtures("buyers")
def test_what_cannot_be_is_said_and_stays_in_its_fields():
    keep(Tier("단골", 50_000, None, 365))
    app = press(page(), f"{KEY}.add")
    field(app, "name", 1).set_value("단골").run()
    assert "‘단골’ 등급이 둘이에요." in said(app)
    assert "‘단골’ 조건을 ‘단골’보다 높여 주세요." in said(app)
    app = press(app, f"{KEY}.save")
    assert "등급을 저장하지 못했어요" in "".join(one.proto.title or "" for one in app.error)
    assert field(app, "name", 1).value == "단골"
    assert len(kept()) == 1
    field(app, "name", 1).set_value("으뜸").run()
    field(app, "least_orders", 1).set_value(1).run()
    press(app, f"{KEY}.save")
    assert [one.name for one in kept()] == ["단골", "으뜸"]


@pytest.mark.usefixtures("buyers")
def test_what_another_window_changed_is_not_overwritten():
    keep(Tier("단골", 50_000, None, 365))
    app = page()
    field(app, "least_won", 0).set_value(60_000).run()
    keep(*(Tier("다른 창", 70_000, None, 365, "", one.id, one.version) for one in kept()))
    app = press(app, f"{KEY}.save")
    assert "다른 창에서 먼저 고쳤어요" in "".join(
        f"{one.proto.title} {one.value}" for one in app.warning
    )
    assert [one.least_won for one in kept()] == [70_000]
    press(app, f"{KEY}.forget")
    assert field(app, "least_won", 0).value == 70_000


@pytest.mark.usefixtures("buyers")
def test_a_tier_that_is_taken_out_is_offered_back():
    keep(Tier("단골", 50_000, None, 365), Tier("으뜸", 90_000, None, 365))
    app = page()
    drop = next(it.key for it in app.button if it.key and it.key.endswith(".1.drop"))
    app = press(press(app, drop), f"{KEY}.save")
    assert [one.name for one in kept()] == ["단골"]
    app = press(app, f"{KEY}.back.0")
    press(app, f"{KEY}.save")
    assert [one.name for one in kept()] == ["단골", "으뜸"]


@pytest.mark.usefixtures("buyers")
def test_who_moved_and_who_is_close_is_listed_with_the_way_to_write():
    keep(Tier("단골", 50_000, None, 365), Tier("으뜸", 95_000, None, 365))
    app = page()
    months = table(app, "month", "up")
    assert months["up"].str.removesuffix("명").astype(int).sum() > 0
    assert "‘으뜸’까지" in "\n".join(one.value for one in app.markdown)
    assert "1,000원 더" in said(app)
    ways = [query for place, query in opening.links(app) if place == "messages"]
    assert {"tab": "prepare"} in ways
    saved = {one.key for one in app.get("download_button")}
    assert {"tiers.people.csv", "tiers.people.close.csv"} <= saved


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_all_of_the_sample_shop_is_said_by_the_rules(language):
    opening.keep_sample()
    app = page(language)
    assert len(table(app, "rule")) == 4
    if language == "ko":
        assert [line for line in said(app).splitlines() if faults_on_screen(line)] == []
    else:
        assert "is in" in said(app) or "are in" in said(app)


def test_old_files_and_unknown_amounts_are_said():
    old = TODAY - timedelta(days=40)
    lines = [Line(old, f"b{at}", 60_000) for at in range(5)] + [Line(old, "unknown", None)]
    with_shop(lambda shop: take(shop, lines))
    keep(Tier("단골", 50_000, None, 365))
    told = said(page())
    assert "그 뒤 주문은 등급에 들어 있지 않아요." in told
    assert "금액을 모르는 주문이 있어서 1명의 등급이 실제보다 낮을 수 있어요." in told
    assert "주문 파일은 1일치예요." in told

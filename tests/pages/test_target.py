"""타깃 비교: aims typed and kept, the error judged, personas written, and where they are shown."""

from dataclasses import replace

import pytest

from core import i18n
from core.analysis.target import AGES, VALUES, Dimension
from core.services import actions, copy_tests, target_personas, target_shares
from core.services.copy_tests import Draft
from core.services.target_personas import Persona
from core.services.target_shares import Aim
from core.terms import Gender
from core.terms.copy_tests import Design, Response, Version
from core.ui import session
from tests import shops
from tests.pages.opening import links, opened, texts, with_shop
from tests.services.target_shops import bought, people, tell
from tests.shops import Line
from tests.wording.copy_rules import faults_on_screen

PAGE = "pages/customers/target.py"
TODAY = "pages/start/today.py"
MEANT = (0, 50, 30, 15, 5, 0)
ADVICES = ("타깃을 바꾸기", "문구·채널을 바꾸기", "더 지켜보기")
SENTENCE = "우리 고객은 퇴근이 늦은 1인 가구예요."


@pytest.fixture(autouse=True)
def _folder(folder):
    """Every page opens a shop of its own."""


def month():
    last = session.today().replace(day=1)
    last = last.replace(day=1) - shops.timedelta(days=1)
    return last.replace(day=1), last


def seed(counts=(88, 152, 112, 48), counted="payments"):
    bands = dict(zip(("20대", "30대", "40대", "50대"), counts, strict=True))
    rows = people(bands, *month(), counted=counted)
    with_shop(lambda shop: tell(shop, rows))


def aim(percents=MEANT, dimension=Dimension.AGE):
    with_shop(lambda shop: target_shares.keep(shop, Aim(dimension, percents), session.now()))


def aims():
    return with_shop(target_shares.listed)


def persona(**more):
    one = replace(Persona("늦은 퇴근", SENTENCE), **more)
    return with_shop(lambda shop: target_personas.add(shop, one, session.now()))


def personas():
    return with_shop(target_personas.listed)


def said(app):
    return " ".join(texts(app)).replace("\\", "")


def fill(app, percents=MEANT):
    for code, percent in zip(AGES, percents, strict=True):
        app.number_input(key=f"field.target.aim.0.age.{code}").set_value(percent)
    return app.run()


def press(app, key):
    return app.button(key=key).click().run()


def test_an_empty_shop_is_asked_for_one_sentence_and_says_which_file_fills_the_other_side():
    app = opened(PAGE)
    assert not app.exception
    assert "우리 손님이 누구인지 한 문장으로 적어 보세요." in said(app)
    assert "상품/인구통계 파일을 올리면 실제로 누가 사는지 볼 수 있어요." in said(app)
    assert ("upload", {}) in links(app)
    assert app.text_input(key="field.target.persona.sentence.compare.0")


def test_the_sentence_is_kept_and_shown_on_today():
    app = opened(PAGE)
    app.text_input(key="field.target.persona.sentence.compare.0").set_value(SENTENCE)
    app = app.button(key="target.persona.sentence.compare.keep").click().run()
    assert [one.sentence for one in personas()] == [SENTENCE]
    assert "어떤 손님이 얼마나 오면 좋을지 적어 보세요." in said(app)
    assert not any("sentence.compare" in str(it.key) for it in app.text_input)
    labels = [one.proto.label for one in opened(TODAY).get("page_link")]
    assert SENTENCE in [label.replace("\\", "") for label in labels]


def test_today_says_nothing_of_it_before_it_is_written():
    assert "target" not in [page for page, _query in links(opened(TODAY))]


def test_shares_that_make_a_hundred_are_kept_and_taken_back():
    app = fill(opened(PAGE))
    assert "모두 100%예요. 딱 맞아요." in said(app)
    app = press(app, "target.aim.keep")
    assert aims()[Dimension.AGE].percents == MEANT
    app = press(app, "target.aim.undo")
    assert aims()[Dimension.AGE].percents is None
    assert app.number_input(key="field.target.aim.2.age.20").value == 0


def test_shares_that_do_not_are_refused_and_stay_as_they_were_typed():
    app = press(fill(opened(PAGE), (0, 50, 30, 10, 5, 0)), "target.aim.keep")
    assert "비율이 모두 95%예요. 100%로 맞춰 주세요." in said(app)
    assert [one.title.replace("\\", "") for one in app.error] == ["저장하지 못했어요."]
    drawn = [one.key if one.type == "button" else one.type for one in app.main]
    assert drawn.index("error") > drawn.index("target.aim.keep")
    assert aims()[Dimension.AGE].percents is None
    assert app.number_input(key="field.target.aim.0.age.20").value == 50


def test_what_helps_to_a_hundred_keeps_nothing_by_itself():
    seed()
    app = press(opened(PAGE), "target.aim.even")
    assert [one.value for one in app.number_input][:6] == [17, 17, 17, 17, 16, 16]
    app = press(app, "target.aim.now")
    assert [one.value for one in app.number_input][:6] == [0, 22, 38, 28, 12, 0]
    fill(app, (0, 10, 20, 0, 0, 5))
    app = press(app, "target.aim.rest")
    assert app.number_input(key="field.target.aim.0.age.60").value == 70
    assert aims()[Dimension.AGE].percents is None


def test_two_windows_do_not_overwrite_each_other():
    app = fill(opened(PAGE))
    aim((0, 0, 100, 0, 0, 0))
    app = press(app, "target.aim.keep")
    assert aims()[Dimension.AGE].percents == (0, 0, 100, 0, 0, 0)
    assert app.warning
    app = press(app, "target.aim.keep")
    assert aims()[Dimension.AGE].percents == MEANT


def test_400_payments_are_a_hint_and_get_no_advice():
    seed()
    aim()
    app = opened(PAGE)
    told = said(app)
    assert "나이대: 생각한 손님과 28%쯤 다른 것 같아요." in told
    assert "한 사람을 여러 번 셀 수 있어 우연으로도 6%를 넘을 수 있어요." in told
    assert "400건" in told
    assert "결제를 비교해요." in told
    assert "같은 기간의 주문 파일을 올리면 확실히 알 수 있어요." in told
    assert ("upload", {}) in links(app)
    assert not any(f"{name}:" in told for name in ADVICES)


def test_with_order_files_of_the_same_days_payments_get_a_range_and_an_advice():
    seed()
    aim()
    first = month()[0]
    lines = [{"day": first, "buyer": f"b{one % 300}"} for one in range(400)]
    with_shop(lambda shop: bought(shop, lines))
    told = said(opened(PAGE))
    assert "나이대: 생각한 손님과 실제 손님이 28% 달라요." in told
    assert "400건을 손님 266명에게 물은 것처럼 조심해서 봤어요." in told
    assert "주문 파일에서 300명이 400번 샀어요." in told
    assert "나이대와 성별마다 사는 횟수는 비슷하다고 보고 계산했어요." in told
    assert "문구·채널을 바꾸기:" in told


def test_j16_400_buyers_differ_by_28_percent_with_one_advice_that_is_kept():
    seed(counted="buyers")
    aim()
    app = opened(PAGE)
    told = said(app)
    assert "나이대: 생각한 손님과 실제 손님이 28% 달라요." in told
    assert "실제 손님의 28%가 바뀌어야 생각한 비율이 돼요(우연으로도 6%까지는 나와요)." in told
    advices = {name for name in ADVICES if f"{name}:" in told}
    assert advices == {"문구·채널을 바꾸기"}
    assert "산 사람 400명" in told
    app = press(app, "target.keep")
    kept = with_shop(actions.listed)
    assert [(one.claim, one.page) for one in kept] == [("target.age", "target")]
    assert "28%" in kept[0].why
    assert "더 지켜보기:" in said(app)


def test_j16_12_buyers_are_not_judged():
    seed((3, 4, 3, 2))
    aim()
    told = said(opened(PAGE))
    assert "나이대: 아직 판단하기 일러요." in told
    assert "지금 12건이에요. 18건쯤 더 모이면 볼 수 있어요." in told
    assert "바꾸기:" not in told


def test_by_region_orders_are_asked_and_buyers_without_a_region_are_said():
    day = month()[1]
    rows = [{"day": day, "buyer": f"b{n}", "region": 11 if n < 40 else None} for n in range(50)]
    with_shop(lambda shop: bought(shop, rows))
    aim((50, 50, 0, 0, 0, 0, 0), Dimension.REGION)
    app = opened(PAGE)
    app.selectbox(key="target.compare.dimension").set_value(Dimension.REGION).run()
    told = said(app)
    assert "산 사람 40명" in told
    assert "10명(20%)은 알 수 없어서 비율에서 뺐어요." in told
    assert "사는 곳: 생각한 손님과 실제 손님이 50% 달라요." in told


@pytest.mark.parametrize("dimension", list(VALUES))
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_dimension_is_drawn_in_both_languages(dimension, language):
    seed()
    lines = [Line(month()[1], f"b{n}") for n in range(40)]
    with_shop(lambda shop: shops.take(shop, lines))
    app = opened(PAGE, language=language)
    with i18n.speaking(language):
        app.selectbox(key="target.compare.dimension").set_value(dimension).run()
    assert not app.exception
    if language == "ko":
        assert [it for text in texts(app) for it in faults_on_screen(text.replace("\\", ""))] == []


def write(app, **told):
    for name, value in told.items():
        app.text_input(key=f"field.target.persona.new.0.{name}").set_value(value)
    return app


def test_a_persona_is_written_changed_copied_and_thrown_away():
    app = opened(PAGE, tabs=["personas"])
    app = press(write(app, name="늦은 퇴근", sentence=SENTENCE), "target.persona.add")
    assert [(one.name, one.is_main) for one in personas()] == [("늦은 퇴근", True)]
    assert [one.value for one in app.toast] == ["‘늦은 퇴근’ 페르소나를 저장했어요\\."]
    (name,) = [one for one in app.text_input if str(one.key).endswith(".new.1.name")]
    assert name.value == ""
    assert (
        "완성까지 남은 것: 나이대, 성별, 직업, 관심사, 문제, 원하는 해결, 필요한 것 하나"
        in said(app)
    )
    app.text_input(key="field.target.persona.1.1.job").set_value("교사")
    app = press(app, "target.persona.1.save")
    assert personas()[0].job == "교사"
    app = press(app, "target.persona.1.undo")
    assert personas()[0].job == ""
    app = press(app, "target.persona.1.copy")
    assert [one.name for one in personas()] == ["늦은 퇴근", "늦은 퇴근 사본"]
    app = press(app, "target.persona.2.main")
    assert [one.name for one in personas()] == ["늦은 퇴근 사본", "늦은 퇴근"]
    app = press(app, "target.persona.1.delete")
    assert len(personas()) == 1
    press(app, "target.persona.back.0")
    assert len(personas()) == 2


def test_an_example_fills_the_fields_and_is_not_kept():
    app = press(opened(PAGE, tabs=["personas"]), "target.persona.example.0")
    assert app.text_input(key="field.target.persona.new.0.name").value == "퇴근이 늦은 1인 가구"
    assert personas() == []
    press(app, "target.persona.add")
    kept = personas()[0]
    assert (kept.is_complete, kept.age, len(kept.needs)) == (True, ("20", "30"), 2)


def test_a_name_that_is_taken_is_refused_and_what_was_typed_stays():
    persona()
    app = press(
        write(opened(PAGE, tabs=["personas"]), name="늦은 퇴근", job="교사"), "target.persona.add"
    )  # fmt: skip
    assert "이미 있는 이름이에요. 다른 이름을 적어 주세요." in said(app)
    assert app.text_input(key="field.target.persona.new.0.job").value == "교사"


def test_a_card_shows_its_tests_its_orders_and_its_share_of_payments():
    seed()
    rows = people({"30대": 50}, *month(), gender=Gender.FEMALE, product="bowl")
    with_shop(lambda shop: tell(shop, rows))
    draft = Draft(
        "광고 첫 문장", Design.AD_PLATFORM, Response.CLICKS,
        (Version("A", "하나"), Version("B", "둘")), persona="늦은 퇴근",
    )  # fmt: skip
    with_shop(lambda shop: copy_tests.add(shop, draft, session.now()))
    persona(age=("30",), gender="female")
    app = opened(PAGE, tabs=["personas"])
    assert "이 나이대와 성별: 실제 결제 50건 중 100%" in said(app)
    assert ("tests", {"test": "1"}) in links(app)


def test_a_copy_test_chooses_from_the_personas_and_everybody_is_named():
    persona()
    draft = Draft(
        "광고", Design.AD_PLATFORM, Response.CLICKS, (Version("A", "하나"), Version("B", "둘"))
    )
    with_shop(lambda shop: copy_tests.add(shop, draft, session.now()))
    app = opened("pages/improve/tests.py")
    app.query_params["test"], app.query_params["step"] = "1", "1"
    app.run()
    field = app.selectbox(key="tests.1.persona")
    assert field.options == ["전체 (페르소나 없이)", "늦은 퇴근"]
    assert SENTENCE in said(app)
    field.set_value("늦은 퇴근").run()
    assert with_shop(lambda shop: copy_tests.find(shop, 1).draft.persona) == "늦은 퇴근"

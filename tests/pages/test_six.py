"""숫자 6개만 적기 concludes from two weeks, keeps them when told, and loses nothing typed."""

import pytest

from core.services import copy_tests, importing, sample, typed
from core.services import opening as books
from core.services.typed_rows import WeekNumbers
from core.ui import session
from tests.pages import filling, opening

PAGE = "pages/start/six.py"
EXAMPLE = ("4,000", "120", "3,840,000", "3,400", "88", "300만 5,600원")


pytestmark = pytest.mark.usefixtures("folder")


def fill(app, texts):
    for field, text in zip(app.text_input, texts, strict=True):
        field.set_value(text)
    return button(app, "결론 보기").click().run()


def button(app, label: str):
    return next(one for one in app.button if one.label == label)


def labels(app) -> list[str]:
    return [one.label for one in app.button]


def said(app) -> str:
    notices = [*app.success, *app.warning, *app.error]
    told = [*opening.texts(app), *(one.proto.title for one in notices)]
    return " ".join(told).replace("\\", "")


def stored():
    shop = books.open_shop()
    found = typed.typed_weeks(shop, session.today())
    entries = [one.format_id for one in importing.history(shop) if one.undone_at is None]
    shop.close()
    return found, entries


def test_the_example_is_concluded_from_and_kept_only_when_told():
    app = fill(opening.opened(PAGE), EXAMPLE)

    assert not app.exception
    assert "유입부터 챙기세요." in said(app)
    assert "−553,504원 −502,816원 +221,920원 = −834,400원" in said(app)
    assert "참고만 하세요" in said(app)
    assert stored()[1] == []

    button(app, "이대로 저장하기").click().run()
    assert "적은 숫자를 저장했어요." in said(app)
    numbers, entries = stored()
    assert numbers == (WeekNumbers(4_000, 120, 3_840_000), WeekNumbers(3_400, 88, 3_005_600))
    assert entries == ["typed_week"]
    assert "이대로 저장하기" not in labels(app)


def test_what_was_kept_stands_in_the_fields_the_next_time_and_is_taken_back():
    app = fill(opening.opened(PAGE), EXAMPLE)
    button(app, "이대로 저장하기").click().run()

    again = opening.opened(PAGE)
    assert [field.value for field in again.text_input] == [
        "4,000", "120", "3,840,000", "3,400", "88", "3,005,600",
    ]  # fmt: skip
    button(app, "되돌리기").click().run()
    assert not app.exception
    assert stored() == ((WeekNumbers(), WeekNumbers()), [])
    assert "이대로 저장하기" in labels(app)


def test_taking_back_what_is_gone_is_no_crash():
    app = fill(opening.opened(PAGE), EXAMPLE)
    button(app, "이대로 저장하기").click().run()
    shop = books.open_shop()
    typed.take_back(shop, 1, at=session.now())
    shop.close()

    button(app, "되돌리기").click().run()
    assert not app.exception
    assert "이미 되돌린 숫자예요." in said(app)


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("4,000", "백", "1", "1", "1", "1"), "지지난주: 주문 칸에는 숫자만 적어 주세요."),
        (("4,000", "", "1", "1", "1", "1"), "지지난주: 주문 칸을 적어 주세요."),
        (("4,000", "1", "1", "10", "-3", "5"), "지난주: 주문 칸은 0보다 작을 수 없어요."),
        (("4,000", "1", "1", "10", "0", "500"), "주문이 0건인데 매출이 있어요."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(texts, told):
    app = fill(opening.opened(PAGE), texts)

    assert not app.exception
    assert told in said(app)
    assert [field.value for field in app.text_input] == list(texts)
    assert "이대로 저장하기" not in labels(app)


def test_more_orders_than_visits_are_a_question():
    app = fill(opening.opened(PAGE), ("100", "150", "2,000,000", "100", "120", "1,600,000"))

    assert "지난주: 유입보다 주문이 많아요. 숫자가 맞나요?" in said(app)
    assert "이대로 저장하기" not in labels(app)
    button(app, "맞아요, 결론 보기").click().run()
    assert not app.exception
    assert "아직 판단하기 일러요." in said(app)
    assert "이대로 저장하기" in labels(app)


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("0", "0", "0", "0", "0", "0"), "주문이 0건이라 아직 비율로 말하기 일러요."),
        (("", "200", "400만", "", "100", "200만"), "주문과 객단가로만 나눴어요."),
        (("4,000", "120", "384만", "4,000", "0", "0"), "주문이 0건인 주는 나눠 볼 수 없어요."),
    ],
)
def test_noughts_and_gaps_are_no_crash(texts, told):
    app = fill(opening.opened(PAGE), texts)

    assert not app.exception
    assert told in said(app)
    assert "nan" not in said(app)


def test_the_numbers_are_the_sellers_own_and_end_the_sample():
    opening.keep_sample()
    app = fill(opening.opened(PAGE), EXAMPLE)
    button(app, "이대로 저장하기").click().run()

    assert not app.exception
    assert not sample.is_on(books.data_folder())
    assert stored()[1] == ["typed_week"]


def test_a_full_disk_is_told_and_nothing_is_lost():
    app = fill(opening.opened(PAGE), EXAMPLE)
    filling.up()
    button(app, "이대로 저장하기").click().run()
    assert not app.exception
    assert "저장 공간을 쓸 수 없어요." in said(app)
    assert [field.value for field in app.text_input] == list(EXAMPLE)
    filling.free()
    button(app, "이대로 저장하기").click().run()
    assert stored()[1] == ["typed_week"]

    filling.up()
    button(app, "되돌리기").click().run()
    assert not app.exception
    assert "저장 공간을 쓸 수 없어요." in said(app)
    assert stored()[1] == ["typed_week"]


@pytest.mark.parametrize(
    ("now", "headline", "icon"),
    [
        ("100", "구매 단계부터 챙기세요.", "priority_high"),
        ("400", "결제율에 도움이 된 일을 이어 가세요.", "trending_up"),
    ],
)
def test_what_is_known_is_marked_as_good_or_bad(now, headline, icon):
    app = fill(opening.opened(PAGE), ("4,000", "200", "200만", "4,000", now, f"{now}만"))

    assert "알 수 있어요" in said(app)
    marked = {one.value.replace("\\", ""): one.proto.icon for one in app.header}
    assert icon in marked[headline]


def test_the_page_speaks_english():
    app = opening.opened(PAGE, language="en")
    for field, text in zip(app.text_input, EXAMPLE, strict=True):
        field.set_value(text)
    button(app, "See the conclusion").click().run()

    told = [text for text in opening.texts(app) if text not in EXAMPLE]
    assert "Look after your visits first\\." in told
    assert not [text for text in told if any("가" <= letter <= "힣" for letter in text)]


def test_tests_made_in_the_sample_are_not_lost_without_a_word():
    opening.keep_sample()
    shop = sample.open_sample(books.data_folder())
    copy_tests.add(shop, copy_tests.Draft("내 실험"), session.now())
    shop.close()

    app = fill(opening.opened(PAGE), EXAMPLE)
    assert "예시에서 만든 문구 실험 1개도 함께 지워져요." in said(app)

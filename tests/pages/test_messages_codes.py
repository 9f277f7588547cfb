"""Result files of numbers or of others, and pairs of texts that become copy tests, in 메시지."""

from datetime import timedelta

import pytest

from core.services import copy_tests, messages_outcome, messages_sends
from core.services.messages_outcome import Numbers
from core.services.messages_sends import Version
from core.store import messages as store
from core.store.messages import Addressee
from core.terms.copy_tests import Design
from tests import message_shops, shops
from tests.pages import opening
from tests.pages.test_messages_results import NOW, PAGE, TODAY, faults, said, uploader
from tests.services.test_messages_outcome import PEOPLE, keys
from tests.shops import Line

pytestmark = pytest.mark.usefixtures("folder")
HEAD = "이름,수신번호,결과코드\n"


def sent(shop):
    """A sending to three people whom order files know."""
    shops.take(shop, [Line(TODAY, key, 10_000) for key in keys(shop).values()])
    one = message_shops.sent(shop, {}, sent_at=NOW)
    some = [Addressee(key, "A", place) for place, key in enumerate(keys(shop).values())]
    with shop.store.write() as session:
        store.add(session, shop.id, one.number, some)
    return one


def dropped(app, lines):
    content = (HEAD + "".join(f"{line}\n" for line in lines)).encode()
    uploader(app, ".result").set_value(("result.csv", content, "text/csv")).run()
    assert not app.exception
    return app


def named(some, ending):
    return next((it for it in some if (it.key or "").endswith(ending)), None)


def test_numbers_are_asked_about_once():
    kept = opening.with_shop(sent)
    lines = [f"{name},{phone},{code}"
             for (name, phone), code in zip(PEOPLE.items(), "010", strict=True)]  # fmt: skip
    app = dropped(opening.opened(PAGE, tabs=("results",)), lines)
    assert "이 파일은 결과를 숫자로 적었어요." in said(app)
    assert named(app.button, ".take") is None
    assert named(app.button, ".remember").disabled
    for code, arrived in (("0", "arrived"), ("1", "failed")):
        choice = next(it for it in app.segmented_control if (it.key or "").endswith(f".{code}"))
        assert choice.label == f"{code} ({2 if code == '0' else 1}줄)"
        choice.set_value(arrived).run()
    assert faults(app) == []
    named(app.button, ".remember").click().run()
    assert "도착 안 함 1" in said(app)
    named(app.button, ".take").click().run()
    found = opening.with_shop(lambda shop: messages_sends.find(shop, kept.number))
    assert messages_outcome.of(found) == Numbers(3, 1)
    # The next file of this kind is read without a question.
    app = dropped(opening.opened(PAGE, tabs=("results",)), lines)
    assert named(app.button, ".remember") is None
    assert named(app.button, ".take") is not None


def test_who_is_not_on_the_list_is_said_and_does_not_count():
    opening.with_shop(sent)
    mine = "김하나,010-1111-0001,성공"
    others = [f"모름{n},010-9999-{n:04d},성공" for n in range(7)]
    app = dropped(opening.opened(PAGE, tabs=("results",)), [mine, *others])
    assert "보낸 수 1 · 도착 안 함 0. 8줄 중 1줄이 목록에 있어요." in said(app)
    assert "목록에 없는 사람이 7줄 있어서 세지 않았어요(줄 3, 4, 5, 6, 7, …)." in said(app)
    assert named(app.button, ".take") is not None
    app = dropped(app, others)
    assert "이 메시지 목록에 있는 분이 이 파일에 없어요." in said(app)
    assert named(app.button, ".take") is None
    assert faults(app) == []


def test_a_pair_that_is_too_close_becomes_a_copy_test_in_one_click():
    def two(shop):
        people = message_shops.names(80)
        lines = [Line(TODAY - timedelta(days=40), name, 9_000) for name in people]
        lines += [Line(TODAY - timedelta(days=day), f"other{day}", 9_000) for day in range(60)]
        lines += [Line(TODAY - timedelta(days=28), name, 9_000) for name in ("p0", "p1", "p2")]
        shops.take(shop, lines)
        versions = Version("A", 1, text="다시 오세요"), Version("B", 2, text="보고 싶었어요")
        message_shops.sent(
            shop, {name: "AB"[n % 2] for n, name in enumerate(people)}, versions=versions,
            sent_at=NOW - timedelta(days=30),
        )  # fmt: skip

    opening.with_shop(two)
    app = opening.opened(PAGE, tabs=("record",))
    named(app.button, ".way.0").click().run()
    assert not app.exception
    (test,) = opening.with_shop(copy_tests.listed)
    assert {one.text for one in test.draft.versions} == {"다시 오세요", "보고 싶었어요"}
    assert app.text_area(key=f"tests.{test.id}.text.A").value == test.draft.versions[0].text
    assert app.text_area(key=f"tests.{test.id}.text.B").value == test.draft.versions[1].text
    assert test.draft.design is Design.LIST_SPLIT

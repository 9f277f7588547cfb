"""설정 keeps what is typed, makes backups, puts them back, and helps when the store is broken."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.services import backup, messages_prices, messages_rules, settings
from core.services.messages_rules import MessageRules
from core.services.opening import STORE_FILE, open_shop
from core.services.settings import ShopSettings
from core.terms.messages import MessageChannel
from core.ui import session
from tests.pages import opening

PAGE = "pages/manage/settings.py"
NOW = datetime(2026, 11, 23, 3, 4, 5, tzinfo=UTC)


pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture
def shop(folder):
    shop = open_shop(folder)
    yield shop
    shop.close()


def button(app, label: str):
    return next(one for one in app.button if one.label == label)


def said(app) -> str:
    notices = [*app.success, *app.warning, *app.error]
    return " ".join([*opening.texts(app), *(one.proto.title for one in notices)])


def fill(app, *, name: str, margin: int | None) -> None:
    app.text_input(key="shop_form.name").set_value(name)
    app.number_input(key="shop_form.margin").set_value(margin)
    button(app, "저장하기").click().run()


def test_what_is_typed_is_kept(shop):
    app = opening.opened(PAGE)

    fill(app, name=" 달빛공방 ", margin=35)

    assert not app.exception
    assert settings.read(shop) == ShopSettings("달빛공방", "", 35, "ko")
    assert app.text_input(key="shop_form.name").value == "달빛공방"
    assert "저장했어요" in said(app)


def test_how_the_shop_wants_to_be_seen_is_kept(shop):
    app = opening.opened(PAGE)

    app.text_input(key="shop_form.seen_as").set_value("천천히 만드는 작은 공방")
    button(app, "저장하기").click().run()

    assert not app.exception
    assert settings.read(shop).seen_as == "천천히 만드는 작은 공방"
    assert "저장했어요" in said(app)


def test_an_unreadable_name_is_refused_and_stays_in_the_form(shop):
    app = opening.opened(PAGE)

    fill(app, name="달빛\u200b공방\x00", margin=None)

    assert settings.read(shop).name == ""
    assert "이름에 보여 드릴 수 없는 글자가 있어요" in said(app).replace("\\", "")
    assert app.text_input(key="shop_form.name").value == "달빛\u200b공방\x00"


def test_a_change_in_another_window_is_shown_instead_of_overwritten(shop):
    app = opening.opened(PAGE)
    settings.save(shop, ShopSettings("다른 창", "", 20))

    fill(app, name="이 창", margin=35)

    assert settings.read(shop).name == "다른 창"
    assert app.text_input(key="shop_form.name").value == "다른 창"
    assert "다른 창에서 먼저 바꿨어요" in said(app).replace("\\", "")


def test_a_backup_is_made_and_put_back(shop):
    settings.save(shop, ShopSettings("예전 이름"))
    app = opening.opened(PAGE)
    button(app, "지금 백업하기").click().run()
    settings.save(shop, ShopSettings("새 이름"))
    app.run()

    button(app, "이 백업 되살리기").click().run()

    assert not app.exception
    assert settings.read(shop).name == "예전 이름"
    assert app.text_input(key="shop_form.name").value == "예전 이름"
    assert "백업을 되살렸어요" in said(app).replace("\\", "")
    assert len(backup.entries(shop)) == 2


def test_a_damaged_backup_is_listed_but_not_offered(shop):
    made = backup.make(shop, NOW)
    made.path.write_bytes(made.path.read_bytes()[:-100])

    app = opening.opened(PAGE)

    assert "손상됨" in said(app)
    assert not [one for one in app.button if one.label == "이 백업 되살리기"]


def test_a_backup_that_is_gone_by_now_is_told(shop):
    made = backup.make(shop, NOW)
    app = opening.opened(PAGE)
    made.path.unlink()

    # The list is drawn anew with the click, so the button is not there any more.
    button(app, "이 백업 되살리기").click().run()

    assert not app.exception
    assert "아직 백업이 없어요" in said(app).replace("\\", "")


def test_many_backups_are_folded(shop):
    for second in range(7):
        backup.make(shop, NOW.replace(second=second))

    app = opening.opened(PAGE)

    assert [one.label for one in app.expander] == ["더 오래된 백업"]


def test_the_chosen_language_is_spoken_and_kept(shop):
    app = opening.opened(PAGE)

    app.segmented_control(key="settings.language").set_value("en").run()

    assert not app.exception
    assert app.title[0].value == "Settings"
    assert settings.read(shop).language == "en"


def test_a_damaged_store_is_put_right_from_the_page(folder, shop):
    settings.save(shop, ShopSettings("달빛공방"))
    backup.make(shop, NOW)
    shop.close()
    for name in (STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm"):
        (folder / name).unlink(missing_ok=True)
    (folder / STORE_FILE).write_bytes(b"no database")
    app = opening.opened(PAGE)

    button(app, "이 백업 되살리기").click().run()

    assert not app.exception
    assert app.text_input(key="shop_form.name").value == "달빛공방"


def test_a_damaged_store_without_backups_is_told(folder):
    (folder / STORE_FILE).write_bytes(b"no database")

    app = opening.opened(PAGE)

    assert not app.exception
    assert app.error


def test_on_a_server_backups_are_its_business(shop, monkeypatch):
    class Server:
        path = None

    server = replace(shop, store=Server())
    from core.ui import backups

    told = []
    monkeypatch.setattr(backups.notices, "warning", told.append)
    backups.show(server)

    assert told[0].title == "자료가 데이터베이스 서버에 있어요."


def test_what_a_message_costs_is_kept_from_its_day_on_and_taken_back(shop):
    app = opening.opened(PAGE)
    today = session.today()
    assert messages_prices.price(shop, MessageChannel.ALIMTALK, today) == 10

    field(app.number_input, "price", ".won").set_value(8.5)
    app.run()
    button(app, "단가 저장").click().run()

    assert not app.exception
    assert messages_prices.price(shop, MessageChannel.ALIMTALK, today) == 8.5
    assert "알림톡 · 건당 8.5원" in said(app).replace("\\", "")
    next(one for one in app.button if one.key == "messages.settings.away.1").click().run()
    assert messages_prices.price(shop, MessageChannel.ALIMTALK, today) == 10
    next(one for one in app.button if one.key == "messages.settings.back.0").click().run()
    assert messages_prices.price(shop, MessageChannel.ALIMTALK, today) == 8.5


def test_sender_and_limits_are_kept_and_wrong_ones_are_not(shop):
    app = opening.opened(PAGE)

    field(app.text_input, "rules", ".sender").set_value("0212345678")
    field(app.text_input, "rules", ".opt_out").set_value("0801234567")
    field(app.number_input, "rules", ".week").set_value(3)
    app.run()
    button(app, "규칙 저장").click().run()
    assert messages_rules.read(shop) == MessageRules("02-1234-5678", "080-123-4567", 3, 7)

    field(app.text_input, "rules", ".opt_out").set_value("010-1234-5678")
    app.run()
    button(app, "규칙 저장").click().run()
    assert not app.exception
    assert "수신거부 번호는 080으로 시작해요." in said(app).replace("\\", "")
    assert messages_rules.read(shop).opt_out == "080-123-4567"


def field(some, part, ending):
    """The field of the settings about messages whose key ends so."""
    return next(one for one in some if f"settings.{part}" in one.key and one.key.endswith(ending))

"""What the seller says about the shop is kept, checked, and never overwritten unseen."""

from dataclasses import replace

import pytest

from core.services import settings
from core.services.settings import SettingsConflict, SettingsProblem, SettingsRefused, ShopSettings
from tests import shops


@pytest.fixture
def shop(tmp_path):
    opened = shops.opened(tmp_path)
    yield opened
    opened.close()


def test_a_new_shop_speaks_korean_and_knows_nothing_else(shop):
    assert settings.read(shop) == ShopSettings("", "", None, "ko")


def test_settings_are_kept_without_blanks_around_them(shop):
    settings.save(shop, ShopSettings("  달빛공방 ", "그릇 ", 35, "en"))

    assert settings.read(shop) == ShopSettings("달빛공방", "그릇", 35, "en")


@pytest.mark.parametrize("margin", [None, 0, 99])
def test_a_margin_of_nought_to_99_percent_is_kept(shop, margin):
    assert settings.save(shop, ShopSettings(margin_percent=margin)).margin_percent == margin


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        (ShopSettings(margin_percent=300), SettingsProblem.MARGIN_OUT_OF_RANGE),
        (ShopSettings(margin_percent=100), SettingsProblem.MARGIN_OUT_OF_RANGE),
        (ShopSettings(margin_percent=-1), SettingsProblem.MARGIN_OUT_OF_RANGE),
        (ShopSettings(name="가" * 61), SettingsProblem.NAME_TOO_LONG),
        (ShopSettings(name="a\nb"), SettingsProblem.NAME_UNREADABLE),
        (ShopSettings(category="가" * 61), SettingsProblem.CATEGORY_TOO_LONG),
        (ShopSettings(category="a\x00b"), SettingsProblem.CATEGORY_UNREADABLE),
        (ShopSettings(language="fr"), SettingsProblem.LANGUAGE_UNKNOWN),
        (ShopSettings(seen_as="가" * 81), SettingsProblem.LINE_TOO_LONG),
        (ShopSettings(seen_as="a\nb"), SettingsProblem.LINE_UNREADABLE),
    ],
)
def test_impossible_settings_are_refused_and_nothing_is_kept(shop, wanted, problem):
    with pytest.raises(SettingsRefused) as refused:
        settings.save(shop, wanted)

    assert refused.value.problems == (problem,)
    assert settings.read(shop) == ShopSettings()


def test_all_that_is_wrong_is_told_at_once():
    assert len(settings.check(ShopSettings("가" * 61, "가" * 61, 300, "fr"))) == 4


def test_a_change_in_another_window_is_not_overwritten(shop):
    seen = settings.read(shop)
    settings.save(shop, replace(seen, name="다른 창"))

    with pytest.raises(SettingsConflict) as conflict:
        settings.save(shop, replace(seen, name="이 창"), seen=seen)

    assert conflict.value.current.name == "다른 창"
    assert settings.read(shop).name == "다른 창"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def either(request, tmp_path):
    url = None
    if request.param == "postgresql":
        url = str(request.getfixturevalue("postgresql_shop"))
    opened = shops.opened(tmp_path, url)
    yield opened
    opened.close()


def test_how_a_shop_wants_to_be_seen_is_kept_in_one_line(either):
    settings.save(either, ShopSettings(seen_as=f" {'가' * 80} "))

    assert settings.read(either).seen_as == "가" * 80
    settings.speak(either, "en")
    assert settings.read(either) == ShopSettings(language="en", seen_as="가" * 80)


def test_the_language_alone_can_be_changed(shop):
    settings.save(shop, ShopSettings("달빛공방", "그릇", 35))

    assert settings.speak(shop, "en") == ShopSettings("달빛공방", "그릇", 35, "en")

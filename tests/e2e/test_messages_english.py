"""메시지 and 보고서 in English: no Korean but names and what customers read, at every width."""

import re
from collections.abc import Iterator

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from core.services import (
    copy_tests,
    messages_scenarios,
    messages_sends,
    messages_texts,
    messages_variants,
    offers,
    offers_channels,
    sample,
    settings,
)
from core.services.actions_choices import choices
from core.services.opening import OpenShop
from core.ui import session
from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser

KOREAN = re.compile("[가-힣]")
PLACE = re.compile(r"\(\S+ in the text\)")
"""A label says which place of a text it fills, and texts are Korean."""

SIZES = ("desk", "phone")


@pytest.fixture(scope="module")
def told(server: Server) -> Iterator[list[str]]:
    """The made-up shop, read in English; what its seller wrote in Korean, the longest first."""
    own = shops.opened(server.data)
    settings.speak(own, "en")
    own.close()
    shops.sampled(server.data)
    made_up = sample.open_sample(server.data)
    yield sorted(written(made_up), key=len, reverse=True)
    made_up.close()


def written(shop: OpenShop) -> set[str]:
    """Names and texts of the seller's own."""
    known = choices(shop, session.today())
    found = {*known.products.values(), *known.channels, settings.read(shop).name}
    found |= {one.title for one in messages_sends.listed(shop)}
    for one in copy_tests.listed(shop):
        found |= {one.draft.title, *(it.text for it in one.draft.versions)}
    for one in offers.listed(shop):
        found |= {one.name, one.what}
    found |= {settings.read(shop).seen_as, *offers_channels.choices()}
    with shop.store.read() as reading:
        found |= set(offers_channels.of(reading, shop.id))
    samples = messages_texts.samples()
    for step in messages_scenarios.way(shop):
        for one, texts in step.scenarios:
            found.add(one.name)
            for version in messages_variants.wordings(texts):
                found |= set(messages_texts.filled(version, samples).text.splitlines())
    return {name for name in found if KOREAN.search(name)}


def korean(page: Page, known: list[str]) -> list[str]:
    """What stands there in Korean beside what the seller wrote."""
    left = []
    for line in browsing.seen_text(page).splitlines():
        rest = PLACE.sub("", " ".join(line.split()))
        for name in known:
            rest = rest.replace(" ".join(name.split()), "")
        left += [line] if KOREAN.search(rest) else []
    return left


def fits(page: Page, size: str) -> None:
    """Nothing is wider than the window, also where it could be pushed aside."""
    width = browsing.SIZES[size][0]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator('[data-testid="stMain"]').evaluate("one => one.scrollWidth") <= width


@pytest.mark.parametrize("size", SIZES)
def test_a_message_is_prepared_in_english(window: Opener, told: list[str], size: str):
    page = window(size)
    browsing.visit(page, "messages?tab=prepare")
    begin = page.get_by_role("button", name="Prepare this message")
    expect(page.get_by_text("What to send")).to_be_visible(timeout=60_000)
    browsing.settle(page)
    if not begin.is_visible():
        page.get_by_text("Prepare another one").click()
    begin.click()
    expect(page.get_by_text("Who gets it")).to_be_visible(timeout=60_000)
    browsing.settle(page)
    browsing.shoot(page, f"messages-english-prepare-{size}")
    assert korean(page, told) == []
    fits(page, size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("span", ["By week", "By month"])
def test_a_report_is_read_in_english(window: Opener, told: list[str], size: str, span: str):
    page = window(size)
    browsing.visit(page, "reports")
    expect(page.get_by_role("button", name="PDF")).to_be_visible(timeout=60_000)
    page.get_by_role("radio", name=span).or_(page.get_by_role("button", name=span)).click()
    browsing.settle(page)
    expect(page.locator('[data-testid="stMetric"]')).to_have_count(6)
    browsing.shoot(page, f"messages-english-report-{size}-{span[-5:].strip()}")
    assert korean(page, told) == []
    fits(page, size)


@pytest.mark.parametrize("size", SIZES)
def test_offers_are_held_against_each_other_in_english(window: Opener, told: list[str], size: str):
    page = window(size)
    browsing.visit(page, "messages?tab=match")
    expect(page.get_by_text("In 1 of 3 channels the discount differs.")).to_be_visible(
        timeout=60_000
    )
    browsing.settle(page)
    assert korean(page, told) == []
    fits(page, size)

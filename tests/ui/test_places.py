"""Ways to other pages lead to tabs that are there, and are named as in the menu."""

import re

import pytest

from core.i18n import speaking
from core.services.customers_story import Happened
from core.ui import customers_one_story, places
from core.ui.places import Place
from tests.pages.opening import ROOT

STORY = {kind: customers_one_story.PLACES.get(kind) for kind in Happened}
WAYS = {
    *places.POINTS.values(), *places.TACTICS.values(), Place("voice", "themes"),
    *filter(None, STORY.values()),
}  # fmt: skip


@pytest.mark.parametrize("place", sorted(WAYS, key=str), ids=str)
def test_a_way_leads_to_a_tab_that_is_there(place: Place) -> None:
    page = (ROOT / places.PAGES[place.page]).read_text("utf-8")
    tabs = re.findall(r'Tab\("(\w+)"', page)
    assert tabs
    assert place.tab is None or place.tab in tabs


@pytest.mark.parametrize("page", sorted(places.PAGES))
def test_a_page_is_named_as_in_the_menu(page: str) -> None:
    menu = (ROOT / "app.py").read_text("utf-8")
    (title,) = re.findall(rf'"{places.PAGES[page]}", _\("([^"]+)"\)', menu)
    with speaking("en"):
        assert places.name(page) == title


@pytest.mark.parametrize("kind", Happened)
def test_the_way_to_anything_that_happened_with_a_customer_has_a_name(kind: Happened) -> None:
    place = STORY[kind]
    with speaking("ko"):
        assert place is None or places.name(place.page)


def test_a_message_in_the_story_of_a_customer_leads_to_what_came_of_messages() -> None:
    assert STORY[Happened.SENT] == Place("messages", "results")

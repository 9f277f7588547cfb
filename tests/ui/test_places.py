"""Ways to the pages after the purchase lead to tabs that are there."""

import re

import pytest

from core.ui import places
from core.ui.places import Place
from tests.pages.opening import ROOT

WAYS = {*places.POINTS.values(), *places.TACTICS.values(), Place("voice", "themes")}


@pytest.mark.parametrize("place", sorted(WAYS, key=str), ids=str)
def test_a_way_leads_to_a_tab_that_is_there(place: Place) -> None:
    page = (ROOT / places.PAGES[place.page]).read_text("utf-8")
    tabs = re.findall(r'Tab\("(\w+)"', page)
    assert tabs
    assert place.tab is None or place.tab in tabs

"""Register the landing page of the made-up shop, as its seller would have."""

from datetime import datetime, timedelta

from core.analysis.cadence import monday_of
from core.analysis.landings import WEEK
from core.sample import landing as planted
from core.services import landing
from core.services.landing import Change, Count, Landing
from core.services.opening import OpenShop
from core.terms import seoul_day


def put(shop: OpenShop, now: datetime) -> None:
    """Write the page down, its weeks, and what was changed of its form.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    first = monday_of(seoul_day(now)) - timedelta(days=WEEK * len(planted.WEEKS))
    page = landing.add(shop, Landing(planted.NAME, first, note=planted.NOTE), now)
    number = page.id or 0
    for place, told in enumerate(planted.WEEKS):
        if told is not None:
            landing.keep(shop, Count(number, first + timedelta(days=WEEK * place), *told), now)
    day = first + timedelta(days=WEEK * planted.AFTER)
    landing.add_change(shop, Change(number, day, planted.CHANGED), now)

"""Write the offers of the made-up shop down, as its seller would have."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.sample import offers as planted
from core.sample.offers import Planted
from core.services import offers, offers_places, offers_profiles, settings
from core.services.offers import Offer
from core.services.offers_places import Place
from core.services.offers_profiles import Item
from core.services.opening import OpenShop
from core.terms import seoul_day


def put(shop: OpenShop, now: datetime) -> None:
    """Write offers, profiles and the line down.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    settings.save(shop, replace(settings.read(shop), seen_as=planted.LINE))
    for channel, days, told in planted.PROFILES:
        answers = dict(zip(Item, told, strict=True))
        offers_profiles.look(shop, channel, answers, now - timedelta(days=days))
    for one in (planted.OVER, planted.RUNNING):
        _put(shop, one, now)


def _put(shop: OpenShop, one: Planted, now: datetime) -> None:
    today = seoul_day(now)
    first, last = today - timedelta(days=one.first), today - timedelta(days=one.last)
    begun = now - timedelta(days=one.first)
    kept = offers.add(shop, Offer(one.name, first, last, one.what, one.percent), begun)
    for channel, percent, words in one.places:
        place = Place(kept.number, channel, first, last, percent, words)
        offers_places.keep(shop, place, begun)

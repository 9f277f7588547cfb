"""The tab 무엇을 말하나: how often themes are spoken of per hundred orders, and in which words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.analysis import voice_themes as analysis
from core.analysis import voice_words as words
from core.analysis.voice_rates import HUNDRED, LEAST_ORDERS, count_bounds
from core.i18n.stems import composed
from core.services import journey_book, voice_rates, voice_reading, voice_words
from core.services.opening import OpenShop
from core.services.order_book import Book
from core.services.voice_rates import Weeks
from core.services.voice_reading import Figures
from core.store import voice_themes as store
from core.store.voice_sources import Origin, ToldBy
from core.store.voice_themes import Ask, Text
from core.terms import Period

__all__ = ["Origin", "Text", "ToldBy"]

SPANS: Final = (28, 91, 364)
"""Days that can be looked at; 0 means all there are."""

USUAL_SPAN: Final = 91
WEEKS: Final = 30
LEAST_DAYS: Final = 28
"""Days of which texts and orders are known, below which texts are counted alone."""

PRODUCTS: Final = 50
LOW_REVIEWS, OTHER_REVIEWS = 2_000, 4_000
"""Reviews of few stars, and of more, whose words are held against each other: the newest."""

WORDS: Final = 10
UNLIKELY: Final = 0.05
"""How probable a difference between words may be by chance, adjusted, to be shown."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at: how many days back (0 for all), which product, from where."""

    days: int = USUAL_SPAN
    product_id: int | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One theme: texts about it, those that complain, and these per hundred orders.

    ``rate`` and its bounds are None below ``LEAST_ORDERS`` orders.
    """

    theme: str
    mentions: int
    problems: int
    rate: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What the tab shows.

    Attributes:
        period: the days; None where nothing was ever said.
        bars: the themes, those with most complaints first.
        texts: all texts of these days,
        unplaced: and those about no theme.
        orders: paid orders of these days; None where no file tells.
        moods: how many texts are pleased, by who says so.
        products: by which can be narrowed down.
        figures: how the guess does that was learnt from the shop's reviews.
        origins: where the shop's texts are from.
        later: texts after these days, for which orders are still missing.
    """

    period: Period | None
    bars: tuple[Bar, ...] = ()
    texts: int = 0
    unplaced: int = 0
    orders: int | None = None
    moods: Mapping[tuple[ToldBy, int | None], int] = field(default_factory=dict)
    products: Mapping[int, str] = field(default_factory=dict)
    figures: Figures | None = None
    origins: tuple[Origin, ...] = ()
    later: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """A text and the words in it: where each begins and ends, its theme, whether it complains."""

    text: Text
    said: str
    marks: tuple[tuple[int, int, str, bool], ...]
    themes: tuple[str, ...]
    problems: tuple[str, ...]


def view(shop: OpenShop, look: Look, today: date) -> View:
    """How often each theme is spoken of.

    Raises:
        core.store.StoreProblem: the store cannot be read or written.
    """
    voice_reading.catch_up(shop)
    told = voice_reading.figures(shop)
    with shop.store.read() as session:
        reach = store.reach(session, shop.id)
        book = journey_book.book(session, shop.id, today, None)
        period = _period(reach, book, look.days)
        if period is None:
            return View(None)
        themes = voice_words.themes(voice_words.read(session, shop.id))
        ask = Ask(period, look.origin, look.product_id)
        topics, problems, texts = store.counts(session, shop.id, ask)
        orders = _orders(session, shop.id, book, period, look.product_id)
        return View(
            period,
            _bars(themes, topics, problems, texts, orders),
            int(texts.sum()),
            int(texts[topics == 0].sum()),
            orders,
            store.moods(session, shop.id, ask),
            store.products(session, shop.id, PRODUCTS),
            told,
            tuple(sorted(reach)),
            int(store.counts(session, shop.id, _after(ask, period, reach))[2].sum()),
        )


def trend(
    shop: OpenShop, look: Look, today: date, *, is_steady: bool = False
) -> tuple[tuple[str, ...], Weeks | None]:
    """The themes, and the complaints of the last whole weeks, one column a theme.

    With ``is_steady`` of texts alone that come from where they do all the time, to compare weeks.
    """
    voice_reading.catch_up(shop)
    with shop.store.read() as session:
        themes = voice_words.themes(voice_words.read(session, shop.id))
        book = journey_book.book(session, shop.id, today, None)
        if book is None:
            return themes, None
        ask = Ask(None, look.origin, look.product_id)
        return themes, voice_rates.weeks(session, shop.id, book, WEEKS, ask, is_steady=is_steady)


def keywords(shop: OpenShop, look: Look, today: date) -> tuple[pd.DataFrame, int]:
    """The words that part reviews of few stars from those of many, and how many were held.

    Returns:
        the frame of ``core.analysis.voice_words.keywords``, of the likelier words only.
    """
    voice_reading.catch_up(shop)
    with shop.store.read() as session:
        book = journey_book.book(session, shop.id, today, None)
        period = _period(store.reach(session, shop.id), book, look.days)
        ask = Ask(period, None, look.product_id)
        reviews = store.rated(session, shop.id, ask, LOW_REVIEWS, OTHER_REVIEWS)
    found = words.keywords(reviews["text"], reviews["stars"].astype("Int64"))
    return found[found["p"] <= UNLIKELY], len(reviews)


def texts(  # noqa: PLR0913  (which texts, in how many ways)
    shop: OpenShop, look: Look, today: date, most: int, *, theme: str | None = None,
    only_problems: bool = False, letters: str = "",
) -> list[Shown]:  # fmt: skip
    """The newest texts, with the words that say what they are about.

    Args:
        shop: whose.
        look: of which days, product, origin.
        today: the day it is.
        most: how many.
        theme: what they are about; None for anything.
        only_problems: only those that complain of it.
        letters: what stands in them.
    """
    voice_reading.catch_up(shop)
    with shop.store.read() as session:
        rules = voice_words.read(session, shop.id)
        themes = voice_words.themes(rules)
        book = journey_book.book(session, shop.id, today, None)
        reach = store.reach(session, shop.id)
        period = _period(reach, book, look.days)
        if period is not None:
            # The newest are shown whether or not their orders are known.
            period = Period(period.first, max(one.last for one in reach.values()))
        bit = (1 << themes.index(theme)) if theme in themes else 0
        every = (1 << len(themes)) - 1
        ask = Ask(
            period, look.origin, look.product_id, 0 if only_problems else bit,
            (bit or every) if only_problems else 0, letters,
        )  # fmt: skip
        found = store.texts(session, shop.id, ask, most)
    return _shown(found, rules, themes, theme)


def unsure(shop: OpenShop, most: int) -> list[Shown]:
    """The newest texts that nobody gave stars: guessed, or not to be told."""
    voice_reading.catch_up(shop)
    with shop.store.read() as session:
        rules = voice_words.read(session, shop.id)
        found = store.guessed(session, shop.id, most)
    return _shown(found, rules, voice_words.themes(rules), None)


def sounds(shop: OpenShop) -> Mapping[tuple[ToldBy, int | None], int]:
    """How many texts sound how, and who says so: of those that ``unsure`` shows the newest of."""
    voice_reading.catch_up(shop)
    with shop.store.read() as session:
        return store.moods(session, shop.id, Ask(origins=(Origin.REVIEW, Origin.REMARK)))


def _period(reach: Mapping[Origin, Period], book: Book | None, days: int) -> Period | None:
    """The last days of which both texts and orders are known; of texts alone without orders."""
    if not reach:
        return None
    span = voice_rates.known(dict(reach), book) if book else None
    first, last = min(one.first for one in reach.values()), max(one.last for one in reach.values())
    if span is not None and span.days >= min(LEAST_DAYS, (last - first).days + 1):
        first, last = span.first, span.last
    return Period(max(first, last - timedelta(days=days - 1)) if days else first, last)


def _after(ask: Ask, period: Period, reach: Mapping[Origin, Period]) -> Ask:
    """The same after some days, as far as there are texts."""
    first = period.last + timedelta(days=1)
    return replace(ask, period=Period(first, max(first, *(one.last for one in reach.values()))))


def _orders(
    session: Session, shop_id: int, book: Book | None, period: Period, product: int | None
) -> int | None:
    if book is None or period.first < book.days.all.first or period.last > book.last:
        return None
    return voice_rates.orders_in(session, shop_id, book, period, product)


def _bars(
    themes: tuple[str, ...], topics: store.Ints, problems: store.Ints, texts: store.Ints,
    orders: int | None,
) -> tuple[Bar, ...]:  # fmt: skip
    place = np.arange(len(themes))
    mentions, complaints = (
        (((bits[:, None] >> place) & 1) * texts[:, None]).sum(axis=0) for bits in (topics, problems)
    )
    lower, upper = count_bounds(complaints.astype(np.float64))
    bars = []
    for at, theme in enumerate(themes):
        bar = Bar(theme, int(mentions[at]), int(complaints[at]))
        if orders is not None and orders >= LEAST_ORDERS:
            rate, low, high = (
                float(HUNDRED * one / orders) for one in (complaints[at], lower[at], upper[at])
            )
            bar = Bar(theme, bar.mentions, bar.problems, rate, low, high)
        bars.append(bar)
    return tuple(sorted(bars, key=lambda one: (-one.problems, -one.mentions)))


def _shown(
    found: list[Text], rules: tuple[analysis.Rule, ...], themes: tuple[str, ...], theme: str | None
) -> list[Shown]:
    said = pd.Series([" ".join(composed(one.said).split()) for one in found], dtype=object)
    marks = analysis.found(said, rules)
    if theme is not None:
        marks = marks[marks["theme"] == theme]
    by_text: dict[int, list[tuple[int, int, str, bool]]] = {}
    is_fault = (marks["is_problem"] & ~marks["is_denied"]).tolist()
    columns = (marks[name].tolist() for name in ("text", "start", "end", "theme"))
    for place, start, end, name, fault in zip(*columns, is_fault, strict=True):
        by_text.setdefault(place, []).append((start, end, name, fault))
    return [
        Shown(
            one, said.iloc[place], tuple(by_text.get(place, ())), _named(one.topics, themes),
            _named(one.problems, themes),
        )
        for place, one in enumerate(found)
    ]  # fmt: skip


def _named(bits: int, themes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(theme for place, theme in enumerate(themes) if bits >> place & 1)

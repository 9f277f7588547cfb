"""How many of the visitors of each landing page sign up: what files tell and what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit

import pandas as pd
from sqlmodel import Session

from core.analysis import landings as analysis
from core.analysis.cadence import monday_of
from core.analysis.landings import WEEK, Comparison, Rate, Source, Week
from core.services import landing, link_book
from core.services.landing import Change, Count, Landing
from core.services.link_results import brought
from core.services.opening import OpenShop
from core.store import statistics
from core.terms import Period, Subject

MOST_WEEKS: Final = 26
"""So many weeks are looked at, up to this one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One page.

    Attributes:
        landing: which.
        weeks: those that are over, the newest first.
        counts: what was written down, by Monday.
        changes: of its form, the newest first.
        rate: over all its weeks; None where none is known.
        compared: before and after the last change.
    """

    landing: Landing
    weeks: tuple[Week, ...]
    counts: Mapping[date, Count]
    changes: tuple[Change, ...]
    rate: Rate | None
    compared: Comparison

    @property
    def latest(self) -> Source | None:
        """Where the visits of the newest week that is known are from."""
        return next((one.source for one in self.weeks if one.source is not None), None)

    @property
    def unknown(self) -> int:
        """Of so many weeks the rate is unknown."""
        return sum(one.tally is None for one in self.weeks)


def standings(shop: OpenShop, today: date) -> list[Standing]:
    """All pages with their weeks, the newest page first.

    Visits are those the seller typed; else those who came by the shop's own link; else how often
    files say that the page was looked at. Contacts are typed.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    pages = landing.listed(shop)
    if not pages:
        return []
    mondays = _mondays(min(one.first for one in pages), today)
    typed, changes = landing.counts(shop), landing.changes(shop)
    by_link = _by_links(shop, pages, mondays, today)
    views = _views(shop, pages, mondays)
    found = []
    for one in pages:
        counts = {it.monday: it for it in typed if it.landing_id == one.id}
        weeks = tuple(
            _week(monday, counts.get(monday), by_link.get((one.id, monday)),
                  views.get((one.id, monday)))
            for monday in mondays if monday + timedelta(days=WEEK) > one.first
        )  # fmt: skip
        mine = tuple(it for it in changes if it.landing_id == one.id)
        days = [it.day for it in mine]
        found.append(
            Standing(one, weeks, counts, mine, analysis.rate(weeks), analysis.compared(weeks, days))
        )
    return found


def _mondays(first: date, today: date) -> list[date]:
    """The weeks that are over, the newest first."""
    end = monday_of(today)
    begin = max(monday_of(first), end - timedelta(days=MOST_WEEKS * WEEK))
    return [end - timedelta(days=WEEK * (back + 1)) for back in range((end - begin).days // WEEK)]


def _week(monday: date, count: Count | None, by_link: int | None, views: int | None) -> Week:
    contacts = None if count is None else count.contacts
    typed = None if count is None else count.visits
    for visits, source in ((typed, Source.TYPED), (by_link, Source.LINK), (views, Source.PAGE)):
        if visits is not None:
            return Week(monday, visits, contacts, source)
    return Week(monday, None, contacts)


def _by_links(
    shop: OpenShop, pages: Sequence[Landing], mondays: Sequence[date], today: date
) -> dict[tuple[int | None, date], int]:
    """Visits by the own link of a page, of weeks all of whose days are told.

    A link is found by its detail, which is its own; one without cannot be told from others.
    """
    codes = {
        one.id: detail for one in link_book.listed(shop) if (detail := one.codes.detail.strip())
    }
    asked = [
        (one.id, monday, codes[one.link_id])
        for one in pages if one.link_id in codes for monday in mondays
    ]  # fmt: skip
    periods = [(code, _of(monday)) for _, monday, code in asked]
    with shop.store.read() as session:
        found = brought(session, shop.id, periods, today)
    return {
        (number, monday): told.visits
        for (number, monday, _), told in zip(asked, found, strict=True)
        if told is not None and told.visits is not None and told.told == WEEK
    }


def _views(
    shop: OpenShop, pages: Sequence[Landing], mondays: Sequence[date]
) -> dict[tuple[int | None, date], int]:
    """How often each page was looked at, of weeks on all of whose days a file names it.

    A file may leave out pages that few looked at, so that a page it does not name is unknown.
    """
    wanted = [one for one in pages if one.address]
    if not wanted or not mondays:
        return {}
    whole = Period(mondays[-1], mondays[0] + timedelta(days=WEEK - 1))
    with shop.store.read() as session:
        rows = _rows(session, shop.id, whole)
    found: dict[tuple[int | None, date], int] = {}
    for one in wanted:
        has_query = "?" in one.address
        named = rows["page"].map(lambda page, query=has_query: _bare(page, query=query))
        mine = rows[named == _bare(one.address, query=has_query)]
        days = mine.groupby("day")["pageviews"].sum()
        sums = days.groupby([monday_of(day) for day in days.index]).agg(["sum", "size"])
        told = zip(sums.index, sums["sum"], sums["size"], strict=True)
        found |= {(one.id, monday): int(views) for monday, views, size in told if size == WEEK}
    return found


def _rows(session: Session, shop_id: int, whole: Period) -> pd.DataFrame:
    """Each page on each day, where files tell of single days: day, page, pageviews."""
    rows = statistics.facts(session, shop_id, Subject.PAGE, whole, tells=("pageviews",)).rows
    rows = rows[rows["first_day"] == rows["last_day"]].dropna(subset=["page", "pageviews"])
    days = [day.date() for day in rows["first_day"]]
    return pd.DataFrame({
        "day": pd.Series(days, dtype=object), "page": rows["page"].astype(str).to_list(),
        "pageviews": rows["pageviews"].astype("int64").to_list(),
    })  # fmt: skip


def _of(monday: date) -> Period:
    return Period(monday, monday + timedelta(days=WEEK - 1))


def _bare(address: str, *, query: bool) -> str:
    """An address without what does not tell pages apart: scheme, capitals of the host, end."""
    text = address.strip()
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = f"{host}{parts.path.rstrip('/')}"
    return f"{path}?{parts.query}" if query else path

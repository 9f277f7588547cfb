"""Who changed the tier month by month, and who is close to the next one."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import customers_list, tiers_moves, tiers_standing
from core.services.customers_list import Listed
from core.services.opening import OpenShop
from core.services.tiers import Ask, Tier
from core.services.tiers_moves import Moves
from core.services.tiers_standing import People
from core.ui import customer_book, customers_link, downloads, places, session, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import customers_list as lists
from core.wording import tiers as tier_words
from core.wording import tiers_moves as wording

_KEY: Final = "tiers.people"

SHOWN: Final = 10
"""So many customers stand on a page; all of them are in the file."""

_STATES: Final = pd.Series(dtype="int64")
"""Lists of tiers do not tell states."""


def moved(shop: OpenShop, kept: Sequence[Tier]) -> None:
    """How many moved in each month, and who in the one that is chosen."""
    found = cached(_moves)(shop, tuple(one.ask for one in kept), session.today())
    st.caption(plain(_("By today's rules, at the end of each month.")))
    if not found.months:
        st.markdown(plain(_("Files do not reach back to the beginning of a month yet.")))
        return
    tables.show(
        wording.month_rows(found.months),
        {"month": tables.text(_("Month")), "up": tables.figure(_("Went up")),
         "down": tables.figure(_("Went down")),
         "unsure": tables.figure(
             _("Not sure"), help=_("They look lower, but days without a file count for them.")),
         "note": tables.text(_("To bear in mind"))},
        key=f"{_KEY}.months", optional=("unsure", "note"),
    )  # fmt: skip
    months = {one.first: wording.month(one) for one in found.months}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            _("Who moved in"), list(months), format_func=lambda it: months[it],
            key=f"{_KEY}.month", width=260,
        )  # fmt: skip
        _tell()
    some = found.people[found.people["month"] == chosen]
    told = {
        buyer: (wording.direction(before, after, is_sure=is_sure),
                wording.move(kept, before, after))
        for buyer, before, after, is_sure in _rows(some, "buyer", "before", "after", "is_sure")
    }  # fmt: skip
    _list(shop, list(told), told, f"{_KEY}.moved")
    if len(found.people):
        downloads.csv(
            _("Save all months as a file"),
            lambda: wording.moved_rows(
                kept, found.people, _customers(shop, list(dict.fromkeys(found.people["buyer"])))
            ),
            f"{lists.file_name('tiers', session.today())}.csv", key=f"{_KEY}.csv",
        )  # fmt: skip


def close(shop: OpenShop, people: People, kept: Sequence[Tier]) -> None:
    """Who lacks little, the closest first."""
    found = tiers_standing.close(people, [one.ask for one in kept])
    st.caption(plain(_("They have 80% or more of what the next tier asks for.")))
    if not len(found):
        st.markdown(plain(_("Nobody is close to the next tier.")))
        return
    options = [None, *sorted(found["tier"].unique().tolist(), reverse=True)]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            _("Close to which tier"), options, key=f"{_KEY}.next", width=260,
            format_func=lambda it: _("All") if it is None else tier_words.named(kept, it + 1),
        )  # fmt: skip
        _tell()
    some = found if chosen is None else found[found["tier"] == chosen]
    told = {
        buyer: (wording.next_tier(kept, tier), wording.lacking(won, orders, is_most=is_most))
        for buyer, tier, won, orders, is_most in _rows(
            some, "buyer", "tier", "won", "orders", "is_most"
        )
    }  # fmt: skip
    _list(shop, list(told), told, f"{_KEY}.close")
    downloads.csv(
        _("Save as a file"),
        lambda: wording.close_rows(kept, some, _customers(shop, some["buyer"].tolist())),
        f"{lists.file_name('close', session.today())}.csv", key=f"{_KEY}.close.csv",
    )  # fmt: skip


def _tell() -> None:
    st.page_link(
        places.PAGES["messages"], label=_("Tell them"), icon=":material/send:",
        query_params={"tab": "prepare"},
    )  # fmt: skip


def _list(
    shop: OpenShop, buyers: Sequence[int], told: dict[int, tuple[str, str]], key: str
) -> None:
    """Some customers page by page, each with what is told of him."""
    if not buyers:
        st.markdown(plain(_("Nobody is among them.")))
        return
    pages, place = -(-len(buyers) // SHOWN), 1
    if pages > 1:
        if (st.session_state.get(f"{key}.page") or 1) > pages:
            del st.session_state[f"{key}.page"]
        place = int(st.pagination(pages, key=f"{key}.page", max_visible_pages=5) or 1)
    shown = buyers[(place - 1) * SHOWN : place * SHOWN]
    customers = _customers(shop, shown)
    for number in shown:
        if number not in customers:
            continue
        one, (badge, what) = customers[number], told[number]
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            customers_link.link(one.key, one.name)
            st.badge(plain(badge), color="gray")
            st.caption(plain(what), width="content")
            st.caption(plain(lists.last(one)), width="content")
    before = (place - 1) * SHOWN
    st.caption(
        plain(
            lists.more(before + 1, before + len(shown), len(buyers))
            if pages > 1 else lists.count(len(buyers))
        )
    )  # fmt: skip


def _rows(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(frame[name].tolist() for name in columns), strict=True)


def _customers(shop: OpenShop, buyers: Sequence[int]) -> dict[int, Listed]:
    book = customer_book.kept(shop)
    assert book is not None  # noqa: S101  (its customers are listed)
    return dict(zip(buyers, customers_list.listed(shop, book, _STATES, buyers), strict=True))


def _moves(shop: OpenShop, asks: tuple[Ask, ...], today: date) -> Moves:
    book = customer_book.kept(shop)
    assert book is not None  # noqa: S101  (somebody has it in hand)
    return tiers_moves.moves(tiers_standing.people(shop, book, today), asks)

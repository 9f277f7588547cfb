"""The tab 리뷰: what waits for an answer, all reviews, stars over time, products with few."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import voice_review_numbers, voice_reviews
from core.services.opening import OpenShop
from core.services.voice_reviews import Waiting
from core.store.voice_reviews import Review, Wish
from core.ui import (
    cards,
    downloads,
    product_names,
    session,
    voice_replies,
    voice_reply_texts,
)
from core.ui import (
    voice_review_numbers as numbers,
)
from core.ui.cached import cached, cached_by_files
from core.ui.cards import Tile
from core.ui.text import plain
from core.wording import voice_review_numbers as counted
from core.wording import voice_reviews as wording

_KEY: Final = "voice.reviews"
_UPLOAD: Final = "pages/start/upload.py"
_FIRST: Final = 5
"""So many waiting reviews are open to see at first."""

_ALL: Final = "all"
_STATES: Final = (_ALL, "low", "open", "done")
_FILE_ROWS: Final = 100_000


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    found = cached(voice_review_numbers.replies)(shop, session.now())
    if found is None:
        way_out = cards.empty(
            _("See which reviews wait for an answer, and how stars change."),
            _("One file of reviews is enough. In the seller centre it is under reviews."),
            key="voice-reviews", icon="reviews",
        )  # fmt: skip
        way_out.page_link(_UPLOAD, label=_("Add a file of reviews"), icon=":material/upload_file:")
        voice_reply_texts.draw(shop)
        return
    waiting = cached(voice_reviews.unanswered)(shop, session.now())
    _waiting(shop, waiting)
    _tiles(shop, found)
    numbers.draw(shop, found)
    _every(shop)
    voice_reply_texts.draw(shop)


def _tiles(shop: OpenShop, found: voice_review_numbers.Replies) -> None:
    rated = cached_by_files(voice_review_numbers.rates)(shop, session.today())
    tiles = [
        Tile(
            _("First reply, in the middle"), counted.median(found.lately), "",
            note=counted.speed_note(found.lately),
            help=_("Of low reviews whose time is up. One without an answer took longest."),
        ),
        Tile(
            _("Answered within {hours} hours").format(hours=found.target),
            counted.in_time(found.lately), "",
            note=_("low reviews of 90 days"),
        ),
    ]  # fmt: skip
    if rated is not None:
        tiles.append(
            Tile(
                _("Reviews per confirmed order line"), counted.rate(rated.share), "",
                note=_("{count} still being watched").format(
                    count=formats.count(rated.share.waiting, "order_lines")
                ),
                help=counted.rate_note(rated),
            )
        )  # fmt: skip
    cards.kpi_row(tiles, key="voice-reviews")


def _waiting(shop: OpenShop, waiting: Sequence[Waiting]) -> None:
    with cards.card(_("Reviews to answer"), key="voice-reviews-waiting"):
        st.markdown(f"**{plain(wording.headline(waiting))}**")
        for one in waiting[:_FIRST]:
            _one(shop, one.review, clock=one)
        if len(waiting) > _FIRST:
            more = _("Show {count} more").format(
                count=formats.count(len(waiting) - _FIRST, "reviews")
            )
            with st.expander(more, key=f"{_KEY}.more", on_change="rerun") as rest:
                if rest.open:
                    for one in waiting[_FIRST:]:
                        _one(shop, one.review, clock=one)
        if len(waiting) > 1:
            voice_replies.several(shop, [one.review for one in waiting], f"{_KEY}.several")
        old = wording.older(cached(voice_reviews.older)(shop, session.now()))
        if old:
            st.caption(plain(old))


def _one(shop: OpenShop, one: Review, clock: Waiting | None = None) -> None:
    """One review: whose it is, what it says, and the way to an answer."""
    place = "wait" if clock else "list"
    with st.container(key=f"review-{place}-{voice_replies.name(one)}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if clock is not None:
                st.badge(
                    plain(wording.clock(clock)), icon=":material/schedule:",
                    color="red" if clock.is_overdue else "orange",
                )  # fmt: skip
            st.markdown(f"**{plain(wording.line(one))}**", width="content")
            for mark in wording.marks(one, is_flagged=bool(clock and clock.is_flagged)):
                st.badge(plain(mark), color="gray")
        st.markdown(plain(one.text) or f":gray[{plain(_('Stars only, no words'))}]")
        if one.reply:
            st.caption(plain(_("You answered: {text}").format(text=one.reply)))
        voice_replies.buttons(shop, one, place)


def _every(shop: OpenShop) -> None:
    with cards.card(_("All reviews"), key="voice-reviews-all"):
        wish = _wish(shop)
        key = f"{_KEY}.page.{wish}"
        place = int(st.session_state.get(key, 1)) - 1
        found = cached(voice_reviews.page)(shop, wish, place)
        st.caption(plain(formats.count(found.total, "reviews")))
        if not found.total:
            st.markdown(_("No review is like that."))
            return
        for one in found.reviews:
            _one(shop, one)
        if found.pages > 1:
            st.pagination(found.pages, key=key)
        downloads.csv(
            _("Save as a file"), lambda: _file(shop, wish), "reviews.csv", key=f"{_KEY}.csv"
        )


def _wish(shop: OpenShop) -> Wish:
    """Which reviews the reader wants to see."""
    names = {
        _ALL: _("All"),
        "low": _("Few stars"),
        "open": _("Without an answer"),
        "done": _("With an answer"),
    }
    products = product_names.choices(shop, session.today()).products
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{_KEY}-filter"):
        state = st.segmented_control(
            _("Which reviews?"), _STATES, default=_ALL, format_func=names.__getitem__,
            key=f"{_KEY}.state", required=True,
        )  # fmt: skip
        stars = st.selectbox(
            _("Stars"), [0, 1, 2, 3, 4, 5], key=f"{_KEY}.stars", width=140,
            format_func=lambda it: wording.stars(it) if it else _("All"),
        )  # fmt: skip
        product = st.selectbox(
            _("Product"), [0, *products], key=f"{_KEY}.product", width=240,
            format_func=lambda it: products[it] if it else _("All"),
        )  # fmt: skip
        words = st.text_input(_("Words in it"), key=f"{_KEY}.words", max_chars=60, width=200)
    return Wish(
        stars or None,
        product or None,
        {"open": False, "done": True}.get(state or _ALL),
        state == "low",
        words.strip(),
    )


def _file(shop: OpenShop, wish: Wish) -> pd.DataFrame:
    found = voice_reviews.page(shop, wish, size=_FILE_ROWS)
    return pd.DataFrame([wording.row(one) for one in found.reviews])

"""Reviews as numbers: stars over time, products with few, who writes one, replies."""

from typing import Final

import pandas as pd
import streamlit as st

from core.charts import voice_reviews as charts
from core.i18n import gettext as _
from core.services import voice_limits, voice_review_numbers, voice_review_trend
from core.services.actions import Proposal, Said
from core.services.opening import OpenShop
from core.services.voice_review_numbers import Few, FewReviews, Rates, Replies
from core.services.voice_review_trend import Trend
from core.ui import actions, cards, downloads, events, product_names, session, tables
from core.ui.cached import cached, cached_by_files
from core.ui.text import plain
from core.verdicts.actions import JourneyStage
from core.wording import verdicts
from core.wording import voice_review_numbers as wording

_KEY: Final = "voice.reviews"
_PAGE: Final = "voice"
_SHORT: Final = 10
"""So many products with few reviews stand there at first."""


def draw(shop: OpenShop, found: Replies) -> None:
    """Everything that is counted about reviews."""
    _trend(shop)
    limit = cached(voice_limits.limits)(shop).few_reviews
    few = cached_by_files(voice_review_numbers.few)(shop, session.today(), limit)
    rates = cached_by_files(voice_review_numbers.rates)(shop, session.today())
    is_long = few is not None and bool(few.products)
    if is_long:
        cards.beside((1, lambda: _few(shop, few)), (1, lambda: _rates(rates)))
    else:
        _few(shop, few)
        _rates(rates)
    _replies(found)


def _trend(shop: OpenShop) -> None:
    products = product_names.choices(shop, session.today()).products
    with cards.card(_("Stars over time"), key="voice-reviews-trend"):
        product = st.selectbox(
            _("Of which product?"), [0, *products], key=f"{_KEY}.trend.product", width=280,
            format_func=lambda it: products[it] if it else _("All products together"),
        )  # fmt: skip
        found = cached_by_files(voice_review_trend.trend)(shop, session.today(), product or None)
        if found is None or not found.points:
            st.markdown(_("No whole week of reviews is known yet."))
            return
        change = found.change
        if change is not None:
            cards.badge(change.level, verdicts.evidence(change.level))
        title = wording.trend_title(found)
        st.markdown(f"**{plain(title)}**")
        _chart(shop, found, product or None, title)
        with st.container(gap=None):
            for line in wording.trend_note(found):
                st.caption(plain(line))
        frame = pd.DataFrame([wording.point(one) for one in found.points])
        with st.expander(_("As a table"), key=f"{_KEY}.trend.table"):
            shown = {
                "days": tables.text(_("Days")),
                "stars": tables.figure(_("Stars")),
                "range": tables.figure(_("may lie between")),
                "reviews": tables.figure(_("Reviews")),
            }
            tables.show(frame, shown, key=f"{_KEY}.trend.frame", alt=title)
            downloads.csv(_("Save as a file"), frame, "stars.csv", key=f"{_KEY}.trend.csv")


def _chart(shop: OpenShop, found: Trend, product: int | None, title: str) -> None:
    points = [
        charts.Point(
            one.period,
            one.reviews,
            one.mean if one.is_enough else None,
            one.low if one.is_enough else None,
            one.high if one.is_enough else None,
        )
        for one in found.points
    ]
    days = found.period
    happened = events.marks(shop, days, product) if days else []
    words = charts.Words(*wording.chart_words())
    st.altair_chart(charts.trend(points, session.look(), words, happened), alt=title)
    if days:
        events.legend(happened, days)


def _few(shop: OpenShop, found: FewReviews | None) -> None:
    if found is None:
        return
    note = wording.few_help()
    with cards.card(
        _("Few reviews"), key="voice-reviews-few", note=note, stretch=bool(found.products)
    ):
        st.markdown(f"**{plain(wording.few_title(found))}**")
        for one in found.products[:_SHORT]:
            with st.container(key=f"few-{one.product_id}", gap="xsmall"):
                st.markdown(plain(one.name))
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    st.caption(plain(wording.few(one)), width="content")
                    actions.keep_button(
                        shop, _proposal(one, found.limit), key=f"{_KEY}.few.{one.product_id}"
                    )
        if len(found.products) > _SHORT:
            frame = pd.DataFrame([wording.few_row(one) for one in found.products])
            downloads.csv(_("Save as a file"), frame, "few_reviews.csv", key=f"{_KEY}.few.csv")


def _proposal(one: Few, limit: int) -> Proposal:
    return Proposal(
        f"few_reviews:{one.product_id}",
        {"product_id": one.product_id, "product": one.name, "reviews": one.reviews},
        "product_rate",
        _PAGE,
        Said(wording.few_todo(one), wording.few_why(one, limit)),
        JourneyStage.CONSIDER,
    )


def _rates(found: Rates | None) -> None:
    with cards.card(_("Who writes a review"), key="voice-reviews-rates"):
        if found is None:
            st.markdown(_("Order files that say when an order was confirmed are needed for this."))
            return
        st.markdown(f"**{plain(wording.rate_title(found))}**")
        st.caption(plain(wording.rate_note(found)))
        _rate_table(found)


def _rate_table(found: Rates) -> None:
    frame = pd.DataFrame([wording.rate_row(name, share) for _n, name, share in found.products])
    if not len(frame):
        return
    shown = {
        "product": tables.text(_("Product")),
        "rate": tables.figure(_("Share reviewed")),
        "reviewed": tables.figure(_("Reviews")),
        "lines": tables.figure(_("Confirmed")),
        "waiting": tables.figure(_("Still watched")),
    }
    tables.show(frame.head(_SHORT), shown, key=f"{_KEY}.rates", alt=_("Who writes a review"))
    downloads.csv(_("Save as a file"), frame, "review_rates.csv", key=f"{_KEY}.rates.csv")


def _replies(found: Replies) -> None:
    if not found.months:
        return
    with cards.card(_("How soon low reviews are answered"), key="voice-reviews-replies"):
        frame = pd.DataFrame([wording.month(first, one) for first, one in found.months])
        shown = {
            "month": tables.text(_("Month")),
            "reviews": tables.figure(_("Low reviews")),
            "answered": tables.figure(_("Answered")),
            "in_time": tables.figure(_("Within {hours} hours").format(hours=found.target)),
            "median": tables.figure(_("First reply, in the middle")),
        }
        tables.show(frame, shown, key=f"{_KEY}.replies", alt=_("How soon low reviews are answered"))
        st.caption(plain(wording.replies_note(found)))
        downloads.csv(_("Save as a file"), frame, "replies.csv", key=f"{_KEY}.replies.csv")

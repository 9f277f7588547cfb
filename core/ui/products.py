"""The first tab of the page 상품 진단: the conclusion, the four corners, and one product."""

from typing import Final

import pandas as pd
import streamlit as st

from core.charts import products as charts
from core.i18n import gettext as _
from core.services.products import Product, Stage, View
from core.services.products_source import Measure
from core.ui import cards, downloads, product_names, products_page, session, tables
from core.ui.actions import keep_button
from core.ui.text import plain
from core.wording import products as said
from core.wording import products_more as more
from core.wording import products_table as table

UPLOAD: Final = "pages/start/upload.py"


def draw(view: View) -> None:
    """Everything there is to show; of a page without visits what it takes."""
    if view.stage is not Stage.READY or view.told is None:
        blank(view)
        return
    st.caption(plain(table.told(view.told)))
    conclusion(view)
    others(view)
    chart(view)
    products_page.draw(view)


def blank(view: View) -> None:
    """What can be seen here, and which file it takes."""
    needs = {
        Stage.NO_VISITS: _("Your orders are there. Product statistics are missing."),
        Stage.NO_ORDERS: _("Product statistics are there. Orders of the same days are missing."),
    }.get(view.stage, _("It takes a file of product statistics and one of orders."))
    with cards.empty(
        _("You can see which detail page to mend."), needs, key="products", icon="inventory_2"
    ):
        if st.button(_("Add the missing file"), type="primary", icon=":material/upload_file:"):
            st.switch_page(UPLOAD)
    st.caption(_("Two numbers of one product are enough as well: see the last tab."))


def conclusion(view: View) -> None:
    """The first conclusion, with where its numbers are from."""
    words = said.conclusion(view)
    with card_of(words, key="products"):
        if view.first and not view.is_stale:
            keep(view.product(view.first[0]), key="products.keep")
        if view.told is not None:
            cards.origin(table.origin(view.told), key="products.origin")


def keep(one: Product, *, key: str) -> None:
    """The button that keeps a ruling in the notes, where there is something to do."""
    proposal = more.proposal(one)
    if proposal is not None:
        keep_button(session.shop(), proposal, key)


def card_of(words: said.Words, *, key: str) -> "st.delta_generator.DeltaGenerator":
    """A conclusion card; buttons go into what it returns."""
    return cards.verdict(
        cards.Conclusion(
            words.headline,
            words.reason,
            words.level,
            words.badge,
            words.tone,
            words.numbers,
            words.todo,
            words.why,
        ),
        key=key,
    )


def others(view: View) -> None:
    """The second and the third product, shorter."""
    rest = view.first[1:]
    if not rest or view.is_stale:
        return
    with cards.card(_("Then these"), key="products-next"):
        for number in rest:
            words = said.product_words(view.product(number))
            with st.container(gap="xsmall", key=f"products-next-{number}"):
                cards.badge(words.level, words.badge)
                st.markdown(f"**{plain(words.headline)}** {plain(words.reason)}")


def chart(view: View) -> None:
    """All products by how often they are seen and bought, as a chart and as a table."""
    if view.told is None:
        return
    title, measure = said.chart_title(view), view.told.measure
    with cards.card(title, key="products-corners"):
        if view.usual is None or view.split is None:
            st.caption(_("Nothing was bought in these days, so there is no rate to compare with."))
        else:
            drawing = charts.corners(
                _drawn(view), view.usual, view.split, _words(measure), session.look()
            )
            st.altair_chart(drawing, alt=title)
            st.caption(_("The line across is the rate of all products together."))
        with st.popover(_("Products as a table"), icon=":material/table:", type="tertiary"):
            _table(view, measure, title)
        cards.origin(table.origin(view.told), key="products.chart.origin")


# Searching changes nothing else on the page.
@st.fragment
def _table(view: View, measure: Measure, title: str) -> None:
    told = product_names.of_view(session.shop(), view)
    frame, heads = table.written(told), table.headings(measure)
    wanted = st.text_input(
        _("Search for a product"), key="products.search", icon=":material/search:"
    )
    names = frame[heads["name"]].str.casefold()
    frame = frame[names.str.contains((wanted or "").strip().casefold(), regex=False)]
    kinds = {
        "visits": tables.count,
        "orders": tables.count,
        "money": tables.money,
        "rate": tables.figure,
        "range": tables.figure,
    }
    tables.show(
        frame.astype({heads["money"]: "Int64"}),
        {head: kinds.get(name, tables.text)(head) for name, head in heads.items()},
        key="products.table",
        alt=title,
    )
    if view.unseen:
        st.caption(plain(table.unseen(view.unseen)))
    downloads.csv(_("Save the products as a file"), frame, "products.csv", key="products.csv")


def _drawn(view: View) -> pd.DataFrame:
    frame = table.frame(view)
    frame["notable"] = charts.notable(frame, view.first)
    frame["label"] = [said.short(name, 14) for name in frame["name"]]
    frame["rate_text"] = [table.rate_words(one) for one in view.products]
    frame["range_text"] = [table.range_words(one) for one in view.products]
    return frame


def _words(measure: Measure) -> charts.Words:
    heads = table.headings(measure)
    return charts.Words(
        said.looks(measure),
        heads["rate"],
        heads["orders"],
        heads["verdict"],
        heads["range"],
        _("all products"),
        said.corners(),
    )

"""The tab 고객의 가치: what customers spent, how few bring how much, and what they will spend."""

from typing import Final

import streamlit as st

from core.charts import customers_value as charts
from core.i18n import gettext as _
from core.services import customers_value as service
from core.services.customer_book import CustomerBook
from core.services.customers_value import View
from core.services.opening import OpenShop
from core.ui import (
    cards,
    customer_book,
    customers_big,
    customers_forecast,
    customers_needs,
    downloads,
    session,
    tables,
)
from core.ui.cached import cached_by_files
from core.ui.text import plain
from core.wording import customers_value as wording

_KEY: Final = "customers.value"


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    book = customer_book.book(shop)
    if book is None:
        return
    view = cached_by_files(_view)(shop, book)
    if view is None:
        customers_needs.few(len(book.customers), key="value")
        return
    _spent(view)
    if not view.is_priced:
        st.caption(plain(_("The files name no amounts, so that nothing can be said of value.")))
        return
    _few(view)
    ahead = customers_forecast.draw(shop, book)
    if view.few is not None:
        customers_big.draw(shop, book, view.few, ahead)


def _view(shop: OpenShop, _book: CustomerBook) -> View | None:  # noqa: ARG001  (names the answer)
    return service.view(_book)


def _spent(view: View) -> None:
    title = wording.title(view)
    with cards.card(title, key="value-spent"):
        points = wording.points(view)
        if points:
            label = "datum.value + '일'" if session.language() == "ko" else "datum.value + ' d'"
            st.altair_chart(
                charts.lines(points, label, session.look()), alt=title, key=f"{_KEY}.spent"
            )
            st.caption(
                _("Thin lines are months of first purchases, the newer the stronger; thick is all.")
            )
        with st.container(gap=None):
            for line in wording.notes(view):
                st.caption(plain(line))
        columns = {
            "days": tables.text(_("Within")), "mean": tables.figure(_("Spent by a customer")),
            "between": tables.figure(_("may lie between")),
            "customers": tables.figure(_("Customers known so long")),
        }  # fmt: skip
        tables.show(wording.whole(view), columns, key=f"{_KEY}.whole", alt=title)
        frame = wording.months_table(view)
        with st.popover(_("Month by month"), icon=":material/table:", type="tertiary",
                        key=f"{_KEY}.spent.as_table"):  # fmt: skip
            names = list(frame.columns)
            heads = {names[0]: tables.text(names[0]), names[1]: tables.count(names[1])} | {
                name: tables.money(name) for name in names[2:]
            }
            tables.show(frame, heads, key=f"{_KEY}.spent.table", alt=title)
            downloads.csv(_("Save as a file"), frame, "spent_by_month.csv", key=f"{_KEY}.spent.csv")
        cards.origin(wording.spent_origin(), key=f"{_KEY}.spent.origin")


def _few(view: View) -> None:
    told = view.few
    if told is None:
        return
    title = wording.few_title(told)
    with cards.card(title, key="value-few"):
        st.altair_chart(
            charts.parts(wording.parts(told), session.look()), alt=title, key=f"{_KEY}.few"
        )
        st.caption(plain(wording.few_note(told)))
        frame = wording.parts_table(told)
        with st.popover(_("As a table"), icon=":material/table:", type="tertiary",
                        key=f"{_KEY}.few.as_table"):  # fmt: skip
            heads = {
                "tenth": tables.figure(_("Customers, by what they spent")),
                "share": tables.figure(_("Share of revenue")),
            }
            tables.show(frame, heads, key=f"{_KEY}.few.table", alt=title)
            downloads.csv(_("Save as a file"), frame, "concentration.csv", key=f"{_KEY}.few.csv")
        cards.origin(wording.few_origin(), key=f"{_KEY}.few.origin")

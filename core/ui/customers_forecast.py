"""The forecast on the tab 고객의 가치: what customers will spend, and how one went before."""

from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from core.charts import customers_value as charts
from core.i18n import formats
from core.i18n import gettext as _
from core.services import customers_forecast as service
from core.services import settings
from core.services.customer_book import CustomerBook
from core.services.customers_forecast import Forecast, Learnt, Past
from core.services.opening import OpenShop
from core.terms import Evidence
from core.ui import cards, downloads, session, tables
from core.ui.cached import cached, cached_by_files
from core.ui.customer_book import BOOKS_KEPT
from core.ui.text import plain
from core.wording import customers_forecast as wording
from core.wording import verdicts

_KEY: Final = "customers.forecast"


@dataclass(frozen=True, slots=True, eq=False)
class Ahead:
    """What is expected of each customer within some months."""

    months: int
    each: pd.DataFrame


def draw(shop: OpenShop, book: CustomerBook) -> Ahead | None:
    """The forecast, or what is missing for one; what is expected of each customer."""
    there = service.enough(book)
    if not there.is_enough:
        with cards.card(_("What they will spend"), key="forecast-lacking"):
            if torn := wording.torn(there):
                st.markdown(plain(torn))
            if lacking := wording.lacking(there):
                st.markdown(plain(_("For a forecast these are still too few:")))
            for line in lacking:
                st.markdown(f"- {plain(line)}")
        return None
    place = st.container()
    with place, st.container(horizontal=True, vertical_alignment="center"):
        months = _months(book)
    learnt, before, each = _work(shop, book, months)
    told = cached_by_files(_ahead)(shop, months, learnt, before, book, each)
    _show(shop, told, learnt)
    if before is not None:
        _before(before)
    return Ahead(months, each)


def _months(book: CustomerBook) -> int:
    possible = service.possible(book)
    chosen = st.segmented_control(
        _("How far ahead?"), list(possible), default=possible[-1], required=True,
        format_func=wording.months, key=f"{_KEY}.months",
    )  # fmt: skip
    return possible[-1] if chosen not in possible else int(chosen)


def _work(
    shop: OpenShop, book: CustomerBook, months: int
) -> tuple[Learnt, Past | None, pd.DataFrame]:
    """What takes long in a large shop, step by step; a spinner stays away from what is known."""
    people = formats.count(len(book.customers), "people")
    with st.spinner(plain(_("1 of 3: learning how {people} buy…").format(people=people))):
        learnt = cached_by_files(_learn)(shop, book)
    with st.spinner(plain(_("2 of 3: holding an earlier forecast against what came…"))):
        before = cached_by_files(_past)(shop, months, book)
    with st.spinner(plain(_("3 of 3: looking ahead for {people}…").format(people=people))):
        each = _each(shop, months, learnt, book)
    return learnt, before, each


def _learn(shop: OpenShop, _book: CustomerBook) -> Learnt:  # noqa: ARG001  (names the answer)
    return service.learn(_book)


def _past(shop: OpenShop, months: int, _book: CustomerBook) -> Past | None:  # noqa: ARG001
    return service.past(_book, months)


@st.cache_resource(
    show_spinner=False, max_entries=BOOKS_KEPT, hash_funcs={OpenShop: OpenShop.files}
)
def _each(
    shop: OpenShop,  # noqa: ARG001  (names the answer)
    months: int,
    _learnt: Learnt,
    _book: CustomerBook,
) -> pd.DataFrame:
    """One for all windows: nobody changes it."""
    return service.each(_book, _learnt, months)


def _ahead(
    shop: OpenShop,  # noqa: ARG001
    months: int,
    _learnt: Learnt,
    _before: Past | None,
    _book: CustomerBook,
    _each: pd.DataFrame,
) -> Forecast:
    return service.ahead(_book, _learnt, _before, float(_each["worth"].sum()), months)


def _show(shop: OpenShop, told: Forecast, learnt: Learnt) -> None:
    margin = cached(settings.read)(shop).margin_percent
    with cards.card(wording.title(told), key="forecast"):
        level = Evidence.HINT
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            cards.badge(level, verdicts.evidence(level))
        numbers = wording.numbers(told, margin)
        with st.grid(len(numbers), min_column_width=cards.NARROWEST_TILE, key=f"{_KEY}.numbers"):
            for name, value, what in numbers:
                with st.container(gap=None):
                    st.caption(plain(name))
                    st.markdown(f"**{plain(value)}**")
                    st.caption(plain(what))
        with st.container(gap=None):
            for line in (wording.newcomer_apart(told), *wording.warnings(told, learnt)):
                st.caption(plain(line))
        cards.origin(wording.origin(learnt), key=f"{_KEY}.origin")


def _before(told: Past) -> None:
    title = wording.past_title(told)
    with cards.card(title, key="forecast-past"):
        with st.container(gap=None):
            for line in wording.past_lines(told):
                st.markdown(plain(line))
        st.caption(
            plain(_("Purchases by tenths of customers, those first of whom most was expected"))
        )
        words = charts.Words(_("Forecast"), _("Came"))
        st.altair_chart(
            charts.held(wording.held(told), words, session.look()), alt=title, key=f"{_KEY}.held"
        )
        frame = wording.past_table(told)
        with st.popover(_("As a table"), icon=":material/table:", type="tertiary",
                        key=f"{_KEY}.past.as_table"):  # fmt: skip
            columns = {
                "tenth": tables.figure(_("Customers, by what was expected")),
                "customers": tables.count(_("Customers")),
                "expected": tables.decimal(_("Purchases, forecast")),
                "came": tables.count(_("Purchases, came")),
                "won": tables.money(_("Revenue, forecast")),
                "spent": tables.money(_("Revenue, came")),
            }
            tables.show(frame, columns, key=f"{_KEY}.past.table", alt=title)
            downloads.csv(_("Save as a file"), frame, "forecast_check.csv", key=f"{_KEY}.past.csv")

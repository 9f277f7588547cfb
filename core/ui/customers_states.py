"""The tab 상태와 이동: where customers stand with the shop, and who moved."""

from typing import Any, Final

import numpy.typing as npt
import streamlit as st

from core.charts import customers_states as charts
from core.i18n import gettext as _
from core.services import customers_states, customers_states_view
from core.services.customer_book import CustomerBook
from core.services.customers_moves import Move
from core.services.customers_states import Rules, State
from core.services.customers_states_view import Month, View
from core.services.opening import OpenShop
from core.ui import (
    cards,
    customer_book,
    customers_list,
    customers_new,
    customers_rfm,
    customers_rules,
    customers_second,
    downloads,
    session,
    tables,
)
from core.ui.cached import cached_by_files
from core.ui.text import plain
from core.verdicts.customers_conclusion import LEAST_BUYERS
from core.wording import customers_states as words

_KEY: Final = "customers.states"


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    book = customer_book.book(shop)
    if book is None or book.customers.empty:
        return
    told = view(shop, book)
    rules = told.rules
    _states(shop, book, told)
    customers_rules.draw(shop, told)
    if told.customers < LEAST_BUYERS:
        st.caption(f":material/hourglass_top: {plain(words.too_few(told))}")
        return
    customers_second.draw(shop, book)
    _moves(shop, book, rules, told)
    customers_second.once(told)
    customers_new.draw(shop, book)
    customers_rfm.draw(shop, book, rules)


def view(shop: OpenShop, book: CustomerBook) -> View:
    """How customers stand, remembered until a file or a rule changes."""
    return cached_by_files(_view)(shop, customers_rules.rules(shop, book), book)


def _view(shop: OpenShop, rules: Rules, _book: CustomerBook) -> View:  # noqa: ARG001  (names it)
    return customers_states_view.view(_book, rules)


def _states(shop: OpenShop, book: CustomerBook, told: View) -> None:
    with cards.card(_("Where customers stand"), key="customers-states"):
        st.markdown(f"**{plain(words.title(told))}**")
        st.caption(plain(words.asof(told)))
        if told.customers >= LEAST_BUYERS and told.of(State.REGULAR).customers:
            st.caption(plain(words.apart()))
        alt = " · ".join(f"{one.name} {one.text}" for one in words.bars(told))
        st.altair_chart(charts.bars(words.bars(told), session.look()), alt=alt)
        with st.grid(len(told.standings), min_column_width=cards.NARROWEST_TILE,
                     key="tiles-customers-states"):  # fmt: skip
            for one in told.standings:
                with st.container(border=True, height="stretch", gap=None,
                                  key=f"tile-customers-{one.state.value}"):  # fmt: skip
                    st.caption(plain(words.state(one.state)))
                    st.markdown(f"**{plain(words.won(one))}**")
                    if share := words.of_revenue(one, told):
                        st.caption(plain(share))
        with st.container(horizontal=True, vertical_alignment="center"):
            cards.origin(words.origin(told), key=f"{_KEY}.origin")
            downloads.csv(_("Save as a file"), lambda: words.rows(told), "customer_states.csv",
                          key=f"{_KEY}.csv")  # fmt: skip
        _who(shop, book, told)


def _who(shop: OpenShop, book: CustomerBook, told: View) -> None:
    chosen = st.pills(
        _("See who is in it"), list(State), key=f"{_KEY}.who",
        format_func=lambda one: words.choice(told.of(one)), persist_state="session",
    )  # fmt: skip
    if chosen is None:
        return
    buyers = cached_by_files(_in_state)(shop, told.rules, chosen.value, book)
    customers_list.draw(
        shop, book, customers_states.states(book, told.rules, book.until), buyers,
        key=f"{_KEY}.{chosen.value}", file_name=f"customers_{chosen.name.lower()}.csv",
    )  # fmt: skip


def _in_state(
    shop: OpenShop,  # noqa: ARG001  (names the answer)
    rules: Rules,
    state: int,
    _book: CustomerBook,
) -> npt.NDArray[Any]:
    return customers_states_view.in_state(_book, rules, State(state))


def _moves(shop: OpenShop, book: CustomerBook, rules: Rules, told: View) -> None:
    months = told.months
    with cards.card(_("Who moved, month by month"), key="customers-moves"):
        st.markdown(f"**{plain(words.moved(months[-1]))}**")
        note = words.begins(months)
        if note:
            st.caption(plain(note))
        parts = words.columns(months)
        if parts:
            drawing = charts.moves(
                parts, [words.short(one.first) for one in months],
                [words.move(one) for one in Move], session.look(),
            )  # fmt: skip
            st.altair_chart(drawing, alt=words.moved(months[-1]))
        if months[-1].days_left:
            st.caption(plain(_("The pale month is not over yet.")))
        frame = words.month_rows(months)
        columns = {
            head: (tables.count if place else tables.text)(head)
            for place, head in enumerate(frame.columns)
        }
        tables.show(frame, columns, key=f"{_KEY}.months", alt=words.moved(months[-1]))
        downloads.csv(_("Save as a file"), frame, "customer_moves.csv", key=f"{_KEY}.months.csv")
        _movers(shop, book, rules, months)


def _movers(shop: OpenShop, book: CustomerBook, rules: Rules, months: tuple[Month, ...]) -> None:
    with st.expander(_("See who moved"), icon=":material/group:", key=f"{_KEY}.movers",
                     on_change="rerun") as opened:  # fmt: skip
        if not opened.open:
            return
        newest = list(reversed(months))
        place = st.selectbox(
            _("In which month?"), range(len(newest)),
            format_func=lambda at: words.month(newest[at]), key=f"{_KEY}.month",
            persist_state="session",
        )  # fmt: skip
        month = newest[place or 0]
        kinds = list(month.moves)
        if not kinds:
            st.markdown(plain(_("Nobody moved in this month.")))
            return
        kind = st.pills(
            _("Who?"), kinds, default=kinds[0], required=True, key=f"{_KEY}.kind.{place}",
            format_func=lambda one: words.moved_count(one, month),
        )  # fmt: skip
        kind = kind or kinds[0]
        st.caption(plain(words.meaning(kind)))
        buyers = cached_by_files(_moved)(shop, rules, month, kind.value, book)
        customers_list.draw(
            shop, book, customers_states.states(book, rules, book.until), buyers,
            key=f"{_KEY}.moved",
            file_name=f"customers_{month.first:%Y_%m}_{kind.name.lower()}.csv",
        )  # fmt: skip


def _moved(
    shop: OpenShop,  # noqa: ARG001  (names the answer)
    rules: Rules,
    month: Month,
    move: int,
    _book: CustomerBook,
) -> npt.NDArray[Any]:
    return customers_states_view.movers(_book, rules, month, Move(move))

"""The tab 다시 사기: months of first purchases, the way to the second one, and the waits."""

from typing import Final

import streamlit as st

from core.charts import customers_again as charts
from core.i18n import gettext as _
from core.services import customers_again as service
from core.services.customer_book import CustomerBook
from core.services.customers_again import Finding, View
from core.services.opening import OpenShop
from core.terms import Evidence
from core.ui import (
    cards,
    customer_book,
    customers_again_products,
    customers_needs,
    downloads,
    session,
    tables,
)
from core.ui.cached import cached_by_files
from core.ui.text import plain
from core.wording import customers_again as wording
from core.wording import customers_intervals as waits
from core.wording import verdicts

_KEY: Final = "customers.again"


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    book = customer_book.book(shop)
    if book is None:
        return
    view = cached_by_files(_view)(shop, book)
    if view is None:
        customers_needs.few(len(book.customers), key="again")
        return
    _months(view)
    _curve(view)
    cards.beside((1, lambda: _repeats(view)), (1, lambda: _waits(view)))
    customers_again_products.draw(shop)


def _view(shop: OpenShop, _book: CustomerBook) -> View | None:  # noqa: ARG001  (names the answer)
    return service.view(_book)


def _months(view: View) -> None:
    title = wording.finding(view.compared)
    with cards.card(title, key="again-months"):
        known = view.compared.finding in {Finding.MOST, Finding.MORE, Finding.LESS}
        level = Evidence.KNOWN if known else Evidence.EARLY
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            cards.badge(level, verdicts.evidence(level))
            st.markdown(plain(wording.reason(view.compared)), width="content")
        st.altair_chart(
            charts.triangle(
                wording.cells(view), wording.rows(view), _("months later"), session.look()
            ),
            alt=title,
            key=f"{_KEY}.triangle",
        )
        if lately := wording.lately(view):
            st.markdown(plain(lately))
        with st.container(gap=None):
            for line in wording.notes(view):
                st.caption(plain(line))
            if view.compared.months:
                st.caption(plain(wording.compared_how(view.compared)))
        frame = wording.triangle_table(view)
        with st.popover(_("As a table"), icon=":material/table:", type="tertiary",
                        key=f"{_KEY}.months.as_table"):  # fmt: skip
            names = list(frame.columns)
            columns = {names[0]: tables.text(names[0])} | {
                name: tables.count(name) for name in names[1:]
            }
            tables.show(frame, columns, key=f"{_KEY}.months.table", alt=title)
            downloads.csv(_("Save as a file"), frame, "cohorts.csv", key=f"{_KEY}.months.csv")
        cards.origin(wording.months_origin(), key=f"{_KEY}.months.origin")


def _curve(view: View) -> None:
    title = wording.curve_title(view)
    with cards.card(title, key="again-curve"):
        if not view.curve:
            st.markdown(plain(_("Nobody has come a second time yet.")))
            return
        korean = session.language() == "ko"
        label = "datum.value + '일'" if korean else "datum.value + ' d'"
        st.altair_chart(
            charts.curve(wording.steps(view), wording.named(view), label, session.look()),
            alt=title,
            key=f"{_KEY}.curve",
        )
        with st.container(gap=None):
            for line in (
                wording.curve_note(view), wording.curve_apart(view), *wording.curve_unknown(view)
            ):  # fmt: skip
                if line:
                    st.caption(plain(line))
        frame = wording.within_table(view)
        columns = {
            "days": tables.text(_("Within")), "share": tables.figure(_("Came again")),
            "between": tables.figure(_("may lie between")),
            "mature": tables.figure(_("Of those known so long")),
            "people": tables.figure(_("People")),
        }  # fmt: skip
        tables.show(frame, columns, key=f"{_KEY}.within", alt=title)
        st.caption(
            _(
                "The first share also uses those who came lately, as far as they are known; the"
                " last one only those known so long. Where both lie far apart, those who came"
                " lately come again differently from before."
            )
        )
        downloads.csv(_("Save as a file"), frame, "second_purchase.csv", key=f"{_KEY}.within.csv")
        cards.origin(wording.curve_origin(), key=f"{_KEY}.curve.origin")


def _repeats(view: View) -> None:
    with cards.card(_("Two numbers, one name"), key="again-repeats", stretch=True):
        for place, (name, value, how) in enumerate(wording.repeats(view)):
            with st.container(gap=None, key=f"{_KEY}.repeats.{place}"):
                st.markdown(f"{plain(name)} **{plain(value)}**")
                st.caption(plain(how))
        st.caption(plain(wording.repeats_note(view)))


def _waits(view: View) -> None:
    told = view.waits
    title = waits.waits_title(told)
    with cards.card(title, key="again-waits", stretch=True):
        if told.pairs:
            rows = waits.waits_bars(told)
            st.altair_chart(charts.bars(rows, session.look()), alt=title, key=f"{_KEY}.waits")
        st.caption(plain(waits.waits_note(told)))
        if told.interval is not None:
            st.caption(plain(waits.waits_any()))
        if told.pairs:
            frame = waits.waits_table(told)
            with st.popover(_("As a table"), icon=":material/table:", type="tertiary",
                            key=f"{_KEY}.waits.as_table"):  # fmt: skip
                columns = {
                    "days": tables.figure(_("Days until the next purchase")),
                    "count": tables.count(_("Purchases")),
                }
                tables.show(frame, columns, key=f"{_KEY}.waits.table", alt=title)
                downloads.csv(_("Save as a file"), frame, "waits.csv", key=f"{_KEY}.waits.csv")
        cards.origin(waits.waits_origin(), key=f"{_KEY}.waits.origin")

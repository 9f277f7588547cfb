"""The tab 검색(SEO) 기록: words and checks per product, dated changes, and the share of search."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from core.charts import share as charts
from core.charts.marks import Mark
from core.i18n import gettext as _
from core.services import kept_notes, search_log
from core.services.opening import OpenShop
from core.services.search_log import Part, Product, SearchChange
from core.store.checks import Answer
from core.terms import Period
from core.ui import cards, downloads, events, keeping, product_names, session, tables
from core.ui.actions_forms import FIELD, seen
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import search_log as wording

_KEY: Final = "seo"


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    products = product_names.choices(shop, session.today()).products
    found = search_log.changes(shop)
    _trend(shop, found, products)
    wide, narrow = st.columns([2, 1])
    with narrow, cards.card(_("Write down what you changed"), key="seo-new"):
        _new(shop, products)
    with wide, cards.card(_("What was changed for the search"), key="seo-changes"):
        if not found:
            st.markdown(_("Nothing has been written down yet."))
        for one in found:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(plain(wording.change(one, products)), width="content")
                keeping.away(partial(_gone, shop, one), f"{_KEY}.delete.{one.id}")
    gone = [
        (
            wording.change(one, products),
            lambda one=one: search_log.undo(shop, one.id or 0, one.version),
        )
        for one in search_log.changes(shop, deleted=True)
    ]
    keeping.thrown(gone, _KEY)
    if products:
        with cards.card(_("Words and checklist of a product"), key="seo-product"):
            _product(shop, products)


def _gone(shop: OpenShop, one: SearchChange) -> None:
    search_log.delete(shop, one.id or 0, session.now())


def _trend(shop: OpenShop, found: list[SearchChange], products: Mapping[int, str]) -> None:
    weeks = cached(search_log.trend)(shop, session.today())
    title = wording.title(weeks)
    with cards.card(title, key="seo-trend"):
        if not weeks:
            st.markdown(_("With statistics of channels by the day you see the share of search."))
            return
        done = [Mark(one.day, one.day, wording.mark(one, products), is_change=True)
                for one in found]  # fmt: skip
        points = [(one.monday, one.share) for one in weeks]
        st.altair_chart(charts.weekly(points, done, session.look()), alt=title)
        events.legend(done, Period(points[0][0], session.today()))
        st.caption(_("Unpaid search only. A change next to a mark need not come of it."))
        frame = pd.DataFrame(
            {
                "week": [one.monday for one in weeks],
                "share": pd.array([one.share for one in weeks], dtype="Float64"),
                "visits": pd.array([one.visits for one in weeks], dtype="Int64"),
            }
        )
        with st.popover(_("As a table"), icon=":material/table:", type="tertiary"):
            shown = {
                "week": tables.day(_("Week")),
                "share": st.column_config.NumberColumn(_("Share"), format="percent"),
                "visits": tables.count(_("Visits to the shop")),
            }
            tables.show(frame, shown, key=f"{_KEY}.table", alt=title)
            downloads.csv(_("Save as a file"), frame, "search_share.csv", key=f"{_KEY}.csv")


def _new(shop: OpenShop, products: Mapping[int, str]) -> None:
    key = f"{FIELD}{_KEY}.new"
    with st.form("seo.form", border=False):
        product = st.selectbox(
            _("What is it about?"), [0, *products], key=f"{key}.product",
            format_func=lambda it: products[it] if it else _("The whole shop"),
        )  # fmt: skip
        part = st.selectbox(
            _("What was changed?"), list(Part), format_func=wording.part, key=f"{key}.part"
        )
        text = st.text_input(
            _("In your words"), key=f"{key}.text", max_chars=kept_notes.LONGEST_NOTE
        )
        day = st.date_input(
            _("On which day?"), session.today(), key=f"{key}.day", format="YYYY.MM.DD",
            max_value=session.today(),
        )  # fmt: skip
        if not st.form_submit_button(_("Write down"), key=f"{_KEY}.add", icon=":material/add:"):
            return
    on = day if isinstance(day, date) else session.today()
    keeping.run(
        lambda: search_log.add(
            shop, SearchChange(product or None, on, part or Part.TITLE, text), session.now()
        )
    )
    st.rerun()


def _product(shop: OpenShop, products: Mapping[int, str]) -> None:
    number: int = st.selectbox(
        _("Product"), list(products), format_func=lambda it: products[it], key=f"{_KEY}.product"
    )
    found = search_log.product(shop, number)
    _words(shop, number, found)
    for part in Part:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(wording.part(part))}**", width="content")
            st.caption(plain(f"{wording.hint(part)} {wording.checked(found, part)}"))
            # Together, so that a phone shows all of them in one row.
            with st.container(horizontal=True, gap="small", width="content"):
                _answers(shop, number, found, part)


def _answers(shop: OpenShop, number: int, found: Product, part: Part) -> None:
    for answer in Answer:
        st.button(
            wording.answer(answer), key=f"{_KEY}.{number}.{part}.{answer}",
            type="tertiary", on_click=keeping.do,
            args=(
                lambda answer=answer: search_log.check(shop, number, part, answer, session.now()),
            ),
        )  # fmt: skip
    if part in found.checked:
        st.button(
            _("Take it back"), key=f"{_KEY}.{number}.{part}.back", type="tertiary",
            icon=":material/undo:", on_click=keeping.do,
            args=(lambda: search_log.take_back(shop, found.checked[part]),),
        )  # fmt: skip


def _words(shop: OpenShop, number: int, found: Product) -> None:
    version = seen(f"{_KEY}.{number}", found.words.version)
    with st.form(f"seo.words.{number}", border=False):
        text = st.text_area(
            _("Words by which it is to be found, one a line"), "\n".join(found.words.words),
            key=f"{FIELD}{_KEY}.words.{number}", height=110,
        )  # fmt: skip
        if not st.form_submit_button(_("Save"), key=f"{_KEY}.words.save"):
            return
    keeping.run(lambda: search_log.keep_words(shop, number, text, session.now(), version))
    st.rerun()

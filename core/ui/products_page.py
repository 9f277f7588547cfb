"""One product: why it is judged so, its weeks, its price, and the text of its page."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import pandas as pd
import streamlit as st

from core.analysis import pagetext
from core.charts import products as charts
from core.i18n import formats
from core.i18n import gettext as _
from core.services.products import Product, View
from core.services.products_detail import Detail, detail
from core.terms import Period
from core.ui import (
    cards,
    downloads,
    events,
    product_names,
    products_checks,
    products_said,
    session,
    tables,
)
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import products as said
from core.wording import products_more as more
from core.wording import products_page as words
from core.wording import products_table as table
from core.wording.verdicts import evidence

LONGEST: Final = 30_000
"""Letters of a pasted page that are read."""

NAME_SHOWN: Final = 40
"""Letters of a name in the list to choose from."""


def draw(view: View) -> None:
    """The product that the reader chooses; at first the one of the conclusion."""
    if not view.products:
        return
    with cards.card(_("One product in detail"), key="products-one"):
        _chosen(view)


# Another product changes nothing else on the page; what is said of one may.
@st.fragment
def _chosen(view: View) -> None:
    if products_said.changed():
        st.rerun()
    order = [*view.first, *(one.id for one in view.products if one.id not in view.first)]
    names = product_names.apart(
        session.shop(), {one.id: one.name for one in view.products}, NAME_SHOWN
    )
    number: int = st.selectbox(
        _("Choose a product"),
        order,
        format_func=lambda it: names[it],
        key="products.chosen",
        persist_state="session",
    )
    _one(view, view.product(number))


def _one(view: View, one: Product) -> None:
    shop = session.shop()
    known = cached(detail)(shop, one.id, today=session.today(), reference=one.ruled.case.reference)
    left, right = st.columns(2)
    with left:
        _ruling(view, one)
        _circumstances(view, one, known)
    with right:
        _weeks(view, one, known)
    products_checks.checklist(one)
    _text(one, known)


def _ruling(view: View, one: Product) -> None:
    told = said.product_words(one)
    st.subheader(plain(said.ruling(one.ruled.ruling)), anchor=False)
    cards.badge(told.level, told.badge)
    st.markdown(plain(told.reason))
    for line in told.why:
        st.markdown(f"- {plain(line)}")
    if view.told is not None:
        for name, now, before in more.changes(one, view.told):
            st.markdown(f"{plain(name)} **{plain(now)}** :gray[{plain(before)}]")
        _step(one)
        cards.origin(table.origin(view.told), key=f"products.one.{one.id}")


def _step(one: Product) -> None:
    """The rate of the step from looking to buying, and whether it fell."""
    step = more.step(one)
    if step is None:
        return
    name, now, before, level = step
    st.markdown(f"{plain(name)} **{plain(now)}** :gray[{plain(before)}]")
    if level is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            cards.badge(level, evidence(level))
            st.markdown(plain(more.fell()))


def _circumstances(view: View, one: Product, known: Detail) -> None:
    st.markdown(f"{plain(_('Reviews'))} **{plain(words.stars(known.stars))}**")
    st.markdown(f"{plain(_('Usual price'))} **{plain(formats.won(known.price))}**")
    if view.told is not None:
        products_said.draw(one, view.told.period.first)


def _weeks(view: View, one: Product, known: Detail) -> None:
    if not known.weeks or view.told is None:
        st.caption(_("With statistics day by day you can see its weeks here."))
        return
    title = more.weeks_title(known.weeks, one.ruled.case.reference)
    st.subheader(plain(title), anchor=False)
    days = Period(known.weeks[0].first, known.weeks[-1].first + timedelta(days=6))
    happened = events.marks(session.shop(), days, one.id)
    drawing = charts.weeks(
        more.weeks_frame(known.weeks),
        one.ruled.case.reference,
        table.headings(view.told.measure)["rate"],
        _("Days without a file"),
        session.look(),
        happened,
    )
    st.altair_chart(drawing, alt=title)
    st.caption(_("The dashed line is the rate of the other products."))
    events.legend(happened, days)
    with st.popover(_("Weeks as a table"), icon=":material/table:", type="tertiary"):
        frame = more.weeks_table(known.weeks, view.told.measure)
        tables.show(
            frame,
            {
                name: (tables.figure if place else tables.text)(name)
                for place, name in enumerate(frame.columns)
            },
            key="products.weeks",
            alt=title,
        )
        downloads.csv(
            _("Save the weeks as a file"),
            more.weeks_frame(known.weeks),
            "product_weeks.csv",
            key="products.weeks.csv",
        )


def _text(one: Product, known: Detail) -> None:
    with st.expander(_("Check the text of the page"), key="products.text.box"):
        text: str = (
            st.text_area(
                _("Paste the text of the detail page"),
                key=f"products.text.{one.id}",
                max_chars=LONGEST,
                height=180,
                persist_state="session",
                placeholder=_("Nothing of it leaves this computer."),
            )
            or ""
        )
        themes = words.themes()
        found = pagetext.check(text, themes) if text.strip() else None
        if found is not None:
            _found(found)
        asked = [question.text for question in known.questions]
        _asked(pagetext.coverage(asked, _usual(themes), found), known)
        products_checks.questions(one, known.questions, _usual(themes), found)
        with st.popover(_("Which words are looked for?"), type="tertiary"):
            for name, some in words.dictionary_rows().items():
                st.markdown(f"**{plain(name)}** {plain(some)}")


def _usual(themes: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: themes[name] for name in words.QUESTIONS}


def _found(found: pagetext.Checked) -> None:
    st.markdown(f"**{plain(words.verdict_on_text(found))}**")
    st.caption(plain(words.size(found)))
    heads = (_("Looked for"), _("Words on the page"))
    rows = pd.DataFrame(
        [(words.theme(name), words.matches(some)) for name, some in found.themes.items()],
        columns=list(heads),
    )
    tables.show(rows, {head: tables.text(head) for head in heads}, key="products.words")
    for line in words.repeated(found):
        st.markdown(f"- {plain(line)}")


def _asked(found: pagetext.Coverage, known: Detail) -> None:
    if not known.questions:
        st.caption(_("With a file of questions you can see what customers ask about it."))
        return
    st.markdown(f"**{plain(_('What customers ask'))}** {plain(words.asked(found))}")
    if not found.themes:
        return
    heads = (_("They ask about"), _("How often"), _("On the page?"))
    rows = pd.DataFrame(
        [(words.theme(some.theme), some.questions, words.answer(some)) for some in found.themes],
        columns=list(heads),
    )
    kinds = (tables.text, tables.count, tables.text)
    tables.show(
        rows,
        {head: kind(head) for head, kind in zip(heads, kinds, strict=True)},
        key="products.asked",
    )

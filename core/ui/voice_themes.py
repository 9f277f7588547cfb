"""The tab 무엇을 말하나: themes, their words, their weeks, and what to do about them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import pandas as pd
import streamlit as st

from core.analysis.voice_rates import HUNDRED, count_bounds
from core.charts import voice_themes as charts
from core.i18n import gettext as _
from core.services import voice_done
from core.services import voice_themes as service
from core.services.actions import Said
from core.services.opening import OpenShop
from core.services.voice_themes import SPANS, USUAL_SPAN, Look, View
from core.terms import Period
from core.ui import (
    cards,
    downloads,
    events,
    session,
    tables,
    voice_themes_reading,
    voice_themes_rules,
    voice_themes_texts,
)
from core.ui.actions import keep_button
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import voice_conclusion as advice
from core.wording import voice_themes as wording

UPLOAD: Final = "pages/start/upload.py"
EXAMPLES: Final = 6
UNSURE: Final = 5
_KEY: Final = "voice.themes"


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    voice_themes_reading.catch_up(shop)
    look = _look(shop)
    view = cached(service.view)(shop, look, session.today())
    if view.period is None:
        _blank()
    else:
        _bars(view, look)
        _theme(shop, view, look)
        _words(shop, look)
        _guess(shop, view)
        voice_themes_texts.undo(shop)
    voice_themes_rules.draw(shop)


def _look(shop: OpenShop) -> Look:
    """What the reader wants to look at; nothing to choose before there is a text."""
    whole = cached(service.view)(shop, Look(0), session.today())
    if whole.period is None:
        return Look(0)
    with st.container(horizontal=True, vertical_alignment="bottom", key="voice-themes-look"):
        days = st.segmented_control(
            _("How far back?"), [*SPANS, 0], default=USUAL_SPAN, key=f"{_KEY}.days",
            format_func=wording.span, required=True,
        )  # fmt: skip
        product = st.selectbox(
            _("Product"), list(whole.products), index=None, key=f"{_KEY}.product", width=220,
            format_func=lambda number: whole.products.get(number, ""),
            placeholder=_("All products"),
        )  # fmt: skip
        origin = st.selectbox(
            _("From where?"), [None, *whole.origins], key=f"{_KEY}.origin", width=180,
            format_func=wording.origin,
        )  # fmt: skip
    return Look(USUAL_SPAN if days is None else int(days), product, origin)


def _blank() -> None:
    with cards.empty(
        _("You can see what customers speak of."),
        _("One file of reviews will do, or write down what you hear."),
        key="voice-themes", icon="forum",
    ):  # fmt: skip
        st.page_link(UPLOAD, label=_("Add a file of reviews"), icon=":material/upload_file:")


def _bars(view: View, look: Look) -> None:
    with cards.card(wording.headline(view), key="voice-themes"):
        st.caption(plain(wording.about(view, look)))
        shown = [one for one in view.bars if one.mentions]
        if not shown:
            st.markdown(_("No text of these days has a word of a theme."))
            return
        factor = HUNDRED / view.orders if view.orders and shown[0].rate is not None else 1.0
        drawn = [
            charts.Theme(
                wording.theme(one.theme), one.mentions * factor, one.problems * factor,
                one.lower, one.upper, wording.bar(one),
                wording.label(one, view.orders),
            )
            for one in shown
        ]  # fmt: skip
        axis = _("texts per 100 orders") if factor != 1.0 else _("texts")
        st.altair_chart(
            charts.bars(drawn, axis, session.look()),
            alt=" · ".join(f"{one.name}: {one.text}" for one in drawn[:3]),
        )
        st.caption(
            _(
                "Strong: complaints. Pale: spoken of. The numbers stand in this order. "
                "The line: where the rate of complaints may lie."
            )
        )
        missing = wording.no_rate(view)
        if missing:
            st.caption(plain(missing))
        frame = pd.DataFrame(
            [(wording.theme(one.theme), one.problems, one.mentions, one.rate) for one in shown],
            columns=["theme", "problems", "mentions", "rate"],
        )
        with st.popover(_("As a table"), icon=":material/table:", type="tertiary"):
            columns = {
                "theme": tables.text(_("Theme")), "problems": tables.figure(_("Complaints")),
                "mentions": tables.figure(_("Spoken of")),
                "rate": tables.figure(_("Complaints per 100 orders")),
            }  # fmt: skip
            title = wording.headline(view)
            tables.show(frame, columns, key=f"{_KEY}.table", alt=title)
            downloads.csv(_("Save as a file"), frame, "themes.csv", key=f"{_KEY}.csv")


def _theme(shop: OpenShop, view: View, look: Look) -> None:
    """One theme: its weeks, its texts, and the way into the notes."""
    names = [one.theme for one in view.bars if one.mentions]
    if not names:
        return
    with cards.card(_("One theme more closely"), key="voice-theme"):
        chosen = st.pills(
            _("Theme"), names, default=names[0], key=f"{_KEY}.theme", required=True,
            format_func=wording.theme, label_visibility="collapsed",
        )  # fmt: skip
        theme = chosen if chosen in names else names[0]
        _weeks(shop, theme, look)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            product = view.products.get(look.product_id, "") if look.product_id else ""
            what, why = wording.improvement(theme, product)
            said = Said(f"{what}. {advice.todo(theme)}", why)
            keep_button(
                shop,
                voice_done.proposal(theme, said, look.product_id),
                f"{_KEY}.keep",
                _("Send to improvements"),
            )
            only = st.toggle(_("Complaints only"), value=True, key=f"{_KEY}.only")
        found = cached(service.texts)(
            shop, look, session.today(), EXAMPLES, theme=theme, only_problems=only
        )
        if not found:
            st.markdown(_("No text complains of it in these days."))
        if only:
            st.caption(plain(wording.counts_as_complaint()))
        until = view.period.last if view.period else None
        voice_themes_texts.draw(shop, found, "theme", correct=True, until=until)


def _weeks(shop: OpenShop, theme: str, look: Look) -> None:
    themes, told = cached(service.trend)(shop, look, session.today())
    if told is None or theme not in themes or len(told.orders) < 2:  # noqa: PLR2004  (no line)
        st.caption(_("With orders and texts of two whole weeks you see how it goes."))
        return
    counts = told.counts[:, themes.index(theme)]
    low, high = count_bounds(counts.astype(float))
    points = [
        charts.Week(
            monday, HUNDRED * count / orders, HUNDRED * lower / orders, HUNDRED * upper / orders,
            _("{count} of {orders} orders").format(count=count, orders=orders),
        )
        for monday, count, orders, lower, upper in zip(
            told.mondays, counts.tolist(), told.orders.tolist(), low, high, strict=True
        )
        if orders
    ]  # fmt: skip
    if not points:
        return
    days = Period(points[0].monday, points[-1].monday + timedelta(days=6))
    happened = events.marks(shop, days, look.product_id)
    axis = _("complaints per 100 orders")
    title = f"{wording.theme(theme)} · {axis}"
    st.caption(plain(_("Week by week: {what}").format(what=title)))
    st.altair_chart(charts.weeks(points, axis, session.look(), happened), alt=title)
    events.legend(happened, days)


def _words(shop: OpenShop, look: Look) -> None:
    """The words that part few stars from many, each opening its reviews."""
    with cards.card(_("Words of few and of many stars"), key="voice-words"):
        frame, reviews = cached(service.keywords)(shop, look, session.today())
        if not len(frame):
            st.markdown(_("There are too few reviews with few and with many stars to tell."))
            return
        low = frame[frame["log_odds"] > 0].head(service.WORDS)["word"].tolist()
        high = frame[frame["log_odds"] < 0].tail(service.WORDS)["word"].tolist()[::-1]
        narrow, wide = st.columns(2)
        with narrow:
            first = _pick(_("Rather in 1 and 2 stars"), low, "low")
        with wide:
            second = _pick(_("Rather in 4 and 5 stars"), high, "high")
        st.caption(_("The newest {count} reviews were compared.").format(count=reviews))
        for word in (first, second):
            if word:
                found = cached(service.texts)(shop, look, session.today(), EXAMPLES, letters=word)
                voice_themes_texts.draw(shop, found, f"word-{word}")


def _pick(label: str, words: Sequence[str], key: str) -> str | None:
    if not words:
        st.caption(plain(label))
        st.markdown(_("none"))
        return None
    return st.pills(label, words, key=f"{_KEY}.words.{key}", format_func=plain)


def _guess(shop: OpenShop, view: View) -> None:
    """Texts without stars: a guess, how often it is right, and the way to correct it."""
    found = cached(service.unsure)(shop, UNSURE)
    if not found:
        return
    with cards.card(_("Texts without stars"), key="voice-guess"):
        st.markdown(plain(wording.moods(cached(service.sounds)(shop))))
        for line in wording.accuracy(view.figures):
            st.caption(plain(line))
        voice_themes_texts.draw(shop, found, "guess", correct=True)

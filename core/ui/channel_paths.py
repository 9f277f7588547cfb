"""Ways to orders that the seller knows of, and how five models share them out."""

from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from core.analysis.attribution import Model
from core.charts import channels as charts
from core.charts.channels import Two
from core.i18n import formats
from core.i18n import gettext as _
from core.services import channel_paths
from core.services.channel_paths import Entry, Paths
from core.services.opening import OpenShop
from core.ui import cards, channel_changes, downloads, session, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import channel_book as wording
from core.wording import channel_money as money
from core.wording import channel_more as more

AREA: Final = "paths"
SHOWN: Final = 12
_TEXT: Final = "paths.text"


# Nothing else on the page depends on it.
@st.fragment
def draw(shop: OpenShop) -> None:
    """What the models give where ways are known; else why they are not shown, and the field."""
    channel_changes.notice(AREA)
    found = cached(channel_paths.read)(shop)
    if found.shared:
        with cards.card(wording.paths_title(found), key="paths"):
            _shared(found)
    else:
        st.caption(plain(more.no_paths()))
    with cards.card(_("Put in the ways you know of"), key="paths-new"):
        _form(shop)
        for one in found.entries:
            _entry(shop, one)


def _shared(found: Paths) -> None:
    title = wording.paths_title(found)
    st.caption(plain(wording.paths_note(found)))
    shown = found.shared[:SHOWN]
    rows = [Two(one.channel, *one.bounds, money.won_span(*one.bounds)) for one in shown]
    words = _("Least of the five"), _("Most of the five")
    st.altair_chart(charts.two_ways(rows, words, session.look()), alt=title)
    st.caption(f"● {plain(words[0])} · ○ {plain(words[1])}")
    frame = pd.DataFrame(
        {
            "name": [one.channel for one in found.shared],
            **{model.value: [one.given[model].won for one in found.shared] for model in Model},
            **{
                f"{model.value}_orders": [
                    formats.number(one.given[model].orders, 1) for one in found.shared
                ]
                for model in Model
            },
        }
    )
    heads = {
        "name": tables.text(_("Channel")),
        **{model.value: tables.money(wording.model(model)) for model in Model},
    }
    with st.popover(_("As a table"), icon=":material/table:", type="tertiary",
                    key="paths.as_table"):  # fmt: skip
        tables.show(frame, heads, key="paths.table", alt=title)
        downloads.csv(_("Save as a file"), frame, "channel_paths.csv", key="paths.csv")
    _ends(found)
    cards.origin(wording.paths_origin(), key="paths.origin")


def _ends(found: Paths) -> None:
    frame = pd.DataFrame(
        {
            "first": [one.first for one in found.ends[:SHOWN]],
            "last": [one.last for one in found.ends[:SHOWN]],
            "orders": [one.orders for one in found.ends[:SHOWN]],
            "won": [one.won for one in found.ends[:SHOWN]],
        }
    )
    title = _("First and last steps with the most orders")
    st.markdown(f"**{plain(title)}**")
    tables.show(
        frame,
        {
            "first": tables.text(_("First step")),
            "last": tables.text(_("Last step")),
            "orders": tables.count(_("Orders")),
            "won": tables.money(_("Sales")),
        },
        key="paths.ends",
        alt=title,
    )
    downloads.csv(_("Save as a file"), frame, "first_last.csv", key="paths.ends.csv")


def _form(shop: OpenShop) -> None:
    st.caption(_("One way a line: way, orders, sales. Divide steps by >."))
    with st.form("paths.form", border=False):
        st.text_area(
            _("Ways to orders"), key=_TEXT, height=120,
            placeholder=_("Instagram > Naver search, 3, 90000"),
        )  # fmt: skip
        st.form_submit_button(
            _("Put in"), key="paths.add", icon=":material/add:", on_click=_add, args=(shop,)
        )


def _add(shop: OpenShop) -> None:
    text = str(st.session_state.get(_TEXT) or "")
    change = partial(channel_paths.add, shop, text, session.now())
    if channel_changes.run(AREA, _("The ways were put in."), change):
        st.session_state[_TEXT] = ""


def _entry(shop: OpenShop, one: Entry) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"paths-{one.id}"):
        told = _("{day} · {count} lines").format(
            day=formats.day(one.added_on), count=formats.number(len(one.ways))
        )
        st.markdown(plain(told), width="content")
        st.button(
            _("Throw away"), key=f"paths.delete.{one.id}", type="tertiary",
            icon=":material/delete:", on_click=_delete, args=(shop, one),
        )  # fmt: skip


def _delete(shop: OpenShop, one: Entry) -> None:
    said = _("Thrown away.")
    channel_changes.throw_away(AREA, said, shop, one, channel_paths.delete, channel_paths.undo)

"""Where customers say they saw the shop, on the page 유입 채널."""

from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from core.charts import channels as charts
from core.charts.channels import Axis, Dot
from core.i18n import formats
from core.i18n import gettext as _
from core.services import channel_names, survey
from core.services.opening import OpenShop
from core.services.survey import Answers, Survey
from core.ui import cards, channel_changes, downloads, session, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import channel_book as wording
from core.wording import channels as channel_wording

AREA: Final = "survey"
SHOWN: Final = 12


# Nothing else on the page depends on it.
@st.fragment
def draw(shop: OpenShop) -> None:
    """The shares of answers with their ranges, the form, and what was written down."""
    channel_changes.notice(AREA)
    found = cached(survey.read)(shop)
    with cards.card(wording.survey_title(found), key="survey"):
        if found.sources:
            _shares(found)
        else:
            st.markdown(_("Ask at the order or in a message, and write down how many said what."))
        st.caption(plain(wording.places_reference()))
    with cards.card(_("Write answers down"), key="survey-new"):
        _form(shop, found)
        _entries(shop, found)


def _shares(found: Survey) -> None:
    title = wording.survey_title(found)
    shown = found.sources[:SHOWN]
    dots = [
        Dot(one.name, one.share, *one.bounds, one.count, formats.rate(one.share)) for one in shown
    ]
    axis = Axis(_("Share of those who answered"))
    st.altair_chart(charts.ranges(dots, axis, session.look()), alt=title)
    st.caption(plain(wording.survey_note(found)))
    frame = pd.DataFrame(
        {
            "source": [one.name for one in found.sources],
            "count": [one.count for one in found.sources],
            "share": [formats.rate(one.share) for one in found.sources],
            "range": [channel_wording.bounds(*one.bounds) for one in found.sources],
        }
    )
    with st.popover(_("As a table"), icon=":material/table:", type="tertiary",
                    key="survey.as_table"):  # fmt: skip
        tables.show(
            frame,
            {
                "source": tables.text(_("Where they saw you")),
                "count": tables.count(_("Customers")),
                "share": tables.figure(_("Share")),
                "range": tables.figure(_("Range of the share")),
            },
            key="survey.table",
            alt=title,
        )
        downloads.csv(_("Save as a file"), frame, "survey.csv", key="survey.csv")
    cards.origin(wording.survey_origin(), key="survey.origin")


def _form(shop: OpenShop, found: Survey) -> None:
    known = dict.fromkeys([*(one.name for one in found.sources), *channel_names.asked()])
    with st.form("survey.form", border=False, clear_on_submit=True):
        st.selectbox(
            _("Where they saw you"), list(known), index=None, key="survey.source",
            accept_new_options=True, placeholder=_("Choose one or type a new one"),
        )  # fmt: skip
        left, middle, right = st.columns(3)
        left.number_input(
            _("How many said so"), min_value=1, max_value=survey.LARGEST, value=1, step=1,
            key="survey.count",
        )  # fmt: skip
        middle.number_input(
            _("In how many places, all together (optional)"), min_value=1, value=None, step=1,
            max_value=survey.LARGEST, key="survey.places",
        )  # fmt: skip
        right.date_input(
            _("When"), value=session.today(), max_value=session.today(), format="YYYY.MM.DD",
            key="survey.day",
        )  # fmt: skip
        st.form_submit_button(
            _("Write down"), key="survey.add", icon=":material/add:", on_click=_add, args=(shop,)
        )


def _add(shop: OpenShop) -> None:
    source, count, places, day = (
        st.session_state.get(f"survey.{name}") for name in ("source", "count", "places", "day")
    )
    answers = Answers(
        day or session.today(), str(source or ""), int(count or 0),
        None if places is None else int(places),
    )  # fmt: skip
    channel_changes.run(AREA, _("Written down."), partial(survey.add, shop, answers, session.now()))


def _entries(shop: OpenShop, found: Survey) -> None:
    if not found.entries:
        return
    with st.expander(_("What was written down"), icon=":material/list:"):
        for one in found.entries[:30]:
            with st.container(horizontal=True, vertical_alignment="center", key=f"survey-{one.id}"):
                told = f"{formats.day(one.day)} · {one.source} · {formats.number(one.count)}"
                st.markdown(plain(told), width="content")
                st.button(
                    _("Throw away"), key=f"survey.delete.{one.id}", type="tertiary",
                    icon=":material/delete:", on_click=_delete, args=(shop, one),
                )  # fmt: skip


def _delete(shop: OpenShop, one: Answers) -> None:
    said = _("Thrown away.")
    channel_changes.throw_away(AREA, said, shop, one, survey.delete, survey.undo)

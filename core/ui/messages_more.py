"""More of what came of messages: who came back, at which times, and beside paid channels."""

from typing import Final

import pandas as pd
import streamlit as st

from core.analysis import message_effect, message_times
from core.i18n import gettext as _
from core.services import messages_beside
from core.services.messages_beside import Beside
from core.services.messages_called import Called
from core.services.messages_record import OVER
from core.services.messages_result import Result
from core.services.opening import OpenShop
from core.services.today_view import PeriodChoice
from core.stats.proportions import Tally
from core.terms import SEOUL
from core.terms.messages import ScenarioStage
from core.ui import cards, messages_read, session, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import messages_more as wording

_KEY: Final = "messages.more"

LATER: Final = 90
"""Days in which somebody who was given a benefit may buy again."""


def draw(shop: OpenShop, results: tuple[Result, ...], names: Called) -> None:
    """All of it."""
    _returned(results, names)
    _given(shop, results)
    with cards.card(_("Messages beside paid channels"), key="messages-beside"):
        _beside(cached(messages_beside.beside)(shop, session.today(), PeriodChoice.THREE_MONTHS))
    with cards.card(_("When they were sent"), key="messages-times"):
        _times(results)


def _returned(results: tuple[Result, ...], names: Called) -> None:
    """Who came back of those who were leaving, beside those who were left alone."""
    lifts = [one.lift for one in results if one.lift is not None and one.send.scenario
             and names.stages.get(one.send.scenario) is ScenarioStage.AWAY]  # fmt: skip
    found = message_effect.together(lifts)
    if found is None:
        return
    with cards.card(_("Customers who came back"), key="messages-returned"):
        st.markdown(f"**{plain(wording.returned_head(found))}**")
        st.markdown(plain(wording.returned(found)))
        st.caption(plain(wording.returned_bounds(found)))


def _given(shop: OpenShop, results: tuple[Result, ...]) -> None:
    """What those who were given a benefit bought later, beside those who by lot got none."""
    if not any(one.send.offer for one in results):
        return
    later = messages_read.results(shop, LATER)
    given = [one for one in later if one.send.offer]
    with cards.card(_("Benefits that were given"), key="messages-given"):
        st.caption(plain(wording.later(LATER)))
        tables.show(
            pd.DataFrame([wording.given(one) for one in given],
                         columns=["offer", "people", "written", "left", "won", "told"]),
            {
                "offer": tables.text(_("Benefit")), "people": tables.figure(_("Given to")),
                "written": tables.figure(_("Bought with it")),
                "left": tables.figure(_("Bought without")),
                "won": tables.figure(_("Brought more")), "told": tables.text(_("Known?")),
            },
            key=f"{_KEY}.given", alt=_("Benefits that were given"),
        )  # fmt: skip
        st.caption(_("What the benefit itself cost is not in it."))


def _beside(found: Beside | None) -> None:
    if found is None:
        st.markdown(_("With order files you see what messages sold beside paid channels."))
        return
    st.caption(plain(wording.days(found.days)))
    rows = [wording.messages(found.messages), *(wording.paid(one) for one in found.paid)]
    tables.show(
        pd.DataFrame(rows, columns=["name", "cost", "won", "roas", "bounds"]),
        {
            "name": tables.text(_("Way")), "cost": tables.figure(_("Cost")),
            "won": tables.figure(_("Sold")), "roas": tables.figure(_("ROAS")),
            "bounds": tables.figure(_("Range of ROAS")),
        },
        key=f"{_KEY}.beside", alt=_("What messages and paid channels cost and sold"),
    )  # fmt: skip
    if not found.paid:
        st.caption(_("Note down what advertising cost, and channels stand here as well."))
    st.caption(_("An order may stand on both sides: neither way knows of the other."))


def _times(results: tuple[Result, ...]) -> None:
    """Who bought by the weekday and the hour at which messages were sent."""
    told: list[tuple[int, int, Tally]] = []
    for one in results:
        if one.told in OVER and one.buyers is not None and one.send.sent_at is not None:
            at = one.send.sent_at.astimezone(SEOUL)
            told.append((at.weekday(), at.hour, one.buyers))
    if not told:
        st.markdown(_("Once the days of the first message are over, its time stands here."))
        return
    days = [wording.time(wording.weekday(day), tally)
            for day, tally in message_times.by_weekday(told).items()]  # fmt: skip
    parts = [wording.time(wording.part(part), tally)
             for part, tally in message_times.by_part(told).items()]  # fmt: skip
    for place, (label, rows) in enumerate(((_("Weekday"), days), (_("Time of day"), parts))):
        tables.show(
            pd.DataFrame(rows, columns=["name", "people", "share", "bounds"]),
            {
                "name": tables.text(label), "people": tables.figure(_("Messages sent")),
                "share": tables.figure(_("Bought")), "bounds": tables.figure(_("Range")),
            },
            key=f"{_KEY}.times.{place}", alt=label,
        )  # fmt: skip
    st.caption(_("Other messages went out at other times, so this is only a hint."))
    st.caption(_("Where a dash stands, too few were sent to tell a share."))

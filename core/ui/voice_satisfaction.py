"""The tab 만족도: what customers answer when they are asked, and what it takes to ask them."""

from datetime import date
from typing import Final

import streamlit as st

from core.charts import voice_scores as charts
from core.charts.voice_scores import Axis, Point
from core.i18n import formats, speaking
from core.i18n import gettext as _
from core.services import voice_scores
from core.services.opening import OpenShop
from core.services.voice_scores import By, Group, Name, Report, Said, Weeks
from core.stats.scores import Score
from core.terms import Period
from core.ui import (
    cards,
    events,
    session,
    voice_file,
    voice_satisfaction_effect,
    voice_satisfaction_inquiries,
)
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import verdicts
from core.wording import voice_satisfaction as words

_KEY: Final = "voice.satisfaction"
_AXES: Final = {Name.CSAT: Axis(0, 100, "%"), Name.NPS: Axis(-100, 100), Name.CES: Axis(1, 7)}
_TIMES: Final = {Name.CSAT: 100.0, Name.NPS: 100.0, Name.CES: 1.0}
"""By what a score is multiplied on its axis."""


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    weeks = _weeks()
    found = cached(voice_scores.report)(shop, session.today(), weeks)
    if not found.said:
        _empty(found)
    else:
        _scores(shop, found, weeks)
    with cards.card(_("Ask your customers"), key="voice-asking"):
        _questions()
    voice_satisfaction_inquiries.draw(shop)
    voice_satisfaction_effect.draw(shop)
    voice_file.draw(shop)


def _weeks() -> Weeks:
    chosen = st.segmented_control(
        _("How many weeks?"), list(Weeks), format_func=words.weeks_name, default=Weeks.TWELVE,
        required=True, key=f"{_KEY}.weeks", persist_state="session", label_visibility="collapsed",
    )  # fmt: skip
    return Weeks(chosen)


def _empty(found: Report) -> None:
    needs = (
        _("All answers are older than these weeks. Choose more weeks above.")
        if found.ever
        else _("Send a question below, and write the answers down or put in a file of them.")
    )
    cards.empty(
        _("You see how many of ten were satisfied, by product and channel."), needs,
        key="voice-scores", icon="sentiment_satisfied",
    )  # fmt: skip


def _questions() -> None:
    """The questions as they can be sent; each has a button that copies it."""
    st.caption(plain(_("Copy a question and send it some days after the arrival.")))
    for name in (Name.CSAT, Name.NPS, Name.CES):
        st.markdown(f"**{plain(words.question(name))}**")
        # The customers read Korean, in whichever language the seller reads this page.
        with speaking("ko"):
            text = words.asked(name)
        st.code(text, language=None, wrap_lines=True)


def _scores(shop: OpenShop, found: Report, weeks: Weeks) -> None:
    st.caption(plain(f"{formats.period(found.period)} · {words.caveat()}"))
    for said in found.said:
        with cards.card(
            words.headline(said), key=f"voice-{said.name}", note=words.meaning(said.name)
        ):
            _one(shop, said, weeks)
    for line in (words.stars(found.stars), words.several(found.looked_at)):
        if line:
            st.caption(plain(line))


def _one(shop: OpenShop, said: Said, weeks: Weeks) -> None:
    whole = said.whole
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{plain(words.question(said.name))}**", width="content")
        st.markdown(plain(words.answered(whole.answers)), width="content")
        if whole.change is not None:
            cards.badge(whole.change.evidence, verdicts.evidence(whole.change.evidence))
    if told := words.change(said, whole, weeks):
        st.markdown(plain(told))
    if line := words.answers_line(said):
        st.caption(plain(line))
    _trend(shop, said)
    shown = [by for by in By if said.groups[by]]
    if shown:
        with st.expander(plain(_("By product and channel")), key=f"{_KEY}.groups.{said.name}"):
            for by in shown:
                _groups(said, by, weeks)


def _trend(shop: OpenShop, said: Said) -> None:
    known = [one for one in said.trend if one.score is not None]
    if len(known) < 2:  # noqa: PLR2004  (a line has two ends)
        return
    st.markdown(f"**{plain(words.trend_title(said))}**")
    points = [
        _point(said.name, formats.day(one.first), one.score, one.answers, one.first)
        for one in said.trend
    ]
    days = Period(said.trend[0].first, session.today())
    marks = events.marks(shop, days)
    st.altair_chart(
        charts.trend(points, said.step, _AXES[said.name], marks, session.look()),
        key=f"{_KEY}.trend.{said.name}",
    )
    events.legend(marks, days)


def _groups(said: Said, by: By, weeks: Weeks) -> None:
    st.markdown(f"**{plain(words.by_name(by))}**")
    known = [one for one in said.groups[by] if one.score is not None]
    few = [one for one in said.groups[by] if one.score is None]
    if known:
        today = session.today()
        points = [
            _point(said.name, words.group_name(by, one), one.score, one.answers, today)
            for one in known
        ]
        st.altair_chart(
            charts.groups(points, _AXES[said.name], session.look()),
            key=f"{_KEY}.groups.{said.name}.{by}",
        )
        with st.container(gap="xsmall"):
            for one in known:
                st.caption(plain(_line(said, by, one, weeks)))
    if few:
        st.caption(plain(words.few(by, few)))


def _line(said: Said, by: By, one: Group, weeks: Weeks) -> str:
    told = words.change(said, one, weeks)
    return " · ".join(
        filter(
            None,
            (
                words.group_name(by, one),
                words.short(said.name, one.score),
                words.answered(one.answers),
                told,
            ),
        )
    )


def _point(name: Name, label: str, score: Score | None, answers: int, day: date) -> Point:
    text = " · ".join((words.short(name, score), words.answered(answers)))
    if score is None:
        return Point(label, day, None, None, None, text)
    value, low, high = (_TIMES[name] * one for one in (score.value, score.lower, score.upper))
    return Point(label, day, value, low, high, text)

"""The pictures of a copy test: people out of a hundred, spans, the leader, the way to the line."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from core.charts import copy_tests as charts
from core.i18n import gettext as _
from core.services.copy_test_path import Pair, Step
from core.ui import session
from core.ui.text import plain
from core.verdicts.copy_tests import Call, Ruling
from core.wording import copy_page_tags as names
from core.wording import copy_pictures as wording

WIDTH: Final = 146
"""Pixels: two pictures of people side by side on a phone."""

FEWEST: Final = 2
"""A line takes two days, and a comparison two texts."""


def can_be_drawn(ruling: Ruling) -> bool:
    """Whether there is anything to compare."""
    return len([one for one in ruling.versions if one.rate is not None]) >= FEWEST


def people(ruling: Ruling, texts: Mapping[str, str], *, key: str) -> None:
    """Each version as people out of a hundred, side by side, with what it says."""
    known = [one for one in ruling.versions if one.rate is not None]
    of = charts.people([one.rate or 0.0 for one in known], _apart(ruling))
    with st.container(horizontal=True, gap="medium", key=f"{key}-pictures"):
        for one in known:
            said = wording.picture(ruling, one, of)
            with st.container(width=WIDTH, gap="xsmall"):
                st.markdown(f"**{plain(said)}**")
                if wording.can_be_dots(ruling, of):
                    st.altair_chart(
                        charts.pictogram(
                            one.rate or 0.0, of, session.look(), chosen=one.letter == ruling.chosen
                        ),
                        width="content", alt=said, key=f"{key}.people.{one.letter}",
                    )  # fmt: skip
                if text := texts.get(one.letter):
                    st.caption(plain(text))


def _apart(ruling: Ruling) -> list[float]:
    """The rates that must not look the same: of what is called better or worse, and the control."""
    calls = {one.call for one in ruling.versions}
    if not calls & {Call.BETTER, Call.WORSE}:
        return []
    return [
        one.rate or 0.0
        for one in ruling.versions
        if one.call in {Call.CONTROL, Call.BETTER, Call.WORSE}
    ]


def spans(ruling: Ruling, *, key: str) -> None:
    """Between which rates each version lies."""
    bars = [
        charts.Bar(
            names.letter(one.letter), one.rate, *one.bounds, wording.bounds(one),
            one.letter == ruling.chosen,
        )
        for one in ruling.versions
        if one.rate is not None and one.bounds is not None
    ]  # fmt: skip
    if not bars:
        return
    st.caption(plain(_("Between which rates each text really lies")))
    alt = ", ".join(f"{bar.name} {bar.text}" for bar in bars)
    st.altair_chart(charts.intervals(bars, session.look()), alt=alt, key=f"{key}.bounds")


def leader(found: Sequence[Pair], ruling: Ruling, *, key: str) -> None:
    """How far the best of three or more is ahead of each other one; nothing for two."""
    if not found:
        return
    base = ruling.base or max(one.rate or 0.0 for one in ruling.versions)
    bars = [
        charts.Bar(
            names.letter(one.other), one.difference.middle, one.difference.low,
            one.difference.high, wording.ahead(one, base), one.known,
        )
        for one in found
    ]  # fmt: skip
    said = wording.leader(found)
    st.caption(plain(said))
    alt = f"{said} " + ", ".join(f"{bar.name} {bar.text}" for bar in bars)
    picture = charts.ahead(bars, wording.base(base), wording.more_of(base), session.look())
    st.altair_chart(picture, alt=alt, key=f"{key}.leader")


def ways(found: Mapping[str, Sequence[Step]], *, key: str) -> None:
    """How the difference of each version went day by day, and the line it had to cross."""
    drawn = {letter: steps for letter, steps in found.items() if len(steps) >= FEWEST}
    if not drawn:
        return
    words = charts.BoundWords(_("Day"), _("How far apart"), _("The line"))
    alone = len(drawn) == 1
    edge = max(charts.farthest(steps) for steps in drawn.values())
    for letter, steps in drawn.items():
        said = wording.bound_of(letter, steps, alone=alone)
        st.caption(plain(said))
        picture = charts.bound(
            steps, words, session.look(), edge=edge, height=200 if alone else 130
        )
        st.altair_chart(picture, alt=said, key=f"{key}.bound.{letter}")

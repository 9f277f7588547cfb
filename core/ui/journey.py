"""The parts of the page 고객 여정."""

from typing import Final, Literal

import pandas as pd
import streamlit as st

from core.analysis.journey import Revenue, Stage
from core.charts import journey as charts
from core.charts import revenue
from core.charts.journey import Bar
from core.charts.revenue import Step
from core.i18n import formats
from core.i18n import gettext as _
from core.services.journey_view import Journey, StageView
from core.services.today import Compare
from core.terms import Evidence
from core.ui import actions, cards, downloads, journey_messages, places, session, tables
from core.ui.text import plain
from core.verdicts.journey import Called, Conclusion, Say, Tactic
from core.wording import journey as wording
from core.wording import journey_page as page
from core.wording import journey_verdict as said
from core.wording import verdicts
from core.wording.journey import Names

UPLOAD: Final = "pages/start/upload.py"

LEFT: Final = (Stage.REACH, Stage.LOOK, Stage.BUY)
RIGHT: Final = (Stage.BUY, Stage.AFTER, Stage.LOYAL)

_COLOURS: Final[dict[str, Literal["green", "red"]]] = {"good": "green", "bad": "red"}
_NAMES: Final = "names"


def names() -> Names:
    """Which words the stages have; in the address."""
    wanted = st.query_params.get(_NAMES)
    with st.popover(_("Names of the stages"), icon=":material/label:", key="journey.naming"):
        chosen = st.radio(
            _("Names of the stages"),
            list(Names),
            format_func=wording.names_all,
            index=next((at for at, one in enumerate(Names) if one.value == wanted), 0),
            key="journey.names",
            on_change=_remember,
            persist_state="session",
            label_visibility="collapsed",
        )
    return chosen or Names.OURS


def _remember() -> None:
    chosen = st.session_state["journey.names"]
    if chosen == Names.OURS:
        st.query_params.pop(_NAMES, None)
    else:
        st.query_params[_NAMES] = str(chosen)


def empty() -> bool:
    """What is seen before there are any data; whether the made-up shop is wanted."""
    with cards.empty(
        _("You can see at which stage customers get lost."),
        _("One order file or one statistics file is enough."),
        icon="route",
    ):
        if st.button(_("Add my file"), type="primary", icon=":material/upload_file:"):
            st.switch_page(UPLOAD)
        return st.button(_("See a sample shop"), icon=":material/storefront:")


def strip(view: Journey, compare: Compare | None, *, is_part: bool) -> None:
    """Which days are shown, and what has to be said about them."""
    lines = [page.compared(view, compare), *page.notes(view)]
    if is_part and view.part is None:
        lines.insert(1, page.lost())
    # Beside each other where there is room.
    with st.container(horizontal=True, gap="small"):
        for line in lines:
            st.caption(plain(line), width="content")


def conclusion(view: Journey, chosen: Names) -> None:
    """The conclusion card."""
    found = view.conclusion
    if found is None:
        return
    words = said.conclusion(view, found, chosen)
    buttons = cards.verdict(
        cards.Conclusion(
            words.headline, words.reason, found.level, words.badge, _tone(found), words.numbers,
            words.todo, words.why,
        ),
        key="journey",
    )  # fmt: skip
    with buttons:
        if found.tactics:
            keep(view, found, found.tactics[0], chosen, "journey.keep")
        cards.origin(said.conclusion_origin(view), key="journey.origin")
        if words.wants_upload:
            st.page_link(UPLOAD, label=_("Add data"), icon=":material/upload_file:")


def keep(view: Journey, found: Conclusion, code: Tactic, chosen: Names, key: str) -> None:
    """The button that keeps something to try at the weakest stage."""
    proposal = said.proposal(view, found, code, chosen)
    if proposal is not None:
        actions.keep_button(session.shop(), proposal, key)


def _tone(found: Conclusion) -> str:
    if found.say is Say.STEADY:
        return "good"
    return "bad" if found.level is Evidence.KNOWN else "calm"


def panels(view: Journey, chosen: Names) -> None:
    """The two sides of the way, which meet where something is bought."""
    by_stage = {one.stage: one for one in view.stages}
    left, right = st.columns(2)
    for box, title, stages, key in (
        (left, page.left_title(view), LEFT, "left"),
        (right, page.right_title(view), RIGHT, "right"),
    ):
        with box, cards.card(title, key=key, stretch=True):
            whole = bar(view, by_stage[stages[0]], chosen, key, is_first=True)
            bars = [whole, *(bar(view, by_stage[one], chosen, key) for one in stages[1:])]
            alt = " · ".join([title, *(one.text for one in bars)])
            st.altair_chart(charts.panel(bars, session.look()), alt=alt)
            note = (
                _("Counted in visits: how long a bar is tells how many per visit.")
                if key == "left"
                else _("Counted in orders and customers: how long a bar is tells the share.")
            )
            st.caption(plain(note))


def bar(view: Journey, one: StageView, chosen: Names, side: str, *, is_first: bool = False) -> Bar:
    """A stage of one side; the first one is what the others are a share of."""
    name = wording.stage(one.stage, chosen)
    if one.count is None:
        why = Evidence.NO_DATA if one.needs or one.is_apart else Evidence.EARLY
        return Bar(f"{name} · {verdicts.evidence(why)}", None)
    text = f"{name} · {wording.counted(one.count, one.unit)}"
    called = one.of_previous
    if one.stage is Stage.BUY:
        called = one.of_first if side == "left" else None
    share = called.move.value if called else None
    if called is None or share is None:
        # What the count is a share of is unknown: the outline says that it is not compared.
        return Bar(text, 1.0 if is_first else None)
    told = "" if view.is_tiny else f" · {wording.side(called.move.step, called.move.now)}"
    return Bar(f"{text}{told}", share)


def stages(view: Journey, chosen: Names) -> None:
    """The five stages with their counts, shares, changes and where they are from."""
    with st.grid(len(view.stages), min_column_width=cards.NARROWEST_TILE, key="tiles-journey"):
        for one in view.stages:
            words = wording.stage_words(one, chosen, tiny=view.is_tiny)
            with st.container(
                border=True, height="stretch", key=f"tile-journey-{one.stage.value}", gap="small"
            ):
                st.metric(
                    plain(words.name), words.value, words.change,
                    delta_color=_COLOURS.get(words.tone, "gray"),
                    delta_arrow="off", help=plain(words.help),
                )  # fmt: skip
                if words.lines:
                    with st.container(gap=None):
                        for line in words.lines:
                            st.caption(plain(line))
                cards.origin(words.origin, key=f"journey.origin.{one.stage.value}")
                if one.stage is Stage.LOYAL and one.count is not None:
                    places.link(places.Place("customers"))
                journey_messages.blanks(session.shop(), one.stage)


def losses(view: Journey, chosen: Names) -> None:
    """What each step costs in a month, the surest and largest loss first."""
    found = view.losses
    if not found:
        return
    title = _("What each step costs or brings in a month")
    with cards.card(title, key="losses", stretch=True):
        frame = pd.DataFrame(
            {
                "step": [said.stage_of(one, chosen) for one in found],
                "won": [formats.won_change(one.won) for one in found],
                "sure": [verdicts.evidence(one.level) for one in found],
            }
        )
        tables.show(
            frame,
            {
                "step": tables.text(_("Step")),
                "won": tables.figure(_("A month")),
                "sure": tables.text(_("How sure")),
            },
            key="losses.table",
            alt=title,
        )
        st.caption(plain(_("Compared with the days before: a minus is what was lost.")))
        with st.container(horizontal=True, vertical_alignment="center"):
            exact = frame.assign(won=pd.array([one.won for one in found], dtype="Int64"))
            downloads.csv(_("Save as a file"), exact, "journey.csv", key="losses.csv")
            cards.origin(said.loss_origin(view), key="losses.origin")


def split(view: Journey) -> None:
    """The change of revenue along the way."""
    found = view.split
    if found is None:
        return
    title = page.split_title(found, _driver(view, found))
    with cards.card(title, key="journey-split", stretch=True):
        st.altair_chart(
            revenue.waterfall(
                Step(_("Before"), found.before, formats.won_short(found.before)),
                [
                    Step(wording.step(one.step), one.won, formats.won_change(one.won))
                    for one in found.factors
                ],
                Step(_("Now"), found.now, formats.won_short(found.now)),
                session.look(),
            ),
            alt=title,
        )
        told = [page.factor(one.step, one.before, one.now) for one in found.factors]
        origin = [(_("Before and now"), " · ".join(told)), *said.loss_origin(view)]
        cards.origin(origin, key="journey-split.origin")


def _driver(view: Journey, found: Revenue) -> Called | None:
    driver = found.driver
    if driver is None:
        return None
    for one in view.stages:
        for called in (one.of_previous, one.of_first, one.change):
            if called is not None and called.move.step is driver.step:
                return called
    return None

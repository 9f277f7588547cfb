"""Complaints: their numbers, their list, and what can be done with each."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final, Literal

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import voice_complaint_list as listing
from core.services import voice_complaints as services
from core.services import voice_steps
from core.services.kept_notes import LONGEST_NOTE
from core.services.opening import OpenShop
from core.services.voice_complaint_list import Entry
from core.services.voice_complaints import LONGEST_TEXT, MOST_WON, Complaint
from core.terms.voice import ComplaintStatus
from core.ui import (
    cards,
    customers_link,
    downloads,
    keeping,
    notices,
    session,
    voice_quick,
    voice_said,
)
from core.ui.actions_forms import FIELD, seen
from core.ui.cached import cached
from core.ui.cards import Tile
from core.ui.text import plain
from core.wording import voice_complaints as wording

_KEY: Final = "voice.complaint"
_COLOURS: Final[dict[ComplaintStatus, Literal["red", "orange", "green", "gray"]]] = {
    ComplaintStatus.RECEIVED: "red", ComplaintStatus.DOING: "orange",
    ComplaintStatus.SOLVED: "green", ComplaintStatus.CHECKED: "gray",
}  # fmt: skip


def draw(shop: OpenShop) -> None:
    """The numbers and the list of all complaints."""
    found = cached(listing.listed)(shop, session.today())
    if not found:
        return
    with cards.card(_("All complaints"), key="voice-complaints"):
        _late_solutions(found)
        _numbers(shop)
        for one in _chosen(found):
            _entry(shop, one)
        frame = pd.DataFrame([wording.row(one) for one in found])
        downloads.csv(_("Save as a file"), frame, "complaints.csv", key=f"{_KEY}.csv")
        gone = [
            (wording.short(it), partial(services.undo, shop, it.id or 0, it.version))
            for it in cached(listing.thrown)(shop)
        ]
        keeping.thrown(gone, _KEY)


def _numbers(shop: OpenShop) -> None:
    told = wording.figures(cached(listing.figures)(shop, session.now()))
    cards.kpi_row(
        [Tile(name, value, "", note=of) for name, value, of in told[:4]], key="voice-complaints"
    )
    name, value, of = told[4]
    st.caption(plain(wording.line(name, value, of)))


def _chosen(found: list[Entry]) -> list[Entry]:
    """The complaints of one status, at first of the first that has any; the others stand there."""
    counts = Counter(it.complaint.status for it in found)
    there, key = [one for one in ComplaintStatus if counts[one]], f"{_KEY}.status"
    # Set each time: what is shown with its count is another choice to Streamlit than before.
    chosen = st.session_state.get(key)
    st.session_state[key] = chosen if chosen in there else there[0]
    status = st.segmented_control(
        _("Which complaints?"), there, key=key, required=True, label_visibility="collapsed",
        format_func=lambda it: wording.stage(it, counts[it]),
    )  # fmt: skip
    return [it for it in found if it.complaint.status is status]


def _late_solutions(found: list[Entry]) -> None:
    """Say of a solution that came from here after another window had solved the complaint."""
    for one in found:
        for where in ("waits", "all"):
            key = f"{_KEY}.{where}.{one.complaint.id}"
            if one.complaint.status.is_open or not st.session_state.get(f"{key}.solved"):
                continue
            typed = str(st.session_state.get(f"{FIELD}{key}.alternative") or "").strip()
            notices.warning(wording.solved_elsewhere(one.complaint, typed))


def _entry(shop: OpenShop, one: Entry) -> None:
    told = one.complaint
    with st.container(border=True, key=f"voice-complaint-{told.id}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            badge(told.status)
            st.caption(plain(wording.due(told, session.now())), width="content")
        st.markdown(plain(told.text))
        lines = (wording.entry_about(one), wording.story(told), wording.again(one), told.note)
        for line in lines:
            if line:
                st.caption(plain(line))
        buttons(shop, told, "all")


def badge(status: ComplaintStatus) -> None:
    """How far a complaint has got."""
    st.badge(plain(wording.status(status)), color=_COLOURS[status])


def buttons(shop: OpenShop, one: Complaint, where: str) -> None:
    """What can be done with a complaint now."""
    key = f"{_KEY}.{where}.{one.id}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if one.status is ComplaintStatus.RECEIVED:
            _step(
                shop, one, voice_steps.reply, ComplaintStatus.DOING, _("I replied"),
                f"{key}.reply", "reply",
            )  # fmt: skip
        if one.status.is_open:
            _folded(_("Solved …"), "task_alt", f"{key}.solve", partial(_solve, shop, one, key))
        if one.status is ComplaintStatus.SOLVED:
            _step(
                shop, one, voice_steps.checked, ComplaintStatus.CHECKED, _("Asked: all is well"),
                f"{key}.check", "done_all",
            )  # fmt: skip
            _step(
                shop, one, voice_steps.reopen, ComplaintStatus.DOING, _("Not content yet"),
                f"{key}.reopen", "replay",
            )  # fmt: skip
        _folded(_("Change"), "edit", f"{key}.change", partial(_change, shop, one, key))
        # One made of a review or a remark goes back to being that; nothing that was said is lost.
        label, icon = (
            (_("No complaint after all"), "undo") if one.is_made else (_("Throw away"), "delete")
        )
        st.button(
            label, key=f"{key}.delete", type="tertiary", icon=f":material/{icon}:",
            on_click=_delete, args=(shop, one),
        )  # fmt: skip
        customers_link.way(one.about.buyer_key)


def _folded(label: str, icon: str, key: str, inside: Callable[[], object]) -> None:
    place = st.popover(
        label, icon=f":material/{icon}:", type="tertiary", key=key, on_change="rerun"
    )
    if place.open:
        with place:
            inside()


def _step(  # noqa: PLR0913, PLR0917  (which step, where to, and how its button looks)
    shop: OpenShop,
    one: Complaint,
    step: Callable[..., None],
    to: ComplaintStatus,
    label: str,
    key: str,
    icon: str,
) -> None:
    st.button(
        label, key=key, type="tertiary", icon=f":material/{icon}:",
        on_click=lambda: voice_said.do(
            lambda: step(shop, one.id or 0, session.now(), one.version),
            wording.moved(to),
            lambda: services.undo(shop, one.id or 0, one.version + 1),
        ),
    )  # fmt: skip


def _solve(shop: OpenShop, one: Complaint, key: str) -> None:
    version = seen(f"{key}.solve", one.version)
    with st.form(f"{FIELD}{key}.solve.form", border=False):
        alternative = st.text_area(
            _("What did you offer instead?"), one.alternative, key=f"{FIELD}{key}.alternative",
            height=80, max_chars=LONGEST_NOTE, placeholder=_("an exchange, a refund, a repair …"),
        )  # fmt: skip
        cost = _cost(one, f"{FIELD}{key}.cost")
        if not st.form_submit_button(_("Mark as solved"), key=f"{key}.solved", type="primary"):
            return
    if voice_said.run(
        lambda: voice_steps.solve(
            shop, one.id or 0, session.now(), alternative=alternative, cost=cost, seen=version
        )
    ):
        voice_said.say(
            _("Solved. In some days you are reminded to ask once more."),
            lambda: services.undo(shop, one.id or 0, version + 1),
        )
    st.rerun()


def _cost(one: Complaint, key: str) -> int | None:
    cost = st.number_input(
        _("What did it cost? (₩)"), 0, MOST_WON, one.cost, step=1000, key=key,
        placeholder=_("not known"),
    )  # fmt: skip
    return None if cost is None else int(cost)


def _change(shop: OpenShop, one: Complaint, key: str) -> None:
    version, field = seen(f"{key}.change", one.version), f"{FIELD}{key}.change"
    with st.form(f"{field}.form", border=False):
        text = st.text_area(
            _("What is complained of?"), one.text, key=f"{field}.text", height=100,
            max_chars=LONGEST_TEXT,
        )  # fmt: skip
        theme = voice_quick.theme_field(shop, f"{field}.theme", one.theme)
        due = st.datetime_input(
            _("Next step due"),
            services.due_here(one),
            key=f"{field}.due",
            format="YYYY.MM.DD",
            step=3600,
        )
        alternative = st.text_area(
            _("What did you offer instead?"), one.alternative, key=f"{field}.alternative",
            height=80, max_chars=LONGEST_NOTE,
        )  # fmt: skip
        cost = _cost(one, f"{field}.cost")
        note = st.text_area(
            _("My note"), one.note, key=f"{field}.note", height=80, max_chars=LONGEST_NOTE
        )
        if not st.form_submit_button(_("Save"), key=f"{field}.save"):
            return
    told = replace(
        one, text=text, theme=theme, alternative=alternative, cost=cost, note=note,
        version=version, due_at=services.due_of(one, due),
    )  # fmt: skip
    if voice_said.run(lambda: services.edit(shop, told, session.now())):
        voice_said.say(_("Changed."), lambda: services.undo(shop, one.id or 0, version + 1))
    st.rerun()


def _delete(shop: OpenShop, one: Complaint) -> None:
    voice_said.do(
        lambda: services.delete(shop, one.id or 0, session.now(), one.version),
        wording.deleted(one),
        lambda: services.undo(shop, one.id or 0, one.version + 1),
    )

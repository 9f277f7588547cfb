"""What a seller says of her channels: kind, plan, goal, next step, and what was looked after."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pandas as pd
import streamlit as st

from core.analysis.channels import Kind
from core.i18n import gettext as _
from core.services import channel_book, channel_names, channel_plans, offers_profiles
from core.services.actions import Proposal, Said
from core.services.channel_book import LONGEST, Note
from core.services.channel_plans import POINTS, Plan, Plans
from core.services.offers_profiles import Item, Profile
from core.services.opening import OpenShop
from core.ui import actions, cards, channel_changes, downloads, session, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.verdicts.actions import JourneyStage
from core.wording import channel_book as wording
from core.wording import channels as channel_wording
from core.wording import offers_profiles as profiles

AREA: Final = "book"
_CHOSEN: Final = "book.channel"
_WRITTEN: Final = ("planned", "state", "goal", "next")
"""What is only known of a channel once the seller has said it."""


def draw(shop: OpenShop) -> None:
    """Planned beside actual, then one channel to say something of."""
    channel_changes.notice(AREA)
    found = cached(channel_plans.read)(shop, today=session.today())
    title = wording.plans_title(found)
    with cards.card(title, key="channels.plans"):
        st.caption(plain(wording.plans_note(found)))
        if found.plans:
            _table(found, title)
    with cards.card(_("Say something of a channel"), key="channels.book"):
        _one(shop, found)


def _table(found: Plans, title: str) -> None:
    frame = pd.DataFrame(
        {
            "name": [one.note.channel for one in found.plans],
            "visits": pd.array([one.visits for one in found.plans], dtype="Int64"),
            "share": pd.array(
                [None if one.share is None else round(one.share * 100) for one in found.plans],
                dtype="Int64",
            ),
            "planned": pd.array([one.note.planned_share for one in found.plans], dtype="Int64"),
            "state": [wording.state(one) for one in found.plans],
            "goal": [one.note.goal for one in found.plans],
            "next": [one.note.next_step for one in found.plans],
            "reviewed": [wording.reviewed(one) for one in found.plans],
        }
    )
    tables.show(
        frame,
        {
            "name": tables.text(_("Channel")),
            "visits": tables.count(_("Visits to the shop")),
            "share": tables.percent(_("Share of visits")),
            "planned": tables.percent(_("Planned share")),
            "state": tables.text(_("Plan and reality")),
            "goal": tables.text(_("Goal")),
            "next": tables.text(_("Next step")),
            "reviewed": tables.text(_("Last looked at")),
        },
        key="channels.plans.table",
        alt=title,
        optional=_WRITTEN,
    )
    downloads.csv(_("Save as a file"), frame, "channel_plans.csv", key="channels.plans.csv")


def _one(shop: OpenShop, found: Plans) -> None:
    plans = {one.note.channel: one for one in found.plans}
    chosen = st.selectbox(
        _("Channel"), list(dict.fromkeys([*plans, *channel_names.planned()])), index=None,
        key=_CHOSEN, accept_new_options=True,
        placeholder=_("Choose one or type a new one"),
    )  # fmt: skip
    name = " ".join(str(chosen or "").split())[:60]
    if not name:
        return
    plan = plans.get(name)
    if plan is None:
        profile = cached(channel_plans.profile_of)(shop, name)
        plan = Plan(Note(name), None, None, is_silent=False, profile=profile)
    _form(shop, plan.note)
    _looked_after(shop, plan)
    _next_step(shop, plan.note)


def _form(shop: OpenShop, note: Note) -> None:
    # The version is part of the keys: what another window changed is shown, not overwritten.
    keys = {
        name: f"book.{name}.{note.channel}.{note.version}"
        for name in ("kind", "share", "goal", "next")
    }
    with st.form("book.form", border=False):
        st.selectbox(
            _("How you get it"), [None, *Kind], key=keys["kind"],
            index=[None, *Kind].index(note.kind),
            format_func=lambda kind: channel_wording.kind(kind) if kind else wording.no_kind(),
        )  # fmt: skip
        st.number_input(
            _("Planned share of visits in percent (optional)"), min_value=0, max_value=100,
            value=note.planned_share, step=1, key=keys["share"],
        )  # fmt: skip
        st.text_input(_("Goal"), value=note.goal, max_chars=LONGEST, key=keys["goal"])
        st.text_input(_("Next step"), value=note.next_step, max_chars=LONGEST, key=keys["next"])
        st.form_submit_button(
            _("Keep"), key="book.keep", icon=":material/save:",
            on_click=_keep, args=(shop, note, keys),
        )  # fmt: skip


def _keep(shop: OpenShop, note: Note, keys: dict[str, str]) -> None:
    kind, share = (st.session_state.get(keys[name]) for name in ("kind", "share"))
    wanted = replace(
        note,
        kind=kind,
        planned_share=None if share is None else int(share),
        goal=str(st.session_state.get(keys["goal"]) or ""),
        next_step=str(st.session_state.get(keys["next"]) or ""),
    )
    kept: list[Note] = []
    channel_changes.run(
        AREA,
        _("Kept."),
        lambda: kept.append(channel_book.keep(shop, wanted, session.now())),
        lambda: channel_book.undo(shop, kept[0].id, kept[0].version),
    )


def _looked_after(shop: OpenShop, plan: Plan) -> None:
    one = plan.profile
    st.markdown(f"**{plain(_('Its profile'))}**")
    for item in POINTS:
        # Who looked at it elsewhere meanwhile is shown, so what is seen is part of the key.
        key = f"book.point.{item}.{plan.note.channel}.{one.id or 0}.{one.version}"
        st.checkbox(
            wording.point(item), value=one.answers.get(item) is True, key=key,
            on_change=_tick, args=(shop, one, item, key),
        )  # fmt: skip
    told = [f"{profiles.item(item)}: {profiles.answer(one.answers.get(item))}" for item in POINTS]
    st.caption(plain(" · ".join(told)))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(_("Last looked at: {day}").format(day=wording.reviewed(plan))))
        st.button(
            _("Looked at today"), key="book.reviewed", icon=":material/event_available:",
            on_click=_review, args=(shop, one),
        )  # fmt: skip


def _tick(shop: OpenShop, one: Profile, item: Item, key: str) -> None:
    is_there = bool(st.session_state[key])
    _kept(
        shop, _("Kept."),
        lambda: channel_plans.answer(shop, one, item, session.now(), is_there=is_there),
    )  # fmt: skip


def _review(shop: OpenShop, one: Profile) -> None:
    _kept(
        shop, _("Kept that you looked at it today."),
        lambda: channel_plans.review(shop, one, session.now()),
    )  # fmt: skip


def _kept(shop: OpenShop, said: str, look: Callable[[], Profile]) -> None:
    kept: list[Profile] = []
    channel_changes.run(
        AREA, said, lambda: kept.append(look()),
        lambda: offers_profiles.take_back(shop, kept[0], session.now()),
    )  # fmt: skip


def _next_step(shop: OpenShop, note: Note) -> None:
    if not note.next_step:
        return
    proposal = Proposal(
        f"channels.next.{note.channel}.{note.next_step}", {"channel": note.channel},
        "orders", "channels", Said(note.next_step, note.goal), JourneyStage.REACH,
    )  # fmt: skip
    actions.keep_button(shop, proposal, "book.next.keep")

"""The tab 안내 흐름: what people worry about on the way, and which notice answers it."""

from dataclasses import replace
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import care_notices
from core.services.care_notices import NOTICES, Board, Step, Worry
from core.services.kept_notes import LONGEST, LONGEST_NOTE
from core.services.opening import OpenShop
from core.ui import cards, care_notices_rates, downloads, keeping, session
from core.ui.actions_forms import FIELD, seen
from core.ui.text import plain
from core.wording import care_notices as words

_KEY: Final = "care.notices"
_UNDO: Final = f"{_KEY}.undo"
_OPEN: Final = f"{_KEY}.open"


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    board = care_notices.board(shop)
    wide, narrow = st.columns([3, 2])
    with wide, cards.card(words.answered(board), key="care-worries"):
        _undone(shop)
        for step in Step:
            _step(shop, board, step)
        _below(shop, board)
    with narrow:
        care_notices_rates.draw(shop)


def _step(shop: OpenShop, board: Board, step: Step) -> None:
    some = board.at(step)
    if not some:
        return
    number = list(Step).index(step) + 1
    st.subheader(plain(f"{number} · {words.step(step)}"), anchor=False)
    for one in some:
        _worry(shop, board, one)


def _worry(shop: OpenShop, board: Board, one: Worry) -> None:
    key = _name(one)
    is_answered = board.is_answered(one)
    # On a phone the badge goes below the worry, and the button stays beside them.
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", wrap=False,
        key=f"{_KEY}.row.{key}",
    ):  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(plain(words.worry(one)), width="content")
            st.badge(
                plain(words.notice(one.notice)),
                icon=":material/check_circle:" if is_answered else ":material/help:",
                color="green" if is_answered else "orange",
            )
        st.button(
            _("Change"), key=f"{_KEY}.edit.{key}", type="tertiary", icon=":material/edit:",
            on_click=_toggle, args=(key,), help=words.worry(one),
        )  # fmt: skip
    if one.notice in board.off:
        st.caption(plain(words.off(one)))
    if one.text and st.session_state.get(_OPEN) != key:
        st.caption(plain(one.text))
    if st.session_state.get(_OPEN) == key:
        _form(shop, one)


def _name(one: Worry) -> str:
    return one.point or f"own{one.id}"


def _toggle(key: str) -> None:
    st.session_state[_OPEN] = None if st.session_state.get(_OPEN) == key else key


def _form(shop: OpenShop, one: Worry) -> None:
    key = f"{FIELD}{_KEY}.{_name(one)}"
    # One that was never changed has no version: if it has one by now, somebody else changed it.
    version = seen(f"{_KEY}.{_name(one)}", 0 if one.id is None else one.version)
    with st.container(border=True):
        point = care_notices.points().get(one.point)
        if point is not None:
            st.caption(plain(words.suggested(point.place)))
        with st.form(f"{_KEY}.form.{_name(one)}", border=False):
            name = one.name
            if not one.point:
                name = st.text_input(_("Worry"), one.name, key=f"{key}.name", max_chars=LONGEST)
            notice = _notice(one.notice, key)
            text = st.text_area(
                _("Words for customers"), one.text or (point.text if point else ""),
                key=f"{key}.text", height=110, max_chars=LONGEST_NOTE,
            )  # fmt: skip
            if st.form_submit_button(_("Save"), key=f"{_KEY}.save.{_name(one)}", type="primary"):
                told = replace(one, name=name, notice=notice, text=text or "", version=version)
                if _put(shop, one, told):
                    st.session_state[_OPEN] = None
                st.rerun()
        with st.container(horizontal=True):
            if one.point:
                st.button(
                    _("Does not concern my shop"), key=f"{_KEY}.out.{_name(one)}",
                    type="tertiary", icon=":material/visibility_off:",
                    on_click=_change, args=(shop, one, replace(one, is_left_out=True)),
                )  # fmt: skip
            else:
                keeping.away(
                    lambda: care_notices.delete(shop, one, session.now()),
                    f"{_KEY}.delete.{one.id}",
                )
            st.button(
                _("Close"), key=f"{_KEY}.close.{_name(one)}", type="tertiary",
                icon=":material/close:", on_click=_toggle, args=(_name(one),),
            )  # fmt: skip


def _notice(known: str, key: str) -> str:
    choices = ("", *NOTICES)
    chosen: str = st.selectbox(
        _("What answers it?"), choices, index=choices.index(known), format_func=words.notice,
        key=f"{key}.notice",
    )  # fmt: skip
    return chosen


def _put(shop: OpenShop, before: Worry, wanted: Worry) -> bool:
    kept: list[Worry] = []
    if not keeping.run(lambda: kept.append(care_notices.put(shop, wanted, session.now()))):
        return False
    st.session_state[_UNDO] = (before, kept[0])
    return True


def _change(shop: OpenShop, before: Worry, wanted: Worry) -> None:
    _put(shop, before, wanted)


def _undone(shop: OpenShop) -> None:
    """The way back after a worry was changed."""
    changed: tuple[Worry, Worry] | None = st.session_state.get(_UNDO)
    if changed is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"{_KEY}.changed"):
        said = _("“{what}” was changed.").format(what=words.worry(changed[1]))
        st.markdown(plain(said), width="content")
        st.button(
            _("Undo"), key=f"{_KEY}.back", type="tertiary", icon=":material/undo:",
            on_click=_back, args=(shop, *changed),
        )  # fmt: skip


def _back(shop: OpenShop, before: Worry, now: Worry) -> None:
    keeping.run(lambda: care_notices.undo(shop, before, now, session.now()))
    st.session_state.pop(_UNDO, None)


def _below(shop: OpenShop, board: Board) -> None:
    """An own worry, the list as a file, and what was left out or thrown away."""
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover(_("Add a worry"), icon=":material/add:", key=f"{_KEY}.new"):
            _new(shop)
        downloads.csv(
            _("Save as a file"),
            lambda: pd.DataFrame([words.row(one, board) for one in board.worries]),
            "worries.csv",
            key=f"{_KEY}.csv",
        )
    if board.left_out:
        with st.expander(_("Does not concern my shop"), key=f"{_KEY}.left"):
            for one in board.left_out:
                st.button(
                    plain(_("Bring back “{what}”").format(what=words.worry(one))),
                    key=f"{_KEY}.in.{_name(one)}", type="tertiary", icon=":material/undo:",
                    on_click=_change, args=(shop, one, replace(one, is_left_out=False)),
                )  # fmt: skip
    gone = [
        (one.name, lambda one=one: care_notices.bring_back(shop, one))
        for one in care_notices.deleted(shop)
    ]
    keeping.thrown(gone, _KEY)


def _new(shop: OpenShop) -> None:
    key = f"{FIELD}{_KEY}.own"
    with st.form(f"{_KEY}.new.form", border=False, clear_on_submit=True):
        step = (
            st.selectbox(_("At which step?"), list(Step), format_func=words.step, key=f"{key}.step")
            or Step.ORDER
        )
        name = st.text_input(
            _("Worry"), key=f"{key}.name", max_chars=LONGEST,
            placeholder=_("what customers ask again and again"),
        )  # fmt: skip
        notice = _notice("", key)
        text = st.text_area(_("Words for customers"), key=f"{key}.text", height=90)
        if not st.form_submit_button(_("Add"), key=f"{_KEY}.add", icon=":material/add:"):
            return
    _put(shop, Worry(step), Worry(step, name=name, notice=notice, text=text or ""))
    st.rerun()

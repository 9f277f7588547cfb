"""The forms of 개선 노트: something new to try, and changing what is there."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import actions, own_tactics
from core.services.actions import Action, Draft, Target
from core.services.actions_choices import Choices
from core.services.opening import OpenShop
from core.services.own_tactics import OwnTactic
from core.ui import session
from core.verdicts.actions import MEASURES, About, JourneyStage, measure, of_stage, tactic
from core.wording import actions_names as names
from core.wording import voice_themes

Run = Callable[[Callable[[], object]], bool]

OWN: Final = "own"
"""Stands for an idea of the seller's own among the tactics."""


SEEN: Final = "seen."
"""Begins the key of the version of a note that a form was filled from."""

FIELD: Final = "field."
"""Begins the key of a field that shows what is kept."""


def forget(*beginnings: str) -> None:
    """Let fields show again what is kept."""
    for key in [str(key) for key in st.session_state]:
        if key.startswith(beginnings):
            del st.session_state[key]


def seen(name: str, version: int) -> int:
    """The version of a note that its form was filled from, whatever happened to it since."""
    kept: int = st.session_state.setdefault(f"{SEEN}{name}", version)
    return kept


def add_form(shop: OpenShop, choices: Choices, run: Run) -> None:
    """Something new to try: a tactic or an idea of one's own, and the number it should move."""
    picked = st.selectbox(
        _("Stage of the journey"), list(JourneyStage), format_func=names.stage, key="note.new.stage"
    )
    stage = JourneyStage(picked or JourneyStage.REACH)
    mine = {f"{OWN}.{one.id}": one for one in own_tactics.listed(shop) if one.stage is stage}
    chosen: str = (
        st.selectbox(
            _("What do you want to try?"),
            [*(one.id for one in of_stage(stage)), *mine, OWN],
            format_func=lambda it: _what(it, mine),
            key=f"note.new.tactic.{stage}",
        )
        or OWN
    )
    own = chosen == OWN
    what = st.text_input(
        _("In your words") if own else _("What exactly? (optional)"),
        key="note.new.what",
        max_chars=200,
    )
    again = own and st.checkbox(
        _("Offer this idea again next time"), value=True, key="note.new.again"
    )
    usual = _usual(chosen, mine)
    offered = [one.id for one in MEASURES if _is_there(one.about, choices)]
    metric = st.selectbox(
        _("Which number should it move?"),
        offered,
        index=offered.index(usual) if usual in offered else 0,
        format_func=names.number,
        key=f"note.new.metric.{chosen}",
    )
    target = _of_what(metric, choices)
    planned = st.date_input(
        _("When?"), value=session.today(), key="note.new.day", format="YYYY.MM.DD"
    )
    if st.button(_("Put on the board"), type="primary", icon=":material/add:", key="note.new.add"):
        day = planned if isinstance(planned, date) else session.today()
        said = what or (mine[chosen].text if chosen in mine else "")
        draft = Draft(
            said, target, stage, None if own or chosen in mine else chosen, planned_on=day
        )

        def put() -> None:
            actions.add(shop, draft, session.now())
            if again:
                own_tactics.add(shop, OwnTactic(what, stage, metric), session.now())

        if run(put):
            st.session_state.pop("note.new.what", None)
        st.rerun()


def _what(name: str, mine: Mapping[str, OwnTactic]) -> str:
    if name == OWN:
        return _("My own idea")
    if name in mine:
        return _("My own: {what}").format(what=mine[name].text)
    return names.tactic(name)


def _usual(name: str, mine: Mapping[str, OwnTactic]) -> str:
    """The number that something to try should move, unless the seller says another."""
    if name == OWN:
        return MEASURES[0].id
    return mine[name].metric if name in mine else tactic(name).metric


def _is_there(about: About, choices: Choices) -> bool:
    there = {
        About.SHOP: True, About.PRODUCT: choices.products, About.CHANNEL: choices.channels,
        About.THEME: choices.themes,
    }  # fmt: skip
    return bool(there[about])


def _of_what(metric: str, choices: Choices) -> Target:
    about = measure(metric).about
    if about is About.PRODUCT:
        product = st.selectbox(
            _("Product"), list(choices.products), key="note.new.product",
            format_func=lambda number: choices.products[number],
        )  # fmt: skip
        return Target(metric, product_id=product)
    if about is About.CHANNEL:
        return Target(
            metric, channel=st.selectbox(_("Channel"), choices.channels, key="note.new.channel")
        )
    if about is About.THEME:
        theme = st.selectbox(
            _("What is complained of"), choices.themes, index=None, key="note.new.theme",
            format_func=voice_themes.theme, placeholder=_("Any complaint"),
        )  # fmt: skip
        return Target(metric, theme=theme)
    return Target(metric)


def edit_form(shop: OpenShop, action: Action, run: Run) -> None:
    """Change what an improvement says; of one with a result only the texts."""
    number, is_measured = action.id, action.measured is not None
    version = seen(f"note.{number}", action.version)
    with st.form(f"note.form.{number}", border=False):
        what = st.text_input(
            _("What do you change?"), value=names.what(action), max_chars=200,
            key=f"{FIELD}what.{number}",
        )  # fmt: skip
        note = st.text_area(_("My note"), value=action.note, key=f"{FIELD}note.{number}")
        remark, check = action.remark, action.check_on
        if is_measured:
            st.caption(_("The result stays as it was written down."))
            remark = st.text_area(
                _("What do you say to the result?"), value=remark, key=f"{FIELD}remark.{number}"
            )
        else:
            picked = st.date_input(
                _("Day to look"), value=check, key=f"{FIELD}check.{number}", format="YYYY.MM.DD"
            )
            check = picked if isinstance(picked, date) else check
        if not st.form_submit_button(_("Save"), key=f"note.save.{number}"):
            return
    # What was not written anew stays a tactic, in whatever language it is read.
    said = action.what if what == names.what(action) else what
    draft = Draft(
        said, action.target, action.stage, action.tactic, action.why, note, None,
        action.changed_on, check,
    )  # fmt: skip

    def save() -> None:
        changed = actions.edit(shop, number, draft, session.now(), version)
        if remark != action.remark:
            actions.remark(shop, number, remark, session.now(), changed.version)

    run(save)
    st.rerun()

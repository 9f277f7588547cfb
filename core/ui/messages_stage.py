"""One stage: its scenarios in their order, new ones, and the messages that suit it."""

from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import customers_groups, target_personas
from core.services import messages_scenarios as services
from core.services import messages_templates as templates
from core.services.kept_notes import LONGEST
from core.services.messages_scenarios import LONGEST_WAIT, Scenario, Step
from core.services.messages_wordings import Wording
from core.services.opening import OpenShop
from core.terms.messages import MessageChannel, ScenarioStage
from core.ui import cards, keeping, messages_editor, session, target_turn
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import messages_names as names
from core.wording import messages_scenarios as wording

_KEY: Final = "messages.scenario"
_OPEN: Final = "messages.open"


def draw(shop: OpenShop, step: Step) -> None:
    """Draw it."""
    with cards.card(wording.stage(step.stage), key="messages-stage"):
        st.caption(plain(wording.about(step.stage)))
        for place, (one, texts) in enumerate(step.scenarios):
            with st.container(border=True, key=f"scenario-{one.id}", gap="small"):
                _head(shop, one)
                _buttons(shop, one, place, len(step.scenarios))
                if st.session_state.get(_OPEN) == one.id:
                    _opened(shop, one, texts)
        _more(shop, step)


def _head(shop: OpenShop, one: Scenario) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{plain(one.name)}**", width="content")
        st.badge(plain(names.channel(one.channel)), color="blue")
        st.badge(plain(wording.planned(one)), color="gray", icon=":material/schedule:")
        known = _personas(shop)
        persona = known.get(one.persona) if one.persona is not None else None
        # Everybody may be meant, but it is said so (S3-05).
        st.badge(
            plain(persona or _("Everybody")), color="violet" if persona else "orange",
            icon=":material/person:",
        )  # fmt: skip
        if not one.is_on:
            st.badge(_("Off"), color="gray")


def _buttons(shop: OpenShop, one: Scenario, place: int, count: int) -> None:
    number = one.id or 0
    is_open = st.session_state.get(_OPEN) == one.id
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("Close") if is_open else _("Write and check"), key=f"{_KEY}.open.{number}",
            icon=":material/edit:", type="secondary" if is_open else "primary",
            on_click=_turn, args=(None if is_open else one.id,),
        )  # fmt: skip
        for by, icon, label, is_end in (
            (-1, "arrow_upward", _("Move up"), place == 0),
            (1, "arrow_downward", _("Move down"), place == count - 1),
        ):
            if not is_end:
                st.button(
                    label, key=f"{_KEY}.move.{by}.{number}", icon=f":material/{icon}:",
                    type="tertiary", on_click=keeping.do,
                    args=(partial(services.move, shop, number, by, session.now()),),
                )  # fmt: skip
        st.button(
            _("Switch off") if one.is_on else _("Switch on"), key=f"{_KEY}.switch.{number}",
            icon=":material/power_settings_new:", type="tertiary", on_click=keeping.do,
            args=(
                partial(services.switch, shop, one, is_on=not one.is_on, now=session.now()),
            ),
        )  # fmt: skip
        if one.undoable:
            st.button(
                _("Undo the last change"), key=f"{_KEY}.undo.{number}", icon=":material/undo:",
                type="tertiary", on_click=target_turn.do,
                args=(partial(services.undo, shop, number, one.version),),
            )  # fmt: skip
        keeping.away(partial(services.delete, shop, one, session.now()), f"{_KEY}.delete.{number}")


def _turn(number: int | None) -> None:
    st.session_state[_OPEN] = number


def _opened(shop: OpenShop, one: Scenario, texts: tuple[Wording, ...]) -> None:
    with st.expander(
        _("When, how and to whom"), icon=":material/tune:", key=f"{_KEY}.how.{one.id}"
    ):
        wanted = _form(shop, one, f"{one.id}")
        if wanted is not None:
            target_turn.run(
                lambda: services.change(shop, wanted, session.now()), wording.kept(wanted.name)
            )
            st.rerun()
    messages_editor.draw(shop, one, texts)


def _more(shop: OpenShop, step: Step) -> None:
    taken = {one.name for one, _texts in step.scenarios}
    offered = [
        one for one in templates.of_stage(step.stage) if wording.template(one.code) not in taken
    ]
    if offered:
        st.caption(plain(_("Ready to begin with:")))
    with st.container(horizontal=True, gap="small"):
        for one in offered:
            name = wording.template(one.code)
            st.button(
                plain(name), key=f"messages.template.{one.code}", icon=":material/library_add:",
                on_click=target_turn.do,
                args=(partial(templates.adopt, shop, one, name, session.now()),),
            )  # fmt: skip
    with st.expander(
        _("Write a new scenario"), icon=":material/add:", key=f"{_KEY}.new.{step.stage.value}"
    ):
        new = Scenario(step.stage, "", MessageChannel.BRAND, hour=10)
        wanted = _form(shop, new, f"new.{step.stage.value}")
        if wanted is not None:
            target_turn.run(
                lambda: services.add(shop, wanted, session.now()), wording.kept(wanted.name)
            )
            st.rerun()


def _form(shop: OpenShop, one: Scenario, key: str) -> Scenario | None:
    """The fields of a scenario; what is wanted once it is sent."""
    begin = target_turn.key(f"{_KEY}.{key}")
    with st.form(f"{_KEY}.{key}.form", border=False):
        name = st.text_input(_("Name"), one.name, key=f"{begin}.name", max_chars=LONGEST)
        stages, channels = list(ScenarioStage), list(MessageChannel)
        stage = st.selectbox(
            _("Stage"), stages, stages.index(one.stage), format_func=wording.stage,
            key=f"{begin}.stage",
        )  # fmt: skip
        channel = st.selectbox(
            _("Sent by"), channels, channels.index(one.channel), format_func=names.channel,
            key=f"{begin}.channel",
            help=plain(_("A brand message is what was called 친구톡 until the end of 2025.")),
        )  # fmt: skip
        persona = _one_of(_("Which persona is it for?"), _personas(shop), one.persona, begin)
        group = _one_of(_("Which group is it for?"), _groups(shop), one.group, begin)
        wait = st.number_input(_("Days later"), 0, LONGEST_WAIT, one.wait_days, key=f"{begin}.wait")
        hours: list[int | None] = [None, *range(24)]
        hour = st.selectbox(
            _("Hour"), hours, hours.index(one.hour), format_func=wording.hour, key=f"{begin}.hour"
        )
        note = st.text_area(_("My note"), one.note, key=f"{begin}.note", height=80)
        if not st.form_submit_button(_("Save"), key=f"{_KEY}.{key}.save", type="primary"):
            return None
    return replace(
        one, name=name, stage=stage, channel=channel, persona=persona, group=group,
        wait_days=int(wait), hour=hour, note=note,
    )  # fmt: skip


def _one_of(label: str, known: dict[int, str], now: int | None, begin: str) -> int | None:
    options: list[int | None] = [None, *known]
    if now is not None and now not in known:
        options.append(now)
    chosen: int | None = st.selectbox(
        label, options, options.index(now), key=f"{begin}.{label}",
        format_func=lambda it: _("Everybody") if it is None else known.get(it, "?"),
    )  # fmt: skip
    return chosen


def _personas(shop: OpenShop) -> dict[int, str]:
    return {one.id or 0: one.name for one in cached(target_personas.listed)(shop)}


def _groups(shop: OpenShop) -> dict[int, str]:
    return {one.id or 0: one.name for one in cached(customers_groups.listed)(shop)}

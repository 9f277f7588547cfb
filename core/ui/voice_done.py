"""The tab 반영: what became of what customers said, and what to tell them."""

from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.i18n import speaking
from core.services import settings
from core.services import voice_done as service
from core.services.actions import Said
from core.services.kept_notes import LONGEST_NOTE
from core.services.opening import OpenShop
from core.services.voice_done import Answer, Answered, Line
from core.ui import cards, downloads, keeping, session, voice_themes_reading
from core.ui.actions import PAGE, keep_button
from core.ui.actions_forms import FIELD, seen
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import voice_conclusion as advice
from core.wording import voice_done as wording
from core.wording import voice_themes as themes

_KEY: Final = "voice.done"


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    voice_themes_reading.catch_up(shop)
    found = cached(service.lines)(shop, session.today())
    if not found:
        with cards.empty(
            _("You can keep what became of what customers said."),
            _("As soon as somebody complains of a theme, it stands here."),
            key="voice-done", icon="fact_check",
        ):  # fmt: skip
            pass
    changed = [one for line in found for one in line.answers if one.answer is Answered.DONE]
    if changed:
        _thanks(shop, changed)
    for place, line in enumerate(found):
        _line(shop, line, place)
    if found:
        frame = pd.DataFrame([wording.row(line) for line in found])
        downloads.csv(_("Save as a file"), frame, "what_became_of_it.csv", key=f"{_KEY}.csv")
    gone = [
        (
            f"{themes.theme(one.theme)} · {wording.decided(one)}",
            lambda one=one: service.undo(shop, one.id or 0, one.version),
        )
        for one in service.deleted(shop)
    ]
    keeping.thrown(gone, _KEY)


def _thanks(shop: OpenShop, changed: list[Answer]) -> None:
    """What changed thanks to customers, as a text to copy for them."""
    with cards.card(_("What changed because customers spoke up"), key="voice-thanks"):
        for one in changed:
            st.markdown(f"- **{plain(themes.theme(one.theme))}** {plain(one.what)}")
        st.caption(_("Copy it for your notice or as an answer."))
        name = cached(settings.read)(shop).name
        # The customers read Korean, in whichever language the seller reads this page.
        with speaking("ko"):
            text = "\n\n".join(wording.told(one, name) for one in changed)
        st.code(text, language=None, wrap_lines=True)


def _line(shop: OpenShop, line: Line, place: int) -> None:
    name = themes.theme(line.theme)
    with cards.card(name, key=f"voice-done-{place}"):
        st.caption(plain(wording.often(line)))
        for one in line.answers:
            _answer(shop, one)
        result = wording.result(line)
        if result:
            st.markdown(plain(result))
            st.page_link(PAGE, label=_("Improvement notes"), icon=":material/edit_note:")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            with st.popover(
                _("What do you do?"), icon=":material/edit:", key=f"{_KEY}.new.{place}"
            ):
                _form(shop, line, None, f"{place}.new")
            if line.action is None:
                what, why = themes.improvement(line.theme)
                said = Said(f"{what}. {advice.todo(line.theme)}", why)
                proposal = service.proposal(line.theme, said)
                keep_button(shop, proposal, f"{_KEY}.keep.{place}", _("Send to improvements"))


def _answer(shop: OpenShop, one: Answer) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{plain(wording.decided(one))}** {plain(one.what)}", width="content")
        with st.popover(_("Change"), icon=":material/edit:", type="tertiary",
                        key=f"{_KEY}.open.{one.id}"):  # fmt: skip
            _form(shop, None, one, str(one.id))
            keeping.away(
                lambda: service.delete(shop, one.id or 0, session.now(), one.version),
                f"{_KEY}.away.{one.id}",
            )
        if one.undoable:
            st.button(
                _("Undo"), key=f"{_KEY}.undo.{one.id}", icon=":material/undo:", type="tertiary",
                on_click=keeping.do,
                args=(lambda: service.undo(shop, one.id or 0, one.version),),
            )  # fmt: skip


def _form(shop: OpenShop, line: Line | None, one: Answer | None, key: str) -> None:
    version = seen(f"{_KEY}.{one.id}", one.version) if one else 1
    field = f"{FIELD}{_KEY}.{key}"
    with st.form(f"voice-done-{key}", border=False):
        which = st.radio(
            _("What do you do about it?"), list(Answered), format_func=wording.answer,
            index=list(Answered).index(one.answer) if one else 0, key=f"{field}.answer",
            horizontal=True,
        )  # fmt: skip
        what = st.text_area(
            _("What was done, in your words"), one.what if one else "", key=f"{field}.what",
            max_chars=LONGEST_NOTE, height=80,
            help=_("Customers can read this in the text to copy."),
        )  # fmt: skip
        # Side by side, so that the button of a form low on the page does not leave the screen.
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            day = st.date_input(
                _("On which day?"), one.decided_on if one else session.today(), key=f"{field}.day",
                max_value=session.today(), format="YYYY.MM.DD", width=180,
            )  # fmt: skip
            is_sent = st.form_submit_button(_("Save"), key=f"{_KEY}.save.{key}", type="primary")
        if not is_sent:
            return
    action = one.action_id if one else (line.action.id if line and line.action else None)
    told = Answer(
        one.theme if one else (line.theme if line else ""), Answered(which or Answered.LOOKING),
        what, day if isinstance(day, date) else session.today(), action,
        one.id if one else None, version,
    )  # fmt: skip
    keep = service.edit if one else service.add
    keeping.run(lambda: keep(shop, told, session.now()))
    st.rerun()

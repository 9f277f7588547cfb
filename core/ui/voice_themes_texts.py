"""Texts of customers with the words in them that were found, harmless whatever stands there."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import voice_correct as service
from core.services.opening import OpenShop
from core.services.voice_themes import Origin, Shown, ToldBy
from core.ui import keeping, session
from core.ui.text import plain
from core.wording import voice_themes as wording

_UNDO: Final = "voice.themes.said"
LONGEST: Final = 400
"""So many letters of a text are shown."""


def draw(
    shop: OpenShop, found: Sequence[Shown], key: str, *, correct: bool = False,
    until: date | None = None,
) -> None:  # fmt: skip
    """Texts one below the other; with ``correct`` each with what the seller may say of it.

    Those after the day ``until`` are marked as not counted yet.
    """
    for place, one in enumerate(found):
        with st.container(key=f"voice-text-{key}-{place}", gap="xsmall"):
            st.caption(plain(wording.where(one, until)))
            st.markdown(highlighted(one))
            words = wording.marked(one)
            if words:
                st.caption(plain(words))
            if correct and _can_be_corrected(one):
                _correct(shop, one, f"{key}.{place}")


def highlighted(one: Shown) -> str:
    """Markdown of a text in which the words that were found stand out."""
    parts, at = [], 0
    said = one.said[:LONGEST]
    for start, end, is_fault in _words(one, said):
        colour = "orange" if is_fault else "blue"
        parts += [_kept(said[at:start]), f":{colour}-background[{plain(said[start:end])}]"]
        at = end
    parts.append(_kept(said[at:]))
    return "".join(parts) + ("…" if len(one.said) > LONGEST else "")


def _words(one: Shown, said: str) -> list[tuple[int, int, bool]]:
    """Where the words begin and end in which something was found, and whether it complains.

    Whole words, because what is marked gets a little room around it: 상자가 [찌그러져서].
    """
    found: list[tuple[int, int, bool]] = []
    for start, end, _theme, is_fault in sorted(one.marks):
        if end > len(said):
            continue
        first, last, fault = start, end, is_fault
        while first > 0 and said[first - 1].isalnum():
            first -= 1
        while last < len(said) and said[last].isalnum():
            last += 1
        if found and first < found[-1][1]:
            first, before, was_fault = found.pop()
            last, fault = max(last, before), fault or was_fault
        found.append((first, last, fault))
    return found


def undo(shop: OpenShop) -> None:
    """The way back from what was said of a text last."""
    kept = st.session_state.get(_UNDO)
    if kept is None:
        return
    text, before = kept

    def back() -> None:
        st.session_state.pop(_UNDO, None)
        keeping.run(lambda: service.correct(shop, text, session.now(), **before))

    st.button(
        _("Take back what I said of the text"), key="voice.themes.unsay", type="tertiary",
        icon=":material/undo:", on_click=back,
    )  # fmt: skip


def _can_be_corrected(one: Shown) -> bool:
    """Whether nobody gave it stars, and there is a place to keep what the seller says."""
    is_open = one.text.told_by is not ToldBy.STARS
    return is_open and one.text.origin in {Origin.REVIEW, Origin.REMARK}


def _correct(shop: OpenShop, one: Shown, key: str) -> None:
    is_guess = one.text.told_by is ToldBy.GUESS
    choices = ((_("It is a complaint"), 1, "sentiment_dissatisfied"),
               (_("It is fine"), 0, "sentiment_satisfied"))  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        if is_guess:
            st.caption(_("The guess may be wrong."), width="content")
        for label, value, icon in choices:
            st.button(
                label, key=f"voice.themes.{key}.{value}", icon=f":material/{icon}:",
                type="tertiary", on_click=_say, args=(shop, one, value),
            )  # fmt: skip


def _say(shop: OpenShop, one: Shown, value: int) -> None:
    def change() -> None:
        before = service.correct(shop, one.text, session.now(), is_negative=value)
        st.session_state[_UNDO] = (one.text, before)

    keeping.run(change)


def _kept(part: str) -> str:
    """A part of a text with the blanks at its ends, which ``plain`` would take away."""
    if not part.strip():
        return " " if part else ""
    before, after = part[:1].isspace(), part[-1:].isspace()
    return f"{' ' if before else ''}{plain(part)}{' ' if after else ''}"

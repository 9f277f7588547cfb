"""Say of texts from elsewhere what they speak to and how: one after the other."""

from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import copy_tags
from core.services.copy_tags import Place, Tags
from core.services.opening import OpenShop
from core.terms.copy_tests import TestStatus
from core.ui import copy_tests_doing as doing
from core.ui import session
from core.ui.text import plain
from core.wording import copy_library_import as wording
from core.wording import copy_page_tags as names

MOST: Final = 200
"""So many texts can be chosen from; the search above finds the others."""

_WHICH: Final = "library.tag.which"
_DONE: Final = "library.tagged"


def draw(shop: OpenShop, found: pd.DataFrame) -> None:
    """One text of those that were found and are from elsewhere, and what it speaks to and how."""
    mine = found[found["status"] == TestStatus.IMPORTED.value]
    if mine.empty:
        return
    rows = {
        Place(int(row["test"]), row["letter"]): row for row in mine.head(MOST).to_dict("records")
    }
    bare = [place for place, row in rows.items() if not (row["need"] or row["tone"])]
    with st.expander(_("Say what texts from elsewhere speak to"), icon=":material/sell:"):
        st.caption(plain(wording.untagged(len(bare), len(mine), MOST)))
        if st.session_state.get(_WHICH) not in rows:
            st.session_state[_WHICH] = (bare or list(rows))[0]
        place = st.selectbox(
            _("Which text?"), list(rows), key=_WHICH,
            format_func=lambda it: wording.text_of(rows[it]["text"], rows[it]["title"]),
        )  # fmt: skip
        row = rows[place]
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            _tag(shop, place, Tags(row["need"], row["tone"]), "need")
            _tag(shop, place, Tags(row["need"], row["tone"]), "tone")
        _ways(shop, place, list(rows), bare)


def _tag(shop: OpenShop, place: Place, told: Tags, name: str) -> None:
    """What the text speaks to, or how; one of ours or a word of the seller's own."""
    codes, word = (names.NEEDS, names.need) if name == "need" else (names.TONES, names.tone)
    label = _("Speaks to") if name == "need" else _("Tone")
    now: str = getattr(told, name)
    key = f"library.tag.{place.test}.{place.letter}.{name}"
    if st.session_state.get(f"{key}.seen") != now or key not in st.session_state:
        st.session_state[key] = now
    st.session_state[f"{key}.seen"] = now
    with st.container(width=220):
        st.selectbox(
            label, ["", *codes, *([now] if now and now not in codes else [])], format_func=word,
            accept_new_options=True, placeholder=_("Choose or write"), key=key,
            on_change=_keep, args=(shop, place, told, name, key),
        )  # fmt: skip


def _keep(shop: OpenShop, place: Place, told: Tags, name: str, key: str) -> None:
    new = told._replace(**{name: names.code(st.session_state[key] or "")})

    def change() -> None:
        st.session_state[_DONE] = copy_tags.tag(shop, {place: new}, session.now())

    doing.run(change)


def _ways(shop: OpenShop, place: Place, every: list[Place], bare: list[Place]) -> None:
    """On to the next text nobody has said anything of, and the way back."""
    after = [one for one in bare if every.index(one) > every.index(place)]
    onward = next(iter(after or [one for one in bare if one != place]), None)
    done: list[int] = st.session_state.get(_DONE, [])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if onward is not None:
            st.button(
                _("Next text"), key="library.tag.next", icon=":material/arrow_forward:",
                on_click=_go, args=(onward,),
            )  # fmt: skip
        if done:
            st.button(
                _("Take it back"), key="library.tag.back", icon=":material/undo:",
                type="tertiary", on_click=_back, args=(shop, done),
            )  # fmt: skip


def _go(place: Place) -> None:
    st.session_state[_WHICH] = place


def _back(shop: OpenShop, done: list[int]) -> None:
    if doing.run(lambda: copy_tags.untag(shop, done, session.now())):
        st.session_state[_DONE] = []

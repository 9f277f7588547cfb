"""Many customers of a list at once: ticked, then noted as written to or skipped together."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import customers_texts
from core.services.care_queue_done import Reason
from core.services.care_words import ALIKE_MOST
from core.services.customers_due import ListKind
from core.services.customers_due_people import Person
from core.services.opening import OpenShop
from core.ui import customers_due_rows as rows
from core.ui.text import plain
from core.wording import customers_due as wording
from core.wording import customers_due_bulk as bulk
from core.wording.customers_states import state

_KEY: Final = "due.bulk"


# A tick changes nothing but how many the buttons speak of.
@st.fragment
def draw(shop: OpenShop, kind: ListKind, some: Sequence[Person], every: int) -> None:
    """A list to tick off; the file has the text for each.

    Args:
        shop: whose.
        kind: which list.
        some: its first customers.
        every: how many are on it.
    """
    keys = [f"{_KEY}.tick.{kind}.{one.key}" for one in some]
    for key in keys:
        st.session_state.setdefault(key, True)
    st.caption(plain(bulk.shown(len(some), every, is_written_to=bool(customers_texts.texts(kind)))))
    with st.container(horizontal=True, gap="small"):
        st.button(_("Tick all"), key=f"{_KEY}.all", on_click=_tick, args=(keys, True))
        st.button(_("Tick none"), key=f"{_KEY}.none", on_click=_tick, args=(keys, False))
    ticked = [st.checkbox(plain(_told(one)), key=key) for one, key in zip(some, keys, strict=True)]
    chosen = [one for one, is_on in zip(some, ticked, strict=True) if is_on]
    if len(chosen) > ALIKE_MOST and customers_texts.texts(kind):
        st.caption(plain(bulk.alike(len(chosen))))
    _buttons(shop, kind, some, chosen)


def _buttons(
    shop: OpenShop, kind: ListKind, some: Sequence[Person], chosen: Sequence[Person]
) -> None:
    reasons = wording.reasons()
    # A second click that comes late must not do the next fifty.
    of_these = some[0].key
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        is_done = bool(customers_texts.texts(kind)) and st.button(
            plain(bulk.done(len(chosen))), type="primary", icon=":material/check:",
            key=f"{_KEY}.done.{of_these}", disabled=not chosen,
        )  # fmt: skip
        why = st.selectbox(
            _("Why are they skipped?"), list(reasons), key=f"{_KEY}.why",
            format_func=reasons.__getitem__, width=220,
        )  # fmt: skip
        is_skipped = st.button(
            plain(bulk.skip(len(chosen))), icon=":material/skip_next:",
            key=f"{_KEY}.skip.{of_these}", disabled=not chosen,
        )  # fmt: skip
    if chosen and (is_done or is_skipped):
        rows.mark(shop, kind, chosen, Reason(why or Reason.OTHER) if is_skipped else None)
        st.rerun()


def _tick(keys: Sequence[str], is_on: bool) -> None:  # noqa: FBT001  (a callback)
    for key in keys:
        st.session_state[key] = is_on


def _told(one: Person) -> str:
    who = one.name or _("a customer")
    parts = (who, state(one.state), wording.bought(one, 24), wording.when(one))
    return " · ".join(part for part in parts if part)

"""Who has to be asked again, and who has to be told that it is noted: lists, words, and done."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import messages_people, messages_rules, subscribers_renewals, subscribers_texts
from core.services.customers_consent import Source
from core.services.opening import OpenShop
from core.services.subscribers_consents import Consents, Due
from core.services.subscribers_renewals import Written
from core.services.subscribers_texts import Text
from core.ui import cards, copying, customers_link, downloads, session, voice_said
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import customers_consent as said
from core.wording import subscribers_consents as wording

_KEY: Final = "subscribers.due"
SHOWN: Final = 10
"""So many are listed at once: more are a long way on a phone."""


def draw(shop: OpenShop, found: Consents) -> None:
    """Both lists; nothing while nothing is written down."""
    if not found.people:
        return
    shop_name = cached(messages_people.shop_name)(shop)
    opt_out = cached(messages_rules.read)(shop).opt_out
    with cards.card(
        _("Ask them again"), key="subscribers-due",
        note=_("Who agreed 2 years ago and was not asked again gets no advertisement."),
    ):  # fmt: skip
        if found.due:
            _due(shop, found, shop_name, opt_out)
        else:
            st.markdown(_("Nobody's consent runs out within 60 days."))
    if found.to_tell:
        with cards.card(_("Tell them that it is noted"), key="subscribers-tell"):
            _tell(found, shop_name, opt_out)


def _due(shop: OpenShop, found: Consents, shop_name: str, opt_out: str) -> None:
    _words(Text.RENEWAL, shop_name, opt_out, _("Words to ask with"))
    st.caption(_("With a benefit or a product in it, it would be an advertisement."))
    downloads.csv(
        _("Save this list as CSV"), lambda: wording.due_file(found.due, shop_name, opt_out),
        f"ask_again_{formats.file_day(session.today())}.csv", key=f"{_KEY}.csv",
    )  # fmt: skip
    pages = -(-len(found.due) // SHOWN)
    place = 1
    if pages > 1:
        if (st.session_state.get(f"{_KEY}.page") or 1) > pages:
            del st.session_state[f"{_KEY}.page"]
        place = int(st.pagination(pages, key=f"{_KEY}.page", max_visible_pages=5) or 1)
    _ticked(shop, found.due[(place - 1) * SHOWN : place * SHOWN])


# A tick changes nothing but how many the button speaks of.
@st.fragment
def _ticked(shop: OpenShop, some: Sequence[Due]) -> None:
    source = st.selectbox(
        _("Where did they say that they still want it?"), [it.value for it in Source], index=None,
        key=f"{_KEY}.source", format_func=said.source, accept_new_options=True, width=320,
        placeholder=_("choose, or type your own words"),
    )  # fmt: skip
    keys = [_name(one) for one in some]
    with st.container(horizontal=True, gap="small"):
        st.button(_("Tick all"), key=f"{_KEY}.all", on_click=_tick, args=(keys, True))
        st.button(_("Tick none"), key=f"{_KEY}.none", on_click=_tick, args=(keys, False))
    chosen = [one for one, key in zip(some, keys, strict=True) if _row(shop, one, key, source)]
    told = _("Confirmed today: {count}").format(count=formats.count(len(chosen), "people"))
    # A second click that comes late must not do the next page.
    if st.button(
        plain(told), key=f"{_KEY}.done.{keys[0]}", type="primary", icon=":material/check:",
        disabled=not chosen or not (source or "").strip(),
    ):  # fmt: skip
        _confirm(shop, chosen, source or "")
        st.rerun()
    if not source:
        st.caption(_("Choose first where they said it."))
    st.caption(_("Tick only who answered that it goes on; who says no is noted on his page."))


def _row(shop: OpenShop, one: Due, key: str, source: str | None) -> bool:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        is_on = st.checkbox(plain(wording.whose(one, session.today())), key=key, width="content")
        st.caption(plain(wording.due(one)), width="content")
        customers_link.way(one.key)
        if st.button(
            _("Still agrees"), key=f"{key}.one", type="tertiary", icon=":material/check:",
            disabled=not (source or "").strip(),
        ):  # fmt: skip
            _confirm(shop, [one], source or "")
            st.rerun()
    return is_on


def _name(one: Due) -> str:
    return f"{_KEY}.tick.{one.key}.{one.kind.value}.{one.given_on:%Y%m%d}"


def _tick(keys: Sequence[str], is_on: bool) -> None:  # noqa: FBT001  (a callback)
    for key in keys:
        st.session_state[key] = is_on


def _confirm(shop: OpenShop, some: Sequence[Due], source: str) -> None:
    kept: list[Written] = []
    now = session.now()
    if voice_said.run(
        lambda: kept.append(subscribers_renewals.confirm(shop, some, source, now))
    ):  # fmt: skip
        (done,) = kept
        voice_said.say(
            wording.confirmed(done),
            lambda: subscribers_renewals.take_back(shop, done, session.now()),
        )


def _tell(found: Consents, shop_name: str, opt_out: str) -> None:
    st.markdown(plain(wording.to_tell(found.to_tell)))
    st.caption(plain(
        _("Tell each within 14 days of that day that it is noted (제50조 제7항). Who was told is"
          " not kept here.")
    ))  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        _words(Text.AGREED, shop_name, opt_out, _("Words for who agreed"))
        _words(Text.REFUSED, shop_name, opt_out, _("Words for who wants none"))
    downloads.csv(
        _("Save whom to tell as CSV"),
        lambda: wording.to_tell_file(found.to_tell, shop_name, opt_out),
        f"tell_{formats.file_day(session.today())}.csv", key=f"{_KEY}.tell.csv",
    )  # fmt: skip


def _words(which: Text, shop_name: str, opt_out: str, label: str) -> None:
    told = subscribers_texts.text(which, shop_name, opt_out)
    with st.popover(plain(label), icon=":material/chat:", key=f"{_KEY}.words.{which.value}"):
        st.markdown("  \n".join(plain(line) for line in told.splitlines()))
        copying.button(told, about=label, key=f"subscribers-{which.value}")

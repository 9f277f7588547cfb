"""Everything that is kept of one person: deleting it, at the person's wish."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.i18n import speaking
from core.services import customers_erasing as service
from core.services.customers_erasing import ErasePlan, ErasureOutdated
from core.services.customers_identity import UnknownBuyer
from core.services.customers_one import Customer
from core.services.opening import OpenShop
from core.ui import cards, downloads, notices, session, voice_said
from core.ui.customers_link import SHOWN
from core.ui.text import plain
from core.wording import customers_data as wording
from core.wording import customers_kept

_KEY: Final = "customers.data"


def draw(shop: OpenShop, one: Customer) -> None:
    """What is kept, and the way to delete it."""
    with cards.card(_("All that is kept of this person"), key="customer-data"):
        st.markdown(_("If somebody asks you to forget them, you can do so here."))
        _take_along(shop, one)
        _erase(shop, one)


def _take_along(shop: OpenShop, one: Customer) -> None:
    """A file for somebody who asks what is kept of them."""
    language = session.language()

    def made() -> bytes:
        # Runs in a thread that does not know the reader.
        with speaking(language):
            return customers_kept.archive(service.kept(shop, one.key), downloads.csv_bytes)

    st.download_button(
        _("Save all of it as a file"), data=made, file_name=f"{one.key[:SHOWN]}.zip",
        mime="application/zip", key=f"{_KEY}.kept", on_click="ignore",
        icon=":material/download:",
    )  # fmt: skip


def _erase(shop: OpenShop, one: Customer) -> None:
    place = st.expander(
        _("Delete this customer"), icon=":material/delete_forever:",
        key=f"{_KEY}.erase.{one.key}", on_change="rerun",
    )  # fmt: skip
    if not place.open:
        return
    with place:
        try:
            plan = service.erase_preview(shop, one.key)
        except UnknownBuyer as fault:
            notices.warning(wording.refused(fault))
            return
        st.markdown(f"**{plain(wording.ask(plan))}**")
        st.markdown("\n".join(f"- {plain(line)}" for line in wording.plan(plan)))
        with_copies = bool(plan.backups) and st.checkbox(
            wording.with_copies(len(plan.backups)), key=f"{_KEY}.copies.{one.key}"
        )
        sure = st.checkbox(_("I have read what goes"), key=f"{_KEY}.sure.{one.key}")
        st.button(
            _("Delete for good"), key=f"{_KEY}.now", type="primary", disabled=not sure,
            icon=":material/delete_forever:", on_click=_now, args=(shop, plan, with_copies),
        )  # fmt: skip


def _now(shop: OpenShop, plan: ErasePlan, with_copies: bool) -> None:  # noqa: FBT001  (a callback)
    done: list[service.Erased] = []
    gone: list[int] = []
    try:
        if voice_said.run(lambda: done.append(service.erase(shop, plan, session.now()))):
            old = done[0].backups
            if with_copies and voice_said.run(
                lambda: gone.append(service.renew_copies(shop, old, session.now()))
            ):
                voice_said.say(wording.erased_with_copies(gone[0], len(old) - gone[0]))
            else:
                voice_said.say(wording.erased(done[0]))
    except (ErasureOutdated, UnknownBuyer) as fault:
        voice_said.wrong(wording.refused(fault))

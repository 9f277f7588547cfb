"""A message whose list is settled: taken along, copied, and marked as sent."""

from datetime import datetime, time, timedelta
from typing import Final

import streamlit as st

from core.analysis.message_law import is_night
from core.i18n import formats
from core.i18n import gettext as _
from core.services import (
    care_words,
    copy_test_lists,
    customers_contact,
    messages_export,
    messages_guard,
    messages_lists,
    messages_rules,
    messages_sends,
)
from core.services.copy_test_lists import RecipientList
from core.services.messages_export import Export
from core.services.messages_guard import Held
from core.services.messages_sends import Send
from core.services.opening import OpenShop
from core.terms import SEOUL, seoul_day
from core.terms.messages import MessageKind
from core.ui import (
    cards,
    copy_files,
    copying,
    keeping,
    messages_doing,
    notices,
    session,
    target_turn,
)
from core.ui import copy_tests_doing as doing
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import copy_page_faults as faults
from core.wording import messages_law as law
from core.wording import messages_names as names
from core.wording import messages_odd as odd
from core.wording import messages_prepare as wording

_KEY: Final = "messages.list"
_LARGEST: Final = 20
"""Megabytes of a file of contacts."""

_MOST: Final = 1_000_000_000


def draw(shop: OpenShop, send: Send) -> None:
    """The list, the texts, and what is marked."""
    key = f"{_KEY}.{send.number}"
    sizes = cached(messages_sends.sizes)(shop, send.number)
    with cards.card(_("The list"), key="messages-listed"):
        st.markdown(f"**{plain(wording.listed(sizes))}**")
        for line in wording.counted(send.left_out.counts):
            st.caption(plain(line))
        _take_along(shop, send, key)
    with cards.card(_("Texts of this list"), key="messages-copied"):
        _texts(shop, send, key)
    with cards.card(_("Was it sent?"), key="messages-mark"):
        _mark(shop, send, messages_lists.to_send(sizes), key)
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Prepare it anew"), key=f"{key}.reopen", icon=":material/edit:",
            on_click=messages_doing.do,
            args=(lambda: messages_lists.reopen(shop, send, session.now()),),
        )  # fmt: skip
        keeping.away(lambda: messages_sends.delete(shop, send, session.now()), f"{key}.away")


def _take_along(shop: OpenShop, send: Send, key: str) -> None:
    st.markdown(plain(_("Drop the file that tells how they are reached: an order file will do.")))
    found = st.file_uploader(
        _("File with names and numbers"), type=["csv", "xlsx", "xls"], key=f"{key}.file",
        max_upload_size=_LARGEST,
    )  # fmt: skip
    st.caption(plain(_("The file is read here only. Numbers are kept nowhere.")))
    people = copy_files.read(
        found, lambda source, how: copy_test_lists.read(shop, source, how), f"{key}.read"
    )
    if people is not None:
        for line in faults.read_list(people):
            st.caption(plain(line))
        _parts(shop, send, people, key)


def _parts(shop: OpenShop, send: Send, people: RecipientList, key: str) -> None:
    found = _exported(shop, send, people, key)
    if found is None:
        return
    _told(shop, send, found)
    if found.uncompared:
        keeping.run(lambda: messages_lists.leave_uncompared(shop, send, found.uncompared))
    spoken = {one.letter: one.language for one in send.versions}
    with st.container(horizontal=True, gap="small"):
        for one in found.files:
            day = formats.file_day(session.today())
            called = wording.part(one.letter, one.rows)
            st.download_button(
                plain(names.foreign(called, spoken[one.letter])), data=one.content,
                file_name=f"{_('messages')}_{one.letter}_{day}.csv", mime="text/csv",
                key=f"{key}.part.{one.letter}", on_click="ignore", icon=":material/download:",
            )  # fmt: skip


def _told(shop: OpenShop, send: Send, found: Export) -> None:
    """What the lists are, who is not in them, and what the seller should know of the texts."""
    names_of = customers_contact.names(shop, (*found.odd, *found.without))
    for line in (*wording.exported(found), *odd.odd(found, names_of)):
        st.markdown(f"- {plain(line)}")
    if found.without:
        st.caption(plain(odd.listed(names_of, found.without)))
    if found.alike > care_words.ALIKE_MOST:
        st.warning(plain(wording.alike(found.alike)), icon=":material/content_copy:")
    if send.planned_at and seoul_day(send.planned_at) < session.today():
        st.caption(plain(odd.as_of(seoul_day(send.planned_at))))


def _exported(shop: OpenShop, send: Send, people: RecipientList, key: str) -> Export | None:
    """The lists; None while something stands in the way.

    What stands in the way of some only is told, and they may be left out.
    """
    try:
        found = messages_export.export(shop, send, people, session.now())
        if not isinstance(found, Held):
            return found
        rest = messages_export.export(shop, send, people, session.now(), leave=True)
    except copy_test_lists.ListRefused as fault:
        doing.explain(fault)
        return None
    notices.problem(law.fault(found.first))
    if isinstance(rest, Held) or not rest.rows:
        return None
    st.caption(plain(odd.only(rest)))
    st.caption(plain(odd.listed(customers_contact.names(shop, tuple(rest.odd)), tuple(rest.odd))))
    return rest if st.checkbox(plain(odd.spare(rest)), key=f"{key}.spare") else None


def _texts(shop: OpenShop, send: Send, key: str) -> None:
    """Each text as it may be pasted for everybody, if it may."""
    rules = cached(messages_rules.read)(shop)
    st.caption(plain(_("What is told of one person only is left out here. It is in the list.")))
    for version in send.versions:
        found = messages_guard.copied(shop, send, version, rules, session.now())
        called = f"{version.letter} · {names.channel(send.channel)}"
        st.caption(plain(names.foreign(called, version.language)))
        if isinstance(found, Held):
            notices.problem(law.fault(found.first))
            continue
        with st.container(border=True, key=f"copied-{send.number}-{version.letter}"):
            if found.title:
                st.markdown(f"**{plain(found.title)}**")
            st.markdown("  \n".join(plain(line) for line in found.text.splitlines()))
        copying.button(found.text, about=send.title, key=f"{key}.copy.{version.letter}")


def _mark(shop: OpenShop, send: Send, people: int, key: str) -> None:
    begin = target_turn.key(key)
    now = session.now().astimezone(SEOUL)
    planned = send.planned_at.astimezone(SEOUL) if send.planned_at else now
    first = min(planned, now)
    least = min(send.group_day or first.date(), now.date())
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        day = st.date_input(
            _("Sent on"), max(first.date(), least), min_value=least, max_value=now.date(),
            key=f"{begin}.day", format="YYYY.MM.DD", width=180,
        )  # fmt: skip
        hour = st.time_input(
            _("At"), first.time().replace(second=0, microsecond=0), key=f"{begin}.hour",
            step=timedelta(minutes=1), width=140,
        )  # fmt: skip
        count = st.number_input(
            _("Messages that went out"), 0, _MOST, people, key=f"{begin}.count", width=180
        )
    at = datetime.combine(day or now.date(), hour or time(), SEOUL)
    if send.kind is MessageKind.ADVERTISING and is_night(at):
        st.caption(plain(_("That was at night, where advertisements need a consent of their own.")))
    st.button(
        _("Mark as sent"), key=f"{key}.mark", type="primary", icon=":material/send:",
        on_click=messages_doing.do,
        args=(
            lambda: messages_lists.mark(shop, send, at, int(count), session.now()),
            _("Marked as sent. Its results stand in the next tab."),
        ),
    )  # fmt: skip

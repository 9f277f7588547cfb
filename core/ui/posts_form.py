"""The form of one post: whose it is, where it stands, what was given for it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import link_book, posts_people
from core.services import posts as services
from core.services.opening import OpenShop
from core.services.posts import (
    LONGEST_ADDRESS,
    LONGEST_NOTE,
    LONGEST_PLACE,
    MOST_POINTS,
    Post,
    PostKind,
    PostRefused,
)
from core.services.posts_came import Seen
from core.services.posts_people import Person
from core.ui import session, voice_said
from core.ui.actions_forms import FIELD, seen
from core.ui.cached import cached
from core.wording import posts as wording
from core.wording.customers_list import number

_KEY: Final = "posts.form"

LONGEST_NUMBER: Final = 60


@dataclass(frozen=True)
class _Told:
    """What a form was filled with: the post, and the numbers of its customers as typed."""

    post: Post
    who: str
    invited: str


def new(shop: OpenShop) -> None:
    """Write a post down; fields are empty again once it is kept."""
    with st.form(f"{_KEY}.new", border=False):
        told = _fields(shop, Post(PostKind.SELFIE, session.today()), None, None)
        if not st.form_submit_button(_("Write down"), key=f"{_KEY}.add", icon=":material/add:"):
            return
    whole = _whole(shop, told, None, None)
    made: list[Post] = []
    if whole is not None and run(
        lambda: made.append(services.add(shop, whole, session.now()))
    ):  # fmt: skip
        voice_said.say(
            _("The post is written down."), lambda: services.delete(shop, made[0], session.now())
        )
    st.rerun()


def change(shop: OpenShop, one: Seen) -> None:
    """Change all that a post says."""
    post = one.post
    version = seen(f"{_KEY}.{post.id}", post.version)
    with st.form(f"{_KEY}.{post.id}.form", border=False):
        told = _fields(shop, replace(post, version=version), one.who, one.invited)
        if not st.form_submit_button(_("Save"), key=f"{_KEY}.save.{post.id}"):
            return
    whole = _whole(shop, told, one.who, one.invited)
    if whole is not None and run(lambda: services.change(shop, whole, session.now())):
        voice_said.say(_("Changed."), lambda: services.undo(shop, post.id or 0, whole.version + 1))
    st.rerun()


def run(change: Callable[[], object]) -> bool:
    """Do something with posts; what was wrong is said when the page is drawn next."""
    try:
        return voice_said.run(change)
    except PostRefused as refused:
        voice_said.wrong(wording.refused(refused.problem))
        return False


def _fields(shop: OpenShop, one: Post, who: Person | None, invited: Person | None) -> _Told:
    key, today = f"{FIELD}{_KEY}.{one.id or 'new'}", session.today()
    kinds = list(PostKind)
    kind = st.selectbox(
        _("Kind"), kinds, kinds.index(one.kind), format_func=wording.kind,
        key=f"{key}.kind",
    )  # fmt: skip
    day = st.date_input(
        _("On which day?"), one.day, key=f"{key}.day", max_value=today, format="YYYY.MM.DD"
    )
    said = st.text_input(
        _("Whose? (order or customer number)"), number(who.key) if who else "", key=f"{key}.who",
        max_chars=LONGEST_NUMBER, help=_("The last digits of an order number are enough."),
    )  # fmt: skip
    place = st.text_input(
        _("Where does it stand?"), one.place, key=f"{key}.place", max_chars=LONGEST_PLACE,
        placeholder=_("a blog, a social network …"),
    )  # fmt: skip
    address = st.text_input(
        _("Address of the post"), one.address, key=f"{key}.address", max_chars=LONGEST_ADDRESS
    )
    points = st.number_input(
        _("Points or goods given (won)"), 0, MOST_POINTS, one.points, step=500,
        key=f"{key}.points", placeholder=_("not known"),
    )  # fmt: skip
    mark = st.selectbox(
        _("Does it say that something was given?"), wording.MARKS,
        wording.MARKS.index(one.is_disclosed), format_func=wording.mark, key=f"{key}.mark",
        help=wording.rule(),
    )  # fmt: skip
    link = _link(shop, one.link_id, f"{key}.link")
    came = st.text_input(
        _("Who came by it? (order or customer number)"), number(invited.key) if invited else "",
        key=f"{key}.invited", max_chars=LONGEST_NUMBER,
    )  # fmt: skip
    note = st.text_area(
        _("My note"), one.note, key=f"{key}.note", height=80, max_chars=LONGEST_NOTE
    )
    told = replace(
        one, kind=PostKind(kind), day=day if isinstance(day, date) else one.day, place=place,
        address=address, points=None if points is None else int(points), is_disclosed=mark,
        link_id=link, note=note,
    )  # fmt: skip
    return _Told(told, said.strip(), came.strip())


def _link(shop: OpenShop, chosen: int | None, key: str) -> int | None:
    """One of the links that are kept; one that was thrown away stays chosen."""
    names = {one.id: wording.link(one) for one in cached(link_book.listed)(shop)}
    if chosen is not None and chosen not in names:
        names[chosen] = _("a link you threw away")
    options: list[int | None] = [None, *names]
    return st.selectbox(
        _("Your link in it"), options, options.index(chosen), key=key,
        format_func=lambda it: _("No link") if it is None else names[it],
        help=_("Links you made under Ways in. Visits and orders are counted by it."),
    )  # fmt: skip


def _whole(shop: OpenShop, told: _Told, who: Person | None, invited: Person | None) -> Post | None:
    """The post with its customers; None where it is not clear who is meant."""
    keys: list[str | None] = []
    before = (told.post.buyer_key, told.post.invited_key)
    for said, known, kept in zip((told.who, told.invited), (who, invited), before, strict=True):
        if known is not None and said == number(known.key):
            keys.append(kept)
            continue
        found = posts_people.find(shop, said, session.today()) if said else []
        if said and len(found) != 1:
            voice_said.wrong(wording.unclear(said, len(found)))
            return None
        keys.append(found[0].key if found else None)
    return replace(told.post, buyer_key=keys[0], invited_key=keys[1])

"""What customers showed and told others: the log, what was given for it, and what followed."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import posts as services
from core.services import posts_came
from core.services.opening import OpenShop
from core.services.posts import Post, PostKind
from core.services.posts_came import Seen
from core.ui import (
    cards,
    customer_book,
    customers_link,
    downloads,
    keeping,
    notices,
    posts_form,
    posts_paste,
    session,
    voice_said,
)
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import customers_list as lists
from core.wording import posts as wording

_KEY: Final = "posts"

SHOWN: Final = 8
"""So many posts stand on a page; all of them are in the file."""

_LACKING: Final = "lacking"
"""Stands for posts that have to say that something was given, and do not."""


def draw(shop: OpenShop) -> None:
    """The whole part about posts."""
    voice_said.draw()
    some = cached(_seen)(shop, session.today())
    wide, narrow = st.columns([2, 1])
    with narrow:
        with cards.card(_("Write a post down"), key="posts-new"):
            posts_form.new(shop)
        posts_paste.draw(shop)
    with wide, cards.card(_("What customers showed and told"), key=_KEY):
        if some:
            _totals(some)
            _log(shop, some)
        else:
            st.markdown(plain(_(
                "Write down who showed your things or recommended you. You see what followed."
            )))  # fmt: skip
    gone = cached(services.listed)(shop, deleted=True)
    keeping.thrown(
        [(wording.entry(one), partial(services.undo, shop, one.id or 0, one.version))
         for one in gone], _KEY,
    )  # fmt: skip


def _seen(shop: OpenShop, today: date) -> list[Seen]:
    return posts_came.seen(shop, customer_book.kept(shop), today)


def _totals(some: Sequence[Seen]) -> None:
    found = posts_came.totals(some)
    cards.kpi_row(
        [cards.Tile(name, value, "", note=note) for name, value, note in wording.tiles(found)],
        key=_KEY, columns=2,
    )  # fmt: skip
    if (said := wording.lacking(found)) is not None:
        notices.warning(said)


def _log(shop: OpenShop, some: Sequence[Seen]) -> None:
    chosen = st.selectbox(
        _("Show which posts"), [None, *(one.value for one in PostKind), _LACKING],
        format_func=_filter, key=f"{_KEY}.filter", width=280,
    )  # fmt: skip
    fitting = [one for one in some if _fits(one.post, chosen)]
    if not fitting:
        st.markdown(plain(_("No post is like that.")))
    else:
        place = _page(len(fitting))
        for one in fitting[(place - 1) * SHOWN : place * SHOWN]:
            _one(shop, one)
        if any(one.came or one.bought for one in fitting):
            st.caption(plain(wording.not_caused()))
        downloads.csv(
            _("Save as a file"), partial(wording.rows, fitting),
            f"{lists.file_name('posts', session.today())}.csv", key=f"{_KEY}.csv",
        )  # fmt: skip


def _filter(chosen: str | None) -> str:
    if chosen is None:
        return _("All")
    if chosen == _LACKING:
        return _("Where the mark of reward is missing or not checked")
    return wording.kind(PostKind(chosen))


def _fits(one: Post, chosen: str | None) -> bool:
    if chosen == _LACKING:
        return one.lacks_mark or one.is_unchecked
    return chosen is None or one.kind == chosen


def _page(count: int) -> int:
    pages = -(-count // SHOWN)
    if pages < 2:  # noqa: PLR2004
        return 1
    if (st.session_state.get(f"{_KEY}.page") or 1) > pages:
        del st.session_state[f"{_KEY}.page"]
    return int(st.pagination(pages, key=f"{_KEY}.page", max_visible_pages=5) or 1)


def _one(shop: OpenShop, one: Seen) -> None:
    """One post with what followed it."""
    post = one.post
    with st.container(border=True, key=f"post-{post.id}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(wording.entry(post))}**", width="content")
            _badge(post)
            if one.who is not None:
                customers_link.link(one.who.key, one.who.name)
            if post.address and services.is_address(post.address):
                st.link_button(
                    _("Open the post"), post.address, icon=":material/open_in_new:",
                    type="tertiary",
                )  # fmt: skip
            with st.popover(
                _("Change"), icon=":material/edit:", type="tertiary", key=f"{_KEY}.open.{post.id}"
            ):
                _change(shop, one)
        told = [wording.given(post)]
        if one.came is not None:
            told.append(wording.came(one.came))
        told += [wording.invited(one.invited, one.bought), post.note]
        for line in filter(None, told):
            st.caption(plain(line))


def _badge(post: Post) -> None:
    if post.lacks_mark:
        st.badge(plain(wording.mark(one=False)), icon=":material/error:", color="red")
    elif post.is_unchecked:
        st.badge(plain(wording.mark(None)), icon=":material/help:", color="orange")
    elif post.is_disclosed:
        st.badge(plain(wording.mark(one=True)), icon=":material/check:", color="green")


def _change(shop: OpenShop, one: Seen) -> None:
    post = one.post
    posts_form.change(shop, one)
    if post.undoable:
        st.button(
            _("Undo the last change"), key=f"{_KEY}.undo.{post.id}", icon=":material/undo:",
            type="tertiary", on_click=keeping.do,
            args=(partial(services.undo, shop, post.id or 0, post.version),),
        )  # fmt: skip
    keeping.away(lambda: services.delete(shop, post, session.now()), f"{_KEY}.delete.{post.id}")

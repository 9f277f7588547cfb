"""The forms of one remark: changing it, and saying that it says the same as another."""

from dataclasses import replace
from datetime import date
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import voice_feedback, voice_listing, voice_orders
from core.services.kept_notes import LONGEST_NOTE
from core.services.opening import OpenShop
from core.services.voice_feedback import LONGEST_TEXT, Remark
from core.services.voice_orders import About
from core.ui import session, voice_quick, voice_said
from core.ui.actions_forms import FIELD, seen
from core.ui.cached import cached
from core.wording import voice_log as wording

_KEY: Final = "voice.remark"


def change(shop: OpenShop, one: Remark) -> None:
    """All fields of a remark."""
    version = seen(f"{_KEY}.{one.id}", one.version)
    key = f"{FIELD}{_KEY}.{one.id}"
    with st.form(f"{key}.form", border=False):
        text = st.text_area(
            _("What was said?"), one.text, key=f"{key}.text", max_chars=LONGEST_TEXT, height=100
        )
        order = st.text_input(
            _("Order number"), one.about.order_no or "", key=f"{key}.order",
            help=_("Of an order or of an order line; the last 4 digits are enough."),
        )  # fmt: skip
        kept = (one.scale, one.score) if one.scale and one.score is not None else None
        answer = voice_quick.score_field(f"{key}.score", kept)
        source = voice_quick.source_field(f"{key}.source", one.source)
        theme = voice_quick.theme_field(shop, f"{key}.theme", one.theme)
        product = voice_quick.product_field(shop, f"{key}.product", one.about.product_id)
        negative = st.selectbox(
            _("Is it bad?"), [None, True, False], key=f"{key}.bad", format_func=_negative,
            index=[None, True, False].index(one.is_negative),
        )  # fmt: skip
        day = st.date_input(
            _("On which day?"), one.said_on, key=f"{key}.day", max_value=session.today(),
            format="YYYY.MM.DD",
        )  # fmt: skip
        note = st.text_area(
            _("My note"), one.note, key=f"{key}.note", height=80, max_chars=LONGEST_NOTE
        )
        if not st.form_submit_button(_("Save"), key=f"{key}.save"):
            return
    about = _about(shop, one, order.strip(), product)
    if about is not None:
        scale, points = answer or (None, None)
        told = replace(
            one, text=text, about=about, scale=scale, score=points, source=source, theme=theme,
            is_negative=negative, said_on=day if isinstance(day, date) else one.said_on, note=note,
            version=version,
        )  # fmt: skip
        _save(shop, told)
    st.rerun()


def _save(shop: OpenShop, told: Remark) -> None:
    if voice_said.run(lambda: voice_feedback.edit(shop, told, session.now())):
        voice_said.say(
            _("Changed."), lambda: voice_feedback.undo(shop, told.id or 0, told.version + 1)
        )


def _negative(said: bool | None) -> str:  # noqa: FBT001  (it is the choice itself)
    if said is None:
        return _("Left to the score and the words")
    return _("Yes, it is bad") if said else _("No, it is not")


def _about(shop: OpenShop, one: Remark, order: str, product: int | None) -> About | None:
    """What it is about now; None where it is not clear which order is meant."""
    before = one.about
    if order == (before.order_no or ""):
        return replace(before, product_id=product)
    if not order:
        return About(product_id=product)
    found = voice_orders.find(shop, order, session.today())
    if len(found) != 1:
        is_number = voice_orders.is_number(order)
        voice_said.wrong(wording.order_unclear(order, len(found), is_number=is_number))
        return None
    about = voice_orders.about(found[0])
    return about if product in {None, before.product_id} else replace(about, product_id=product)


def merge(shop: OpenShop, one: Remark) -> None:
    """Choose the remark that counts for this one."""
    near = [it for it in cached(voice_listing.near)(shop, one.id or 0) if it.id != one.id]
    if not near:
        st.caption(_("There is no other remark yet."))
        return
    named = {it.id: wording.short(it) for it in near}
    into = st.selectbox(
        _("Which one says the same?"), list(named), format_func=lambda it: named[it],
        key=f"{_KEY}.into.{one.id}",
    )  # fmt: skip
    st.caption(_("Both stay; only that one is counted."))
    st.button(
        _("Count them once"), key=f"{_KEY}.merge.{one.id}", icon=":material/content_copy:",
        on_click=_merge, args=(shop, one, into),
    )  # fmt: skip


def _merge(shop: OpenShop, one: Remark, into: int | None) -> None:
    voice_said.do(
        lambda: voice_feedback.merge(shop, one.id or 0, into or 0, session.now(), one.version),
        _("They are counted once now."),
        lambda: voice_feedback.undo(shop, one.id or 0, one.version + 1),
    )

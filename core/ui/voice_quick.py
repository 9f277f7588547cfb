"""The quick log above all tabs of 리뷰와 불만: four fields, worked by keyboard, and a paste box."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import voice_feedback, voice_orders, voice_words
from core.services.kept_notes import LONGEST_NOTE
from core.services.opening import OpenShop
from core.services.voice_feedback import LONGEST_TEXT, POINTS, Remark
from core.services.voice_orders import FoundOrder
from core.terms.voice import AskedScale, VoiceSource
from core.ui import product_names, session, voice_said
from core.ui.cached import cached
from core.ui.voice_focus import focus
from core.wording import voice_log as wording
from core.wording.voice_file import source_name
from core.wording.voice_themes import theme as theme_name

_KEY: Final = "voice.quick"
_TURN: Final = f"{_KEY}.turn"
_FOUND: Final = f"{_KEY}.found"
_SOURCE: Final = f"{_KEY}.source"
_TYPED: Final = f"{_KEY}.typed"

SCORES: Final = tuple(
    (scale, points)
    for scale in (AskedScale.CSAT, AskedScale.NPS, AskedScale.CES)
    for points in range(POINTS[scale][1], POINTS[scale][0] - 1, -1)
)
"""All answers to choose from, the best of each question first."""


@dataclass(frozen=True, slots=True)
class _Typed:
    """What stands in the fields."""

    remark: Remark
    order: str | None
    complains: bool


def draw(shop: OpenShop, *, folded: bool) -> None:
    """The four fields; all else is folded, and they themselves where they would be in the way."""
    turn = st.session_state.setdefault(_TURN, 0)
    is_open = not folded or st.session_state.get(_TYPED) == turn
    with (
        st.container(key="card-voice-quick"),
        st.expander(
            _("Write down what was said"), icon=":material/edit_note:", expanded=is_open,
            key=f"{_KEY}.fold",
        ),
    ):  # fmt: skip
        with st.form(f"{_KEY}.form.{turn}", border=False):
            typed = _fields(shop, f"{_KEY}.{turn}")
        if typed is not None and _keep(shop, typed):
            # Whoever has written one down writes the next one; what was wrong is to be mended.
            st.session_state[_TYPED] = st.session_state[_TURN]
            st.rerun()
    focus(".st-key-card-voice-quick textarea", turn)


def _fields(shop: OpenShop, key: str) -> _Typed | None:
    """The fields; what stands in them once it is to be kept."""
    text = st.text_area(
        _("What was said?"), key=f"{key}.text", height=84, max_chars=LONGEST_TEXT,
        placeholder=_("In the customer's words"),
    )  # fmt: skip
    first, second, third = st.columns([5, 3, 2])
    with first:
        order = _order(shop, f"{key}.order")
    with second:
        answer = score_field(f"{key}.score")
    with third:
        source = source_field(f"{key}.source", _last_source())
    with st.container(horizontal=True, vertical_alignment="center"):
        complains = st.checkbox(_("This is a complaint"), key=f"{key}.complains")
        keeps = st.form_submit_button(
            _("Write down"), key=f"{key}.keep", icon=":material/add:", type="primary"
        )
    with st.expander(_("Day, theme, product, private note"), key=f"{key}.more"):
        day = st.date_input(
            _("On which day?"), session.today(), key=f"{key}.day", max_value=session.today(),
            format="YYYY.MM.DD",
        )  # fmt: skip
        theme = theme_field(shop, f"{key}.theme")
        product = product_field(shop, f"{key}.product")
        note = st.text_area(
            _("My note"), key=f"{key}.note", height=80, max_chars=LONGEST_NOTE,
            help=_("Nobody but you sees it."),
        )  # fmt: skip
    if not keeps:
        return None
    scale, points = answer or (None, None)
    remark = Remark(
        text, day if isinstance(day, date) else session.today(), source, scale, points,
        voice_orders.About(product_id=product), theme, note=note,
    )  # fmt: skip
    return _Typed(remark, order, complains)


def _keep(shop: OpenShop, typed: _Typed) -> bool:
    """Write it down; False leaves the fields as they are."""
    order, clear = _found(shop, typed.order)
    if not clear:
        return True  # drawn anew, with what was wrong and the orders to choose from
    about = voice_orders.about(order)
    if order is None or typed.remark.about.product_id is not None:
        product = typed.remark.about.product_id
        about = voice_orders.About(about.mall, about.order_no, product, about.buyer_key)
    one = _with(typed.remark, about)
    kept: list[Remark] = []
    now = session.now()
    if voice_said.run(
        lambda: kept.append(voice_feedback.add(shop, one, now, complains=typed.complains))
    ):
        (made,) = kept
        voice_said.say(
            wording.kept(order, complains=typed.complains),
            lambda: voice_feedback.take_back(shop, made.id or 0, session.now()),
            wording.redacted(one.text, made),
        )
        st.session_state[_SOURCE] = one.source
        st.session_state.pop(_FOUND, None)
        st.session_state[_TURN] += 1
    return True


def _with(one: Remark, about: voice_orders.About) -> Remark:
    return Remark(
        one.text, one.said_on, one.source, one.scale, one.score, about, one.theme, note=one.note
    )


def _found(shop: OpenShop, said: str | None) -> tuple[FoundOrder | None, bool]:
    """The order that was chosen or typed, and whether it is clear which one that is."""
    if not said:
        return None, True
    by_key = {_key(one): one for one in _offered(shop)}
    if said in by_key:
        return by_key[said], True
    found = voice_orders.find(shop, said, session.today())
    if len(found) == 1:
        return found[0], True
    st.session_state[_FOUND] = found
    is_number = voice_orders.is_number(said)
    voice_said.wrong(wording.order_unclear(said.strip(), len(found), is_number=is_number))
    return None, False


def _offered(shop: OpenShop) -> Sequence[FoundOrder]:
    """The orders to choose from: those that were found, then the newest."""
    found: list[FoundOrder] = st.session_state.get(_FOUND, [])
    known = {_key(one) for one in found}
    return [*found, *(it for it in cached(voice_orders.recent)(shop) if _key(it) not in known)]


def _order(shop: OpenShop, key: str) -> str | None:
    orders = _offered(shop)
    offered = dict(zip(map(_key, orders), wording.order_choices(orders), strict=True))
    chosen: str | None = st.selectbox(
        _("Whose order?"), list(offered), index=None, key=key, accept_new_options=True,
        format_func=lambda it: offered.get(it, it),
        placeholder=_("Order number or its last 4 digits"), filter_mode="contains",
    )  # fmt: skip
    return chosen


def _key(one: FoundOrder) -> str:
    return f"{one.mall}|{one.order_no}"


def _last_source() -> VoiceSource:
    kept: VoiceSource = st.session_state.get(_SOURCE, VoiceSource.TALK)
    return kept


def score_field(
    key: str, kept: tuple[AskedScale, int] | None = None
) -> tuple[AskedScale, int] | None:
    """An answer to one of the questions, or none."""
    # A first choice that says so, for what can be emptied has a button that keys stop at.
    options: list[tuple[AskedScale, int] | None] = [None, *SCORES]
    chosen: tuple[AskedScale, int] | None = st.selectbox(
        _("Score"), options, index=options.index(kept) if kept in SCORES else 0, key=key,
        format_func=lambda it: _("No score") if it is None else wording.score_choice(*it),
        filter_mode="prefix",  # 2점 is that of the first question, and 0점 is not 10점
    )  # fmt: skip
    return chosen


def source_field(key: str, kept: VoiceSource) -> VoiceSource:
    """Where it was said."""
    options = list(VoiceSource)
    return st.selectbox(
        _("Said where?"), options, index=options.index(kept), format_func=source_name, key=key
    )


def theme_field(shop: OpenShop, key: str, kept: str | None = None) -> str | None:
    """A theme, or none, which leaves it to the words."""
    options = list(cached(voice_words.named)(shop))
    if kept and kept not in options:
        options.append(kept)
    chosen: str | None = st.selectbox(
        _("Theme"), options, index=options.index(kept) if kept in options else None, key=key,
        format_func=theme_name, placeholder=_("Found by its words"),
    )  # fmt: skip
    return chosen


def product_field(shop: OpenShop, key: str, kept: int | None = None) -> int | None:
    """A product, or none, which leaves it to the order."""
    named = dict(product_names.choices(shop, session.today()).products)
    if kept is not None:
        named.setdefault(kept, "–")
    options = list(named)
    chosen: int | None = st.selectbox(
        _("Product"), options, index=options.index(kept) if kept in named else None, key=key,
        format_func=lambda it: named[it], placeholder=_("That of the order"),
    )  # fmt: skip
    return chosen

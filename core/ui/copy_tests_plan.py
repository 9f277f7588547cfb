"""Steps 2 and 3 of a copy test: how versions are shown, for how long, and what that can find."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import copy_tests
from core.services.actions_choices import choices
from core.services.copy_test_kept import LARGEST_COUNT, LONGEST_TITLE
from core.services.copy_test_traffic import Traffic, traffic
from core.services.copy_tests import CopyTest, Draft, VisitorsFrom
from core.services.opening import OpenShop
from core.terms.copy_tests import Design, Response
from core.ui import copy_tests_doing as doing
from core.ui import copy_tests_people, copy_tests_texts, session
from core.ui.cached import cached
from core.ui.copy_tests_doing import Field, bound
from core.ui.text import plain
from core.verdicts import copy_tests_plan as plans
from core.verdicts.copy_tests_plan import Outlook, Way
from core.wording import copy_page as wording
from core.wording import copy_page_people as lists
from core.wording import copy_page_tags as names
from core.wording import copy_tests_plan as sentences
from core.wording import copy_won

WEEKS: Final = (7, 14, 21, 28)
"""Days that can be chosen: whole weeks, because days of the week differ."""

LONGEST: Final = WEEKS[-1]

HELD_BACK: Final = (0, 5, 10, 20)
"""Percent of a list that may be left without a message."""

CHANNELS: Final = "pages/diagnose/channels.py"

DESIGN: Final = Field("design", lambda it: it.design, lambda it, new: replace(it, design=new))
DAYS: Final = Field("days", lambda it: it.days, lambda it, new: replace(it, days=new))
FIRST: Final = Field(
    "first_day",
    lambda it: it.first_day or session.today(),
    lambda it, new: replace(it, first_day=None if new == session.today() else new),
)
PRODUCT: Final = Field(
    "product", lambda it: it.product_id or 0, lambda it, new: replace(it, product_id=new or None)
)
CHANNEL: Final = Field(
    "channel", lambda it: it.channel or "", lambda it, new: replace(it, channel=new or None)
)
VISITORS: Final = Field(
    "visitors",
    lambda it: it.visitors,
    lambda it, new: replace(it, visitors=new, visitors_from=VisitorsFrom.TYPED),
)


def held_back(draft: Draft) -> int:
    """The percent of a list that gets no message."""
    weight = sum(draft.shares.values())
    return round(100 * draft.hold_out / weight) if weight else 0


def with_held_back(draft: Draft, percent: int) -> Draft:
    """A draft whose versions share evenly what is left of a list."""
    share = 100 - percent if percent else 1
    versions = tuple(replace(one, share=share) for one in draft.versions)
    return replace(draft, versions=versions, hold_out=percent * len(versions))


HOLD_OUT: Final = Field("hold_out", held_back, with_held_back)


def ways(shop: OpenShop, test: CopyTest) -> None:
    """Step 2: how it comes about who sees which text."""
    st.radio(
        _("How are the texts shown?"), list(Design), format_func=names.design,
        captions=[names.honest(one) for one in Design], label_visibility="collapsed",
        **bound(shop, test, DESIGN),
    )  # fmt: skip
    found = test.draft.design
    if found is Design.LIST_SPLIT:
        st.segmented_control(
            _("Leave some without a message, to see what messages do at all?"), HELD_BACK,
            format_func=lists.percent_of_list, required=True, **bound(shop, test, HOLD_OUT),
        )  # fmt: skip
        st.caption(plain(lists.held_out_help()))
        copy_tests_people.draw(shop, test)
    elif found in {Design.AD_PLATFORM, Design.TWO_LINKS}:
        _labels(shop, test)
    if found is Design.TWO_LINKS:
        st.page_link(
            CHANNELS, label=_("Make links"), icon=":material/link:", query_params={"tab": "links"},
        )  # fmt: skip
        st.caption(plain(wording.links_help()))
    elif not found.by_chance:
        st.warning(plain(wording.only_a_comparison()), icon=":material/info:")


def _labels(shop: OpenShop, test: CopyTest) -> None:
    st.caption(plain(wording.labels_help(test.draft.design)))
    with st.container(horizontal=True):
        for one in test.draft.versions:
            field = copy_tests_texts.of_version(one.letter, "label")
            with st.container(width=220):
                st.text_input(
                    wording.label_of(one.letter), max_chars=LONGEST_TITLE,
                    **bound(shop, test, field),
                )  # fmt: skip


def _what(shop: OpenShop, test: CopyTest) -> None:
    """What is counted; of money also what it can be compared by."""
    st.segmented_control(
        _("What do you count?"), names.responses(test.draft), format_func=names.response,
        required=True, **bound(shop, test, _response(test.id)),
    )  # fmt: skip
    if money := copy_won.before(test.draft):
        st.info(plain(money), icon=":material/payments:")


def days(shop: OpenShop, test: CopyTest) -> None:
    """Step 3: what is counted, of whom, for how long; and what that can find out."""
    draft = test.draft
    _what(shop, test)
    if draft.design is not Design.LIST_SPLIT:
        _whose(shop, test)
    recipients = (
        copy_tests_people.divided(shop, test) if draft.design is Design.LIST_SPLIT else None
    )
    if recipients is not None:
        st.markdown(f":material/groups: {plain(lists.recipients(recipients))}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if recipients is None:
            with st.container(width=260):
                st.number_input(
                    wording.visitors_label(draft.design), min_value=0, max_value=LARGEST_COUNT,
                    step=10, value=None, placeholder="–", **bound(shop, test, VISITORS),
                )  # fmt: skip
        with st.container(width=260):
            st.number_input(
                wording.rate_label(draft.response), min_value=0.0, max_value=99.9, step=0.5,
                value=None, format="%0.1f", placeholder="–", **bound(shop, test, _rate(test.id)),
            )  # fmt: skip
    _usual(shop, test)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=420):
            st.segmented_control(
                _("How many days?"), sorted({*WEEKS, draft.days}), required=True,
                format_func=lambda days: formats.count(days, "days"),
                help=plain(_("Whole weeks are best, because days of the week differ.")),
                **bound(shop, test, DAYS),
            )  # fmt: skip
        with st.container(width=200):
            st.date_input(
                _("Begins on"), format="YYYY.MM.DD",
                min_value=min(session.today(), FIRST.get(draft)),
                help=plain(_("Left at today it begins on the day you start it.")),
                **bound(shop, test, FIRST),
            )  # fmt: skip
    st.caption(plain(wording.no_past_days()))
    if FIRST.get(draft) < session.today():
        st.warning(plain(wording.begins_in_past()), icon=":material/event_busy:")
    _learnt(shop, test)


def _response(number: int) -> Field:
    """What is counted; each keeps the rate that was typed for it."""

    def put(draft: Draft, new: Response) -> Draft:
        remembered = st.session_state.setdefault(f"tests.{number}.rates", {})
        remembered[draft.response] = draft.base_rate
        return replace(draft, response=new, base_rate=remembered.get(new))

    return Field("response", lambda it: it.response, put)


def _rate(number: int) -> Field:
    """The share that reacts usually, in percent."""
    return Field(
        f"rate.{number}",
        lambda it: None if it.base_rate is None else round(100 * it.base_rate, 4),
        lambda it, new: replace(it, base_rate=new / 100 if new else None),
    )


def _whose(shop: OpenShop, test: CopyTest) -> None:
    """Of which product and from which channel the visitors are."""
    found = cached(choices)(shop, session.today())
    products: Mapping[int, str] = found.products
    if not products and not found.channels:
        return
    numbers = [0, *products]
    if PRODUCT.get(test.draft) not in numbers:
        numbers.append(PRODUCT.get(test.draft))
    channels = ["", *found.channels]
    if CHANNEL.get(test.draft) not in channels:
        channels.append(CHANNEL.get(test.draft))
    with st.container(horizontal=True):
        with st.container(width=260):
            st.selectbox(
                _("Product"), numbers, **bound(shop, test, PRODUCT),
                format_func=lambda it: products.get(it, "–") if it else _("The whole shop"),
            )  # fmt: skip
        with st.container(width=260):
            st.selectbox(
                _("Channel"), channels, **bound(shop, test, CHANNEL),
                format_func=lambda it: it or _("All channels"),
            )  # fmt: skip


def _usual(shop: OpenShop, test: CopyTest) -> None:
    """What was usual lately, from uploaded files, and the way to take it over."""
    draft = test.draft
    if draft.design is Design.LIST_SPLIT:
        return
    if draft.design is Design.AD_PLATFORM and draft.channel is None:
        return
    found = cached(traffic)(shop, session.today(), draft.product_id, draft.channel)
    if found is None or not found.per_day:
        st.caption(plain(wording.no_traffic()))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(wording.usual(found)), width="content")
        st.button(
            _("Use these numbers"), key="tests.usual", icon=":material/download_done:",
            on_click=_take, args=(shop, test, found),
        )  # fmt: skip


def _take(shop: OpenShop, test: CopyTest, found: Traffic) -> None:
    draft = replace(
        test.draft, visitors=found.per_day, visitors_from=VisitorsFrom.STATISTICS,
    )  # fmt: skip
    if draft.response in {Response.ORDERS, Response.REVENUE} and found.rate:
        draft = replace(draft, base_rate=found.rate)
    _edit(shop, test, draft)


def _edit(shop: OpenShop, test: CopyTest, draft: Draft) -> None:
    doing.run(lambda: copy_tests.edit(shop, test.id, draft, session.now(), test.version))


def outlook(draft: Draft, recipients: int | None = None) -> Outlook | None:
    """What a draft can find out; None as long as nobody can say.

    Args:
        draft: the test as it is written.
        recipients: how many of a list were given any version.
    """
    count = len(draft.versions)
    if draft.base_rate is None or not draft.design.by_chance or count < 2:  # noqa: PLR2004
        return None
    many: float = draft.visitors or 0
    if draft.design is Design.LIST_SPLIT:
        many = recipients or many * (1 - held_back(draft) / 100)
    if not many:
        return None
    frequent = draft.response is Response.CLICKS
    return plans.outlook(
        plans.Asked(
            many / count, draft.days, draft.base_rate, count, frequent=frequent,
            design=draft.design,
        )
    )  # fmt: skip


def _learnt(shop: OpenShop, test: CopyTest) -> None:
    """The sentence of what can be learnt, and what else could be done if that is little."""
    found = outlook(test.draft, copy_tests_people.divided(shop, test))
    with st.container(border=True, key="tests-learnt", gap="small"):
        if found is None:
            st.markdown(f":material/help: {plain(wording.outlook_needs(test.draft))}")
            return
        icon = "lightbulb" if found.useful else "warning"
        st.markdown(f":material/{icon}: **{plain(sentences.plan(found))}**")
        if beside := sentences.beside(found):
            st.caption(plain(beside))
        for way, said in zip(found.alternatives, sentences.ways(found), strict=False):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f"- {plain(said)}", width="content")
                _way(shop, test, way.way, way.days)


def _way(shop: OpenShop, test: CopyTest, way: Way, longer: int) -> None:
    if way is Way.CLICKS:
        draft = _response(test.id).put(test.draft, Response.CLICKS)
        label = _("Count clicks instead")
    elif way is Way.LONGER and longer <= LONGEST:
        draft, label = replace(test.draft, days=longer), wording.take_days(longer)
    else:
        back, step = (_("To the list"), 2) if way is Way.MORE else (_("Back to the texts"), 1)
        st.button(
            back, key=f"tests.way.{way}", on_click=doing.open_test, args=(test.id, step),
        )  # fmt: skip
        return
    st.button(label, key=f"tests.way.{way}", on_click=_edit, args=(shop, test, draft))

"""The tab 감동: small gifts and thank-you letters, by lot for half of the orders."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import care_gift_effects as effects
from core.services import care_gifts as gifts
from core.services.care_gift_effects import Answer, Outcome
from core.services.care_gift_outlook import Outlook, outlook
from core.services.care_gifts import Draw, Thing, Waiting
from core.services.opening import OpenShop
from core.ui import cards, care_gifts_parcels, keeping, session
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import care_gifts as wording
from core.wording import care_gifts_answer as answers
from core.wording import verdicts

_KEY: Final = "gifts"
_USUAL_SIZE: Final = 1
"""Which of the differences is offered first."""

MOST_ROWS: Final = 60
"""So many orders can be ticked one by one."""


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    today = session.today()
    what = Thing(
        st.segmented_control(
            _("What goes into the parcel?"), [one.value for one in Thing],
            default=Thing.LETTER.value, format_func=lambda one: wording.thing(Thing(one)),
            key=f"{_KEY}.what", required=True,
        )
    )  # fmt: skip
    found = cached(effects.answer)(shop, what, today)
    ahead = cached(outlook)(shop, today)
    _conclusion(found)
    if found.effects:
        _effects(found)
    wide, narrow = st.columns([3, 2])
    with wide, cards.card(_("Orders that wait to be sent"), key=f"{_KEY}-waiting"):
        _waiting(shop, what, found, ahead)
    with narrow, cards.card(_("What can be found out"), key=f"{_KEY}-plan"):
        _plan(shop, what, found, ahead)
    care_gifts_parcels.draw(shop, what)


def _conclusion(found: Answer) -> None:
    said = answers.conclusion(found)
    badge = verdicts.evidence(found.evidence)
    cards.verdict(
        cards.Conclusion(
            said.headline, said.reason, found.evidence, badge, tone=said.tone, why=said.why
        ),
        key=f"{_KEY}.verdict",
    )


def _effects(found: Answer) -> None:
    """Both outcomes beside each other."""
    with st.grid(2, min_column_width=260, key=f"{_KEY}-effects"):
        # What she hopes for most stands first.
        for one in sorted(found.effects, key=lambda one: one.outcome is not Outcome.AGAIN):
            with st.container(border=True, key=f"{_KEY}-{one.outcome}", gap="xsmall"):
                st.markdown(f"**{plain(answers.outcome(one.outcome))}**")
                cards.badge(one.evidence, verdicts.evidence(one.evidence))
                for line in (answers.sides(one), answers.bounds(one)):
                    st.markdown(plain(line))
                st.caption(plain(answers.counted(one)))


def _waiting(shop: OpenShop, what: Thing, found: Answer, ahead: Outlook) -> None:
    there = cached(gifts.waiting)(shop, what, session.today())
    if not there:
        st.markdown(_("No paid order waits to be sent, or all have been drawn for."))
        st.caption(_("Upload a file of new orders, and they stand here."))
        st.page_link("pages/start/upload.py", label=_("Add my file"), icon=":material/upload_file:")
        return
    cost = _cost(shop, what)
    button = _("Draw half of {count} by lot").format(count=len(there))
    st.button(
        button, key=f"{_KEY}.draw", icon=":material/casino:", type="primary",
        on_click=_by_lot, args=(shop, what, there, found, ahead),
    )  # fmt: skip
    st.caption(_("Once drawn, an order stays on its side, whatever is uploaded later."))
    if cost is not None and ahead.needed(cost) is not None:
        half = -(-len(there) // 2)
        st.caption(plain(wording.even(ahead, half * cost)))
    with st.expander(_("Choose yourself instead"), icon=":material/checklist:"):
        _choice(shop, what, there)


def _cost(shop: OpenShop, what: Thing) -> int | None:
    last = next((one.cost for one in gifts.draws(shop, what) if one.cost is not None), None)
    told = st.number_input(
        _("Cost of one in won"), 0, gifts.DEAREST, last, step=50, key=f"{_KEY}.cost.{what}",
        placeholder=_("not known"), width=220,
    )  # fmt: skip
    return None if told is None else int(told)


def _typed_cost(what: Thing) -> int | None:
    told = st.session_state.get(f"{_KEY}.cost.{what}")
    return None if told is None else int(told)


def _by_lot(
    shop: OpenShop, what: Thing, there: list[Waiting], found: Answer, ahead: Outlook
) -> None:
    def both() -> None:
        now = session.now()
        if found.goal is None:
            effects.set_goal(shop, what, _wanted(what, ahead), now, session.today())
        _tell(gifts.at_random(shop, what, [one.key for one in there], now, _typed_cost(what)))

    keeping.do(both)


def _choice(shop: OpenShop, what: Thing, there: list[Waiting]) -> None:
    st.caption(_("What you choose yourself can only ever be a hint: other reasons mix in."))
    with st.form(f"{_KEY}.choice.{what}", border=False):
        ticked = [
            one for one in there[:MOST_ROWS]
            if st.checkbox(plain(wording.order(one)), key=f"{_KEY}.tick.{what}.{one.key}")
        ]  # fmt: skip
        if not st.form_submit_button(_("These get one"), key=f"{_KEY}.choose"):
            return
    cost = _typed_cost(what)
    keys = [one.key for one in ticked]
    keeping.run(lambda: _tell(gifts.by_choice(shop, what, keys, session.now(), cost)))
    st.rerun()


def _tell(drawn: Draw | None) -> None:
    said = _("None of these orders waits any more.") if drawn is None else wording.drawn(drawn)
    st.toast(plain(said), icon=":material/redeem:")


def _plan(shop: OpenShop, what: Thing, found: Answer, ahead: Outlook) -> None:
    """What a draw can find out, said before it."""
    st.markdown(plain(wording.usual(ahead)))
    seen = found.is_random and found.is_set and found.first_look is not None
    if seen and found.first_look is not None and found.first_look <= session.today():
        st.caption(_("The answer has been given. It does not change any more."))
    else:
        _goal(shop, what, found, ahead)
    if said := wording.money(found, ahead):
        st.markdown(plain(said))
    if said and ahead.margin_percent is None:
        st.page_link("pages/manage/settings.py", label=_("Settings"), icon=":material/settings:")


def _goal(shop: OpenShop, what: Thing, found: Answer, ahead: Outlook) -> None:
    people = [one.people for one in ahead.sizes]
    if found.goal is not None and found.goal not in people:
        st.markdown(plain(wording.goal(found.goal)))
    start = people.index(found.goal) if found.goal in people else None
    st.radio(
        _("Which difference do you want to see?"), range(len(ahead.sizes)),
        index=start if found.goal is not None else min(_USUAL_SIZE, len(people) - 1),
        format_func=lambda at: plain(wording.size(ahead.sizes[at])), key=f"{_KEY}.size.{what}",
    )  # fmt: skip
    st.caption(_("So many customers make 80 of 100 draws find it. The answer is given once."))
    if found.goal is not None:
        st.button(
            _("Take this number"), key=f"{_KEY}.goal.{what}", type="tertiary",
            on_click=_take_goal, args=(shop, what, ahead),
        )  # fmt: skip


def _wanted(what: Thing, ahead: Outlook) -> int:
    at = st.session_state.get(f"{_KEY}.size.{what}")
    return ahead.sizes[_USUAL_SIZE if at is None else int(at)].people


def _take_goal(shop: OpenShop, what: Thing, ahead: Outlook) -> None:
    keeping.do(
        lambda: effects.set_goal(shop, what, _wanted(what, ahead), session.now(), session.today())
    )

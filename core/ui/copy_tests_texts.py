"""Step 1 of a copy test: the texts, what each speaks to and how, and whom they are for."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

import streamlit as st

from core.i18n import gettext as _
from core.services import copy_tests, settings, target_personas
from core.services.copy_test_kept import LONGEST, LONGEST_TITLE
from core.services.copy_tests import CopyTest, Draft
from core.services.opening import OpenShop
from core.terms.copy_tests import LETTERS, Version
from core.ui import copy_tests_doing as doing
from core.ui import session
from core.ui.cached import cached
from core.ui.copy_tests_doing import Field, bound
from core.ui.places import PAGES
from core.ui.tabs import address
from core.ui.text import plain
from core.wording import copy_page as wording
from core.wording import copy_page_tags as names
from core.wording import target_personas as personas

SETTINGS: Final = "pages/manage/settings.py"

TITLE: Final = Field("title", lambda it: it.title, lambda it, new: replace(it, title=new))
PERSONA: Final = Field(
    "persona", lambda it: it.persona, lambda it, new: replace(it, persona=new or "")
)
CONTROL: Final = Field("control", lambda it: it.control, lambda it, new: replace(it, control=new))


def of_version(letter: str, name: str) -> Field:
    """A part of one of the versions of a draft."""

    def get(draft: Draft) -> Any:  # noqa: ANN401
        mine = next((one for one in draft.versions if one.letter == letter), Version(letter))
        return getattr(mine, name)

    def put(draft: Draft, new: Any) -> Draft:  # noqa: ANN401
        said: dict[str, Any] = {name: new or ""}
        versions = tuple(
            replace(one, **said) if one.letter == letter else one for one in draft.versions
        )
        return replace(draft, versions=versions)

    return Field(f"{name}.{letter}", get, put)


def draw(shop: OpenShop, test: CopyTest) -> None:
    """The texts, what each speaks to, and to whom."""
    draft = test.draft
    st.text_input(
        _("Name of the test (optional)"), max_chars=LONGEST_TITLE, **bound(shop, test, TITLE)
    )
    _whom(shop, test)
    _seen_as(shop)
    for one in draft.versions:
        _version(shop, test, one)
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(draft.versions) < len(LETTERS):
            st.button(
                _("One more text"), key="tests.more", icon=":material/add:",
                on_click=_change, args=(shop, test, _with_one_more),
            )  # fmt: skip
        if test.undoable:
            st.button(
                _("Take the last change back"), key="tests.undo", icon=":material/undo:",
                type="tertiary", on_click=doing.do,
                args=(lambda: copy_tests.undo(shop, test.id, session.now()),),
            )  # fmt: skip
    letters = [one.letter for one in draft.versions]
    st.segmented_control(
        _("Which one do you use now? The others are compared with it."), letters,
        format_func=names.letter, required=True, **bound(shop, test, CONTROL),
    )  # fmt: skip


def _whom(shop: OpenShop, test: CopyTest) -> None:
    """A persona of the list, everybody, or words of the seller's own, which stay as they are."""
    people = {one.name: one for one in cached(target_personas.listed)(shop)}
    told = test.draft.persona
    st.selectbox(
        _("Whom do you talk to?"), list(dict.fromkeys(["", *people, told])),
        format_func=personas.option, accept_new_options=True,
        placeholder=_("Choose or write"),
        help=plain(_("Left empty it is a test with everybody. One group says more.")),
        **bound(shop, test, PERSONA),
    )  # fmt: skip
    main = next(iter(people.values()), None)
    shown = people.get(told) or main
    if shown is not None and shown.sentence:
        st.markdown(f":material/group: {plain(shown.sentence)}")
    else:
        st.page_link(
            PAGES["target"], label=_("Say in one sentence who your customer is"),
            icon=":material/group:", query_params=address("personas"),
        )  # fmt: skip


def _seen_as(shop: OpenShop) -> None:
    """How the shop wants to be seen, beside what is written; or where that can be said."""
    line = cached(settings.read)(shop).seen_as
    if line:
        st.markdown(f":material/visibility: {plain(wording.seen_as(line))}")
    else:
        st.page_link(
            SETTINGS, label=_("Say in one line how you want to be seen"),
            icon=":material/visibility:",
        )  # fmt: skip


def _version(shop: OpenShop, test: CopyTest, one: Version) -> None:
    letter = one.letter
    with st.container(border=True, key=f"tests-version-{letter}", gap="small"):
        st.text_area(
            names.letter(letter), height=96, max_chars=LONGEST,
            placeholder=_("What the customer reads"),
            **bound(shop, test, of_version(letter, "text")),
        )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _tag(shop, test, letter, "need")
            _tag(shop, test, letter, "tone")
            if len(test.draft.versions) > 2:  # noqa: PLR2004  (two are the fewest)
                st.button(
                    wording.without(letter), key=f"tests.less.{letter}", type="tertiary",
                    icon=":material/close:", on_click=_change,
                    args=(shop, test, partial(_without, letter=letter)),
                )  # fmt: skip


def _tag(shop: OpenShop, test: CopyTest, letter: str, name: str) -> None:
    """What a text speaks to, or how; one of ours or a word of the seller's own."""
    codes, word = (names.NEEDS, names.need) if name == "need" else (names.TONES, names.tone)
    field = of_version(letter, name)
    told = field.get(test.draft)
    options = ["", *codes, *([told] if told and told not in codes else [])]
    label = _("Speaks to") if name == "need" else _("Tone")
    with st.container(width=220):
        st.selectbox(
            label, options, format_func=word, accept_new_options=True,
            placeholder=_("Choose or write"),
            **bound(shop, test, field),
        )  # fmt: skip


def _change(shop: OpenShop, test: CopyTest, change: Callable[[Draft], Draft]) -> None:
    doing.run(
        lambda: copy_tests.edit(shop, test.id, change(test.draft), session.now(), test.version)
    )


def _with_one_more(draft: Draft) -> Draft:
    versions = draft.versions
    share = versions[0].share if versions else 1
    return replace(draft, versions=(*versions, Version(LETTERS[len(versions)], share=share)))


def _without(draft: Draft, letter: str) -> Draft:
    """A draft without one of its versions; those that follow move up."""
    left = [one for one in draft.versions if one.letter != letter]
    versions = tuple(replace(one, letter=new) for one, new in zip(left, LETTERS, strict=False))
    moved = {one.letter: new for one, new in zip(left, LETTERS, strict=False)}
    return replace(draft, versions=versions, control=moved.get(draft.control, "A"))

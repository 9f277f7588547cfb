"""The words of each theme: seen, added, taken away, brought back, saved and taken in."""

import io
from typing import Final

import pandas as pd
import streamlit as st

from core.analysis.voice_themes import Kind, Rule
from core.i18n import gettext as _
from core.i18n.stems import Place
from core.services import voice_words as service
from core.services.opening import OpenShop
from core.services.voice_words import Word, WordRefused
from core.store import StoreProblem
from core.ui import downloads, notices, session
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import voice_themes as themes
from core.wording import voice_themes_rules as wording

_KEY: Final = "voice.rules"
_UNDO: Final = "voice.rules.changed"
_FAULT: Final = "voice.rules.fault"
_NEW: Final = ""
"""Stands for a new theme among the names."""

MOST_BYTES: Final = 1_000_000


def draw(shop: OpenShop) -> None:
    """The editor, folded away."""
    with st.expander(_("Words of the themes"), icon=":material/rule:", key="voice-rules"):
        _fault()
        st.caption(_("A text is about a theme if it has one of its words. You may change them."))
        words = cached(service.listed)(shop)
        names = cached(service.named)(shop)
        theme = st.selectbox(
            _("Theme"), names, key=f"{_KEY}.theme", format_func=themes.theme
        ) or names[0]  # fmt: skip
        mine = [one for one in words if one.rule.theme == theme]
        _list(shop, mine)
        _add(shop, names)
        _back(shop)
        _files(shop, words)


def _list(shop: OpenShop, words: list[Word]) -> None:
    """The words of a theme by what they say; a click shows what taking one away would do."""
    for kind in Kind:
        there = [one.rule.word for one in words if one.rule.kind is kind and not one.is_removed]
        if not there:
            continue
        picked = st.pills(
            wording.kind(kind), there, key=f"{_KEY}.pick.{kind}", format_func=plain
        )  # fmt: skip
        rule = next((one.rule for one in words if one.rule.word == picked), None)
        if rule is not None:
            told = service.effect(shop, rule, is_removed=True)
            st.markdown(plain(wording.effect(told, rule.word)))
            st.button(
                plain(_("Take “{word}” away").format(word=rule.word)), key=f"{_KEY}.away.{kind}",
                icon=":material/remove:", on_click=_run, args=(shop, "remove", rule),
            )  # fmt: skip
    gone = [one for one in words if one.is_removed]
    for place, one in enumerate(gone):
        st.button(
            plain(_("Bring back “{what}”").format(what=one.rule.word)),
            key=f"{_KEY}.return.{place}", type="tertiary", icon=":material/undo:",
            on_click=_run, args=(shop, "add", one.rule),
        )  # fmt: skip


def _add(shop: OpenShop, names: tuple[str, ...]) -> None:
    """A new word; how many texts it would change is told before it is kept."""
    with st.container(border=True, key="voice-rules-new"):
        word = st.text_input(
            _("A new word"), key=f"{_KEY}.word", max_chars=service.LONGEST,
            placeholder=_("as customers write it"),
        )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="bottom"):
            theme = st.selectbox(
                _("Theme of the word"), [*names, _NEW], key=f"{_KEY}.of", width=200,
                format_func=lambda name: themes.theme(name) or _("A theme of my own"),
            )  # fmt: skip
            kind = st.selectbox(
                _("What it says"), list(Kind), index=1, key=f"{_KEY}.kind", width=200,
                format_func=wording.kind,
            )  # fmt: skip
            place = st.selectbox(
                _("Where it stands"), list(Place), key=f"{_KEY}.place", width=200,
                format_func=wording.place,
            )  # fmt: skip
        if theme == _NEW:
            theme = st.text_input(
                _("Name of the theme"), key=f"{_KEY}.name", max_chars=service.LONGEST
            )
        if not word.strip():
            return
        rule = Rule(theme or "", word, Kind(kind or Kind.PROBLEM), Place(place or Place.ANYWHERE))
        try:
            told = service.effect(shop, rule)
        except WordRefused as fault:
            notices.problem(wording.refused(fault))
            return
        st.markdown(plain(wording.effect(told, word.strip())))
        for example in told.examples:
            st.caption(plain(example[:160]))
        st.button(
            _("Add the word"), key=f"{_KEY}.add", type="primary", icon=":material/add:",
            on_click=_run, args=(shop, "add", rule),
        )  # fmt: skip


def _back(shop: OpenShop) -> None:
    """The way back from the last change."""
    kept = st.session_state.get(_UNDO)
    if kept is None:
        return
    st.button(
        _("Take the last change of words back"), key=f"{_KEY}.undo", type="tertiary",
        icon=":material/undo:", on_click=_undo, args=(shop, kept),
    )  # fmt: skip


def _files(shop: OpenShop, words: list[Word]) -> None:
    """All words as a file, a file taken in, and the way back to ours."""
    with st.container(horizontal=True, vertical_alignment="center"):
        downloads.csv(
            _("Save the words"), lambda: wording.frame(words), "themes_words.csv",
            key=f"{_KEY}.csv",
        )  # fmt: skip
        if any(one.is_own for one in words):
            st.button(
                _("Back to the words of the program"), key=f"{_KEY}.reset", type="tertiary",
                icon=":material/restart_alt:", on_click=_reset, args=(shop,),
            )  # fmt: skip
    file = st.file_uploader(_("Take in a file of words (CSV)"), ["csv"], key=f"{_KEY}.file")
    if file is not None:
        st.button(
            _("Take in these words"), key=f"{_KEY}.take", on_click=_take,
            args=(shop, file.getvalue()),
        )  # fmt: skip


def _take(shop: OpenShop, content: bytes) -> None:
    def bring() -> None:
        before = tuple((None, one) for one in service.listed(shop) if one.is_own)
        count = service.bring(shop, wording.words(_table(content)), session.now())
        st.session_state[_UNDO] = ("reset", before)
        st.toast(plain(wording.brought(count)))

    _guarded(bring)


def _table(content: bytes) -> pd.DataFrame:
    """The table of a CSV file, in either of the usual encodings.

    Raises:
        WordRefused: it is none.
    """
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return pd.read_csv(io.BytesIO(content[:MOST_BYTES]), dtype=str, encoding=encoding)
        except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError):
            continue
    raise WordRefused(service.WordProblem.NO_COLUMNS)


def _run(shop: OpenShop, what: str, rule: Rule) -> None:
    def change() -> None:
        do = service.add if what == "add" else service.remove
        st.session_state[_UNDO] = (rule.word, do(shop, rule, session.now()))
        if what == "add":
            st.session_state[f"{_KEY}.word"] = ""

    _guarded(change)


def _reset(shop: OpenShop) -> None:
    def change() -> None:
        before = tuple((None, one) for one in service.reset(shop))
        st.session_state[_UNDO] = ("reset", before)

    _guarded(change)


def _undo(shop: OpenShop, kept: tuple[str, object]) -> None:
    word, before = kept

    def change() -> None:
        if isinstance(before, tuple):
            service.reset(shop)
            service.bring(shop, before, session.now())
        else:
            service.put_back(shop, word, before, session.now())  # type: ignore[arg-type]
        st.session_state.pop(_UNDO, None)

    _guarded(change)


def _guarded(change: object) -> None:
    try:
        change()  # type: ignore[operator]
    except (WordRefused, StoreProblem) as fault:
        st.session_state[_FAULT] = fault


def _fault() -> None:
    fault = st.session_state.pop(_FAULT, None)
    if isinstance(fault, WordRefused):
        notices.problem(wording.refused(fault))
    elif isinstance(fault, StoreProblem):
        notices.refusal(fault)

"""Tables that no export is: the seller says what their columns mean, and it is remembered."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final, Literal

import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import mapping as service
from core.services.mapping import Field, SavedMapping, Start, Tried
from core.services.opening import OpenShop
from core.services.reading import How
from core.services.receipts import Refused, Source
from core.store import StoreProblem
from core.terms import Mall
from core.ui import notices, session
from core.ui.text import plain
from core.wording import mapping as words
from core.wording.malls import mall_name

Samples = Mapping[str, Sequence[str]]
"""Some cells below each heading."""
Trying = Callable[[], Tried]
"""Reads a file as it was explained."""

_STARTS: Final = "mapping.starts"
_TRIED: Final = "mapping.tried"
_EDITED: Final = "mapping.edited"
_SAID: Final = "mapping.said"
_MIME: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


def draw(shop: OpenShop, source: Source, how: How, today: date, *, key: str) -> bool:
    """The screen on which a seller says what the columns of a table mean.

    Args:
        shop: whose table it is.
        source: the file, which no export is.
        how: password and sheet, where the seller had to be asked.
        today: the day in Seoul.
        key: unique for each file, and the same for each drawing of it.

    Returns:
        whether it was remembered just now, so that the file can be looked at again.
    """
    key = f"{key}.{how.sheet}" if how.sheet else key
    begun = _begun(shop, source, how, key)
    if isinstance(begun, Refused):
        notices.refusal(begun)
        return False
    said = words.invitation(begun.peek.rows)
    st.markdown(f"**{plain(said.title)}** {plain(said.body)}")
    template = st.selectbox(
        _("What is this table about?"),
        service.TEMPLATES,
        index=service.TEMPLATES.index(_likely(begun)),
        format_func=words.template_name,
        key=f"{key}.template",
    )
    answer = st.container(key=f"{key}.answer")
    columns = _fields(
        template, begun.peek.choices, service.guess(begun, template), begun.peek.samples, key=key
    )
    mall = _mall(template, begun.mall, key)
    if service.may_count_twice(template, columns, mall):
        st.caption(plain(words.counted_twice()))
    mapping = partial(service.mapping_of, begun, template, columns, mall)
    with answer:
        trying = lambda: service.try_out(shop, source, mapping(), today, how)  # noqa: E731
        if not _can_be_read(template, columns, trying, key):
            return False
        if not st.button(_("Remember it like this"), type="primary", key=f"{key}.remember"):
            return False
    return _kept(lambda: service.save(shop, mapping(), now=session.now()), key)


def draw_saved(shop: OpenShop) -> None:
    """The tables that are remembered, to be said differently or forgotten."""
    if said := st.session_state.pop(_SAID, None):
        st.toast(plain(said), icon=":material/check_circle:")
    remembered = service.saved(shop)
    if remembered:
        st.header(_("Tables you explained"), anchor=False)
    for kept in remembered:
        with st.container(border=True, key=f"mapping-{kept.id}"):
            if st.session_state.get(_EDITED) == kept.id:
                _edit(shop, kept)
            else:
                _one(shop, kept)


def draw_templates() -> None:
    """Our own tables to fill in, to take along."""
    st.markdown(plain(_("If you have no file, fill in one of our tables and drop it here.")))
    template = st.selectbox(
        _("What do you want to fill in?"),
        service.TEMPLATES,
        format_func=words.template_name,
        key="mapping.download",
    )
    with st.container(horizontal=True):
        _download(template, "xlsx", _("Download for Excel"))
        _download(template, "csv", _("Download as CSV"))


@st.cache_data(show_spinner=False)
def _made(template: str, kind: Literal["xlsx", "csv"]) -> bytes:
    return service.template_file(template, kind)[1]


def _download(template: str, kind: Literal["xlsx", "csv"], label: str) -> None:
    st.download_button(
        label,
        data=_made(template, kind),
        file_name=service.template_name(template, kind),
        mime=_MIME[kind],
        key=f"mapping.download.{kind}",
        on_click="ignore",
        icon=":material/download:",
    )


def _likely(begun: Start) -> str:
    """What the table is about, if any column that is needed for it was seen; else orders."""
    guessed = service.guess(begun, begun.template)
    seen = any(field.needed and guessed.get(field.name) for field in service.fields(begun.template))
    return begun.template if seen else service.TEMPLATES[0]


def _begun(shop: OpenShop, source: Source, how: How, key: str) -> Start | Refused:
    """The look into the table, remembered as long as it is on the screen."""
    known: dict[str, Start | Refused] = st.session_state.setdefault(_STARTS, {})
    if key not in known:
        try:
            known[key] = service.start(shop, source, how)
        except Refused as refused:
            known[key] = refused
    return known[key]


def _mall(template: str, mall: Mall, key: str) -> Mall:
    if not service.has_mall(template):
        return Mall.OTHER
    malls = tuple(Mall)
    return st.selectbox(
        _("Where is it from?"),
        malls,
        index=malls.index(mall),
        format_func=mall_name,
        key=f"{key}.mall",
    )


def _fields(
    template: str, choices: Sequence[str], chosen: Mapping[str, str], samples: Samples, *, key: str
) -> dict[str, str]:
    """For each of our columns a heading to be chosen, those that are needed first."""
    fields = service.fields(template)
    one = partial(_field, choices=choices, chosen=chosen, samples=samples, key=f"{key}.{template}")
    said = {field.name: one(field) for field in fields if field.needed}
    more = [field for field in fields if not field.needed]
    with st.expander(_more(more, chosen, f"{key}.{template}"), key=f"{key}.more"):
        return said | {field.name: one(field) for field in more}


def _more(fields: Sequence[Field], chosen: Mapping[str, str], key: str) -> str:
    """How many columns may be told on top, and how many of them are."""
    told = sum(
        bool(st.session_state.get(f"{key}.{field.name}", chosen.get(field.name)))
        for field in fields
    )
    return _("More columns, if there are any ({chosen} of {count} chosen)").format(
        chosen=f"{told}", count=f"{len(fields)}"
    )


def _field(
    field: Field, *, choices: Sequence[str], chosen: Mapping[str, str], samples: Samples, key: str
) -> str:
    name = words.field_name(field.name)
    options = ("", *choices)
    guessed = chosen.get(field.name, "")
    with st.container(key=f"{key}.{field.name}.row"):
        select, beside = st.columns(2, vertical_alignment="bottom")
        heading = select.selectbox(
            words.needed(name) if field.needed else name,
            options,
            index=options.index(guessed) if guessed in options else 0,
            format_func=lambda it: words.option(it, samples.get(it, ())),
            key=f"{key}.{field.name}",
        )
        if heading and samples:
            beside.caption(plain(words.samples(samples.get(heading, ()))))
    return heading or ""


def _can_be_read(template: str, columns: Mapping[str, str], trying: Trying, key: str) -> bool:
    """Say how many rows can be read as they were explained; whether there are any."""
    if lacking := service.missing(template, columns):
        st.warning(plain(words.lacking(lacking)), icon=":material/checklist:")
        return False
    said = (template, tuple(sorted(columns.items())))
    known: dict[str, tuple[object, Tried | Refused]] = st.session_state.setdefault(_TRIED, {})
    if known.get(key, (None,))[0] != said:
        with st.spinner(_("One moment"), show_time=False):
            known[key] = (said, _tried(trying))
    tried = known[key][1]
    if isinstance(tried, Refused):
        notices.refusal(tried)
        return False
    _tell(tried)
    return tried.accepted > 0


def _tried(trying: Trying) -> Tried | Refused:
    try:
        return trying()
    except Refused as refused:
        return refused


def _tell(tried: Tried) -> None:
    said = plain(words.readable(tried))
    if tried.accepted == tried.rows > 0:
        st.success(said, icon=":material/check_circle:")
    else:
        st.warning(said, icon=":material/info:")
    for line in words.reasons(tried):
        st.markdown(f"- {plain(line)}")


def _kept(keep: Callable[[], object], key: str) -> bool:
    try:
        keep()
    except StoreProblem as problem:
        notices.refusal(problem)
        return False
    for name in (_STARTS, _TRIED):
        st.session_state.get(name, {}).pop(key, None)
    st.toast(plain(words.remembered()), icon=":material/check_circle:")
    return True


def _one(shop: OpenShop, kept: SavedMapping) -> None:
    st.markdown(f"**{plain(words.template_name(kept.template))}**")
    parts = [words.saved_columns(kept), formats.ago(kept.changed_at, session.now())]
    if service.has_mall(kept.template):
        parts.insert(0, mall_name(kept.mall))
    st.caption(plain(" · ".join(parts)))
    with st.container(horizontal=True):
        if st.button(_("Change it"), key=f"mapping-change-{kept.id}", icon=":material/edit:"):
            st.session_state[_EDITED] = kept.id
            st.rerun()
        with st.popover(_("Forget it"), icon=":material/delete:", key=f"mapping-out-{kept.id}"):
            st.markdown(plain(_("Next time you would have to explain this table again.")))
            if st.button(_("Yes, forget it"), key=f"mapping-forget-{kept.id}"):
                _forget(shop, kept)


def _edit(shop: OpenShop, kept: SavedMapping) -> None:
    key = f"mapping-edit-{kept.id}"
    st.markdown(f"**{plain(words.template_name(kept.template))}**")
    columns = _fields(kept.template, kept.headings, kept.columns, {}, key=key)
    mall = _mall(kept.template, kept.mall, key)
    lacking = service.missing(kept.template, columns)
    if lacking:
        st.warning(plain(words.lacking(lacking)), icon=":material/checklist:")
    with st.container(horizontal=True):
        keep = partial(service.change, shop, kept, columns, mall, now=session.now())
        wanted = st.button(
            _("Remember it like this"), type="primary", key=f"{key}.keep", disabled=bool(lacking)
        )
        if st.button(_("Leave it"), key=f"{key}.leave"):
            st.session_state.pop(_EDITED, None)
            st.rerun()
    if wanted and _kept(keep, key):
        st.session_state.pop(_EDITED, None)
        st.rerun()


def _forget(shop: OpenShop, kept: SavedMapping) -> None:
    try:
        service.forget(shop, kept)
    except StoreProblem as problem:
        notices.refusal(problem)
        return
    st.session_state[_SAID] = words.forgotten()
    st.rerun()

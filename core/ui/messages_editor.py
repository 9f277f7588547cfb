"""Where a text is written: its places, how long it is, what the law says, and how it reads."""

from dataclasses import replace
from datetime import datetime, time
from functools import partial
from typing import Final

import streamlit as st

from core.analysis import message_length
from core.analysis.message_law import LawFault, LawReason
from core.i18n import filling
from core.i18n import gettext as _
from core.services import messages_people, messages_rules, messages_texts, settings
from core.services import messages_wordings as services
from core.services.messages_people import Somebody
from core.services.messages_rules import MessageRules
from core.services.messages_scenarios import Scenario
from core.services.messages_texts import LONGEST, LONGEST_TITLE, Fault, Held, Ready, Version
from core.services.messages_wordings import LONGEST_NAME, Wording
from core.services.opening import OpenShop
from core.terms import SEOUL
from core.terms.messages import MessageKind, MessageLanguage
from core.ui import copying, keeping, notices, session, target_sentence, target_turn
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import messages_law as law
from core.wording import messages_names as names
from core.wording import messages_scenarios as wording

_KEY: Final = "messages.text"
_TYPED: Final = ("benefit", "until", "tip", "next_product", "ship_by", "carrier", "invoice")
"""What no file tells and the seller says for one sending."""

_MENDED: Final = frozenset({LawReason.MARK, LawReason.TITLE, LawReason.OPT_OUT,
                            LawReason.SALES_WORDS})  # fmt: skip


def draw(shop: OpenShop, scenario: Scenario, texts: tuple[Wording, ...]) -> None:
    """The texts of a scenario, and room for one more."""
    seen_as = cached(settings.read)(shop).seen_as
    if seen_as:
        st.info(plain(seen_as), title=_("How your shop wants to be seen"),
                icon=":material/record_voice_over:")  # fmt: skip
    target_sentence.line(shop)
    versions = services.versions(texts)
    for one, version in zip(texts, versions, strict=False):
        if len(texts) > 1:
            called = names.foreign(f"{version.letter} {one.name}".strip(), one.language)
            st.subheader(plain(called), anchor=False)
        _text(shop, scenario, one)
    new = Wording(scenario.id or 0, MessageKind.INFORMATION, "")
    if texts:
        with st.expander(_("Write another text to compare"), icon=":material/add:",
                         key=f"{_KEY}.more.{scenario.id}"):  # fmt: skip
            _text(shop, scenario, new)
    else:
        _text(shop, scenario, new)
    gone = [it for it in cached(services.listed)(shop, deleted=True) if it.scenario == scenario.id]
    keeping.thrown(
        [(it.text, partial(services.undo, shop, it.id or 0, it.version)) for it in gone],
        f"{_KEY}.{scenario.id}",
    )


def _text(shop: OpenShop, scenario: Scenario, one: Wording) -> None:
    name = f"{_KEY}.{scenario.id}.{one.id or 'new'}"
    begin = target_turn.key(name)
    told = _fields(scenario, one, begin)
    version = Version("A", told.id, told.title, told.block, told.text, told.language)
    strange = messages_texts.unknown(f"{told.title}\n{version.whole}")
    st.caption(plain(_places()))
    if version.whole and not strange:
        _look(shop, scenario, told, version, begin)
    elif strange:
        fault = messages_texts.TextFault(messages_texts.TextReason.UNKNOWN_PLACES, strange)
        notices.problem(law.fault(fault))
    _keep(shop, one, told, name)


def _fields(scenario: Scenario, one: Wording, begin: str) -> Wording:
    kinds = list(MessageKind)
    kind = st.segmented_control(
        _("What it is"), kinds, format_func=names.kind, default=one.kind, required=True,
        key=f"{begin}.kind",
        help=plain(_("One word of a benefit makes it an advertisement, whatever is chosen here.")),
    )  # fmt: skip
    title = one.title
    if message_length.LIMITS[scenario.channel].title != 0:
        title = st.text_input(_("Title"), title, key=f"{begin}.title", max_chars=LONGEST_TITLE)
    block = st.text_area(
        _("To the whole group"), one.block, key=f"{begin}.block", height=90, max_chars=LONGEST,
        help=plain(_("It stands first, the same for everybody.")),
    )  # fmt: skip
    text = st.text_area(
        _("To one person"), one.text, key=f"{begin}.text", height=150, max_chars=LONGEST
    )
    languages = list(MessageLanguage)
    with st.container(horizontal=True, gap="small"):
        label = st.text_input(
            _("Name of the text (optional)"), one.name, key=f"{begin}.name",
            max_chars=LONGEST_NAME, width=320,
        )  # fmt: skip
        language = st.selectbox(
            _("Written in"), languages, languages.index(one.language),
            format_func=names.language, key=f"{begin}.language", width=160,
            help=plain(_("The law of Korea asks the same of every language.")),
        )  # fmt: skip
    return replace(
        one, kind=kind, title=title, block=block, text=text, name=label, language=language
    )


def _places() -> str:
    known = messages_texts.names()
    listed = ", ".join(f"{{{name}}} {wording.place(code)}" for code, name in known.items())
    return _("Places that are filled in for each person: {places}").format(places=listed)


def _look(shop: OpenShop, scenario: Scenario, told: Wording, version: Version, begin: str) -> None:
    """How it reads for real customers, and what stands in the way of sending it."""
    rules = cached(messages_rules.read)(shop)
    typed = _typed(version, begin)
    people = cached(messages_people.newest)(shop) or [_nobody()]
    sign = messages_people.shop_name(shop)
    extra = typed | {"number": rules.opt_out}
    rows = [messages_people.values(one, session.today(), sign, extra) for one in people]
    how = rules.sending(sign, scenario.channel, told.kind, _at(scenario))
    found = messages_texts.ready(version, rows, how)
    _length(scenario, version, rows)
    if isinstance(found, Held):
        _held(found.first, told, scenario, begin, has_name=bool(sign))
    with st.container(border=True, key=f"preview-{begin}"):
        st.badge(_("Preview, not for sending"), icon=":material/visibility:", color="gray")
        for one, values in zip(people, rows, strict=True):
            _row(version, one, values)
    if isinstance(found, Ready) and told.kind is MessageKind.ADVERTISING:
        # Who agreed is judged where the list is made; nothing that advertises leaves before.
        st.caption(plain(_("It goes to those who agreed only. Choose them before sending.")))
    elif isinstance(found, Ready):
        _copy(version, rows[0], rules, scenario, told, begin)


def _typed(version: Version, begin: str) -> dict[str, str]:
    """What the seller says for one sending; it is kept nowhere."""
    asked = set(filling.places(f"{version.title}\n{version.whole}"))
    known = messages_texts.names()
    wanted = [code for code in _TYPED if asked & {code, known[code]}]
    found = {}
    if wanted:
        st.caption(_("What is the same for everybody, to look at it only:"))
        with st.container(horizontal=True, gap="small"):
            for code in wanted:
                found[code] = st.text_input(
                    wording.place(code), key=f"{begin}.fill.{code}", max_chars=120, width=200
                )
    return found


def _nobody() -> Somebody:
    """Somebody made up, while no orders are there."""
    some = messages_texts.samples()
    return Somebody("", some["name"], some["product"], None, int(some["times"]))


def _at(scenario: Scenario) -> datetime | None:
    if scenario.hour is None:
        return None
    return datetime.combine(session.today(), time(scenario.hour), SEOUL)


def _length(scenario: Scenario, version: Version, rows: list[dict[str, str]]) -> None:
    """How long the longest of the shown texts is."""
    some = [messages_texts.filled(version, values) for values in rows]
    lengths = [message_length.measured(scenario.channel, it.text, it.title) for it in some]
    longest = max(lengths, key=lambda it: it.used)
    st.badge(
        plain(law.used(longest)), icon=":material/straighten:",
        color="gray" if longest.fits else "red",
    )  # fmt: skip


def _held(fault: Fault, told: Wording, scenario: Scenario, begin: str, *, has_name: bool) -> None:
    is_law = isinstance(fault, LawFault)
    if is_law and fault.reason is LawReason.MARK and not has_name:
        notices.warning(wording.no_name())
    else:
        notices.warning(law.fault(fault))
    if is_law and fault.reason in _MENDED:
        st.button(
            _("Put in what the law asks for"), key=f"{begin}.mend", icon=":material/build:",
            on_click=_mend, args=(services.marked(told, scenario.channel), begin),
        )  # fmt: skip


def _mend(mended: Wording, begin: str) -> None:
    for name in ("kind", "title", "block", "text"):
        if f"{begin}.{name}" in st.session_state:
            st.session_state[f"{begin}.{name}"] = getattr(mended, name)


def _row(version: Version, one: Somebody, values: dict[str, str]) -> None:
    found = messages_texts.filled(version, values)
    st.caption(plain(wording.somebody(one)))
    if found.title:
        st.markdown(f"**{plain(found.title)}**")
    st.markdown("  \n".join(plain(line) for line in found.text.splitlines()) or "–")
    if told := wording.missing(found.missing):
        st.caption(f":material/info: {plain(told)}")


def _copy(  # noqa: PLR0913, PLR0917  (what, for whom, by which rules, and how)
    version: Version, values: dict[str, str], rules: MessageRules, scenario: Scenario,
    told: Wording, begin: str,
) -> None:  # fmt: skip
    """Copy it for one person, whose real name only the seller knows; it may leave as it is."""
    how = rules.sending(values["shop"], scenario.channel, told.kind, _at(scenario))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        name = st.text_input(
            _("Name of the customer, not kept"), key=f"{begin}.who", max_chars=60, width=240
        )
        ready = messages_texts.ready(version, [values | {"name": name}], how)
        if isinstance(ready, Ready):
            one = ready.texts[0]
            copying.button(
                f"{one.title}\n\n{one.text}".strip(), about=name or values["product"],
                key=f"{begin}.copy",
            )  # fmt: skip
    if isinstance(ready, Held):
        notices.warning(law.fault(ready.first))


def _keep(shop: OpenShop, one: Wording, told: Wording, name: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button(_("Save"), key=f"{name}.save", type="primary", icon=":material/save:"):
            keep = services.change if one.id else services.add
            target_turn.run(
                lambda: keep(shop, told, session.now()), wording.kept(told.name or told.text[:20])
            )
            st.rerun()
        if one.id and one.undoable:
            st.button(
                _("Undo the last change"), key=f"{name}.undo", icon=":material/undo:",
                type="tertiary", on_click=target_turn.do,
                args=(partial(services.undo, shop, one.id, one.version),),
            )  # fmt: skip
        if one.id:
            keeping.away(partial(services.delete, shop, one, session.now()), f"{name}.delete")

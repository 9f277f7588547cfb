"""The form of a persona: a new one, begun from an example if she likes, or one that is there."""

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from core.analysis.target import AGES, GENDERS
from core.i18n import gettext as _
from core.services import target_personas
from core.services.opening import OpenShop
from core.services.target_evidence import Evidence
from core.services.target_personas import (
    ANY,
    LONGEST,
    LONGEST_NAME,
    LONGEST_SENTENCE,
    Persona,
    Proof,
    ProofKind,
)
from core.ui import session, target_turn
from core.ui.actions_forms import seen
from core.ui.text import plain
from core.wording import target_names as names
from core.wording import target_personas as wording

_KEY: Final = "target.persona"
_NEW: Final = "new"


def new(shop: OpenShop, shown: Evidence, *, is_first: bool) -> None:
    """Write another persona down; examples fill the fields and are kept by nobody but her."""
    with st.expander(
        _("Write a new persona"), icon=":material/person_add:", expanded=is_first,
        key=f"{_KEY}.{_NEW}.open",
    ):  # fmt: skip
        st.caption(plain(_("Begin from an example if you like. It is kept only when you save.")))
        with st.container(horizontal=True, gap="small"):
            for place, example in enumerate(wording.examples()):
                st.button(
                    plain(example.name), key=f"{_KEY}.example.{place}", type="secondary",
                    icon=":material/lightbulb:", on_click=_fill, args=(example,),
                )  # fmt: skip
        with st.form(f"{_KEY}.{_NEW}.form", border=False):
            one = _fields(Persona(), _NEW, shown)
            sent = st.form_submit_button(
                _("Save the persona"), key=f"{_KEY}.add", icon=":material/add:", type="primary"
            )
    if sent:
        target_turn.run(
            lambda: target_personas.add(shop, one, session.now()), wording.kept(one.name)
        )
        st.rerun()


def change(shop: OpenShop, one: Persona, shown: Evidence) -> None:
    """Change one that is there."""
    version = seen(f"{_KEY}.{one.id}", one.version)
    with st.form(f"{_KEY}.{one.id}.form", border=False):
        told = _fields(one, str(one.id), shown)
        sent = st.form_submit_button(_("Save"), key=f"{_KEY}.{one.id}.save")
    if sent:
        target_turn.run(
            lambda: target_personas.edit(shop, replace(told, version=version), session.now()),
            wording.kept(told.name),
        )
        st.rerun()


def _fields(one: Persona, key: str, shown: Evidence) -> Persona:
    begin = target_turn.key(f"{_KEY}.{key}")
    told: dict[str, Any] = {
        "name": st.text_input(
            wording.label("name"), one.name, key=f"{begin}.name", max_chars=LONGEST_NAME
        ),
        "sentence": st.text_input(
            wording.label("sentence"), one.sentence, key=f"{begin}.sentence",
            max_chars=LONGEST_SENTENCE, help=plain(wording.sentence_help()),
        ),
    }  # fmt: skip
    age = st.multiselect(
        wording.label("age"), [*AGES, ANY], list(one.age), format_func=names.age,
        key=f"{begin}.age", placeholder=_("Choose one or several"),
    )  # fmt: skip
    gender = st.segmented_control(
        wording.label("gender"), [*GENDERS, ANY], format_func=names.gender,
        default=one.gender or None, key=f"{begin}.gender",
    )  # fmt: skip
    for line in wording.fields():
        told[line.name] = st.text_input(
            line.label, getattr(one, line.name), key=f"{begin}.{line.name}", max_chars=LONGEST,
            placeholder=line.example,
        )  # fmt: skip
    needs = st.text_area(
        wording.label("needs"), "\n".join(one.needs), key=f"{begin}.needs", height=96,
        help=plain(_("At least one. Without a need nobody buys.")),
    )  # fmt: skip
    return replace(
        one, **told, age=tuple(age), gender=gender or "", needs=tuple(needs.splitlines()),
        evidence=_evidence(one, begin, shown),
    )  # fmt: skip


def _evidence(one: Persona, begin: str, shown: Evidence) -> tuple[Proof, ...]:
    kept = {(proof.kind.value, proof.number): proof for proof in one.evidence}
    offered = {("test", number): Proof(ProofKind.TEST, number) for number in shown.tests}
    offered |= {("product", it): Proof(ProofKind.PRODUCT, it) for it in shown.products}
    offered = kept | offered
    titles = {
        key: wording.proof(
            proof,
            (shown.tests if proof.kind is ProofKind.TEST else shown.products).get(proof.number, ""),
            None,
        )
        for key, proof in offered.items()
    }
    chosen = st.multiselect(
        wording.label("evidence"), list(offered), list(kept), format_func=lambda it: titles[it],
        key=f"{begin}.evidence", placeholder=_("Choose products and copy tests"),
    )  # fmt: skip
    return tuple(offered[key] for key in chosen)


def _fill(example: Persona) -> None:
    """Fill the fields of the new persona; nothing is kept."""
    begin = target_turn.key(f"{_KEY}.{_NEW}")
    for name in ("name", "sentence", "gender", *(line.name for line in wording.fields())):
        st.session_state[f"{begin}.{name}"] = getattr(example, name)
    st.session_state[f"{begin}.age"] = list(example.age)
    st.session_state[f"{begin}.needs"] = "\n".join(example.needs)

"""Which persona of the shop a customer is: as the seller says, or as what was bought suggests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from core.services import target_personas
from core.services.customers_interests import Interests
from core.services.customers_story import Whose
from core.services.opening import OpenShop
from core.services.target_personas import Persona, ProofKind
from core.store import customers_tags
from core.store.customers_one import Product


class Match(NamedTuple):
    """A persona that what was bought speaks for.

    Attributes:
        persona: which.
        products: what was bought that the seller gave as a proof of that persona.
        words: interests of the customer that the persona has too.
    """

    persona: Persona
    products: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """Which persona somebody is.

    Attributes:
        personas: all there are.
        chosen: the one the seller said.
        match: the one that most speaks for; None where nothing does, or two alike.
    """

    personas: tuple[Persona, ...]
    chosen: Persona | None
    match: Match | None


def read(shop: OpenShop, whose: Whose, bought: Sequence[Product], interests: Interests) -> Fit:
    """Which persona one customer is.

    Orders tell neither age nor job, so it is told by two things only: that somebody bought what
    proves a persona, and that interests of hers are those of the persona.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    personas = target_personas.listed(shop)
    with shop.store.read() as session:
        number = customers_tags.persona(session, shop.id, whose.keys)
    chosen = next((one for one in personas if one.id == number), None)
    return Fit(tuple(personas), chosen, match(personas, bought, interests))


def match(
    personas: Sequence[Persona], bought: Sequence[Product], interests: Interests
) -> Match | None:
    """The persona that what was bought speaks for; None where nothing does, or two alike."""
    words = [one.word for one in interests.there]
    found = [_match(one, bought, words) for one in personas]
    ranked = sorted((it for it in found if it.products or it.words), key=_weight, reverse=True)
    if not ranked or (len(ranked) > 1 and _weight(ranked[0]) == _weight(ranked[1])):
        return None
    return ranked[0]


def choose(shop: OpenShop, whose: Whose, number: int | None, now: datetime) -> int | None:
    """Say which persona a customer is, or with None that nobody knows; what was said before.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        before = customers_tags.persona(session, shop.id, whose.keys)
        customers_tags.set_persona(session, shop.id, whose.keys, number, now)
    return before


def _match(one: Persona, bought: Sequence[Product], words: Sequence[str]) -> Match:
    proofs = {it.number for it in one.evidence if it.kind is ProofKind.PRODUCT}
    said = " ".join((one.interests, one.wish, one.problem, *one.needs)).lower()
    return Match(
        one,
        tuple(it.name for it in bought if it.id in proofs),
        tuple(word for word in words if word.lower() in said),
    )


def _weight(one: Match) -> tuple[int, int]:
    return len(one.products), len(one.words)

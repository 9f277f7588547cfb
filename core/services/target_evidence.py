"""How a seller knows that there are such people: orders, copy tests, and shares of statistics."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.analysis.target import AGES, GENDERS, VALUES, Dimension
from core.services import copy_tests, target_personas
from core.services.actions_choices import choices
from core.services.opening import OpenShop
from core.services.target_actual import Actuals
from core.services.target_personas import ANY, Persona, ProofKind
from core.store import target as store
from core.store import totals


@dataclass(frozen=True, slots=True)
class Evidence:
    """What personas can rest on.

    Attributes:
        products: the names of products by their number, those sold most first.
        orders: how many orders there are with the products that personas name.
        tests: copy tests by their number, with their name or how they begin.
        tests_of: for each persona that copy tests name, these tests and their names.
    """

    products: Mapping[int, str]
    orders: Mapping[int, int]
    tests: Mapping[int, str]
    tests_of: Mapping[str, tuple[tuple[int, str], ...]]


def read(shop: OpenShop, today: date) -> Evidence:
    """What there is.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    named = {
        proof.number
        for one in target_personas.listed(shop)
        for proof in one.evidence
        if proof.kind is ProofKind.PRODUCT
    }
    products = dict(choices(shop, today).products)
    with shop.store.read() as session:
        products |= totals.product_names(session, shop.id, sorted(named - products.keys()))
        orders = store.orders_of(session, shop.id, named) if named else {}
    tests = copy_tests.listed(shop)
    titles = {one.id: one.draft.title or _begins(one) for one in tests}
    speaking: dict[str, list[tuple[int, str]]] = {}
    for one in tests:
        if one.draft.persona:
            speaking.setdefault(one.draft.persona, []).append((one.id, titles[one.id]))
    return Evidence(products, orders, titles, {k: tuple(v) for k, v in speaking.items()})


def share(one: Persona, actuals: Actuals) -> tuple[float, int] | None:
    """How many of those who pay are of the age and gender of a persona, and of how many known.

    None where statistics do not tell it, or where the persona is of any age and any gender.
    """
    ages = set(AGES) if ANY in one.age else set(one.age)
    genders = set(GENDERS) if one.gender == ANY else {one.gender}
    actual = actuals.told.get(Dimension.GENDER_AGE)
    if actual is None or not ages or not one.gender or (len(ages) + len(genders) == _ALL):
        return None
    wanted = {f"{gender}_{age}" for gender in genders for age in ages}
    values = VALUES[Dimension.GENDER_AGE]
    counted = sum(
        number for code, number in zip(values, actual.counts.known, strict=True) if code in wanted
    )
    cases = actual.counts.cases
    return (counted / cases, cases) if cases else None


_ALL = len(AGES) + len(GENDERS)


def _begins(one: copy_tests.CopyTest) -> str:
    return next((version.text for version in one.draft.versions if version.text), "")

"""Write down whom the made-up shop is made for, as its seller would have."""

from datetime import datetime, timedelta

from core.analysis.target import Dimension
from core.sample import target as planted
from core.services import target_personas, target_shares
from core.services.actions_choices import choices
from core.services.opening import OpenShop
from core.services.target_personas import Persona, Proof, ProofKind
from core.services.target_shares import Aim
from core.terms import seoul_day

_AGO = timedelta(days=40)


def put(shop: OpenShop, now: datetime) -> None:
    """Write the personas and the shares down; the products have to be there.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    numbers = {name: number for number, name in choices(shop, seoul_day(now)).products.items()}
    for one in planted.PEOPLE:
        number = numbers.get(one.product)
        evidence = () if number is None else (Proof(ProofKind.PRODUCT, number),)
        persona = Persona(
            one.name, one.sentence, one.age, one.gender, one.job, one.interests, one.problem,
            one.wish, one.tendency, one.liked_copy, one.needs, evidence,
        )  # fmt: skip
        target_personas.add(shop, persona, now - _AGO)
    for dimension, percents in (
        (Dimension.AGE, planted.AGES),
        (Dimension.GENDER, planted.GENDERS),
    ):
        target_shares.keep(shop, Aim(dimension, percents), now - _AGO)

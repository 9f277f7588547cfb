"""Write down whom the made-up shop is made for and what it published, as its seller would have."""

from datetime import datetime, timedelta

from core.analysis.target import Dimension
from core.sample import target as planted
from core.services import content_items, target_personas, target_shares
from core.services.actions_choices import choices
from core.services.content_items import Content
from core.services.opening import OpenShop
from core.services.target_personas import Persona, Proof, ProofKind
from core.services.target_shares import Aim
from core.terms import seoul_day

_AGO = timedelta(days=40)


def put(shop: OpenShop, now: datetime) -> None:
    """Write personas, shares and content down; the products have to be there.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    numbers = {name: number for number, name in choices(shop, seoul_day(now)).products.items()}
    people: list[int | None] = []
    for one in planted.PEOPLE:
        number = numbers.get(one.product)
        evidence = () if number is None else (Proof(ProofKind.PRODUCT, number),)
        persona = Persona(
            one.name, one.sentence, one.age, one.gender, one.job, one.interests, one.problem,
            one.wish, one.tendency, one.liked_copy, one.needs, evidence,
        )  # fmt: skip
        people.append(target_personas.add(shop, persona, now - _AGO).id)
    today = seoul_day(now)
    for piece in planted.PIECES:
        day = today - timedelta(days=piece.days_ago)
        persona_id = None if piece.person is None else people[piece.person]
        content = Content(
            piece.title, piece.channel, day, day, stage=piece.stage, persona=persona_id
        )
        content_items.add(shop, content, now)
    for dimension, percents in (
        (Dimension.AGE, planted.AGES),
        (Dimension.GENDER, planted.GENDERS),
    ):
        target_shares.keep(shop, Aim(dimension, percents), now - _AGO)

"""The tab 단골 혜택·등급: what regulars get, their tiers, and what they showed and told others."""

from datetime import date
from typing import Final

from core.i18n import gettext as _
from core.services import benefits as services
from core.services import benefits_effect
from core.services.benefits_effect import Outcome
from core.services.opening import OpenShop
from core.ui import benefits, cards, customer_book, parts, posts, session, tiers
from core.ui.cached import cached
from core.ui.parts import Part
from core.wording import benefits_effect as wording
from core.wording import verdicts

_KEY: Final = "regulars"


def draw(shop: OpenShop) -> None:
    """Draw the tab."""
    parts.draw(
        [
            Part("benefits", _("Benefits"), lambda: _benefits(shop)),
            Part("tiers", _("Tiers"), lambda: tiers.draw(shop)),
            Part("posts", _("Posts and recommendations"), lambda: posts.draw(shop)),
        ],
        key=f"{_KEY}.part",
    )


def _benefits(shop: OpenShop) -> None:
    some = cached(services.listed)(shop)
    told = cached(_outcomes)(shop, session.today())
    said = wording.conclusion(some, told)
    cards.verdict(
        cards.Conclusion(
            said.headline, said.reason, said.level, verdicts.evidence(said.level),
            tone=said.tone, why=said.why,
        ),
        key=f"{_KEY}.verdict",
    )  # fmt: skip
    benefits.draw(shop, some, told)


def _outcomes(shop: OpenShop, today: date) -> list[Outcome]:
    return benefits_effect.outcomes(shop, customer_book.kept(shop), today)

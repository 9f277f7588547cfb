"""What scenarios, texts and personas are called, also those that were thrown away since."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.services import messages_scenarios, messages_wordings, messages_words, target_personas
from core.services.opening import OpenShop
from core.terms.messages import ScenarioStage


@dataclass(frozen=True, slots=True)
class Called:
    """Names by number; a text without one is called by nothing.

    Attributes:
        words: what texts say now, as a hash by their numbers.
    """

    scenarios: Mapping[int, str] = field(default_factory=dict)
    stages: Mapping[int, ScenarioStage] = field(default_factory=dict)
    personas: Mapping[int, str] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
    words: Mapping[int, str] = field(default_factory=dict)


def called(shop: OpenShop) -> Called:
    """All names.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    scenarios = [one for gone in (True, False)
                 for one in messages_scenarios.listed(shop, deleted=gone)]  # fmt: skip
    texts = [one for gone in (True, False) for one in messages_wordings.listed(shop, deleted=gone)]
    personas = [*target_personas.deleted(shop), *target_personas.listed(shop)]
    return Called(
        {one.id: one.name for one in scenarios if one.id},
        {one.id: one.stage for one in scenarios if one.id},
        {one.id: one.name for one in personas if one.id},
        {one.id: one.name for one in texts if one.id and one.name},
        {one.id: messages_words.words(one) for one in texts if one.id},
    )

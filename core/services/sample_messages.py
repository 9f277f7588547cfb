"""Write the messages of the made-up shop down, as its seller would have."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.sample import messages as planted
from core.services import (
    messages_rules,
    messages_scenarios,
    messages_templates,
    messages_wordings,
    settings,
    target_personas,
)
from core.services.messages_rules import MessageRules
from core.services.opening import OpenShop

_AGO = timedelta(days=70)


def put(shop: OpenShop, now: datetime) -> None:
    """Write scenarios, texts and numbers down; the personas have to be there.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    begun = now - _AGO
    settings.save(shop, replace(settings.read(shop), name=planted.NAME))
    messages_rules.save(shop, MessageRules(sender=planted.SENDER, opt_out=planted.OPT_OUT), begun)
    personas = target_personas.listed(shop)
    for one in messages_templates.listed():
        if one.code not in planted.TAKEN:
            continue
        kept = messages_templates.adopt(shop, one, one.name, begun)
        if one.code in planted.FOR_FIRST and personas:
            messages_scenarios.change(shop, replace(kept, persona=personas[0].id), begun)
        if one.code == planted.COMPARED:
            other = replace(
                one.wording, scenario=kept.id or 0, text=planted.WITHOUT_NAME, name=planted.LABEL
            )
            messages_wordings.add(shop, other, begun)

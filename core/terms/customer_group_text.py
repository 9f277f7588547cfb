"""The rule of a group as text: as it is kept, and as it stands in an address."""

import json
from collections.abc import Mapping
from typing import Any, Final

from core.terms.customer_groups import (
    AnyOf,
    Between,
    Block,
    Condition,
    On,
    Rule,
    RuleFault,
    RuleRefused,
)

VERSION: Final = 1


def written(one: Rule) -> str:
    """A rule as it is kept; the same rule is always the same text."""
    told = {
        "version": VERSION,
        "all": one.is_all,
        "blocks": [
            {"all": block.is_all, "conditions": [_condition(it) for it in block.conditions]}
            for block in one.blocks
        ],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Rule:
    """A rule as it was kept.

    Raises:
        RuleRefused: it is none, or asks for what is not there: nothing is guessed.
    """
    try:
        told = json.loads(text)
    except ValueError as error:
        raise RuleRefused(RuleFault.UNREADABLE) from error
    fields = _fields(told, {"version", "all", "blocks"})
    if fields.get("version") != VERSION:
        raise RuleRefused(RuleFault.UNREADABLE)
    return Rule(tuple(_block(it) for it in _some(fields.get("blocks"))), _flag(fields.get("all")))


def _block(told: object) -> Block:
    fields = _fields(told, {"all", "conditions"})
    found = tuple(_read_condition(it) for it in _some(fields.get("conditions")))
    return Block(found, _flag(fields.get("all")))


def _condition(one: Condition) -> dict[str, object]:
    told: dict[str, object] = {"on": one.on.value}
    if isinstance(one, Between):
        told |= {"least": one.least, "most": one.most}
    else:
        told |= {"any": list(one.any_of), "not": one.is_not}
    return told | {"within": one.within} if one.on.takes_days else told


def _read_condition(told: object) -> Condition:
    fields = _fields(told, {"on", "least", "most", "any", "not", "within"})
    try:
        on = On(str(fields.get("on")))
    except ValueError as error:
        raise RuleRefused(RuleFault.UNKNOWN) from error
    within = _number(fields.get("within"))
    if on.is_number:
        _fields(told, {"on", "least", "most", "within"})
        return Between(on, _number(fields.get("least")), _number(fields.get("most")), within)
    _fields(told, {"on", "any", "not", "within"})
    values = tuple(_some(fields.get("any")))
    return AnyOf(on, values, _flag(fields.get("not", False)), within)


def _fields(told: object, known: set[str]) -> Mapping[str, Any]:
    if not isinstance(told, dict):
        raise RuleRefused(RuleFault.UNREADABLE)
    if not told.keys() <= known:
        raise RuleRefused(RuleFault.UNKNOWN)
    return told


def _some(told: object) -> list[Any]:
    if not isinstance(told, list):
        raise RuleRefused(RuleFault.UNREADABLE)
    return told


def _flag(told: object) -> bool:
    if not isinstance(told, bool):
        raise RuleRefused(RuleFault.UNREADABLE)
    return told


def _number(told: object) -> int | None:
    if told is not None and type(told) is not int:
        raise RuleRefused(RuleFault.UNREADABLE)
    return told

"""The rule that is being put together: in the window, and in the address so that it survives."""

import itertools
from dataclasses import dataclass, field
from typing import Final

import streamlit as st

from core.services.customers_groups import Group
from core.terms import customer_group_text
from core.terms.customer_groups import (
    AnyOf,
    Between,
    Block,
    Condition,
    On,
    Rule,
    RuleFault,
    RuleRefused,
    Value,
)

RULE: Final = "rule"
"""What the rule is called in the address."""

LONGEST: Final = 4_000
"""So many signs a rule may have to stand in an address; with more, browsers may cut it."""

_DRAFT: Final = "groups.draft"


@dataclass
class Part:
    """One condition as far as it is filled in; ``id`` tells its fields apart."""

    id: int
    on: On
    least: int | None = None
    most: int | None = None
    any_of: tuple[Value, ...] = ()
    is_not: bool = False
    within: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filled in yet, so that it says nothing."""
        if self.on.is_number:
            return self.least is None and self.most is None
        return not self.any_of

    @property
    def is_upside_down(self) -> bool:
        """Whether its lower bound lies above its upper one."""
        return self.least is not None and self.most is not None and self.least > self.most

    def condition(self) -> Condition | None:
        """The condition; None while it says nothing.

        Raises:
            RuleRefused: it says what cannot be.
        """
        if self.is_empty:
            return None
        if self.on.is_number:
            return Between(self.on, self.least, self.most, self.within)
        return AnyOf(self.on, self.any_of, self.is_not, self.within)


@dataclass
class Box:
    """Some conditions, of which all have to hold, or any."""

    id: int
    parts: list[Part] = field(default_factory=list)
    is_all: bool = True


@dataclass
class Draft:
    """All of it.

    Attributes:
        boxes: the blocks.
        is_all: whether all of them have to hold.
        group: the number of the group it was taken from, if it was.
        fault: why what stood in the address was not taken.
    """

    boxes: list[Box] = field(default_factory=list)
    is_all: bool = True
    group: int | None = None
    fault: RuleFault | None = None

    def rule(self) -> Rule | None:
        """What is filled in so far; None while nothing is.

        Raises:
            RuleRefused: it says what cannot be.
        """
        blocks = []
        for box in self.boxes:
            found = tuple(it for part in box.parts if (it := part.condition()) is not None)
            if found:
                blocks.append(Block(found, box.is_all))
        return Rule(tuple(blocks), self.is_all) if blocks else None

    def upside_down(self) -> Part | None:
        """The first condition whose lower bound lies above its upper one."""
        return next((it for box in self.boxes for it in box.parts if it.is_upside_down), None)

    def add_box(self) -> None:
        """One more block, empty."""
        self.boxes.append(Box(next(_NUMBERS)))

    def add(self, box: Box, on: On) -> None:
        """One more condition."""
        box.parts.append(Part(next(_NUMBERS), on))

    def remove(self, box: Box, part: Part) -> None:
        """One condition less; a block without any goes too, unless it is the only one."""
        box.parts.remove(part)
        if not box.parts and len(self.boxes) > 1:
            self.boxes.remove(box)


_NUMBERS: Final = itertools.count(1)
"""Fields of different conditions never share a key, or one would show what the other had."""


def current() -> Draft:
    """The rule of this window; at first the one of the address."""
    kept: Draft | None = st.session_state.get(_DRAFT)
    if kept is not None:
        return kept
    text = st.query_params.get(RULE)
    draft = Draft()
    if text:
        try:
            draft = of(customer_group_text.read(text))
        except RuleRefused as refused:
            draft.fault = refused.fault
    return take(draft)


def take(draft: Draft) -> Draft:
    """Put together this one from now on."""
    if not draft.boxes:
        draft.add_box()
    st.session_state[_DRAFT] = draft
    return draft


def of(rule: Rule, group: Group | None = None) -> Draft:
    """A rule as it can be changed."""
    boxes = [
        Box(next(_NUMBERS), [_part(it) for it in block.conditions], block.is_all)
        for block in rule.blocks
    ]
    return Draft(boxes, rule.is_all, None if group is None else group.id)


def remember(rule: Rule | None) -> None:
    """Write the rule into the address, so that a reload or a bookmark brings it back."""
    text = None if rule is None else customer_group_text.written(rule)
    if text is not None and len(text) > LONGEST:
        text = None
    if text == st.query_params.get(RULE):
        return
    if text is None:
        st.query_params.pop(RULE, None)
    else:
        st.query_params[RULE] = text


def _part(one: Condition) -> Part:
    number = next(_NUMBERS)
    if isinstance(one, Between):
        return Part(number, one.on, one.least, one.most, within=one.within)
    return Part(number, one.on, any_of=one.any_of, is_not=one.is_not, within=one.within)

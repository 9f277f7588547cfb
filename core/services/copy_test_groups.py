"""Of a list of recipients only those who belong to a group of customers."""

from dataclasses import dataclass, replace
from datetime import date

from core.services import customers_groups
from core.services.copy_test_recipients import RecipientList
from core.services.opening import OpenShop
from core.store import identities


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A list of which only the customers of a group are left.

    Attributes:
        people: those who belong to the group; there may be none.
        others: recipients who do not.
        unknown: recipients whom no order file names, so that nobody can tell.
    """

    people: RecipientList
    others: int
    unknown: int


def narrowed(shop: OpenShop, people: RecipientList, group: int, day: date) -> Narrowed:
    """Only the recipients who belong to a group on a day.

    Recipients are recognised as buyers are, by account or by name and telephone number.

    Raises:
        core.store.notes.NoteGone: there is no such group.
        core.services.customers_groups.RuleRefused: what is kept is no rule.
        core.store.StoreProblem: the store cannot be read.
    """
    found = customers_groups.members(shop, group, day)
    wanted = set() if found is None else set(customers_groups.keys(shop, found))
    named = {one.buyer_key for one in people.entries if one.buyer_key is not None}
    with shop.store.read() as session:
        known = identities.known(session, shop.id, sorted(named))
        customers = identities.customers_of(session, shop.id, sorted(named))
    kept = tuple(
        one for one in people.entries
        if one.buyer_key is not None and customers[one.buyer_key] in wanted
    )  # fmt: skip
    unknown = sum(one.buyer_key not in known for one in people.entries)
    places = tuple(replace(one, place=place) for place, one in enumerate(kept))
    return Narrowed(
        replace(people, entries=places), len(people.entries) - len(kept) - unknown, unknown
    )

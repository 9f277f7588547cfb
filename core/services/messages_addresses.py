"""Where customers are reached, by the file that the seller drops; nothing of it is kept."""

from dataclasses import dataclass, field
from typing import Final

from core.services import copy_test_contacts
from core.services.copy_test_contacts import By
from core.services.copy_test_recipients import Entry, ListReason, ListRefused, RecipientList
from core.services.opening import OpenShop
from core.store import identities
from core.terms.messages import MessageChannel

_BY: Final = {MessageChannel.EMAIL: By.MAIL, MessageChannel.TALKTALK: By.ACCOUNT}
"""By what people are reached; by their telephone where nothing else stands here."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How somebody is reached and called."""

    address: str = field(repr=False)
    name: str = field(repr=False)

    @property
    def place(self) -> str:
        """The address as it is compared."""
        return self.address.casefold()


def reached(
    shop: OpenShop, channel: MessageChannel, contacts: RecipientList
) -> dict[str, Contact]:  # fmt: skip
    """How customers are reached by their keys, as far as the file tells.

    Raises:
        ListRefused: the file does not say how people are reached by this way of sending.
        core.store.StoreProblem: the store cannot be read.
    """
    by, columns = _BY.get(channel, By.PHONE), contacts.columns
    at = copy_test_contacts.at(contacts.headings, by)
    if columns is None or at is None:
        raise ListRefused(ListReason.NO_COLUMN)
    lines = (*contacts.entries, *contacts.more)
    some = [(one.buyer_key, contact) for one in lines
            if one.buyer_key and (contact := _contact(one, by, at, columns.name))]  # fmt: skip
    with shop.store.read() as session:
        customer = identities.customers_of(session, shop.id, [key for key, _contact in some])
    found: dict[str, Contact] = {}
    # Of several numbers of one customer the same one is taken, however the file is sorted.
    for key, contact in sorted(some, key=lambda one: (one[1].address, one[1].name)):
        found.setdefault(customer[key], contact)
    return found


def _contact(one: Entry, by: By, at: int, name_at: int | None) -> Contact | None:
    """How one line says somebody is reached; None where it does not."""
    said = one.cells[at].strip() if at < len(one.cells) else ""
    if by is By.PHONE:
        number = copy_test_contacts.phone(said)
        said = "" if number is None else copy_test_contacts.spelt(number)
    elif by is By.MAIL and not copy_test_contacts.MAIL.fullmatch(said):
        said = ""
    name = one.cells[name_at].strip() if name_at is not None else ""
    is_masked = copy_test_contacts.MASK.search(name) is not None
    return Contact(said, "" if is_masked else name) if said else None

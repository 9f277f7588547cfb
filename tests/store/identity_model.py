"""Who is one customer, told in plain Python, to hold the store against."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import product

from core.store.identities import Ended, Evidence
from core.terms import KnownBy

CONTRADICTION = ""


def key_of(number: int) -> str:
    """The key of a buyer of a test."""
    return f"{number:032x}"


def sign_of(number: int) -> KnownBy:
    """By what he is known: 1 and 2 by account, 3 and 4 by name and number, 5 by a masked one."""
    return KnownBy.ACCOUNT if number <= 2 else KnownBy.PHONE if number <= 4 else KnownBy.MASKED


SIGNS = {key_of(number): sign_of(number) for number in range(1, 6)}


@dataclass(frozen=True)
class Names:
    """Whom files name for a line: the surest, and who else; by which upload it came to be so."""

    upload: int
    own: str | None
    also: str | None = None

    def told(self, upload: int, key: str | None) -> "Names":
        """What it becomes when another file names somebody."""
        if key is None or key == self.own:
            return self
        if self.own is None:
            return replace(self, upload=upload, own=key)
        signs = {SIGNS[key]: key, SIGNS.get(self.own, KnownBy.NOBODY): self.own}
        also = self.also
        if len(signs) == 1 and not signs.keys() & {KnownBy.MASKED}:
            also = CONTRADICTION
        elif signs.keys() == {KnownBy.ACCOUNT, KnownBy.PHONE}:
            number = signs[KnownBy.PHONE]
            also = number if also in {None, number} else CONTRADICTION
        surest = signs[min(signs)] if len(signs) > 1 else self.own
        return Names(upload, surest, also)


@dataclass
class Merge:
    """One entry of the log."""

    from_key: str
    into_key: str
    evidence: Evidence
    ended: Ended = Ended.NOT


@dataclass
class Model:
    """Lines by mall and number with all that files named them, and the log of merges."""

    lines: dict[tuple[int, int], list[Names]] = field(default_factory=dict)
    log: list[Merge] = field(default_factory=list)
    erased: set[str] = field(default_factory=set)

    def take(self, upload: int, rows: Iterable[tuple[int, int, str | None]]) -> None:
        """A file: mall, number of the line, and the buyer."""
        for mall, number, who in rows:
            key = None if who in self.erased else who
            names = self.lines.setdefault((mall, number), [])
            told = names[-1].told(upload, key) if names else Names(upload, key)
            if not names or told != names[-1]:
                names.append(told)
        self.prove()

    def take_back(self, upload: int) -> None:
        """A file is undone."""
        for place, names in list(self.lines.items()):
            left = [one for one in names if one.upload != upload]
            if left and names[0].upload != upload:
                self.lines[place] = left
            else:
                del self.lines[place]
        self.prove()

    def merge(self, from_key: str, into_key: str) -> None:
        """By hand."""
        self.log.append(Merge(self.customer(from_key), self.customer(into_key), Evidence.HAND))

    def erase(self, key: str, nobody: str) -> None:
        """Delete a person, of whom ``nobody`` is left."""
        gone = self.together(key)
        proved = {number for number, _account in self.proved()}
        also = {names[-1].also for names in self.lines.values() if names[-1].own in gone}
        shared = {one for one in also if one and one not in proved}
        for names in self.lines.values():
            names[:] = [self._without(one, gone, shared, nobody) for one in names]
        self.log = [it for it in self.log if not gone & {it.from_key, it.into_key}]
        self.erased |= gone
        self.prove()

    @staticmethod
    def _without(one: Names, gone: set[str], shared: set[str], nobody: str) -> Names:
        if one.own in gone:
            return Names(one.upload, nobody)
        return replace(one, also=CONTRADICTION) if one.also in gone | shared else one

    def prove(self) -> None:
        """Enter what the lines prove, and end what they do not prove any more."""
        wanted = self.proved()
        for one in self.log:
            if one.evidence is Evidence.ORDER_LINE and one.ended is Ended.NOT:
                pair = (one.from_key, one.into_key)
                one.ended = Ended.NOT if pair in wanted else Ended.FILES
                wanted.discard(pair)
        refused = {(it.from_key, it.into_key) for it in self.log
                   if it.evidence is Evidence.ORDER_LINE and it.ended is Ended.HAND}  # fmt: skip
        self.log += [Merge(*pair, Evidence.ORDER_LINE) for pair in sorted(wanted - refused)]

    def proved(self) -> set[tuple[str, str]]:
        """Numbers and the accounts they are."""
        found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for (mall, _number), names in self.lines.items():
            own, also = names[-1].own, names[-1].also
            if also and own and SIGNS.get(own) is KnownBy.ACCOUNT:
                found[also][mall].add(own)
        return {
            (number, account)
            for number, malls in found.items()
            if all(len(accounts) == 1 for accounts in malls.values())
            for accounts in malls.values()
            for account in accounts
        }

    def together(self, key: str) -> set[str]:
        """All keys of the customer who has a key."""
        found, more = {key}, True
        while more:
            more = False
            for one in self.log:
                both = {one.from_key, one.into_key}
                if one.ended is Ended.NOT and both & found and not both <= found:
                    found |= both
                    more = True
        return found

    def customer(self, key: str) -> str:
        """The key the customer goes by."""
        given = {
            is_hand: {it.from_key for it in self.log if it.ended is Ended.NOT
                      and (it.evidence is Evidence.HAND) is is_hand}
            for is_hand in (True, False)
        }  # fmt: skip
        return min(
            self.together(key),
            key=lambda it: (it in given[True], it in given[False], SIGNS.get(it, 0), it),
        )

    def told(self) -> dict[tuple[int, int], tuple[str | None, str | None, str | None]]:
        """Of each line under whose key it stands, whom it names, and whom else."""
        return {
            place: (
                names[-1].own and self.customer(names[-1].own), names[-1].own, names[-1].also
            )
            for place, names in self.lines.items()
        }  # fmt: skip


PLACES = list(product((1, 2), range(1, 4)))
"""The lines of the tests: two malls with three each."""

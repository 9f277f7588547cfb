"""The life of a copy test in any order of steps: nothing is lost, and nobody is told too early."""

import json
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.services import (
    actions,
    copy_library,
    copy_test_board,
    copy_test_counts,
    copy_test_lists,
    copy_test_using,
    copy_tests,
    todo,
)
from core.services.actions import Said
from core.services.copy_test_counts import CountsRefused
from core.services.copy_test_kept import CopyTestRefused, Draft
from core.services.copy_tests import NoteChanged, NoteGone
from core.services.receipts import Source
from core.services.todo import TodoKind
from core.terms import seoul_day
from core.terms.copy_tests import (
    FEWEST_TURNS,
    LETTERS,
    Count,
    Design,
    Response,
    TestStatus,
    Version,
)
from core.verdicts.copy_tests import Call
from tests import shops

BEGUN = datetime(2026, 11, 2, 3, tzinfo=UTC)
NO = (CopyTestRefused, CountsRefused, NoteGone, NoteChanged)
DESIGNS = [Design.AD_PLATFORM, Design.LIST_SPLIT, Design.ALTERNATE_DAYS]


class Life(RuleBasedStateMachine):
    """One shop with a few tests in it, and what is known of them by other means."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        self.shop = shops.opened(Path(self.folder.name))
        self.now = BEGUN
        self.numbers = []
        self.counted = {}
        self.frozen = {}

    def teardown(self):
        self.shop.close()
        self.folder.cleanup()

    @property
    def today(self):
        return seoul_day(self.now)

    @initialize()
    def first(self):
        self.add(Design.AD_PLATFORM, 2, 7)
        copy_tests.start(self.shop, 1, self.now)
        self.now += timedelta(days=2)
        day = self.today - timedelta(days=1)
        rows = [Count("A", day, 900, 40), Count("B", day, 900, 100)]
        copy_test_counts.enter(self.shop, 1, rows, self.now)
        self.counted[1] = {(one.letter, one.day): one for one in rows}

    @rule(design=st.sampled_from(DESIGNS), many=st.integers(2, 4), days=st.integers(3, 9))
    @precondition(lambda self: len(self.numbers) < 4)
    def add(self, design, many, days):
        versions = tuple(Version(one, f"문구 {one}") for one in LETTERS[:many])
        if design is Design.ALTERNATE_DAYS:
            days += FEWEST_TURNS - 3
        draft = Draft(
            "실험", design, Response.CLICKS, versions, days=days, visitors=900,
            hold_out=int(design is Design.LIST_SPLIT),
        )  # fmt: skip
        self.numbers.append(copy_tests.add(self.shop, draft, self.now).id)

    def one(self, data):
        return copy_tests.find(self.shop, data.draw(st.sampled_from(self.numbers)))

    @rule(days=st.integers(0, 5))
    def wait(self, days):
        self.now += timedelta(days=days, hours=7)

    @rule(data=st.data(), people=st.integers(0, 40))
    def divide(self, data, people):
        numbers = "".join(f"010-1000-{1000 + n}\n" for n in range(people + 2))
        block = copy_test_lists.read(self.shop, Source("a.csv", f"휴대폰번호\n{numbers}".encode()))
        self.tried(lambda: copy_test_lists.split(self.shop, self.one(data).id, block))

    @rule(data=st.data())
    def start(self, data):
        self.tried(lambda: copy_tests.start(self.shop, self.one(data).id, self.now))

    @rule(data=st.data(), ahead=st.integers(0, 3), replace_all=st.booleans())
    def count(self, data, ahead, replace_all):
        test = self.one(data)
        if test.plan is None:
            return
        days = [test.plan.period.first + timedelta(days=n) for n in range(9)]
        rows = [
            Count(one, day, 900, 40 + 60 * (at == ahead))
            for day in days
            for at, one in enumerate(test.plan.letters)
            if day <= self.today and (test.plan.days is None or test.plan.days.get(day) == one)
        ]
        known = self.counted.get(test.id, {})
        new = {(one.letter, one.day): one for one in rows}
        if self.tried(
            lambda: copy_test_counts.enter(
                self.shop, test.id, rows, self.now, replace_all=replace_all
            )
        ):
            self.counted[test.id] = new if replace_all else {**known, **new}

    @rule(data=st.data())
    def end(self, data):
        entry = copy_test_board.one(self.shop, self.one(data).id, self.today)
        cut = None if entry.cut is None else data.draw(st.booleans())
        if entry.ready:
            self.tried(lambda: copy_test_board.end(self.shop, entry, self.now, cut=cut))

    @rule(data=st.data())
    def stop(self, data):
        entry = copy_test_board.one(self.shop, self.one(data).id, self.today)
        self.tried(lambda: copy_test_board.stop(self.shop, entry, self.now))

    @rule(data=st.data(), letter=st.sampled_from("ABC"))
    def use(self, data, letter):
        number = self.one(data).id
        self.tried(lambda: copy_test_using.apply(self.shop, number, letter, Said("바꿈"), self.now))

    @rule(data=st.data())
    def undo(self, data):
        number = self.one(data).id
        if self.tried(lambda: copy_tests.undo(self.shop, number, self.now)):
            told = copy_tests.counts(self.shop, [number]).get(number, ())
            self.counted[number] = {(one.letter, one.day): one for one in told}

    @rule(data=st.data())
    def delete(self, data):
        self.tried(lambda: copy_tests.delete(self.shop, self.one(data).id, self.now))

    @rule(data=st.data())
    def restore(self, data):
        self.tried(lambda: copy_tests.restore(self.shop, self.one(data).id, self.now))

    def tried(self, change):
        try:
            change()
        except NO:
            return False
        return True

    @invariant()
    def results_stay_as_they_were_written(self):
        for test in (copy_tests.find(self.shop, number) for number in self.numbers):
            if test.status is TestStatus.ENDED:
                told = json.dumps(test.result, sort_keys=True)
                assert self.frozen.setdefault(test.id, told) == told
            else:
                assert test.id not in self.frozen

    @invariant()
    def nobody_hears_who_is_ahead_before_it_may_be_told(self):
        entries = [copy_test_board.one(self.shop, one, self.today) for one in self.numbers]
        library = copy_library.book(self.shop).frame
        for entry in entries:
            test, ruling = entry.test, entry.ruling
            told = ruling is not None and ruling.answer.is_result
            if ruling is not None and not told:
                for said in ruling.versions:
                    known = {**asdict(said), "letter": "", "shown": None, "expected": None}
                    assert known.pop("call") is Call.HIDDEN
                    assert set(known.values()) <= {None, ""}
                assert (ruling.chosen, ruling.money) == (None, ())
            mine = library[library["test"] == test.id]
            if not (told and test.status is TestStatus.ENDED):
                assert mine[["reacted", "rate", "low", "high"]].isna().to_numpy().all()
            if not test.status.is_over:
                assert mine.empty
                assert test.applied is None
        ready = {one.test.id for one in entries if one.ready and not one.test.deleted}
        assert {one.id for one in copy_test_board.waiting(self.shop, self.today)} == ready
        said = [
            one for one in todo.listed(self.shop, self.today) if one.kind is TodoKind.COPY_TESTS
        ]
        assert sum(one.count or 0 for one in said) == len(ready)
        over = {one.test.id for one in entries if one.test.status.is_over}
        noted = {one.claim for one in actions.listed(self.shop)}
        assert noted <= {f"copy_test.{number}.{letter}" for number in over for letter in "ABCD"}

    @invariant()
    def nobody_is_in_two_parts_and_parts_are_right_to_one(self):
        for number in self.numbers:
            test = copy_tests.find(self.shop, number)
            sizes = copy_test_lists.sizes(self.shop, number)
            if not sizes:
                continue
            assert test.draft.design is Design.LIST_SPLIT
            exact = sum(sizes.values()) / sum(test.draft.shares.values())
            assert all(abs(sizes.get(one, 0) - exact) < 1 for one in test.draft.shares)
            if test.plan is not None:
                planned = {one.letter: one.planned for one in test.plan.versions}
                assert planned == {one: sizes.get(one, 0) for one in planned}

    @invariant()
    def what_was_counted_is_there_and_nothing_else(self):
        stored = copy_tests.counts(self.shop, self.numbers)
        for number in self.numbers:
            there = {(one.letter, one.day): one for one in stored.get(number, ())}
            assert there == self.counted.get(number, {})
            shown = Counter()
            for one in there.values():
                shown[one.letter] += one.shown
            progress = copy_test_board.one(self.shop, number, self.today).progress
            assert progress is None or (progress.shown or 0) == sum(shown.values())


Life.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
TestLife = Life.TestCase

"""What the seller or the sending service counted of a sending."""

import pytest

from core.importers.identity import Identity
from core.services import (
    copy_test_recipients,
    messages_outcome,
    messages_results,
    messages_rules,
    messages_sends,
)
from core.services import messages_outcome_codes as codes
from core.services import messages_outcome_file as outcome_file
from core.services.copy_test_recipients import ListRefused
from core.services.kept_notes import NoteRefused
from core.services.messages_outcome import Numbers
from core.services.messages_sends import Version
from core.services.receipts import Refused, Source
from core.store import messages as store
from core.store.messages import Addressee
from tests.message_shops import at, sent
from tests.shops import LAST, Line, take

PEOPLE = {"김하나": "010-1111-0001", "이두리": "010-1111-0002", "박세나": "010-1111-0003"}


def keys(shop):
    identity = Identity(shop.key)
    return {name: identity.buyer("", name, phone) for name, phone in PEOPLE.items()}


def sending(shop, letters="AAA"):
    """A sending to three people whom order files know."""
    take(shop, [Line(LAST, key, 10_000) for key in keys(shop).values()])
    one = sent(shop, {}, versions=tuple(Version(letter) for letter in sorted(set(letters))))
    told = enumerate(zip(keys(shop).values(), letters, strict=True))
    some = [Addressee(key, letter, place) for place, (key, letter) in told]
    with shop.store.write() as session:
        store.add(session, shop.id, one.number, some)
    return one


def csv(*lines):
    return Source("result.csv", "\n".join(lines).encode())


def people_of(shop, one):
    return [it.outcome for it in messages_sends.people(shop, one.number).values()]


def test_typed_numbers_are_kept_and_brought_back(shop):
    one = sent(shop, {}, sent=100)
    kept = messages_outcome.keep(shop, one, Numbers(100, 4, None, 20, 1, 3, 90_000), at(LAST))
    assert messages_outcome.of(kept) == Numbers(100, 4, None, 20, 1, 3, 90_000)
    messages_sends.undo(shop, one.number, kept.version)
    assert messages_outcome.of(messages_sends.find(shop, one.number)) == Numbers(100)


@pytest.mark.parametrize(
    "told",
    [Numbers(10, 11), Numbers(10, None, None, 11), Numbers(10, None, 11), Numbers(-1),
     Numbers(10, 5, 6), Numbers(10, left=11), Numbers(bought=-3)],
)  # fmt: skip
def test_what_cannot_be_is_refused(shop, told):
    one = sent(shop, {})
    with pytest.raises(NoteRefused):
        messages_outcome.keep(shop, one, told, at(LAST))


def test_more_may_be_bought_than_was_sent(shop):
    one = sent(shop, {})
    kept = messages_outcome.keep(shop, one, Numbers(10, 0, bought=12), at(LAST))
    assert kept.bought == 12


def test_versions_are_counted_by_themselves(shop):
    one = sent(shop, {}, versions=(Version("A"), Version("B")))
    told = {"A": Numbers(50, 1, None, 9, None, 4, 80_000), "B": Numbers(50), "C": Numbers()}
    messages_outcome.keep_versions(shop, one, told, at(LAST))
    (found,) = messages_results.results(shop, LAST)
    assert [part.sent for part in found.parts] == [50, 50]
    assert [part.bought for part in found.parts] == [4.0, None]
    assert found.bought is None
    assert set(messages_sends.counts(shop, one.number)) == {"A", "B"}
    with pytest.raises(NoteRefused):
        messages_outcome.keep_versions(shop, one, {"A": Numbers(1, 2)}, at(LAST))


def test_a_file_with_names_tells_what_became_of_whom(shop):
    one = sending(shop)
    found = outcome_file.read(shop, one, csv(
        "이름,수신번호,전송결과,클릭여부,수신거부여부",
        "김하나,010-1111-0001,전송성공,Y,N",
        "이두리,010-1111-0002,실패(결번),N,N",
        "박세나,01011110003,전송성공,N,Y",
        "모름씨,010-9999-0001,전송성공,N,N",
    ))  # fmt: skip
    assert (found.people, found.known, found.strangers) == (4, 3, (5,))
    assert found.numbers == Numbers(3, 1, None, 1, 1)
    messages_outcome.take(shop, one, found, at(LAST))
    assert people_of(shop, one) == ["reacted", "failed", "left"]
    (told,) = messages_results.results(shop, LAST)
    assert (told.sent, told.failed, told.reacted, told.left) == (3, 1, 1, 1)


def test_a_file_of_numbers_alone_is_matched_by_the_contact_file(shop):
    one = sending(shop, "ABA")
    result = csv(
        "전화번호,상태", "01011110002,발송실패", "1011110003,정상 수신", "01099990000,4000번"
    )
    found = outcome_file.read(shop, one, result)
    # Nobody can tell who they are, so nobody is taken for a stranger either.
    assert (found.known, found.strangers, found.numbers.sent) == (0, (), 3)
    contacts = copy_test_recipients.read(shop, csv(
        "이름,휴대폰번호", *(f"{name},{phone}" for name, phone in PEOPLE.items())
    ))  # fmt: skip
    found = outcome_file.read(shop, one, result, contacts=contacts)
    assert (found.known, found.strangers) == (2, (4,))
    assert found.numbers == Numbers(sent=2, failed=1)
    messages_outcome.take(shop, one, found, at(LAST))
    assert people_of(shop, one) == ["", "failed", ""]


def test_strangers_do_not_count(shop):
    one = sending(shop)
    lines = [f"모름{n},010-9999-{n:04d},전송성공" for n in range(5)]
    head = "이름,수신번호,전송결과"
    found = outcome_file.read(shop, one, csv(head, "김하나,010-1111-0001,전송성공", *lines))
    assert (found.numbers, found.known) == (Numbers(sent=1, failed=0), 1)
    assert found.strangers == (3, 4, 5, 6, 7)
    # Of another sending: nothing is told of this one, and what was typed stays.
    found = outcome_file.read(shop, one, csv(head, *lines))
    assert (found.numbers, found.known, len(found.strangers)) == (Numbers(), 0, 5)
    # Who has no list of names has nobody to compare with.
    typed = sent(shop, {})
    assert outcome_file.read(shop, typed, csv(head, *lines)).numbers.sent == 5
    # A masked name may be anybody's.
    found = outcome_file.read(shop, one, csv(head, "김*나,010-1111-0001,전송성공"))
    assert (found.numbers.sent, found.strangers) == (1, ())
    # The list itself says who was sent it, also where order files call them otherwise.
    contacts = copy_test_recipients.read(shop, csv("이름,휴대폰번호", "모름0,010-9999-0000"))
    found = outcome_file.read(shop, one, csv(head, *lines), contacts=contacts)
    assert (found.numbers.sent, found.known, len(found.strangers)) == (1, 0, 4)


def coded(shop, one, *states, heading="결과코드"):
    lines = [f"{name},{phone},{state}"
             for (name, phone), state in zip(PEOPLE.items(), states, strict=True)]  # fmt: skip
    return outcome_file.read(shop, one, csv(f"이름,수신번호,{heading}", *lines))


def test_nobody_guesses_what_numbers_mean(shop):
    one = sending(shop)
    for states in (("0", "1", "0"), ("1000", "2000", "1000")):
        found = coded(shop, one, *states)
        assert dict(found.codes) == {states[0]: 2, states[1]: 1}
        assert found.numbers == Numbers(sent=3)
        assert dict(found.outcomes) == {}


def test_what_a_number_means_is_asked_once(shop):
    one = sending(shop)
    found = coded(shop, one, "0", "1", "0.0")
    codes.remember(shop, found.headings, {"0": True}, at(LAST))
    half = coded(shop, one, "0", "1", "0")
    assert (dict(half.codes), half.numbers.failed) == ({"1": 1}, None)
    codes.remember(shop, found.headings, {"1": False}, at(LAST))
    found = coded(shop, one, "0", "1", "0")
    assert (dict(found.codes), found.numbers) == ({}, Numbers(sent=3, failed=1))
    assert dict(found.outcomes) == {keys(shop)["이두리"]: "failed"}
    # Of other headings it says nothing, and a column of words goes before one of numbers.
    assert dict(coded(shop, one, "0", "1", "0", heading="상태").codes) == {"0": 2, "1": 1}
    both = csv("이름,수신번호,결과코드,결과메시지", "김하나,010-1111-0001,7,전송성공",
               "이두리,010-1111-0002,9,전송실패")  # fmt: skip
    assert outcome_file.read(shop, one, both).numbers == Numbers(sent=2, failed=1)
    rules = messages_rules.read(shop)
    messages_rules.save(shop, rules, at(LAST))
    assert codes.meanings(shop, found.headings) == {"0": True, "1": False}


@pytest.mark.parametrize("states", [("발송실패", "전송성공"), ("전송성공", "발송실패")])
def test_whom_another_way_reached_is_reached(shop, states):
    """Where the first way failed, services send by another one: two lines of one person."""
    one = sending(shop)
    lines = [f"김하나,010-1111-0001,{state}" for state in states]
    found = outcome_file.read(shop, one, csv("이름,수신번호,전송결과", *lines,
                                             "이두리,010-1111-0002,발송실패"))  # fmt: skip
    assert found.numbers == Numbers(sent=3, failed=2)
    assert dict(found.outcomes) == {keys(shop)["이두리"]: "failed"}


def test_a_state_nobody_knows_tells_nothing(shop):
    one = sending(shop)
    found = outcome_file.read(shop, one, csv("전화번호,결과", "01011110002,모름"))
    assert found.numbers == Numbers(sent=1)
    found = outcome_file.read(shop, one, csv("전화번호,성공여부", "01011110002,N", "01011110001,"))
    assert found.numbers.failed == 1


def test_a_file_that_only_counts_is_added_up(shop):
    one = sent(shop, {}, reacted=7)
    found = outcome_file.read(shop, one, csv(
        "발송일,발송건수,성공건수,실패건수", '2026-11-01,"1,000",990건,10', "2026-11-02,50,50,0",
    ))  # fmt: skip
    assert found.numbers == Numbers(sent=1_050, failed=10)
    kept = messages_outcome.take(shop, one, found, at(LAST))
    assert messages_outcome.of(kept) == Numbers(sent=1_050, failed=10, reacted=7)


def test_a_line_of_totals_counts_nothing_twice(shop):
    one = sending(shop)
    days = "발송일,발송건수,실패건수", "2026-11-01,100,10", "2026-11-02,50,0"
    assert outcome_file.read(shop, one, csv(*days, "합 계,150,10")).numbers == Numbers(150, 10)
    assert outcome_file.read(shop, one, csv(days[0], "합계,150,10")).numbers == Numbers(150, 10)
    people = csv("전화번호,상태", "01011110002,성공", "총계,1")
    assert outcome_file.read(shop, one, people).people == 1


def test_what_failed_follows_from_what_arrived(shop):
    one = sent(shop, {})
    read = outcome_file.read
    assert read(shop, one, csv("발송수,성공", "100,97")).numbers == Numbers(sent=100, failed=3)
    assert read(shop, one, csv("성공,실패", "97,3")).numbers == Numbers(sent=100, failed=3)
    assert read(shop, one, csv("발송수,열람수", "100,60")).numbers == Numbers(sent=100, opened=60)


@pytest.mark.parametrize(
    "lines",
    [("이름,전화번호", "김하나,010-1111-0001"), ("이것,저것", "1,2"),
     ("발송수,실패", "많이,조금"), ("전화번호,상태",)],
)  # fmt: skip
def test_a_file_that_tells_nothing_is_refused(shop, lines):
    one = sent(shop, {})
    with pytest.raises(ListRefused):
        outcome_file.read(shop, one, csv(*lines))


def test_what_is_no_table_is_refused(shop):
    one = sent(shop, {})
    with pytest.raises(Refused):
        outcome_file.read(shop, one, Source("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(300)))

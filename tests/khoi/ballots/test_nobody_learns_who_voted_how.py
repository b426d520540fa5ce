"""An attacker with the whole database file, its log, journal and backups after the count guesses who voted how, and
does no better than chance. The same attacker wins against two naive boxes, so the test could fail."""

import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from math import sqrt

import pytest
from sqlalchemy import text

from khoi.ballots.models import candidates_of, roll_of
from khoi.ballots.rules import Kind
from tenants.database import db, leave_no_trace
from tests.khoi.ballots.ballots_made import AWARD, at_work, cast, close, council, opened


@dataclass
class Chance:
    """How often each way of guessing was right, against what matching at random would hit."""

    hits: dict[str, int] = field(default_factory=dict)
    expected: float = 0
    variance: float = 0

    def take(self, truth: list[str], guesses: dict[str, list[str]]) -> None:
        """`truth`: what each voter said, in the order of casting; each guess is a list in the same order."""
        whole, agreed = len(truth), truth.count("agree")
        others = whole - agreed
        self.expected += (agreed**2 + others**2) / whole
        self.variance += 4 * (agreed * others) ** 2 / (whole**2 * (whole - 1))
        for name, guess in guesses.items():
            right = sum(said == guessed for said, guessed in zip(truth, guess, strict=True))
            self.hits[name] = self.hits.get(name, 0) + right

    def above(self) -> dict[str, float]:
        """By how many standard deviations each way did better than chance."""
        return {name: (hits - self.expected) / sqrt(self.variance) for name, hits in self.hits.items()}


def physical(raw: bytes, keys: list[str]) -> list[str]:
    """The keys by where their cells lie in the file: within a page SQLite fills from the end."""
    return sorted(keys, key=lambda key: -raw.rfind(key.encode()))


def ways(keys: list[str], said: dict[str, str], orders: dict[str, list[int]], raw: bytes) -> dict[str, list[str]]:
    """Every order of the votes against every order of the voters: the n-th voter is taken to have cast the n-th vote.
    `orders` gives, for each way to order the voters, the place of each in it, in the order of casting."""
    laid = physical(raw, keys)
    votes = {"key": sorted(keys), "laid": laid, "laid from behind": laid[::-1], "listed": keys}
    return {
        f"{who} × {how}": [said[listed[place]] for place in places]
        for who, places in orders.items()
        for how, listed in votes.items()
    }


def places(values: list) -> list[int]:
    ordered = sorted(values)
    return [ordered.index(value) for value in values]


class Box:
    """Two boxes that look secret: one counts its rows, one has random keys but is never written anew."""

    def __init__(self, folder, schema: str) -> None:
        self.folder, self.schema = folder, schema

    def elections(self, number: int, dice: random.Random) -> Chance:
        chance = Chance()
        for one in range(number):
            truth = [dice.choice(("agree", "disagree")) for _ in range(12)]
            path = self.folder / f"{one}.db"
            with closing(sqlite3.connect(path, isolation_level=None)) as base:
                base.execute(self.schema)
                for said in truth:
                    key = f"{dice.getrandbits(128):032x}"
                    base.execute("INSERT INTO box (key, ballot, choice) VALUES (?, ?, ?)", (key, one, said))
                rows = dict(base.execute("SELECT key, choice FROM box WHERE ballot = ?", (one,)))
                raw = path.read_bytes()
            chance.take(truth, ways(list(rows), rows, {"cast": list(range(12))}, raw))
        return chance


@pytest.mark.parametrize(
    ("schema", "way"),
    [
        ("CREATE TABLE box (id INTEGER PRIMARY KEY, key TEXT, ballot INT, choice TEXT)", "cast × listed"),
        ("CREATE TABLE box (key TEXT PRIMARY KEY, ballot INT, choice TEXT) WITHOUT ROWID", "cast × laid"),
    ],
)
def test_the_attacker_wins_against_a_naive_box(tmp_path, schema, way):
    box = Box(tmp_path, schema)
    assert box.elections(20, random.Random(7)).above()[way] > 8


@dataclass
class Attacker:
    """Has copies of the file from between two votes, and everything that lies there after the count."""

    folder: object
    slips: dict[int, str] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    def copies(self, ballot_id: int, agency_id: int, candidate_id: int) -> None:
        """A backup after each vote: the new envelope on the first candidate is this voter's."""
        with closing(sqlite3.connect(self.folder / "khoi.db")) as base:
            asked = "SELECT key FROM slip WHERE ballot_id = ? AND candidate_id = ?"
            now = {row[0] for row in base.execute(asked, (ballot_id, candidate_id))}
            self.known |= {row[0] for row in base.execute("SELECT key FROM slip WHERE ballot_id = ?", (ballot_id,))}
        self.slips[agency_id] = next(iter(now - set(self.slips.values())))

    def files(self) -> bytes:
        """The database, its log of pages, its shared memory: all that is on disk."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.glob("khoi.db*")))

    def orders(self, cast_order: list[int], roll: dict[int, int]) -> dict[str, list[int]]:
        """The voters as they came (sessions and tries to sign in have times), as the roll is numbered, as their
        envelopes were called."""
        return {
            "cast": list(range(len(cast_order))),
            "roll": places([roll[agency] for agency in cast_order]),
            "envelope": places([self.slips[agency] for agency in cast_order]),
        }


def elections(of, folder, number: int, seed: int = 1) -> tuple[Chance, Attacker]:
    """Each is opened, voted by twelve in an order of chance, counted, wiped; then the attacker guesses."""
    chance, dice = Chance(), random.Random(seed)
    for one in range(number):
        terms = replace(AWARD, title=f"Cuộc {seed}.{one}", kind=Kind.AWARD)
        ballot_id, codes = opened(of, terms)
        attacker = Attacker(folder)
        voters = dice.sample(of.members, len(of.members))
        with at_work(of.scope(of.three.lead)):
            first = candidates_of(ballot_id)[0].id
        truth = []
        for agency in voters:
            truth.append(dice.choice(("agree", "disagree")))
            cast(of, ballot_id, agency, truth[-1], dice.choice(("agree", "disagree", "blank")))
            attacker.copies(ballot_id, agency.id, first)
        close(of, ballot_id, codes)
        db.session.remove()
        assert leave_no_trace()
        guess(chance, attacker, of, ballot_id, first, [agency.id for agency in voters], truth)
    return chance, attacker


def guess(chance: Chance, attacker: Attacker, of, ballot_id: int, first: int, cast_order: list[int], truth) -> None:
    raw = attacker.files()
    assert not any(key.encode() in raw for key in attacker.known), "an old envelope is still somewhere in the file"
    with at_work(of.scope(of.three.lead)):
        roll = {line.agency_id: line.id for line in roll_of(ballot_id)}
    with closing(sqlite3.connect(attacker.folder / "khoi.db")) as base:
        assert base.execute("PRAGMA freelist_count").fetchone() == (0,)
        asked = "SELECT key, choice FROM vote WHERE ballot_id = ? AND candidate_id = ?"
        votes = dict(base.execute(asked, (ballot_id, first)))
    chance.take(truth, ways(list(votes), votes, attacker.orders(cast_order, roll), raw))


def better_than_chance(chance: Chance) -> set[str]:
    """The ways that hit more often than three standard deviations above chance."""
    return {way for way, deviations in chance.above().items() if deviations >= 3}


def nobody_learns(make, settings, number: int) -> None:
    if not settings.is_sqlite:
        pytest.skip("reads the pages of a SQLite file")
    of = council(make, more=8)
    chance, attacker = elections(of, settings.data, number)
    assert len(chance.hits) == 12
    suspects = better_than_chance(chance)
    # Of twelve ways one is past three deviations by luck in one run of sixty: what tells anything does so twice.
    if suspects:
        again, attacker = elections(of, settings.data, number, seed=2)
        assert not suspects & better_than_chance(again), (chance.above(), again.above())
    lines = db.session.execute(text("SELECT act, facts FROM journal_line")).all()
    assert {"open_ballot", "close_ballot"} <= {line.act for line in lines}
    assert not [line for line in lines if "cast" in line.act or "vote" in line.act]
    assert not any(key in line.facts for line in lines for key in attacker.known)


def test_twenty_elections_of_twelve_tell_the_attacker_nothing(make, settings):
    nobody_learns(make, settings, 20)


@pytest.mark.long
def test_two_hundred_elections_of_twelve_tell_the_attacker_nothing(make, settings):
    nobody_learns(make, settings, 200)

"""Many people on one row and one card at the same moment: nothing is lost, nothing is said twice, one chain."""

import re
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from json import loads

import pytest

from khoi.scoring.actions import begin
from khoi.scoring.models import lines_of_mark, marks_of
from tenants import journal
from tenants.database import db
from tests.faults.visitors import FETCH, Visitor
from tests.khoi.scoring.cards_made import working

HOME = "/noi-chinh/2026"
VERSION = re.compile(r'name="version"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="version"')
ROWS = 20


@pytest.fixture
def three(make):
    of = make.bloc_of_three()
    leaf = {"ceiling": "100", "method": '{"type":"direct"}'}
    make.sheet(of, *({"code": str(n), "title": f"Tiêu chí {n}"} | leaf for n in range(1, ROWS + 1)))
    return of


@pytest.fixture
def card(three, make):
    with working(three, three.member, make):
        return begin(three.year.id, three.member.id)


def marks_now(three, card, make):
    db.session.expunge_all()  # what was read before is old
    with working(three, three.member, make):
        return [mark for mark, _ in marks_of(card.id)]


class Clerk(Visitor):
    """A clerk in a thread of his own."""

    def save(self, mark, points, version):
        with self.client.application.app_context():
            sent = {"points": str(points), "version": str(version), "note": ""}
            return self.post(f"{HOME}/marks/{mark}/claim", FETCH, **sent)


def version_in(answer, mark):
    found = VERSION.search(answer.text, answer.text.index(f"/marks/{mark}/claim"))
    return int(found[1] or found[2])


def at_once(people, work):
    """All of them do it at the same moment, again and again: what each came back with."""
    start = threading.Barrier(len(people))

    def one(number):
        start.wait()
        return work(people[number], number)

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(one, range(len(people))))


def clerks(app, number):
    people = [Clerk(app, ("a.clerk", "a.head")[n % 2]) for n in range(number)]
    db.session.remove()
    return people


def test_of_two_clerks_on_one_row_one_is_shown_what_the_other_wrote(app, three, card, make):
    mark = marks_now(three, card, make)[0].public_id
    for turn in range(5):
        answers = at_once(clerks(app, 2), lambda clerk, n, turn=turn: clerk.save(mark, 10 * turn + n + 1, turn + 1))
        assert sorted(answer.status_code for answer in answers) == [200, 409]
        won = next(n for n, answer in enumerate(answers) if answer.status_code == 200)
        kept = marks_now(three, card, make)[0]
        assert (loads(kept.inputs), kept.version) == ({"points": str(10 * turn + won + 1)}, turn + 2)
        both = {str(10 * turn + won + 1), str(10 * turn + 2 - won)}
        assert both <= set(re.findall(r"\d+", answers[1 - won].text)), "the other reads what stands there, and his own"


def test_twenty_threads_add_one_each_on_one_row_and_none_is_lost(app, three, card, make):
    """Each takes the version it was last told and tries again: the end is the count of what was acknowledged."""
    mark, each = marks_now(three, card, make)[0].public_id, 2

    def add(clerk, number):
        version, done = 1, 0
        while done < each:
            answer = clerk.save(mark, version, version)  # the version counts the saves: so does the value
            assert answer.status_code in (200, 409), answer.status_code
            now = version_in(answer, mark)
            done += answer.status_code == 200 and now == version + 1
            version = now
        return done

    people = clerks(app, 20)
    assert sum(at_once(people, add)) >= 20 * each
    kept = marks_now(three, card, make)[0]
    assert loads(kept.inputs) == {"points": str(kept.version - 1)}
    with working(three, three.member, make):
        assert len(lines_of_mark(kept.id)) == kept.version - 1


def test_twenty_threads_on_twenty_rows_of_one_card_make_one_whole_chain(app, three, card, make):
    before = journal.verify(three.bloc.id).lines
    db.session.remove()
    marks = [mark.public_id for mark in marks_now(three, card, make)]

    def fill(clerk, number):
        return [clerk.save(marks[number], points, version).status_code for version, points in enumerate((5, 7, 9), 1)]

    answers = at_once(clerks(app, ROWS), fill)
    assert Counter(status for each in answers for status in each) == {200: 3 * ROWS}
    assert {loads(mark.inputs)["points"] for mark in marks_now(three, card, make)} == {"9"}
    verdict = journal.verify(three.bloc.id)
    assert (verdict.broken_at, verdict.lines) == (0, before + 3 * ROWS)


def test_a_double_click_changes_once(app, three, card, make):
    mark = marks_now(three, card, make)[0].public_id
    answers = at_once(clerks(app, 4), lambda clerk, number: clerk.save(mark, 8, 1))
    assert {answer.status_code for answer in answers} == {200}
    assert marks_now(three, card, make)[0].version == 2


def test_a_card_begun_twice_at_once_is_one_card(app, make):
    of = make.bloc_of_three()
    make.sheet(of)

    def start(clerk, number):
        with app.app_context():
            return clerk.post(f"{HOME}/scorecard/begin").status_code

    assert set(at_once(clerks(app, 4), start)) <= {303, 409}
    with working(of, of.member, make):
        assert len(marks_of(begin(of.year.id, of.member.id).id)) == 1

"""Twenty heads cast at the same moment while a worker is killed: one vote each, none acknowledged is lost, and at every
moment as many flags as envelopes."""

import http.client
import re
import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

import pytest
from sqlalchemy import text

from bench.saves import kill_one
from khoi.app import create_app
from khoi.ballots.models import ballot_by_id, candidates_of, counts_of, roll_of
from tenants.database import db
from tenants.models import users_of
from tenants.sessions import open_session
from tests.khoi.ballots.ballots_made import HERE, at_work, close, council, opened
from tests.serving import in_processes

pytestmark = pytest.mark.database
CUT_OFF = (OSError, http.client.HTTPException)


class Head:
    """A head at his browser; he tries again when the connection dies."""

    def __init__(self, app, place, agency):
        head = next(user for user in users_of(agency.id) if user.role == "head")
        self.place, token = place, open_session(head.id, "127.0.0.1", "test")
        db.session.commit()
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
        cookie = client.get_cookie("phien")
        self.cookie = f"phien={cookie.value}"

    def ask(self, method, path, body=None):
        with closing(http.client.HTTPConnection(self.place, timeout=20)) as connection:
            headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            for header in answer.headers.get_all("Set-Cookie") or ():
                self.cookie = header.split(";")[0]
            return answer.status, answer.read().decode()

    def vote(self, path, said):
        """Until it is known to be in the box: acknowledged (200), or refused as cast before (409)."""
        for _ in range(60):
            try:
                status, page = self.ask("GET", path)
                if status == 200 and "Phiếu của đồng chí đã ở trong hòm" in page:
                    return "was in"
                token = re.search(r'name="csrf-token" content="([^"]+)"', page)[1]
                code = re.search(r'name="receipt"[^>]* value="([A-Z2-9-]{24})"', page)[1]
                body = urlencode({"csrf_token": token, "receipt": code, "c0": said, "c1": "agree"})
                status, page = self.ask("POST", path, body)
                if status in (200, 409):
                    return {200: "in", 409: "was in"}[status]
            except CUT_OFF:
                pass
            time.sleep(0.1)
        return "lost"


def watch(path, ballot_id, stop, wrong):
    """Look at the file all the while."""
    asked = (
        "SELECT (SELECT count(*) FROM roll_line WHERE ballot_id = ?1 AND voted), "
        "(SELECT count(*) FROM slip WHERE ballot_id = ?1)"
    )
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as base:
        while not stop.is_set():
            voted, envelopes = base.execute(asked, (ballot_id,)).fetchone()
            if envelopes != 2 * voted:
                wrong.append((voted, envelopes))
            time.sleep(0.005)


def test_twenty_vote_at_once_while_a_worker_dies_and_each_vote_is_there_once(app, make, settings):
    of = council(make, more=16)
    ballot_id, codes = opened(of)
    with at_work(of.scope(of.three.lead)):
        path = f"{HERE}/{ballot_by_id(ballot_id).public_id}/vote"
    earnest = replace(settings, testing=False, plain_http=True)
    environment = {
        "KHOI_DATA": str(earnest.data), "SECRET_KEY": earnest.secret_key, "PLAIN_HTTP": "1",
        "DATABASE_URL": earnest.app_database,
    }  # fmt: skip
    stop, wrong, results = threading.Event(), [], {}
    with in_processes(environment) as server:
        signing = create_app(earnest)
        heads = [Head(signing, urlsplit(server.address).netloc, agency) for agency in of.members]
        db.session.remove()
        start = threading.Barrier(len(heads) + 1)

        def go(number):
            start.wait()
            results[number] = heads[number].vote(path, "agree" if number < 13 else "disagree")

        threads = [threading.Thread(target=go, args=(number,)) for number in range(len(heads))]
        if settings.is_sqlite:
            threads.append(threading.Thread(target=watch, args=(settings.data / "khoi.db", ballot_id, stop, wrong)))
        for thread in threads:
            thread.start()
        start.wait()
        for _ in range(2):
            time.sleep(0.15)
            kill_one(server.workers())
        for thread in threads[: len(heads)]:
            thread.join()
        stop.set()
        for thread in threads[len(heads) :]:
            thread.join()
    assert set(results.values()) <= {"in", "was in"}, results
    assert wrong == []
    with at_work(of.scope(of.three.lead)):
        assert [line.voted for line in roll_of(ballot_id)] == [True] * 20
    close(of, ballot_id, codes)  # refuses a box with an envelope too many or too few
    with at_work(of.scope(of.three.lead)):
        first, second = candidates_of(ballot_id)
        counts = counts_of(ballot_id)
        assert (counts[first.id].agree, counts[first.id].disagree, counts[second.id].agree) == (13, 7, 20)
    assert db.session.execute(text("SELECT count(*) FROM journal_line WHERE act LIKE '%cast%'")).scalar() == 0

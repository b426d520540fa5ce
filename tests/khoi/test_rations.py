"""Nobody fills the disk and nobody carries the bloc away by the hundred: uploads and exports are counted by person."""

import dataclasses
import io
import threading
from datetime import UTC, datetime, timedelta

import pytest

from tenants import clock, rations
from tenants.database import db
from tenants.models import User
from tenants.refusal import TooMany
from tenants.scope import acting
from tests.khoi.accounts.people import post, sign_in
from tests.khoi.scoring.evidence_made import pdf

HOME = "/noi-chinh/2026"
#: 10 in the morning in Vietnam.
START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def three(make):
    bloc = make.bloc_of_three()
    make.sheet(bloc)
    return bloc


@pytest.fixture
def limited(app):
    """The portal with these limits."""

    def set_to(**limits):
        app.extensions["settings"] = dataclasses.replace(app.extensions["settings"], **limits)

    return set_to


def entered(app, login):
    client = app.test_client()
    assert sign_in(client, login).status_code == 303
    return client


def send(client, *pages):
    files = [(io.BytesIO(pdf(number)), f"tep-{number}.pdf") for number in pages]
    return post(client, f"{HOME}/evidence", f"{HOME}/evidence", files=files)


def test_beyond_the_days_number_a_person_waits_until_midnight_and_others_go_on(app, three, limited):
    limited(uploads_a_day=2)
    with clock.stopped_at(START):
        clerk = entered(app, "a.clerk")
        assert send(clerk, 1).status_code == 303
        assert send(clerk, 2).status_code == 303
        refused = send(clerk, 3)
        assert refused.status_code == 429
        assert "Ngày mai tải tiếp được" in refused.text
        assert send(entered(app, "a.head"), 4).status_code == 303
    with clock.stopped_at(START + timedelta(hours=14)):  # after midnight there
        assert send(entered(app, "a.clerk"), 5).status_code == 303


def test_of_many_files_those_within_the_number_are_kept_and_the_rest_is_refused_in_words(app, three, limited):
    limited(uploads_a_day=2)
    clerk = entered(app, "a.clerk")
    assert send(clerk, 1, 2, 3, 4).status_code == 303
    page = clerk.get(f"{HOME}/evidence").text
    assert page.count("Hôm nay đã tải lên 2 tệp") == 1
    assert "tep-2" in page
    assert "tep-3" not in page


def test_an_agencys_room_of_the_year_is_its_own(app, three, limited, monkeypatch):
    limited(quota_mb=1)
    monkeypatch.setattr(rations, "MEGABYTE", len(pdf(1)) * 3 // 2)
    clerk = entered(app, "a.clerk")
    assert send(clerk, 1).status_code == 303
    send(clerk, 2)
    page = clerk.get(f"{HOME}/evidence").text
    assert "không còn chỗ" in page
    assert "tep-2.pdf" not in page.split("<main")[1].split("không còn chỗ")[1]
    assert send(entered(app, "b.clerk"), 3).status_code == 303


def test_the_whole_bloc_leaves_ten_times_an_hour_by_one_person_at_most(app, three):
    with clock.stopped_at(START):
        lead = entered(app, "l.head")
        address = f"{HOME}/summaries/workbook"
        seen = [post(lead, address, f"{HOME}/summaries").status_code for _ in range(11)]
        assert seen[10] == 429
        assert 429 not in seen[:10]
        assert post(entered(app, "p.head"), address, f"{HOME}/summaries").status_code != 429
    with clock.stopped_at(START + timedelta(hours=1, minutes=1)):
        assert post(entered(app, "l.head"), address, f"{HOME}/summaries").status_code != 429


def test_of_many_at_once_none_slips_past_the_limit(app, three, make):
    start, granted = threading.Barrier(8), []

    def take():
        with app.app_context(), acting(make.scope(three, three.lead, user_id=1)):
            start.wait()
            try:
                rations.spend_upload(1, 5, 1)
                granted.append(1)
            except TooMany:
                pass
            finally:
                db.session.remove()

    people = [threading.Thread(target=take) for _ in range(8)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert len(granted) <= 5


def test_a_use_within_an_open_transaction_waits_for_nobody_and_goes_with_it(app, three, make):
    with acting(make.scope(three, three.lead, user_id=1)):
        assert db.session.query(User).count()
        rations.spend_upload(1, 1, 1)
        with pytest.raises(TooMany):
            rations.spend_upload(1, 1, 1)
        db.session.commit()
        with pytest.raises(TooMany):
            rations.spend_upload(1, 1, 1)

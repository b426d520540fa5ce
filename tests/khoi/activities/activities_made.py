"""Planned, announced and held activities, for the tests."""

from datetime import timedelta

from khoi.activities import actions
from khoi.activities.actions import Plan
from khoi.activities.models import activities_in, invitation_to
from khoi.activities.rules import ActivityKind
from tenants import clock
from tests.khoi.documents.documents_made import at_work

AHEAD = timedelta(days=10)


def planned(three, make, title="Hội nghị sơ kết", **more):
    """An activity of the lead in ten days; its inside number."""
    with at_work(three, three.lead, make):
        values = {"place": "Hội trường", "starts_at": clock.now() + AHEAD, "kind": ActivityKind.MIDYEAR_REVIEW} | more
        return actions.plan(three.bloc.id, three.year.id, Plan(title=title, **values)).id


def found(three, activity_id):
    """The activity, where it is in sight; None elsewhere."""
    return next((row for row in activities_in(three.year.id) if row.id == activity_id), None)


def announced(three, make, title="Hội nghị sơ kết", **more):
    activity_id = planned(three, make, title, **more)
    with at_work(three, three.lead, make):
        actions.announce(found(three, activity_id))
    return activity_id


def own(activity_id, agency):
    """The agency's own invitation; within a scope that may know."""
    row = invitation_to(activity_id, agency.id)
    assert row is not None
    return row

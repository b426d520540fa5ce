"""The way of a card: the one way forward, the ways back, and the words when there is none."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.scoring.rules import (
    EDITABLE,
    EVENT_NAMES,
    FILED,
    STAGE_NAMES,
    TRANSITIONS,
    Event,
    Stage,
    may,
    next_stage,
    refuse_unless_open,
)
from tenants.refusal import Refused

FORWARD = [
    Event.SEND_TO_HEAD,
    Event.SUBMIT,
    Event.APPRAISE,
    Event.APPRAISE,
    Event.RELEASE,
    Event.OPEN_EXPLAINING,
    Event.CLOSE_EXPLAINING,
    Event.ADOPT,
]


def walk(stage: Stage, *events: Event) -> Stage:
    for event in events:
        stage = next_stage(stage, event)
    return stage


def test_a_card_goes_from_the_clerk_to_the_meeting() -> None:
    assert walk(Stage.DRAFT, *FORWARD) is Stage.ADOPTED


@pytest.mark.parametrize("steps", [2, 3, 5, 6])
def test_a_returned_card_restarts_with_the_head(steps: int) -> None:
    assert walk(Stage.DRAFT, *FORWARD[:steps], Event.SEND_BACK) is Stage.RETURNED
    assert walk(Stage.RETURNED, Event.SEND_TO_HEAD) is Stage.AT_HEAD
    assert not may(Stage.RETURNED, Event.SUBMIT)


@pytest.mark.parametrize(("stage", "event"), list(product(Stage, Event)))
def test_every_step_is_either_declared_or_refused_in_vietnamese(stage: Stage, event: Event) -> None:
    if (stage, event) in TRANSITIONS:
        assert next_stage(stage, event) is TRANSITIONS[stage, event]
        return
    with pytest.raises(Refused) as refused:
        next_stage(stage, event)
    assert STAGE_NAMES[stage] in refused.value.message
    assert EVENT_NAMES[event] in refused.value.message


def test_the_agency_cannot_take_a_filed_card_back() -> None:
    for stage in FILED:
        assert not may(stage, Event.GIVE_BACK)
        assert not may(stage, Event.SEND_TO_HEAD)


def test_only_a_draft_or_a_returned_card_can_be_edited() -> None:
    for stage in Stage:
        if stage in EDITABLE:
            refuse_unless_open(stage)
        else:
            with pytest.raises(Refused, match="không sửa được"):
                refuse_unless_open(stage)


@given(st.lists(st.sampled_from(Event), max_size=40))
def test_no_card_is_adopted_without_having_passed_the_head_and_the_appraisal(events: list[Event]) -> None:
    stage, passed = Stage.DRAFT, []
    for event in events:
        if may(stage, event):
            stage = next_stage(stage, event)
            passed.append(event)
    if stage is Stage.ADOPTED:
        assert {Event.SUBMIT, Event.APPRAISE, Event.RELEASE} <= set(passed)

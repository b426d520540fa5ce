"""A calendar as a file that every calendar program reads (RFC 5545), each moment by the bloc's own clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from tenants.vi import ZONE

#: How often a program should ask again.
REFRESH = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Entry:
    """A moment in somebody's calendar. The same `uid` is the same entry, also when it has moved."""

    uid: str
    at: datetime
    title: str
    text: str = ""
    #: How long before the moment the program may call.
    call: timedelta | None = None


def write_calendar(name: str, entries: Iterable[Entry], now: datetime) -> bytes:
    """The whole calendar; escaping and folding are the library's."""
    calendar = Calendar()
    calendar.add("prodid", "-//Khoi//Cong thi dua//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE.key)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for entry in entries:
        calendar.add_component(_event(entry, now))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@khoi")
    event.add("dtstamp", now)
    event.add("dtstart", entry.at.astimezone(ZONE))
    event.add("summary", entry.title)
    if entry.text:
        event.add("description", entry.text)
    event.add("transp", "TRANSPARENT")
    if entry.call is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", -entry.call)
        event.add_component(alarm)
    return event

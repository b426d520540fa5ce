"""What a day's mail says: which bloc and year, what it is about, where to read more; never a figure. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from tenants.letters import TOPIC_NAMES, Topic, mailed_words, topic_of
from tenants.vi import date as day_words
from tenants.vi import date_time

_ORDER = {topic: place for place, topic in enumerate(Topic)}


@dataclass(frozen=True, slots=True)
class News:
    """One notice, as a mail tells of it."""

    year: int
    kind: str
    text: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Reader:
    """To whom the mail goes, and what its bloc is called and where its portal stands (empty: no link)."""

    name: str
    agency: str
    bloc: str
    portal: str = ""


def subject(reader: Reader, news: Sequence[News], day: date) -> str:
    return f"{reader.bloc}: {len(news)} thông báo, ngày {day_words(day)}"


def text(reader: Reader, news: Sequence[News]) -> str:
    """The mail's words, by year (the newest first) and topic (what asks for work first)."""
    lines = [
        f"Kính gửi đồng chí {reader.name} ({reader.agency}),",
        "",
        f"{reader.bloc} có {len(news)} thông báo mới gửi đơn vị của đồng chí.",
    ]
    for year, rows in groupby(sorted(news, key=lambda row: -row.year), key=lambda row: row.year):
        lines += ["", f"NĂM THI ĐUA {year}", *_by_topic(list(rows))]
    if reader.portal:
        lines += ["", f"Xem trên cổng: {reader.portal}"]
    lines += [
        "",
        "-- ",
        "Thư tự động, mỗi ngày nhiều nhất một thư; xin không trả lời thư này.",
        "Chọn loại thông báo nhận qua thư hoặc ngừng nhận: vào cổng, mục Tài khoản, Thư và lịch.",
    ]
    return "\n".join(lines) + "\n"


def _by_topic(rows: list[News]) -> list[str]:
    lines = []
    ordered = sorted(rows, key=lambda row: (_ORDER[topic_of(row.kind)], row.made_at))
    for topic, some in groupby(ordered, key=lambda row: topic_of(row.kind)):
        lines += ["", f"{TOPIC_NAMES[topic]}:"]
        lines += [f"- {mailed_words(row.kind, row.text)} (lúc {date_time(row.made_at)})" for row in some]
    return lines

"""What the awards of the year ask of this person: to confirm, to file, to mend, to take onto the list. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khoi.home.rules.tasks.parts import Page, Task, Viewer, told_of


@dataclass(frozen=True, slots=True)
class Awarding:
    """The awards of the year as far as this person's eyes reach."""

    #: The numbers of the decisions, and the awards to be taken back, that wait for a second head.
    decisions: tuple[str, ...] = ()
    revocations: tuple[str, ...] = ()
    #: The own agency's nominations that wait for its head, and those the lead gave back.
    at_head: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    #: The lead's: filed ones that are neither on the list nor given back.
    to_take: tuple[str, ...] = ()


def awarding_tasks(viewer: Viewer, awarding: Awarding) -> Iterator[Task]:
    """The deputy's head is the second one; an agency's nominations are its clerk's to mend and its head's to file."""
    if awarding.decisions:
        yield _second(viewer, [f"số {number}" for number in awarding.decisions], "quyết định khen thưởng")
    if awarding.revocations:
        yield _second(viewer, awarding.revocations, "đề nghị thu hồi khen thưởng")
    if awarding.at_head and viewer.is_head:
        yield _people(awarding.at_head, "đề nghị danh hiệu cá nhân chờ đồng chí duyệt và nộp", "warn", "Duyệt và nộp")
    if awarding.returned:
        words = "đề nghị danh hiệu cá nhân bị Khối trưởng trả lại để sửa"
        label = "Xem đề nghị" if viewer.is_head else "Sửa và trình lại"
        yield _people(awarding.returned, words, "error", label, acting=not viewer.is_head)
    if awarding.to_take and viewer.leads:
        words = "đề nghị danh hiệu cá nhân đã nộp, chờ đưa vào danh sách hoặc trả lại"
        yield _people(awarding.to_take, words, "info", "Mở danh sách", page=Page.NOMINATED)


def _second(viewer: Viewer, what: Sequence[str], words: str) -> Task:
    told = told_of(what, "mục")
    if viewer.is_deputy and viewer.is_head:
        told = f"{told}. Chỉ khi đồng chí xác nhận thì mới có hiệu lực."
        return Task(f"{len(what)} {words} chờ đồng chí xác nhận", told, "warn", "Xem và xác nhận", Page.AWARDS,
                    acting=True)  # fmt: skip
    title = f"{len(what)} {words} chờ lãnh đạo Khối phó xác nhận"
    return Task(title, told, "info", "Xem đề nghị", Page.AWARDS)


def _people(
    names: Sequence[str], words: str, kind: str, label: str, *, acting: bool = True, page: Page = Page.NOMINATIONS
) -> Task:
    return Task(f"{len(names)} {words}", told_of(names, "đề nghị"), kind, label, page, acting=acting)

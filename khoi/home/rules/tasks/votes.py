"""What secret votes ask of this person: to vote, to keep a key, to count, to confirm, to open. Pure.

No line says how anybody voted, how many have voted, or whether another has."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from khoi.ballots.rules import State, Way
from khoi.home.rules.tasks.parts import Page, Task, Viewer, told_of


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote that has not come to its end, for one person."""

    public_id: str
    title: str
    state: State
    way: Way
    #: He is of those who draw it up and open it: the lead's people, of an agency's own council its people.
    runs: bool = False
    #: He could be the second person of the count that was entered.
    confirms: bool = False
    may_cast: bool = False
    tells: bool = False
    has_code: bool = False
    wiped: bool = True

    def stands(self, way: Way, state: State) -> bool:
        return self.way is way and self.state is state


Which = Callable[[Vote], bool]


def vote_tasks(viewer: Viewer, votes: Sequence[Vote]) -> Iterator[Task]:
    """One line a kind: what one does with the own slip and the own key first, then what one does for the vote."""
    yield from _as_voter(votes)
    yield from _as_teller(votes)
    yield from _counted(viewer, votes)
    yield from _run(viewer, votes)


def _as_voter(votes: Sequence[Vote]) -> Iterator[Task]:
    if found := [each for each in votes if each.may_cast]:
        yield _line(found, "phiếu kín chờ đồng chí bỏ", "warn", "Bỏ phiếu", Page.SLIP, acting=True)


def _as_teller(votes: Sequence[Vote]) -> Iterator[Task]:
    told = [each for each in votes if each.tells and each.way is Way.PORTAL]
    if found := [each for each in told if each.state is State.DRAFT and not each.has_code]:
        words = "cuộc bỏ phiếu cần mã mở hòm phiếu của đồng chí trước khi mở"
        yield _line(found, words, "warn", "Nhận mã", Page.TELLERS_CODE, acting=True)
    if found := [each for each in told if each.state is State.OPEN]:
        words = "cuộc bỏ phiếu cần mã mở hòm phiếu của đồng chí khi kiểm phiếu; giữ kỹ bản in mã"
        yield _line(found, words, "info", "Xem cuộc bỏ phiếu", Page.VOTE)
    if found := [each for each in votes if each.tells and each.stands(Way.PAPER, State.OPEN)]:
        words = "cuộc bỏ phiếu giấy chờ đồng chí nhập số liệu kiểm phiếu"
        yield _line(found, words, "info", "Nhập số liệu", Page.COUNTS, acting=True)


def _counted(viewer: Viewer, votes: Sequence[Vote]) -> Iterator[Task]:
    """A count on paper waits for its second person; who cannot be he waits for him."""
    entered = [each for each in votes if each.stands(Way.PAPER, State.COUNTING)]
    if found := [each for each in entered if each.confirms and viewer.is_head]:
        yield _line(found, "kết quả kiểm phiếu chờ đồng chí xác nhận", "warn", "Xem và xác nhận", Page.VOTE,
                    acting=True)  # fmt: skip
    if found := [each for each in entered if (each.runs or each.tells) and not (each.confirms and viewer.is_head)]:
        yield _line(found, "kết quả kiểm phiếu chờ người thứ hai xác nhận", "info", "Xem cuộc bỏ phiếu", Page.VOTE)


def _run(viewer: Viewer, votes: Sequence[Vote]) -> Iterator[Task]:
    run = [each for each in votes if each.runs]
    if found := [each for each in run if each.state is State.DRAFT]:
        words, label = (
            ("cuộc bỏ phiếu đã soạn chờ đồng chí mở", "Xem và mở") if viewer.is_head
            else ("cuộc bỏ phiếu đang chuẩn bị", "Chuẩn bị tiếp")
        )  # fmt: skip
        yield _line(found, words, "info", label, Page.VOTE, acting=True)
    if not viewer.is_head:
        return
    if found := [each for each in run if each.stands(Way.PORTAL, State.OPEN)]:
        yield _line(found, "cuộc bỏ phiếu trên cổng đang mở, chờ mở hòm kiểm phiếu", "info", "Xem cuộc bỏ phiếu",
                    Page.VOTE)  # fmt: skip
    if found := [each for each in run if each.stands(Way.PORTAL, State.COUNTED) and not each.wiped]:
        yield _line(found, "hòm phiếu đã kiểm còn vết cũ trong tệp dữ liệu", "warn", "Dọn vết", Page.VOTE, acting=True)


def _line(votes: Sequence[Vote], words: str, kind: str, label: str, page: Page, *, acting: bool = False) -> Task:
    """One vote is opened itself, several in their list."""
    page, of = (page, votes[0].public_id) if len(votes) == 1 else (Page.VOTES, "")
    told = told_of([each.title for each in votes], "cuộc bỏ phiếu")
    return Task(f"{len(votes)} {words}", told, kind, label, page, acting=acting, of=of)

"""Which official documents can be made of the year as it stands, and each of them said with a given head and foot."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from khoi.awards.models import award_proposals, desk_of
from khoi.awards.models.papers import issuing_of, proposed_of
from khoi.awards.rules.papers import submission_letter_document
from khoi.ballots.models import ballots_in
from khoi.ballots.models.minutes import day_of
from khoi.ballots.models.minutes import minutes_of as tally_of
from khoi.ballots.rules import State
from khoi.deliberation.models import Meeting, meetings_in, minutes_of
from khoi.deliberation.rules import meeting_minutes_document, name_to_sign
from khoi.documents.models import kinds_in
from khoi.office.document import Document
from khoi.ranking.models import adoption_in_force
from khoi.scoring.models import cards_in
from khoi.scoring.models.bloc import codes_in
from khoi.scoring.rules import SETTLED, Card, Stage
from khoi.summaries.models.consolidated import said_over
from khoi.summaries.models.material import Material, material_of
from khoi.summaries.models.papers import PaperFace, face_of
from khoi.summaries.rules import Scores
from khoi.summaries.rules.asking import bases_to_cite
from khoi.summaries.rules.bloc_report import Cover
from khoi.summaries.rules.papers import (
    KINDS,
    Notice,
    PaperKey,
    PaperKind,
    Places,
    by_deputy,
    dressed,
    eyes,
    notice_document,
    notice_of,
    places_of,
    result_document,
    scores_document,
    usual_cover,
)
from khoi.years.models import bases_of
from tenants import clock, vi
from tenants.models import Bloc, Membership, User, Year, bloc_by_id, members_of, seated, users_of
from tenants.roles import Role, Seat
from tenants.vi.dates import local

Say = Callable[[Cover, str], Document]


@dataclass(frozen=True)
class Offer:
    """One official document of the year. `missing` says why it cannot be made yet; then it says nothing."""

    kind: PaperKind
    usual: Cover
    key: str = ""
    about: str = ""
    agency_id: int = 0
    shown_to: str = "chairs"
    missing: str = ""
    #: The document under a cover; the second argument is the line that says where the journal stood.
    say: Say | None = None
    #: The words of this kind by the names that templates use.
    words: Callable[[str], Notice | Places | None] = lambda anchor: None

    def cover(self, face: PaperFace | None) -> Cover:
        return said_over(self.usual, face)


@dataclass(frozen=True)
class Ground:
    """What every document of the year stands on, read once."""

    year: Year
    bloc: Bloc
    lead: Membership | None
    deputy: Membership | None
    heads: Mapping[int, User]
    material: Material | None
    faces: Mapping[tuple[str, str], PaperFace]
    citations: tuple[str, ...]
    #: What follows the number, by the register's own names of kinds.
    signs: Mapping[str, str]
    #: What kind of figures they are as long as the year is not published.
    unpublished: str = "Số liệu tạm tính, chưa công bố"

    @property
    def published(self) -> bool:
        return self.material is not None and self.material.standing is not None

    def cover(self, kind: PaperKind, subject: str, key: str = "") -> Cover:
        """Head and foot as custom has them, in the pattern that the lead has chosen."""
        face = self.faces.get((kind.key, key))
        lead = self.lead.name_that_year if self.lead else ""
        pattern = face.pattern if face else "bloc"
        usual = usual_cover(kind, pattern, subject, self.year.number, self.bloc.name, lead, self.bloc.province)
        bases = () if kind.key is PaperKey.SCORES else self.citations
        sign = self.signs.get(kind.register, kind.sign)
        return self.signed(replace(usual, bases=bases, sign=sign), self.lead)

    def signed(self, cover: Cover, member: Membership | None) -> Cover:
        """The member's head signs, with the position that the year's accounts know."""
        head = self.heads.get(member.agency_id) if member else None
        if head is None:
            return cover
        position = "\n".join(filter(None, (cover.position, head.position)))
        return replace(cover, position=position, signer=head.name)

    def scores(self) -> Scores | None:
        if self.material is None or self.material.own_only:
            return None
        standing = self.material.standing
        state = f"Kết quả đã công bố lần {standing.number}" if standing else self.unpublished
        return Scores(self.year.number, self.material.result, state)


def offers_in(year: Year, faces: Mapping[tuple[str, str], PaperFace]) -> list[Offer]:
    """Every official document of the year in the order in which the bloc needs them. Asked with the lead's eyes."""
    ground = _ground(year, faces)
    return [
        *_notices(ground), _scores(ground), *_minutes(ground), *_tallies(ground), _letter(ground), _result(ground),
    ]  # fmt: skip


def offer_of(year: Year, kind: str, key: str) -> tuple[Offer, PaperFace | None] | None:
    """One of them with its head and foot, if there is such a document."""
    face = face_of(year.id, kind, key)
    offers = offers_in(year, {(kind, key): face} if face else {})
    found = next((offer for offer in offers if offer.kind.key == kind and offer.key == key), None)
    return (found, face) if found else None


def _ground(year: Year, faces: Mapping[tuple[str, str], PaperFace]) -> Ground:
    lead, deputy = seated(year.id, Seat.LEAD), seated(year.id, Seat.DEPUTY)
    heads = {}
    for member in filter(None, (lead, deputy)):
        people = [user for user in users_of(member.agency_id) if user.role == Role.HEAD and user.disabled_at is None]
        if people:
            heads[member.agency_id] = people[0]
    dated = next((face.dated for face in faces.values() if face.dated), None) if len(faces) == 1 else None
    bloc = bloc_by_id(year.bloc_id)
    blank = usual_cover(KINDS[PaperKey.RESULT], "bloc", "", year.number, bloc.name, "", bloc.province)
    citations = tuple(bases_to_cite(blank, bases_of(year.id), dated or clock.today()))
    adopted = adoption_in_force(year.id)
    state = "Điểm đã chốt, kết quả chưa công bố" if adopted else "Số liệu tạm tính, chưa công bố"
    signs = {each.name: each.sign for each in kinds_in(year.id)}
    return Ground(year, bloc, lead, deputy, heads, material_of(year), faces, citations, signs, state)


def _notices(ground: Ground) -> Iterator[Offer]:
    """A notice for each member whose appraisal is released."""
    stages = {row.agency_id: Stage(row.stage) for row in cards_in(ground.year.id).values()}
    cards = {} if ground.material is None else ground.material.cards
    codes = codes_in(ground.year.id)
    for member in members_of(ground.year.id):
        card = cards.get(codes.get(member.agency_id, ""))
        settled = stages.get(member.agency_id) in SETTLED and card is not None
        yield _notice(ground, member, card if settled else None)


def _notice(ground: Ground, member: Membership, card: Card | None) -> Offer:
    kind, name, key = KINDS[PaperKey.APPRAISAL], member.name_that_year, member.public_id
    subject = f"Kết quả thẩm định điểm thi đua năm {ground.year.number} của {name}"
    cover = ground.cover(kind, subject, key)
    if member.seat == Seat.LEAD:
        cover = ground.signed(by_deputy(replace(cover, signer="")), ground.deputy)
    cover = replace(cover, recipients=(name, *cover.recipients))
    offer = Offer(kind, cover, key, name, member.agency_id, eyes(kind.key, published=ground.published))
    if card is None or ground.material is None:
        return replace(offer, missing="Kết quả thẩm định chưa được thông báo trên hệ thống.")
    material = ground.material
    filed = material.filed.get(card.agency)

    def words(anchor: str) -> Notice:
        return notice_of(
            material.result.spec, card, agency=name, year=ground.year.number, bloc=ground.bloc.name,
            seal=filed.seal if filed else "", anchor=anchor,
        )  # fmt: skip

    return replace(offer, words=words, say=lambda cover, anchor: notice_document(cover, words(anchor)))


def _scores(ground: Ground) -> Offer:
    kind = KINDS[PaperKey.SCORES]
    cover = ground.cover(kind, f"Điểm thi đua năm {ground.year.number} của {ground.bloc.name}")
    offer = Offer(kind, cover, shown_to=eyes(kind.key, published=ground.published))
    scores = ground.scores()
    if scores is None:
        return replace(offer, missing="Chưa có phiếu chấm nào được nộp.")
    return replace(offer, say=lambda cover, anchor: scores_document(cover, scores, ground.bloc.name, anchor))


def _result(ground: Ground) -> Offer:
    kind = KINDS[PaperKey.RESULT]
    cover = ground.cover(kind, f"Kết quả thi đua năm {ground.year.number} của {ground.bloc.name}")
    offer = Offer(kind, cover, shown_to=eyes(kind.key, published=ground.published))
    scores = ground.scores()
    if scores is None or not ground.published:
        return replace(offer, missing="Kết quả năm chưa công bố.")

    def words(anchor: str) -> Places:
        return places_of(scores.result, ground.year.number, ground.bloc.name, anchor)

    return replace(offer, words=words, say=lambda cover, anchor: result_document(cover, words(anchor), scores))


def _minutes(ground: Ground) -> Iterator[Offer]:
    """The minutes of each meeting that is over."""
    kind = KINDS[PaperKey.MINUTES]
    shown_to = eyes(kind.key, published=ground.published)
    subject = f"Họp bình xét thi đua năm {ground.year.number} của {ground.bloc.name}"
    meetings = meetings_in(ground.year.id)
    if not meetings:
        yield Offer(kind, ground.cover(kind, subject), shown_to=shown_to, missing="Chưa có cuộc họp bình xét nào.")
    for meeting in reversed(meetings):
        key, about = meeting.public_id, f"cuộc họp ngày {vi.date(local(meeting.held_at).date())}"
        cover = replace(
            ground.cover(kind, subject, key), authority="", position="Chủ trì", signer=name_to_sign(meeting.chair),
            bases=(), dated=local(meeting.held_at).date(),
        )  # fmt: skip
        offer = Offer(kind, cover, key, about, shown_to=shown_to)
        if meeting.closed_at is None:
            yield replace(offer, missing="Cuộc họp chưa kết thúc.")
        else:
            yield replace(offer, say=_meeting_said(ground.year, meeting))


def _meeting_said(year: Year, meeting: Meeting) -> Say:
    """The meeting's own minutes; where the journal stood and the package's hash are no figures of theirs."""

    def say(cover: Cover, anchor: str) -> Document:
        told = minutes_of(year, meeting)
        stands = told if anchor else replace(told, journal=(0, ""), package="")
        return dressed(meeting_minutes_document(stands), cover)

    return say


def _tallies(ground: Ground) -> Iterator[Offer]:
    """The minutes of each vote of the bloc that is counted; the tellers sign them."""
    kind = KINDS[PaperKey.TALLY]
    shown_to = eyes(kind.key, published=ground.published)
    counted = [ballot for ballot in ballots_in(ground.year.id) if ballot.state == State.COUNTED]
    if not counted:
        cover = ground.cover(kind, f"Kiểm phiếu năm {ground.year.number}")
        yield Offer(kind, cover, shown_to=shown_to, missing="Chưa có cuộc bỏ phiếu nào đã kiểm xong.")
    for ballot in reversed(counted):
        cover = ground.cover(kind, f"Kiểm phiếu: {ballot.title}"[:500], ballot.public_id)
        cover = replace(cover, signer="Ban kiểm phiếu", bases=(), dated=day_of(ballot))
        yield Offer(
            kind, cover, ballot.public_id, ballot.title[:200], shown_to=shown_to,
            say=lambda cover, anchor, ballot=ballot: dressed(tally_of(ballot), cover),  # type: ignore[misc]
        )  # fmt: skip


def _letter(ground: Ground) -> Offer:
    """The submission letter, of what stands on the year's list of proposals."""
    kind = KINDS[PaperKey.LETTER]
    cover = ground.cover(
        kind, f"Về việc đề nghị tặng danh hiệu thi đua, hình thức khen thưởng năm {ground.year.number}"
    )
    offer = Offer(kind, cover, shown_to=eyes(kind.key, published=ground.published))
    if not award_proposals(ground.year.id):
        return replace(offer, missing="Lập ở trang Khen thưởng năm, khi có đề nghị.")
    desk = desk_of(ground.year, seated=True)
    rows = proposed_of(desk)
    if not rows:
        return replace(offer, missing="Mọi đề nghị trong năm đã được rút hoặc không đạt phiếu.")
    letter = submission_letter_document(issuing_of(desk), rows)
    return replace(offer, say=lambda cover, anchor: dressed(letter, cover))

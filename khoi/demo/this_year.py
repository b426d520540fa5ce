"""This year of the demo: every card at another stage, each brought there by the people who would do it."""

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

from khoi.demo.cast import PARTS, Part, Plot
from khoi.demo.figures import answer, note, verdict
from khoi.demo.official_papers import make_official_papers
from khoi.demo.papers import pdf
from khoi.demo.rounds import make_rounds
from khoi.demo.stagehand import DEPUTY, LEAD, Stagehand
from khoi.demo.verdict import make_verdict
from khoi.demo.year_round import ACTS
from khoi.scoring.actions import begin, claim, send_to_head, submit
from khoi.scoring.actions.appraising import appraise
from khoi.scoring.actions.evidence import attach, describe, store
from khoi.scoring.actions.releasing import release, send_back
from khoi.scoring.models import Evidence, Mark, Scorecard, marks_of
from khoi.scoring.models.filed import last_filed, rows_filed
from khoi.scoring.rules import points
from khoi.sheets.models import Criterion, sheet_by_id, spec_of
from khoi.sheets.rules import EvidenceRule, Node, SheetSpec, Timeliness
from khoi.years.actions import note_lateness
from khoi.years.models import SCORECARD, filing_keyed
from tenants import clock, files
from tenants.files import Received
from tenants.models import Agency, Bloc, Year
from tenants.roles import Role

#: Each agency's papers: title, number, and the sections whose rows they stand behind.
PAPERS = (
    ("Báo cáo kết quả thực hiện nhiệm vụ năm", "112/BC", "I"),
    ("Thông báo xếp loại tổ chức đảng, đoàn thể", "45/TB", "II"),
    ("Báo cáo công tác thi đua, khen thưởng năm", "98/BC", "III"),
    ("Quyết định khen thưởng", "1204/QĐ", "IV"),
)
RETURN_REASON = "Tiêu chí 2.4 (nhóm I) ghi số liệu khác báo cáo thi hành kết luận thanh tra; đề nghị rà soát, bổ sung"
UNTIL_RETURN = timedelta(days=2)


def make_this_year(bloc: Bloc, year: Year, agencies: dict[str, Agency], *, published: bool = False) -> None:
    """Bring every card to its plot, at the times it would have happened; `published`: all of them are appraised, and
    the year comes to its end."""
    stage = Stagehand(bloc, year, agencies)
    with stage.as_seat(LEAD, Role.CLERK):
        filing = filing_keyed(year.id, SCORECARD)
        assert filing is not None
        due = filing.due
        _note_lateness(stage)
    for act in ACTS:
        act(stage)
    for number, part in enumerate(PARTS):
        plot = Plot.APPRAISED if published else part.plot
        at = clock.now() if plot in (Plot.LATE, Plot.HALF_DONE) else due - timedelta(days=3, hours=number)
        with clock.stopped_at(at):
            PLOTS[plot](stage, part, due)
    make_official_papers(stage)
    if published:
        make_verdict(stage)
    else:
        make_rounds(stage)


def _note_lateness(stage: Stagehand) -> None:
    """What the lead has noted of the half-year report; late registrations note themselves."""
    for part in PARTS:
        late = 2 if part.skill < 4 else 0
        note_lateness(stage.year.id, stage.agencies[part.code].id, "half_year_report", late)


def _not_begun(stage: Stagehand, part: Part, due: datetime) -> None:
    """Nothing: that agency has not opened its card."""


def _half_done(stage: Stagehand, part: Part, due: datetime) -> None:
    with stage.as_member(part, Role.CLERK):
        _fill(stage, part, half=True)


def _submitted(stage: Stagehand, part: Part, due: datetime) -> None:
    with stage.as_member(part, Role.CLERK):
        _fill(stage, part)
        send_to_head(stage.card(part))
    with stage.as_member(part, Role.HEAD):
        card = stage.card(part)
        submit(card, card.version)


def _returned(stage: Stagehand, part: Part, due: datetime) -> None:
    _submitted(stage, part, due)
    with clock.stopped_at(due + timedelta(hours=2)), stage.as_seat(LEAD, Role.HEAD):
        send_back(stage.card(part), RETURN_REASON, due + timedelta(days=1) + UNTIL_RETURN)


def _under_appraisal(stage: Stagehand, part: Part, due: datetime) -> None:
    _submitted(stage, part, due)
    with stage.as_seat(_appraiser_of(part), Role.CLERK):
        _appraise(stage.card(part), part, sections=("I", "II"))


def _appraised(stage: Stagehand, part: Part, due: datetime) -> None:
    _submitted(stage, part, due)
    with stage.as_seat(_appraiser_of(part), Role.CLERK):
        _appraise(stage.card(part), part)
    with stage.as_seat(_appraiser_of(part), Role.HEAD):
        release(stage.card(part))


PLOTS: dict[Plot, Callable[[Stagehand, Part, datetime], None]] = {
    Plot.NOT_BEGUN: _not_begun,
    Plot.HALF_DONE: _half_done,
    Plot.SUBMITTED: _submitted,
    Plot.LATE: _submitted,
    Plot.RETURNED: _returned,
    Plot.UNDER_APPRAISAL: _under_appraisal,
    Plot.APPRAISED: _appraised,
}


def _appraiser_of(part: Part) -> Part:
    """The lead appraises all cards but its own, which is the deputy's."""
    return DEPUTY if part is LEAD else LEAD


def _fill(stage: Stagehand, part: Part, *, half: bool = False) -> None:
    """The clerk enters figures and attaches papers; `half`: only the first section and a half."""
    card = begin(stage.year.id, stage.agencies[part.code].id)
    spec = spec_of(sheet_by_id(card.sheet_id))
    papers = _papers(stage, part)
    rows = marks_of(card.id)
    for mark, criterion in rows[: len(rows) // 2 if half else len(rows)]:
        leaf = spec.leaf_at[criterion.path]
        _claim(spec, leaf, mark, part, stage.year.number)
        paper = papers.get(criterion.path.split("/")[0])
        if paper is not None and leaf.evidence is EvidenceRule.REQUIRED and not (half and criterion.place % 4 == 0):
            attach(mark, paper)


def _claim(spec: SheetSpec, leaf: Node, mark: Mark, part: Part, year: int) -> None:
    if leaf.method is None or isinstance(leaf.method, Timeliness):
        return
    entered = answer(leaf, part, year)
    worth = None if entered.not_applicable else points(leaf.method, leaf.ceiling, entered, spec.places)
    claim(mark, entered, note(leaf, entered, worth), mark.version)


def _papers(stage: Stagehand, part: Part) -> dict[str, Evidence]:
    """The agency's documents by the section they serve, each a real PDF."""
    return {section: _paper(stage, part, title, number) for title, number, section in PAPERS}


def _paper(stage: Stagehand, part: Part, title: str, number: str) -> Evidence:
    sign = f"{number}-{part.code}"
    lines = (f"Don vi: {part.name}", f"So: {sign}", f"Nam {stage.year.number}", "Tai lieu minh hoa cua ban chay thu.")
    kept = files.keep(io.BytesIO(pdf(title, lines)))
    name = f"{title} ({part.code}).pdf"
    paper = store(stage.year.id, stage.agencies[part.code].id, Received(name, "application/pdf", kept, 1)).evidence
    dated = date(stage.year.number, 11, 10)
    describe(paper, title=title, number=sign, dated=dated, issuer=part.name, revision=paper.revision)
    return paper


def _appraise(card: Scorecard, part: Part, sections: tuple[str, ...] = ()) -> None:
    """The appraisers' findings row by row, in the sections named or in all."""
    spec = spec_of(sheet_by_id(card.sheet_id))
    filed = last_filed(card.id)
    assert filed is not None
    for _, criterion in rows_filed(filed.id):
        if not sections or criterion.path.split("/")[0] in sections:
            appraise(card, criterion, verdict(_leaf(spec, criterion), part, _worth(spec, criterion, part)), 0)


def _leaf(spec: SheetSpec, criterion: Criterion) -> Node:
    return spec.leaf_at[criterion.path]


def _worth(spec: SheetSpec, criterion: Criterion, part: Part) -> Decimal | None:
    leaf = _leaf(spec, criterion)
    entered = answer(leaf, part, spec.year)
    if leaf.method is None or entered.not_applicable:
        return None
    return points(leaf.method, leaf.ceiling, entered, spec.places)

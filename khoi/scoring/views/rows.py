"""A row of the self-assessment as HTML: drawn in Python and kept in memory until something in it changes, for the page
of eighty rows is the one that everybody opens all day."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from markupsafe import escape

from khoi.scoring.models.bloc import days_late_for
from khoi.scoring.models.cards import inputs_from
from khoi.scoring.models.reading import Attached, MarkRow
from khoi.scoring.rules import Inputs, Line, Scored, formula, half_up, points, reasons_against
from khoi.scoring.views.blueprint import anchor
from khoi.scoring.views.cells import typed_from, typing_cells, words_of
from khoi.sheets.rules import (
    EvidenceRule,
    Kind,
    Node,
    NotApplicable,
    Relative,
    SheetSpec,
    Timeliness,
    describe_method,
)
from tenants import vi

#: Stands for the person's token in rows that are kept in memory for everybody.
TOKEN = "\x00token\x00"  # noqa: S105 - a placeholder, no secret


@dataclass(frozen=True, eq=False, slots=True)
class Frame:
    """What of a row is the same on every card of a version of the sheet."""

    leaf: Node
    #: The address of the year, before `/marks/…`.
    base: str
    places: int
    full: bool
    head: str
    ceiling: str


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer adds to a row: what was typed, what is wrong with it, what somebody else wrote meanwhile."""

    typed: Mapping[str, str] | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    conflict: str = ""
    state: str = ""
    kind: str = ""
    #: The note as it was typed, where it is not (yet) the stored one.
    note: str | None = None
    #: What became of files sent to the row, as HTML.
    told: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A row on the page and what it brings to the sums."""

    html: str
    mark: str
    leaf: Node
    inputs: Inputs
    scored: Scored
    answered: bool
    lacks_evidence: bool
    returned: bool
    is_open: bool
    reasons: tuple[str, ...]

    @property
    def awaits_figures(self) -> bool:
        """Nothing entered yet where something is owed: a bonus not claimed is simply none."""
        return not self.answered and self.leaf.kind is not Kind.BONUS

    @property
    def tags(self) -> set[str]:
        names = {"empty": self.awaits_figures, "no-evidence": self.lacks_evidence, "returned": self.returned}
        return {name for name, holds in names.items() if holds}


NOTHING_SAID = Said()
_frames: dict[tuple[str, str], dict[str, Frame | str]] = {}


def frames_of(base: str, sheet: str, spec: SheetSpec) -> dict[str, Frame | str]:
    """What a published version looks like, node by node in the printed order, made once: a frame for each leaf, the
    whole row for sections and groups."""
    if (known := _frames.get((base, sheet))) is None:
        if len(_frames) > 64:
            _frames.clear()
        known = _frames[base, sheet] = {
            node.path: _frame(base, spec, node) if node.is_leaf else _group(node) for node in spec.nodes
        }
    return known


def _group(node: Node) -> str:
    kind = "group section" if node.depth == 1 else "group"
    ceiling = vi.number(node.ceiling) if node.ceiling else ""
    return (
        f'<tr class="{kind}" id="s-{anchor(node.path)}"><td class="skip-narrow">{escape(node.code)}</td>'
        f'<th scope="colgroup"><span class="only-narrow">{escape(node.code)}. </span>'
        f"{escape(node.title)}</th>"
        f'<td class="number of">{ceiling}</td><td class="skip-narrow" colspan="2"></td></tr>'
    )


def _frame(base: str, spec: SheetSpec, leaf: Node) -> Frame:
    assert leaf.method is not None
    rule = escape(describe_method(leaf.method, leaf.ceiling))
    title = f'<span class="only-narrow">{escape(leaf.code)} </span>{escape(leaf.title)}</a>'
    head = f'{title}<span class="rule">{rule}</span>'
    ceiling = "" if leaf.kind is Kind.PENALTY and not leaf.ceiling else vi.number(leaf.ceiling)
    return Frame(leaf, base, spec.places, spec.not_applicable is NotApplicable.FULL, head, ceiling)


@lru_cache(maxsize=16_384)
def shown_row(frame: Frame, row: MarkRow, open_: bool, returned: bool, late: int | None) -> Shown:
    """A row as it is stored; `late` is what the year knows of a timeliness row."""
    return drawn(frame, row, open_, returned, late, NOTHING_SAID)


def drawn(frame: Frame, row: MarkRow, open_: bool, returned: bool, late: int | None, said: Said) -> Shown:
    """A row with what an answer has to say about it."""
    leaf = frame.leaf
    assert leaf.method is not None
    inputs = inputs_from(leaf.method, leaf.ceiling, leaf.kind, row.inputs)
    worth = _worth(frame, row, inputs, late)
    line = Line(leaf, inputs, worth.points, row.note, len(row.documents))
    bare = Shown("", row.id, leaf, inputs, worth, line.answered, line.lacks_evidence, returned, open_,
                 tuple(reasons_against(line)))  # fmt: skip
    return replace(bare, html=_row(frame, row, bare, open_, late, said))


def late_for(leaf: Node, late: Mapping[str, int]) -> int | None:
    assert leaf.method is not None
    return days_late_for(leaf.method, late) if late else None


def _worth(frame: Frame, row: MarkRow, inputs: Inputs, late: int | None) -> Scored:
    leaf = frame.leaf
    assert leaf.method is not None
    if inputs.not_applicable:
        return Scored(not_applicable=True)
    return Scored(points(leaf.method, leaf.ceiling, inputs, frame.places, late))


def _row(frame: Frame, row: MarkRow, shown: Shown, open_: bool, late: int | None, said: Said) -> str:
    here = f"{frame.base}/marks/{row.id}"
    drop = " data-drop" if open_ and takes_files(frame.leaf) else ""
    unsaved = " data-unsaved" if said.errors or said.conflict else ""
    return (
        f'<tr id="m-{row.id}" data-row{drop} data-follow data-tags="{" ".join(sorted(shown.tags))}"{unsaved}>'
        f'<td class="code skip-narrow">{escape(frame.leaf.code)}</td>'
        f'<td class="whole">{_form(here, row) if open_ else ""}'
        f'<a class="title" href="{here}" data-panel>{frame.head}'
        f"{_beneath(frame, row, shown, here, open_, said)}{said.told}{said.conflict}</td>"
        f'<td class="number of">{frame.ceiling}</td>'
        f'<td class="inputs">{_inputs(frame, row, shown, open_, said)}</td>'
        f'<td class="number own">{_points(frame, row, shown, late)}'
        f"{_state(row, open_, said)}</td></tr>"
    )


def _form(here: str, row: MarkRow) -> str:
    return (
        f'<form id="f-{row.id}" data-autosave method="post" action="{here}/claim">'
        f'<input type="hidden" name="csrf_token" value="{TOKEN}">'
        f'<input type="hidden" name="version" value="{row.version}"></form>'
    )


def _beneath(frame: Frame, row: MarkRow, shown: Shown, here: str, open_: bool, said: Said) -> str:
    """Under the title: documents, what is missing, where more is added, the note."""
    parts = [_document(frame.base, row.id, document) for document in row.documents]
    if shown.lacks_evidence:
        parts.append('<span class="chip warn">Thiếu minh chứng</span>')
    if shown.returned:
        parts.append('<span class="chip error">Bị trả lại</span>')
    if open_ and takes_files(frame.leaf):
        parts.append(f'<a class="add" href="{here}/evidence" data-choose>+ minh chứng</a>')
        parts.append(f'<a class="add" href="{here}/evidence">từ kho</a>')
    if frame.leaf.uploads_off:
        parts.append('<span class="muted">Minh chứng lưu giấy, không tải lên</span>')
    if open_:
        parts.append(_note(frame, row, here, shown, said))
    elif row.note:
        parts.append(f'<span class="note-text">Ghi chú: {escape(row.note)}</span>')
    return f'<div class="attached" id="evidence-{row.id}">{"".join(parts)}</div>' if parts else ""


def _document(base: str, mark: str, document: Attached) -> str:
    address = f"{base}/evidence/versions/{document.version}?row={mark}"
    return f'<a class="file" href="{address}" data-panel><span>{escape(document.title)}</span></a>'


def _note(frame: Frame, row: MarkRow, here: str, shown: Shown, said: Said) -> str:
    """Note and "does not apply": open in place where there is something, else a link. With the script it opens the same
    box in place (a copy of the page's one template), without it the row's own page; eighty closed boxes weigh 22 KB."""
    off = shown.inputs.not_applicable if said.typed is None else bool(said.typed.get("not_applicable"))
    note = row.note if said.note is None else said.note
    may_not_apply = frame.leaf.kind is Kind.BASE and not isinstance(frame.leaf.method, Timeliness)
    if not (note or off):
        return f'<a class="add" href="{here}" data-note{"=tick" if may_not_apply else ""}>ghi chú</a>'
    name = escape(frame.leaf.code)
    tick = (
        f'<label class="tick"><input type="checkbox" name="not_applicable" value="1" form="f-{row.id}"'
        f"{' checked' if off else ''}> Không áp dụng với đơn vị</label>"
        if may_not_apply
        else ""
    )
    return (
        f'<details class="note" open><summary>ghi chú</summary>{tick}'
        f'<textarea name="note" form="f-{row.id}" rows="2" maxlength="2000" aria-label="{name} Ghi chú">'
        f"{escape(note)}</textarea></details>"
    )


def _inputs(frame: Frame, row: MarkRow, shown: Shown, open_: bool, said: Said) -> str:
    if not open_:
        return str(words_of(frame.leaf, shown.inputs))
    typed = typed_from(shown.inputs) if said.typed is None else said.typed
    off = shown.inputs.not_applicable if said.typed is None else bool(said.typed.get("not_applicable"))
    cells = typing_cells(frame.leaf, row.id, typed, said.errors, row.untargeted, off)
    general = f'<p class="wrong">{escape(said.errors[""])}</p>' if "" in said.errors else ""
    return cells + general


def _points(frame: Frame, row: MarkRow, shown: Shown, late: int | None) -> str:
    leaf, worth = frame.leaf, shown.scored
    assert leaf.method is not None
    value = _value(frame, worth, leaf)
    how = formula(leaf.method, leaf.ceiling, shown.inputs, worth.points, late)
    how = how.split(" → ")[0] if worth.points is not None and " → " in how else how
    how = "Đủ điểm, không áp dụng" if worth.not_applicable and frame.full else how
    if worth.points is None and isinstance(leaf.method, Relative) and shown.answered and not worth.not_applicable:
        how = how.replace(" → ", "; ")
    return f'<span class="points">{value}</span><small class="how">{escape(how)}</small>'


def _value(frame: Frame, worth: Scored, leaf: Node) -> str:
    earned: Decimal | None = worth.points
    if worth.not_applicable and frame.full:
        earned = half_up(leaf.ceiling, frame.places)
    if earned is None:
        return "–"
    return ("−" if leaf.kind is Kind.PENALTY and earned else "") + vi.number(earned)


def _state(row: MarkRow, open_: bool, said: Said) -> str:
    if not open_:
        return ""
    button = f'<button class="button small no-script" form="f-{row.id}">Lưu</button>'
    look = f"state {said.kind}" if said.kind else "state"
    return f'<div><span class="{look}" data-state>{escape(said.state)}</span></div>{button}'


def takes_files(leaf: Node) -> bool:
    """Whether documents may stand behind the row at all."""
    return leaf.evidence is not EvidenceRule.NONE and not leaf.uploads_off

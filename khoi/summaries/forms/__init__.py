"""Forms of the bloc's report (report) and of its official documents (papers)."""

from khoi.summaries.forms.papers import IssueForm, PaperFaceForm, ReasonForm, SignedForm, TemplateForm
from khoi.summaries.forms.report import FaceForm, SectionForm, SourceForm

__all__ = [
    "FaceForm",
    "IssueForm",
    "PaperFaceForm",
    "ReasonForm",
    "SectionForm",
    "SignedForm",
    "SourceForm",
    "TemplateForm",
]

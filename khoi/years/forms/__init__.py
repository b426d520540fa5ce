"""Forms about the year: dates, members, seats, lateness, legal bases, who is not considered."""

from khoi.years.forms.bases import BasisForm
from khoi.years.forms.considering import SetAsideForm
from khoi.years.forms.dates import (
    DatesForm,
    FilingForm,
    LatenessForm,
    NewFilingForm,
    ReopeningForm,
    lateness_form,
)
from khoi.years.forms.members import (
    ComeBackForm,
    LeaveForm,
    MemberForm,
    NewMemberForm,
    RejoinForm,
    RenameForm,
    SeatsForm,
)

__all__ = [
    "BasisForm",
    "ComeBackForm",
    "DatesForm",
    "FilingForm",
    "LatenessForm",
    "LeaveForm",
    "MemberForm",
    "NewFilingForm",
    "NewMemberForm",
    "RejoinForm",
    "RenameForm",
    "ReopeningForm",
    "SeatsForm",
    "SetAsideForm",
    "lateness_form",
]

"""Forms of awards: is what was sent well-formed?"""

from khoi.awards.forms.by_movement import DecisionForm, FindingForm, ProposalForm, RevokeForm
from khoi.awards.forms.catalogue import RuleForm
from khoi.awards.forms.nominations import NominationForm, ReturnForm
from khoi.awards.forms.yearly import (
    CLEAN,
    AwardDecisionForm,
    AwardProposalForm,
    HistoryConfirmForm,
    HistoryFileForm,
    MeritsForm,
    RevokeAwardForm,
    VoteForm,
    WithdrawForm,
    clean_of,
    word_of,
)

__all__ = [
    "CLEAN",
    "AwardDecisionForm",
    "AwardProposalForm",
    "DecisionForm",
    "FindingForm",
    "HistoryConfirmForm",
    "HistoryFileForm",
    "MeritsForm",
    "NominationForm",
    "ProposalForm",
    "ReturnForm",
    "RevokeAwardForm",
    "RevokeForm",
    "RuleForm",
    "VoteForm",
    "WithdrawForm",
    "clean_of",
    "word_of",
]  # fmt: skip

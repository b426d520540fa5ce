"""What summaries are made of (material), the bloc's own report as the lead writes it (consolidated), and what of the
members' filings it is gathered from (gathering), and the report as the bloc published it (published)."""

from khoi.summaries.models.consolidated import (
    LONGEST_SECTION,
    Consolidated,
    ConsolidatedSection,
    consolidated_in,
    consolidated_on,
    hold_consolidated,
    hold_section,
    report_behind,
    written_sections,
)
from khoi.summaries.models.gathering import (
    Gathering,
    Part,
    bloc_report_of,
    cover_of,
    gathering_of,
)
from khoi.summaries.models.material import Filed, Material, filed_in, material_of
from khoi.summaries.models.published import (
    PublishedLine,
    PublishedReport,
    is_replaced,
    last_published,
    published_in,
)

__all__ = [
    "LONGEST_SECTION",
    "Consolidated",
    "ConsolidatedSection",
    "Filed",
    "Gathering",
    "Material",
    "Part",
    "PublishedLine",
    "PublishedReport",
    "bloc_report_of",
    "consolidated_in",
    "consolidated_on",
    "cover_of",
    "filed_in",
    "gathering_of",
    "hold_consolidated",
    "hold_section",
    "is_replaced",
    "last_published",
    "material_of",
    "published_in",
    "report_behind",
    "written_sections",
]

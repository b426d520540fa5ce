"""What every page of the workbook knows of the others: their names, and where a figure stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from khoi.ranking.rules import Result, Standing
from khoi.scoring.rules import View
from khoi.summaries.models import Material
from khoi.summaries.rules import AgencyLayout
from tenants.vi import date_time

#: The first agency's row of the summary and of the ranking.
SUMMARY_FIRST, RANKING_FIRST = 8, 4


@dataclass(frozen=True)
class Plan:
    """The material with its place on the pages."""

    material: Material
    layout: AgencyLayout
    section_pages: Mapping[str, str]
    agency_pages: Mapping[str, str]
    summary: str
    ranking: str
    notes: str

    @property
    def result(self) -> Result:
        return self.material.result

    @cached_property
    def in_own_order(self) -> list[Standing]:
        """The filed cards in the bloc's own order of members."""
        found = {standing.agency: standing for standing in self.result.appraised}
        return [found[code] for code in self.result.names if code in found]

    @cached_property
    def ranking_row(self) -> dict[str, int]:
        return {standing.agency: RANKING_FIRST + place for place, standing in enumerate(self.result.appraised)}

    @cached_property
    def summary_row(self) -> dict[str, int]:
        return {code: SUMMARY_FIRST + place for place, code in enumerate(self.result.names)}

    @cached_property
    def scaled(self) -> bool:
        """Does a total somewhere differ from the plain sum of its sections because rows do not apply?"""
        return any(
            row.not_applicable
            for view in View
            for code in self.agency_pages
            for row in self.of(code, view).rows.values()
        )

    def of(self, agency: str, view: View) -> Standing:
        if view is View.CLAIMED:
            return self.result.claimed[agency]
        return self._appraised[agency]

    @cached_property
    def _appraised(self) -> dict[str, Standing]:
        return {standing.agency: standing for standing in self.result.appraised}

    @property
    def state(self) -> str:
        """What kind of figures these are, in one line for the head of a page."""
        standing = self.material.standing
        if standing is not None:
            return f"Kết quả đã công bố lần {standing.number}, {date_time(standing.published_at)}"
        if self.material.own_only:
            return "Phiếu của đơn vị, chưa công bố; tiêu chí so sánh trong Khối chưa có điểm và chưa cộng vào tổng"
        return "Số liệu tạm tính, chưa công bố"

"""The plan as an Excel file, and back."""

from khoi.plans.excel.reading import read_workbook
from khoi.plans.excel.writing import write_workbook

__all__ = ["read_workbook", "write_workbook"]

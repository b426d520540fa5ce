"""The score sheet as an Excel file: template, export of a version, and the way back with every fault by its cell."""

from khoi.sheets.excel.reading import Incoming, read_workbook
from khoi.sheets.excel.sample import SAMPLE
from khoi.sheets.excel.writing import write_template, write_workbook

__all__ = ["SAMPLE", "Incoming", "read_workbook", "write_template", "write_workbook"]

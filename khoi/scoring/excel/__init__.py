"""The card as an Excel file, out and back in: pure values on both sides, no database."""

from khoi.scoring.excel.columns import FileRow
from khoi.scoring.excel.reading import read_card_file
from khoi.scoring.excel.writing import CardFile, CardFileLine, write_card_file

__all__ = ["CardFile", "CardFileLine", "FileRow", "read_card_file", "write_card_file"]

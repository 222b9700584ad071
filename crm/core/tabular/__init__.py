"""Rows into files and back: CSV and XLSX, streamed. Knows nothing of what the rows are."""

from .csv_file import csv_rows
from .shield import shield, unshield
from .xlsx_file import write_xlsx

__all__ = ["csv_rows", "shield", "unshield", "write_xlsx"]
